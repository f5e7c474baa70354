"""Ages in whole days: an entry is too old on the day after its last one."""

from __future__ import annotations

import pytest

from plugins.common.dates import parse_date
from plugins.tip_off.ages import Ages


@pytest.mark.parametrize(
    ("now", "verified", "age", "days"),
    [
        ("2026-11-22 10:00", "2026-11-22 10:00", "fresh", 0),
        ("2026-11-22 10:00", "2026-11-22 10:01", "future", -1),
        ("2026-11-22 00:00", "2026-11-12", "fresh", 10),
        ("2026-11-22 23:59", "2026-11-12", "fresh", 10),
        ("2026-11-22 00:00", "2026-11-11", "old", 11),
        ("2026-11-22 00:00", "2026-11-02", "old", 20),
        ("2026-11-22 23:59", "2026-11-02", "old", 20),
        ("2026-11-22 00:00", "2026-11-01", "too old", 21),
        ("2026-11-22 10:00", "2026-11", "too old", 21),
        ("2026-11-22 10:00", "2026", "too old", 325),
        ("2026-11-22 10:00", "2027", "future", -40),
    ],
)
def test_ages(now: str, verified: str, age: str, days: int) -> None:
    ages = Ages(parse_date(now).value, 10, 20)
    day = parse_date(verified)
    assert (ages.of(day), ages.days(day)) == (age, days)
