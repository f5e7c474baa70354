"""What the last build of a site left: enough to tell what a change touches, and nothing of what articles say.

It is written when the site stands, whole or not at all; a build that is killed leaves the ledger of the one before,
which then does not fit what lies in the output and is put right by the next build.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from plugins.common.problems import Problem
from plugins.incremental.rows import Row
from plugins.incremental.tree import Tree


@dataclass
class Ledger:
    """One site as it stands in its output.

    ``libraries``, ``others``: the environment. ``articles``: the stamps of the articles' files by path in the content
    folder. ``rows``: published articles in the site's order, then hidden ones and drafts. ``outputs``: name to digest,
    size and time of change (ns) of every file. ``keys``: name to key of the pages and feeds that have one. ``names``:
    keywords and events (slug and name). ``periods``: the addresses of years and months. ``since`` and ``until``: the
    clock (seconds since 1970) between which the site stays as it is. ``problems``: the warnings that were told.
    ``recipe``: the key of what pages are made with; ``alone``: that of the pages without a key, empty where something
    about them cannot be kept. ``related``: the mark of the relations that rails were made of.
    ``side``: the digest of the counter's list. ``forgets``: whether
    what is not part of the site any more is deleted at once. ``reason``: why only a full build will do, or empty.
    """

    libraries: tuple[str, ...] = ()
    others: Tree = field(default_factory=dict)
    articles: Tree = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    outputs: dict[str, tuple[bytes, int, int]] = field(default_factory=dict)
    keys: dict[str, bytes] = field(default_factory=dict)
    names: list[tuple[str, str]] = field(default_factory=list)
    periods: list[str] = field(default_factory=list)
    since: float = 0.0
    until: float = 0.0
    problems: list[Problem] = field(default_factory=list)
    recipe: bytes = b""
    alone: bytes = b""
    related: bytes = b""
    side: bytes = b""
    forgets: bool = False
    reason: str = ""

    def by_status(self, status: str) -> Sequence[Row]:
        """The rows of one status, in order."""
        return [row for row in self.rows if row.status == status]
