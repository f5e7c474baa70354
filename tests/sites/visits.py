"""A snapshot of the live counter with two years of history: made of arithmetic, so that every run has the same."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

TODAY = date(2026, 11, 22)
FIRST = date(2024, 11, 20)
GAPS = (
    (date(2025, 3, 10), date(2025, 5, 4)),
    (date(2026, 10, 12), date(2026, 10, 17)),
    (date(2026, 11, 3), date(2026, 11, 3)),
)


def snapshot(today: int = 1279) -> dict[str, Any]:
    """What the service publishes as ``snapshot.json``, at ten o'clock on the day of the tests' builds."""
    rows = [(FIRST + timedelta(i), 8000 + 9 * i + i * i % 1711) for i in range((TODAY - FIRST).days)]
    measured = [(day, visits) for day, visits in rows if not any(first <= day <= last for first, last in GAPS)]
    days = [{"day": day.isoformat(), "visits": visits, "views": visits * 8 // 5} for day, visits in measured]
    return {
        **{"total": 13063547, "online": 26, "today": today, "yesterday": days[-1]["visits"], "this_week": 64860},
        **{"last_week": 110240, "this_month": 470665, "last_month": 726288, "as_of": "2026-11-22T10:00:05+07:00"},
        "store": "5d0a",
        "days": [*days, {"day": TODAY.isoformat(), "visits": today, "views": 2001}],
        "imports": [
            {
                **{"kind": "import", "as_of": "2024-11-19", "total": 4063547, "entered": "2024-11-20T08:00:00+07:00"},
                "from": "Bộ đếm của cổng cũ <ảnh chụp>",
            }
        ],
    }
