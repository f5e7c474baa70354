"""The history of the visits, day by day and month by month. A day that was never measured stays unknown, never 0."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import groupby

from plugins.common.dates import ZONE, NewsDate

#: Days in the chart and in the table of days.
RECENT = 60


@dataclass(frozen=True)
class Day:
    """One day: visits and views of pages, None where it was never measured; ``is_over`` is False for a running day."""

    date: date
    visits: int | None = None
    views: int | None = None
    is_over: bool = True

    @cached_property
    def when(self) -> NewsDate:
        """The day as a date of this site."""
        return _news_date(self.date, "day")


@dataclass(frozen=True)
class Month:
    """A month: sums over its measured days, None when there is none; ``days`` are those of it that the history has."""

    days: list[Day]

    @cached_property
    def when(self) -> NewsDate:
        """The month as a date of this site."""
        return _news_date(self.days[0].date.replace(day=1), "month")

    @property
    def visits(self) -> int | None:
        """Visits of its measured days."""
        return _sum(day.visits for day in self.days)

    @property
    def views(self) -> int | None:
        """Views of pages in its measured days."""
        return _sum(day.views for day in self.days)

    @property
    def measured(self) -> int:
        """How many of its days were measured."""
        return sum(day.visits is not None for day in self.days)

    @property
    def length(self) -> int:
        """How many of its days have begun by the end of the history; the days before the history's first count too."""
        return self.days[-1].date.day

    @property
    def is_whole(self) -> bool:
        """Whether every day of the calendar month was measured to its end."""
        ended = (self.days[-1].date + timedelta(days=1)).day == 1 and self.days[-1].is_over
        return ended and self.measured == self.length

    @property
    def mean(self) -> int | None:
        """Visits of a measured whole day, rounded; None when there is no such day."""
        counts = [day.visits for day in self.days if day.is_over and day.visits is not None]
        return round(sum(counts) / len(counts)) if counts else None


@dataclass(frozen=True)
class History:
    """Every day from the first measured one to the last, in order and without holes."""

    days: list[Day]

    @cached_property
    def months(self) -> list[Month]:
        """Its months, in order."""
        return [Month(list(days)) for _, days in groupby(self.days, lambda day: (day.date.year, day.date.month))]

    @property
    def recent(self) -> list[Day]:
        """The last sixty days, in order."""
        return self.days[-RECENT:]

    @property
    def finished(self) -> list[Day]:
        """The days that are over: their figures do not change any more."""
        return [day for day in self.days if day.is_over]

    @property
    def running(self) -> Day | None:
        """The day in which the snapshot was taken, when it is part of the history."""
        return None if self.days[-1].is_over else self.days[-1]


def make_history(measured: Iterable[Day], today: date | None) -> History | None:
    """Fill the holes between measured days (in order); ``today`` is not over yet. None when no day was measured."""
    days: list[Day] = []
    for day in measured:
        while days and days[-1].date + timedelta(days=1) < day.date:
            days.append(Day(days[-1].date + timedelta(days=1)))
        days.append(Day(day.date, day.visits, day.views, day.date != today))
    return History(days) if days else None


def _sum(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _news_date(day: date, precision: str) -> NewsDate:
    return NewsDate(datetime(day.year, day.month, day.day, tzinfo=ZONE), "month" if precision == "month" else "day")
