"""What is asked for, what differs from the last build, and what a renewal comes to: values between the steps."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from plugins.host.writing import Folder
from plugins.incremental.environment import Places, Tree, libraries, sources, tree_of
from plugins.incremental.ledger import Ledger
from plugins.incremental.tree import differing


class FullBuildNeeded(Exception):  # noqa: N818 (no error: the other way to build)
    """Why an incremental build will not do; said to whoever asks with --explain."""


@dataclass(frozen=True)
class Request:
    """What is to be built: where everything is, the clock, and where it is written."""

    places: Places
    output: Path
    now: datetime


@dataclass(frozen=True)
class Difference:
    """Articles' files that differ (path in the content folder), the state of all, and damaged files of the output.

    ``others``: the stamps of the files that are no articles, when the theme's templates are not all what they were.
    """

    articles: set[str]
    found: dict[str, Any]
    damaged: set[str]
    others: Tree | None = None


@dataclass
class Renewal:
    """What a build will change.

    ``written``: name to bytes of files that are new. ``render``: writes more of them into a folder, and gives digest
    and size of each. ``restored``: those that are kept and were damaged. ``deleted``: names. ``cards``: the addresses
    of articles that are new, gone or shown differently. ``records``: articles to keep, by digest. ``side_file``: the
    counter's list. ``afterwards``: what is done when the site stands. ``ledger``: that of the new site, without the
    stamps of what is written.
    """

    ledger: Ledger
    written: dict[str, bytes] = field(default_factory=dict)
    restored: set[str] = field(default_factory=set)
    deleted: set[str] = field(default_factory=set)
    render: Callable[[Folder], Mapping[str, tuple[bytes, int]]] | None = None
    cards: set[str] = field(default_factory=set)
    records: list[tuple[bytes, Any]] = field(default_factory=list)
    side_file: bytes | None = None
    afterwards: list[Callable[[], None]] = field(default_factory=list)


def difference(request: Request, ledger: Ledger) -> Difference:
    """Compare with the last build. Raises FullBuildNeeded."""
    if ledger.reason:
        raise FullBuildNeeded(ledger.reason)
    if not ledger.since <= request.now.timestamp() < ledger.until:
        raise FullBuildNeeded("đồng hồ đã qua một lúc mà trang đổi: sang ngày, hết hẹn giờ, hết hạn")
    if ledger.libraries != libraries():
        raise FullBuildNeeded("thư viện hoặc biến môi trường đã đổi")
    articles, others = sources(request.places)
    changed = differing(ledger.articles, request.places.content, articles)
    tree = None
    if different := differing(ledger.others, "", others):
        if changed or not ledger.alone or not _are_templates(different, request.places):
            raise FullBuildNeeded(f"đã đổi: {', '.join(sorted(different)[:3])}")
        # Before anything is read: what is written from now on is for the next build to see.
        stamps = tree_of({path: others[path] for path in different & others.keys()}, request.places)
        tree = {path: stamp for path, stamp in ledger.others.items() if path not in different} | stamps
    return Difference(changed, articles, _damaged(ledger, request.output), tree)


def _are_templates(paths: Iterable[str], places: Places) -> bool:
    """Whether nothing but pages is made of these files."""
    return all(path.startswith(f"{places.theme}/templates/") for path in paths)


def _damaged(ledger: Ledger, output: Path) -> set[str]:
    """The files of the output that are missing or were touched since they were written."""
    damaged, folder = set(), str(output)
    for name, (_, size, changed) in ledger.outputs.items():
        try:
            state = os.stat(f"{folder}/{name}")
        except OSError:
            damaged.add(name)
            continue
        if state.st_mtime_ns != changed or state.st_size != size:
            damaged.add(name)
    return damaged
