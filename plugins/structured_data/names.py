"""Names of places and units that have changed since an article was posted: the text stays, a note tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.common.dates import NewsDate
from plugins.common.html import strip_tags
from plugins.common.problems import Report
from plugins.common.registry import read_rows, row_date


@dataclass(frozen=True)
class FormerName:
    """A name that was right until a day, and what is to be known now."""

    name: str
    until: NewsDate
    now: str


def read_former_names(path: Path, report: Report) -> list[FormerName]:
    """The registry of names: rows of name, until, now."""
    names = []
    for row in read_rows(path, report, ("name", "until", "now"), ("source",)):
        until = row_date(row, "until", path, report)
        if until:
            names.append(FormerName(row["name"], until, row["now"]))
    return names


def give_notes(article: Any, report: Report, *, names: list[FormerName]) -> None:
    """Set ``name_notes`` on an article."""
    article.name_notes = name_notes(article.when, f"{article.title} {article.lead} {article._content}", names)


def name_notes(when: NewsDate, html: str, names: list[FormerName]) -> list[str]:
    """The notes for an article of that date with that text: each once, in the registry's order."""
    current = [name for name in names if when.value < name.until.value]
    if not current:
        return []
    text = strip_tags(html)
    return list(dict.fromkeys(name.now for name in current if _is_in(name.name, text)))


def _is_in(name: str, text: str) -> bool:
    """Whether the name stands in the text as whole words; the plain search first, for most names are in few texts."""
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
