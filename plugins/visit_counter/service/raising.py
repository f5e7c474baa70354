"""No figure goes below what was published: compares, and says which rows are to be added. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from plugins.visit_counter.service.days import day_of
from plugins.visit_counter.service.kept import IMPORT, RESTORE, Kept, sum_days, sum_pages
from plugins.visit_counter.service.model import DayCount, Import
from plugins.visit_counter.service.published import Published

SOURCE = "số liệu đã công bố"
_NONE = DayCount()


def missing(kept: Kept, published: Published, canonical: Callable[[str], str] | None, now: int) -> Kept:
    """The rows (new values, not differences) and audited entries that bring ``kept`` up to what was published.

    Empty when nothing is missing. Imports that were published and are not kept come back as they were; days up to
    theirs, and pages, then belong to them, so that importing the same once more changes nothing. Pages are compared
    only with ``canonical`` (an address's present form): what is shown for a page is the sum over all its addresses.
    """
    lost = _lost_imports(kept, published)
    until = max((entry.as_of for entry in lost), default=0)
    days = _missing_days(kept, published, until)
    change = Kept(days=days, imports=lost)
    if canonical and _lacks_views(kept, kept.with_change(change)):
        change.pages.update(_missing_pages(kept, published, canonical, IMPORT if lost else RESTORE))
    beyond = published.total - kept.with_change(change).total
    if beyond > 0:
        change.imports.append(_entry(kept.with_change(change), beyond, now))
    elif any(_gained(kept, change)):
        change.imports.append(Import(_number(kept, change), RESTORE, day_of(now), None, SOURCE, now))
    return change if change.imports else Kept()


def _lost_imports(kept: Kept, published: Published) -> list[Import]:
    def identity(entry: Import) -> tuple[object, ...]:
        return entry.kind, entry.as_of, entry.total, entry.source, entry.entered

    known = {identity(entry) for entry in kept.imports}
    lost = [entry for entry in published.imports if entry.kind == IMPORT and identity(entry) not in known]
    first = _number(kept)
    return [
        Import(first + place, entry.kind, entry.as_of, entry.total, entry.source, entry.entered)
        for place, entry in enumerate(lost)
    ]


def _missing_days(kept: Kept, published: Published, until: int) -> dict[str, dict[int, DayCount]]:
    """New rows; ``until`` is the last day that lost imports speak of."""
    have, rows = sum_days(kept.days.values()), dict[str, dict[int, DayCount]]()
    for day, shown in published.days.items():
        there = have.get(day)
        visits = max(0, shown.visits - (there or _NONE).visits)
        views = max(0, shown.views - (there or _NONE).views)
        if visits or views or there is None:
            node = IMPORT if day <= until else RESTORE
            old = kept.days.get(node, {}).get(day, _NONE)
            rows.setdefault(node, {})[day] = DayCount(old.visits + visits, old.views + views)
    return rows


def _lacks_views(before: Kept, after: Kept) -> bool:
    """Whether days know of more views than before, or than the pages: only then can a page have lost some.

    Without this an alias taken off a page would look like lost views.
    """

    def of_days(kept: Kept) -> int:
        return sum(c.views for node, days in kept.days.items() if node != IMPORT for c in days.values())

    pages = sum(sum(pages.values()) for node, pages in before.pages.items() if node != IMPORT)
    return of_days(after) > pages or after.days.get(IMPORT) != before.days.get(IMPORT)


def _missing_pages(
    kept: Kept, published: Published, canonical: Callable[[str], str], node: str
) -> dict[str, dict[str, int]]:
    have = _by_page(sum_pages(kept.pages.values()), canonical, sum)
    shown = _by_page(published.pages, canonical, max)
    old = kept.pages.get(node, {})
    rows = {path: old.get(path, 0) + views - have.get(path, 0) for path, views in shown.items()
            if views > have.get(path, 0)}  # fmt: skip
    return {node: rows} if rows else {}


def _by_page(
    views: Mapping[str, int], canonical: Callable[[str], str], combine: Callable[[list[int]], int]
) -> dict[str, int]:
    found: dict[str, list[int]] = {}
    for path, count in views.items():
        found.setdefault(canonical(path), []).append(count)
    return {path: combine(counts) for path, counts in found.items()}


def _gained(kept: Kept, change: Kept) -> list[object]:
    """What in a change is more than a measured day without a visit."""
    have = sum_days(kept.days.values())
    days = [c for rows in change.days.values() for day, c in rows.items() if c.visits or c.views or day in have]
    return [*days, *change.pages.values(), *change.imports]


def _entry(kept: Kept, beyond: int, now: int) -> Import:
    """An entry that brings the starting total up by ``beyond``."""
    day = day_of(now)
    imported = sum(count.visits for imported, count in kept.days.get(IMPORT, {}).items() if imported <= day)
    return Import(_number(kept), RESTORE, day, kept.base + beyond + imported, SOURCE, now)


def _number(kept: Kept, change: Kept | None = None) -> int:
    entries = kept.imports + (change.imports if change else [])
    return max((entry.number for entry in entries), default=0) + 1
