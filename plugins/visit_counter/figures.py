"""The eight figures and how they are written. What was never measured is said to be so, never shown as 0."""

from __future__ import annotations

from dataclasses import dataclass, field

from plugins.common.dates import NewsDate
from plugins.common.numbers import dotted
from plugins.visit_counter.history import History

LABELS = {
    "total": "Tổng số lượt truy cập",
    "online": "Số người đang truy cập",
    "today": "Hôm nay",
    "yesterday": "Hôm qua",
    "this_week": "Tuần này",
    "last_week": "Tuần trước",
    "this_month": "Tháng này",
    "last_month": "Tháng trước",
}
#: The layout of corpus 001: its own words and order.
FOUR = {"online": "Đang truy cập", "today": "Hôm nay", "this_month": "Tháng hiện tại", "total": "Tổng lượt truy cập"}
LAYOUTS = {"eight": LABELS, "four": FOUR}  # what stands in the rail
#: A figure that a snapshot does not have, and one whose place waits for the script.
UNKNOWN, WAITING = "chưa đo", "–"


@dataclass(frozen=True)
class Figure:
    """One figure: ``value`` is a count of visits or visitors; where it is None, ``text`` is ``missing``."""

    key: str
    label: str
    value: int | None
    missing: str = UNKNOWN

    @property
    def text(self) -> str:
        """``13.063.547``, or what stands for a missing value."""
        return self.missing if self.value is None else dotted(self.value)


@dataclass(frozen=True)
class Import:
    """A figure that another counter had: its total (None when only days or pages came), up to which day, from where.

    ``is_restored`` marks one that was raised, after a restore, to what had been published.
    """

    total: int | None
    as_of: NewsDate
    source: str
    entered: NewsDate | None
    is_restored: bool = False

    @property
    def text(self) -> str:
        """The total as readers write it; empty when there is none."""
        return "" if self.total is None else dotted(self.total)


@dataclass(frozen=True)
class Visits:
    """Figures in their order: ``figures`` are those of the rail's layout, ``eight`` are all.

    ``is_measured`` is False where no snapshot stands behind them and their places wait for the script.
    """

    figures: list[Figure]
    eight: list[Figure]
    as_of: NewsDate | None = None
    sample: bool = False
    history: History | None = None
    imports: list[Import] = field(default_factory=list)
    is_measured: bool = True

    @property
    def taken(self) -> str:
        """When they were taken: ``14:03 22/11/2026``; empty when nobody knows."""
        if self.as_of is None:
            return ""
        time = f"{self.as_of.value:%H:%M} " if self.as_of.precision == "minute" else ""
        return time + self.as_of.short


def waiting(layout: str) -> Visits:
    """The places of the figures, with no figure in them."""

    def places(labels: dict[str, str]) -> list[Figure]:
        return [Figure(key, label, None, WAITING) for key, label in labels.items()]

    return Visits(places(LAYOUTS[layout]), places(LABELS), is_measured=False)
