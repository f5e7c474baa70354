"""Days and months."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from plugins.visit_counter.history import RECENT, Day, History, make_history


def days(first: str, *visits: int | None) -> list[Day]:
    """Consecutive days; None is a day that was not measured and is left out."""
    start = date.fromisoformat(first)
    return [Day(start + timedelta(i), count, count * 2) for i, count in enumerate(visits) if count is not None]


def history(first: str, *visits: int | None, today: str = "") -> History:
    made = make_history(days(first, *visits), date.fromisoformat(today) if today else None)
    assert made is not None
    return made


def test_no_days_no_history() -> None:
    assert make_history([], date(2026, 11, 22)) is None


def test_holes_are_days_that_were_never_measured() -> None:
    made = history("2026-02-27", 5, None, None, 0)
    assert [(day.date.isoformat(), day.visits) for day in made.days] == [
        ("2026-02-27", 5),
        ("2026-02-28", None),
        ("2026-03-01", None),
        ("2026-03-02", 0),
    ]


def test_today_is_not_over() -> None:
    made = history("2026-11-20", 5, 6, 7, today="2026-11-22")
    assert [day.is_over for day in made.days] == [True, True, False]
    assert [day.date.day for day in made.finished] == [20, 21]
    assert made.running == made.days[-1]
    assert history("2026-11-20", 5, today="2026-11-22").running is None
    assert history("2026-11-20", 5).running is None


def test_the_last_sixty_days() -> None:
    assert len(history("2026-01-01", *range(RECENT + 5)).recent) == RECENT
    assert len(history("2026-01-01", 1, 2).recent) == 2


def test_months() -> None:
    made = history("2026-01-30", 10, 20, *[None] * 28, 5, 6, 7, today="2026-03-03")
    january, february, march = made.months
    assert [month.when.short for month in made.months] == ["Tháng 1/2026", "Tháng 2/2026", "Tháng 3/2026"]
    assert (january.visits, january.views, january.measured, january.length) == (30, 60, 2, 31)
    assert (february.visits, february.views, february.mean, february.measured, february.length) == (*[None] * 3, 0, 28)
    assert (march.visits, march.mean, march.measured, march.length) == (18, 6, 3, 3)
    assert not any(month.is_whole for month in made.months)


def test_a_whole_month_is_measured_from_its_first_day_to_its_last() -> None:
    assert history("2026-02-01", *[1] * 28).months[0].is_whole
    assert not history("2026-02-02", *[1] * 27).months[0].is_whole
    assert not history("2026-02-01", *[1] * 28, today="2026-02-28").months[0].is_whole
    assert not history("2026-02-01", *[1] * 5, None, *[1] * 22).months[0].is_whole
    assert history("2024-02-01", *[1] * 29).months[0].length == 29


def test_views_that_nobody_knows_are_not_zero() -> None:
    made = make_history([Day(date(2026, 11, 1), 5), Day(date(2026, 11, 2), 6)], None)
    assert made is not None
    assert (made.months[0].visits, made.months[0].views) == (11, None)


@given(st.sets(st.dates(date(2024, 1, 1), date(2026, 12, 31)), min_size=1))
def test_nothing_is_lost_and_nothing_is_made_up(measured: set[date]) -> None:
    made = make_history([Day(day, 1, 1) for day in sorted(measured)], None)
    assert made is not None
    assert {day.date for day in made.days if day.visits is not None} == measured
    assert [day.date for day in made.days] == [
        min(measured) + timedelta(i) for i in range((max(measured) - min(measured)).days + 1)
    ]
    assert sum(month.visits or 0 for month in made.months) == len(measured)
    assert [day for month in made.months for day in month.days] == made.days
