"""Which addresses are counted: the pages that carry the script, and the old addresses that lead to them.

The live service reads the list and counts nothing else. Never in it: the tip-off page, hidden pages, drafts, the 404
page and the signposts at old addresses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from plugins.common import places
from plugins.common.problems import Report
from plugins.visit_counter.shards import shard_href

_FURTHER = re.compile(r"(/.+/)trang/\d+/")


def give_views_src(article: Any, report: Report) -> None:
    """Set ``views_src`` on an article: only what is published is counted."""
    article.views_src = shard_href(article.href) if article.status == "published" else ""


def countable_pages(context: Mapping[str, Any]) -> list[str]:
    """The addresses of every countable page, sorted; ``context`` is complete (all generators have finished)."""
    return sorted({href for href in _pages(context) if not href.startswith(places.TIP_OFF)})


def _pages(context: Mapping[str, Any]) -> Iterator[str]:
    yield from places.STANDING
    for item in (*context["articles"], *context["pages"]):
        yield item.href
    lists = {section.href for section in context["sections"] if context["section_counts"].get(section.slug)}
    lists |= {item.href for item in (*context["keywords"], *context["threads"])}
    yield from lists
    yield from (period.href for year in context["years"] for period in (year, *year.months))
    old = {address for address, _ in context["moved"]}
    for address in set(context["addresses"]) - old:
        # Nearly all are articles': a look for the word is quicker than the expression.
        match = _FURTHER.fullmatch(address) if "/trang/" in address else None
        if match and match.group(1) in lists:
            yield address


def countable_aliases(moved: Iterable[tuple[str, Any]], paths: Iterable[str]) -> dict[str, str]:
    """Old address (decoded) to new one, sorted; only where the new one is counted."""
    counted = set(paths)
    return {old: article.href for old, article in sorted(moved, key=lambda pair: pair[0]) if article.href in counted}


def manifest(paths: list[str], aliases: dict[str, str], origin: str) -> bytes:
    """The list as the service reads it: one address a line, so that two lists can be compared."""
    data = {"paths": paths, "aliases": aliases, "origin": origin}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
