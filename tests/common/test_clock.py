"""The build's clock."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from plugins.common.clock import build_moment
from plugins.common.dates import ZONE, DateError


@pytest.mark.parametrize(
    ("now", "moment"),
    [
        ("2026-11-22 10:00", datetime(2026, 11, 22, 10, tzinfo=ZONE)),
        ("22/11/2026", datetime(2026, 11, 22, tzinfo=ZONE)),
        ("2026-11-22T03:00:00Z", datetime(2026, 11, 22, 10, tzinfo=ZONE)),
    ],
)
def test_fixed_by_the_setting(now: str, moment: datetime) -> None:
    assert build_moment({"NOW": now}) == moment


@pytest.mark.parametrize("settings", [{}, {"NOW": None}, {"NOW": ""}])
def test_without_the_setting_it_stands_still_all_the_same(settings: dict[str, Any]) -> None:
    first = build_moment(settings)
    assert build_moment(settings) is first
    assert first.utcoffset() == timedelta(hours=7)


def test_an_unreadable_setting() -> None:
    with pytest.raises(DateError):
        build_moment({"NOW": "hôm nay"})
