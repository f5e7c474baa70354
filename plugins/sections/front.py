"""The front page: a lead story, two beside it, the latest, and a block for each section."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Any

from plugins.sections.section import Section

#: Below this many articles beside the top stories, "Tin mới" lists the top stories too.
FEW = 5


@dataclass(frozen=True)
class Block:
    """A section on the front page: a story with its picture (or None) and plain rows."""

    section: Section
    story: Any
    rows: list[Any]


@dataclass(frozen=True)
class Front:
    """What the front page shows; ``lead`` is None on an empty site."""

    lead: Any
    secondary: list[Any]
    latest: list[Any]
    blocks: list[Block]


def compose_front(articles: list[Any], by_section: dict[Section, list[Any]], latest: int, block: int) -> Front:
    """Choose from articles, newest first: the editor's choice leads, else the newest that has a picture."""
    lead = next((a for a in articles if a.featured), None) or next((a for a in articles if a.cover), None)
    lead = lead or (articles[0] if articles else None)
    secondary = [*islice((a for a in articles if a.cover and a is not lead), 2)]
    top = [lead, *secondary]
    rest = [*islice((a for a in articles if all(a is not shown for shown in top)), max(latest, FEW))]
    if len(rest) < FEW:
        rest = articles  # a young site: a list of what is new beats an empty column
    blocks = [_block(section, found[:block]) for section, found in by_section.items() if found]
    return Front(lead, secondary, rest[:latest], blocks)


def _block(section: Section, articles: list[Any]) -> Block:
    story = next((article for article in articles if article.cover), None)
    return Block(section, story, [article for article in articles if article is not story])
