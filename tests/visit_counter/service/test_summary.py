"""The eight figures from days."""

from plugins.visit_counter.service.days import parse_day
from plugins.visit_counter.service.model import DayCount
from plugins.visit_counter.service.summary import summarise


def figures(days: dict[str, int], today: str) -> dict[str, int | None]:
    counts = {parse_day(day): DayCount(visits, visits) for day, visits in days.items()}
    return summarise(counts, 1000 + sum(days.values()), 7, parse_day(today))


def test_weeks_and_months_are_those_of_the_calendar() -> None:
    days = {"2026-10-31": 1, "2026-11-01": 2, "2026-11-08": 4, "2026-11-09": 8, "2026-11-15": 16, "2026-11-16": 32}
    assert figures(days | {"2026-11-22": 64}, "2026-11-22") == {  # a Sunday
        "total": 1127,
        "online": 7,
        "today": 64,
        "yesterday": None,
        "this_week": 96,
        "last_week": 24,
        "this_month": 126,
        "last_month": 1,
    }


def test_a_day_that_was_measured_without_a_visit_is_nought_and_one_that_was_not_is_unknown() -> None:
    shown = figures({"2027-01-01": 0, "2026-12-31": 0}, "2027-01-01")
    assert (shown["today"], shown["yesterday"], shown["last_month"]) == (0, 0, 0)
    assert shown["last_week"] is None


def test_the_leap_day_belongs_to_february() -> None:
    shown = figures({"2028-02-29": 5, "2028-03-01": 1}, "2028-03-01")
    assert (shown["yesterday"], shown["this_month"], shown["last_month"], shown["this_week"]) == (5, 1, 5, 6)
