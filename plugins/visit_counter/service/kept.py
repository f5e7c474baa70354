"""All that a store keeps, node by node, and the arithmetic of starting totals. Pure values; days are ordinals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from plugins.visit_counter.service.model import DayCount, Import, Totals

K = TypeVar("K")
V = TypeVar("V")

#: Nodes of figures that no process counted.
IMPORT, RESTORE = "import", "restore"


@dataclass(frozen=True, slots=True)
class Kept:
    """Figures by node, with the imports; also used for what is to be added to them."""

    days: dict[str, dict[int, DayCount]] = field(default_factory=dict)
    pages: dict[str, dict[str, int]] = field(default_factory=dict)
    imports: list[Import] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.days or self.pages or self.imports)

    def with_change(self, change: Kept) -> Kept:
        """These figures with rows replaced by those of ``change``, and its imports added."""
        return Kept(_merge(self.days, change.days), _merge(self.pages, change.pages), [*self.imports, *change.imports])

    @property
    def base(self) -> int:
        """What earlier counters had beyond the days that were imported one by one."""
        return starting_total(self.imports, self.days.get(IMPORT, {}))

    @property
    def total(self) -> int:
        """The starting total and the visits of every day."""
        return self.base + sum(count.visits for days in self.days.values() for count in days.values())

    def others(self, own: str) -> Totals:
        """Sums over every node but ``own``."""
        return Totals(
            sum_days(days for node, days in self.days.items() if node != own),
            sum_pages(pages for node, pages in self.pages.items() if node != own),
            self.base,
        )


def starting_total(imports: Iterable[Import], imported: Mapping[int, DayCount]) -> int:
    """The part of the earlier counters' total that no imported day explains.

    The largest imported total counts (of equal ones the earliest), less the imported days up to its day. What a restore
    found missing is an entry of its own of the same kind; the larger of the two stands.
    """

    def beyond(entry: Import) -> int:
        days = sum(count.visits for day, count in imported.items() if day <= entry.as_of)
        return (entry.total or 0) - days

    entries = [entry for entry in imports if entry.total is not None]
    largest = max(
        (entry for entry in entries if entry.kind == IMPORT), key=lambda e: (e.total or 0, -e.as_of), default=None
    )
    restored = [beyond(entry) for entry in entries if entry.kind == RESTORE]
    return max([0, *restored, *([beyond(largest)] if largest else [])])


def sum_days(parts: Iterable[Mapping[int, DayCount]]) -> dict[int, DayCount]:
    """Day by day, the visits and views of all parts."""
    sums: dict[int, DayCount] = {}
    for part in parts:
        for day, count in part.items():
            so_far = sums.get(day)
            if so_far is None:
                sums[day] = DayCount(count.visits, count.views)
            else:
                so_far.visits += count.visits
                so_far.views += count.views
    return sums


def sum_pages(parts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Page by page, the views of all parts."""
    sums: dict[str, int] = {}
    for part in parts:
        for path, views in part.items():
            sums[path] = sums.get(path, 0) + views
    return sums


def _merge(old: dict[str, dict[K, V]], new: dict[str, dict[K, V]]) -> dict[str, dict[K, V]]:
    return {node: {**old.get(node, {}), **new.get(node, {})} for node in {**old, **new}}
