"""The eight figures, from days, a starting total and a moment. All but ``online`` are visits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from plugins.visit_counter.service.days import month_start, week_start
from plugins.visit_counter.service.model import DayCount


def summarise(days: Mapping[int, DayCount], total: int, online: int, today: int) -> dict[str, int | None]:
    """The figures by their keys; None for a period of which no day was ever measured.

    ``days`` holds measured days only; ``total`` is the starting total and the sum of all days.
    """
    week, month = week_start(today), month_start(today)
    return {
        "total": total,
        "online": online,
        "today": _visits(days, (today,)),
        "yesterday": _visits(days, (today - 1,)),
        "this_week": _visits(days, range(week, today + 1)),
        "last_week": _visits(days, range(week - 7, week)),
        "this_month": _visits(days, range(month, today + 1)),
        "last_month": _visits(days, range(month_start(month - 1), month)),
    }


def _visits(days: Mapping[int, DayCount], wanted: Iterable[int]) -> int | None:
    measured = [days[day].visits for day in wanted if day in days]
    return sum(measured) if measured else None
