"""Archives: years and their months, with counts. A date known only by its year belongs to no month."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

#: A year's own page lists its articles up to this many; past it, only those that no month page shows.
LISTED_IN_YEAR = 200


@dataclass
class Month:
    """One month of a year, newest article first."""

    year: int
    month: int
    articles: list[Any] = field(default_factory=list)

    @property
    def href(self) -> str:
        """The address of the month's page."""
        return f"/{self.year}/{self.month:02d}/"

    @property
    def count(self) -> int:
        """How many articles."""
        return len(self.articles)

    @property
    def title(self) -> str:
        """``Tháng 8/2021``."""
        return f"Tháng {self.month}/{self.year}"

    @property
    def listed(self) -> list[Any]:
        """What the page lists."""
        return self.articles


@dataclass
class Year:
    """One year, newest article first; ``months`` newest first."""

    year: int
    articles: list[Any] = field(default_factory=list)
    months: list[Month] = field(default_factory=list)

    @property
    def href(self) -> str:
        """The address of the year's page."""
        return f"/{self.year}/"

    @property
    def count(self) -> int:
        """How many articles."""
        return len(self.articles)

    @property
    def title(self) -> str:
        """``Năm 2021``."""
        return f"Năm {self.year}"

    @property
    def listed(self) -> list[Any]:
        """What the page lists."""
        if self.count <= LISTED_IN_YEAR:
            return self.articles
        return [article for article in self.articles if period_of(article)[1] is None]


def period_of(article: Any) -> tuple[int, int | None]:
    """Year and month of an article's date; no month where only the year is known."""
    kept: tuple[int, int | None] | None = getattr(article, "period", None)
    if kept:  # an article that an incremental build knows by little more than its date
        return kept
    when = article.when
    return when.year, None if when.precision == "year" else when.month


def compose_years(articles: list[Any]) -> list[Year]:
    """Years, newest first, from articles newest first."""
    years: dict[int, Year] = {}
    months: dict[tuple[int, int], Month] = {}
    grouped: dict[int, list[Month]] = defaultdict(list)
    for article in articles:
        number, month = period_of(article)
        if number not in years:
            years[number] = Year(number)
        years[number].articles.append(article)
        if month is None:
            continue
        key = (number, month)
        if key not in months:
            months[key] = Month(*key)
            grouped[number].append(months[key])
        months[key].articles.append(article)
    for year in years.values():
        year.months = grouped[year.year]
    return list(years.values())
