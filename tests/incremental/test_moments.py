"""A site stays as it is until the first thing changes by itself, and never past midnight."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from plugins.common.dates import ZONE, parse_date
from plugins.incremental.moments import moments_of, next_change

NOW = datetime(2026, 11, 22, 10, tzinfo=ZONE)


@pytest.mark.parametrize(("hours", "expected"), [
    ([], 14), ([3], 3), ([5, 2, 9], 2), ([-1, 0], 14), ([20], 14),
])  # fmt: skip
def test_the_next_change(hours: list[int], expected: int) -> None:
    moments = [NOW + timedelta(hours=hour) for hour in hours]
    assert next_change(moments, NOW) == (NOW + timedelta(hours=expected)).timestamp()


def test_an_article_brings_the_end_of_its_notice_and_of_being_news() -> None:
    plain = SimpleNamespace(expires=None, date=NOW)
    notice = SimpleNamespace(expires=parse_date("2026-12-01"), date=NOW)
    (news,) = moments_of([plain], {"SYNDICATION": {"news_hours": 48}})
    assert news == NOW + timedelta(hours=48) + timedelta.resolution
    assert next(moments_of([notice], {"SYNDICATION": {"news_hours": 48}})) == notice.expires.ends
