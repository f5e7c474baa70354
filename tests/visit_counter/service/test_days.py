"""Days of Ho Chi Minh City against the standard library's calendar."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from plugins.visit_counter.service.days import (
    FileClock,
    day_of,
    iso_day,
    iso_moment,
    month_start,
    parse_day,
    start_of,
    week_start,
)

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
SECONDS = st.integers(946_684_800, 4_102_444_800)  # the years 2000 to 2099


@given(SECONDS)
def test_a_second_lies_in_the_day_that_the_calendar_says(second: int) -> None:
    there = datetime.fromtimestamp(second, UTC).astimezone(HERE)
    day = day_of(second)
    assert iso_day(day) == there.date().isoformat()
    assert parse_day(iso_day(day)) == day
    assert start_of(day) <= second < start_of(day + 1)
    assert iso_moment(second) == there.isoformat()


@given(SECONDS)
def test_weeks_begin_on_monday_and_months_on_the_first(second: int) -> None:
    today = datetime.fromtimestamp(second, UTC).astimezone(HERE).date()
    day = today.toordinal()
    assert week_start(day) == (today - timedelta(days=today.weekday())).toordinal()
    assert month_start(day) == today.replace(day=1).toordinal()


def test_a_clock_file_is_read_at_every_use_and_half_written_ones_are_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    file.write_text("1795000000.75")
    clock = FileClock(file)
    assert clock() == 1_795_000_000
    file.write_text("1795000100")
    assert clock() == 1_795_000_100
    for broken in ("", "inf", "1e999"):
        file.write_text(broken)
        assert clock() == 1_795_000_100
