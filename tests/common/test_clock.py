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


@pytest.mark.parametrize(
    ("variable", "where"),
    [
        ("hôm nay", "sửa ở biến môi trường SITE_NOW; "),
        ("2026", "sửa ở --now của câu lệnh, hoặc NOW trong tệp thiết lập; "),
    ],
)
def test_an_unreadable_setting(variable: str, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_NOW", variable)
    with pytest.raises(DateError) as told:
        build_moment({"NOW": "hôm nay"})
    assert told.value.remedy.startswith(where)
    assert len(told.value.remedy) > len(where)
