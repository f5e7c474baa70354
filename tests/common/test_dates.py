"""Dates: every accepted form, day first, and nothing guessed."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.dates import UNDATED, ZONE, DateError, NewsDate, parse_date
from tests.common.properties import PROPERTY

FORMS = [
    ("2021-12-26", "2021-12-26", "day"),
    ("2021-12-26 21:42", "2021-12-26T21:42:00+07:00", "minute"),
    ("2021-12-26 7:05", "2021-12-26T07:05:00+07:00", "minute"),
    ("2021-12-26T21:42", "2021-12-26T21:42:00+07:00", "minute"),
    ("2021-12-26T21:42:00+07:00", "2021-12-26T21:42:00+07:00", "minute"),
    ("2021-12-26 21:42 +07:00", "2021-12-26T21:42:00+07:00", "minute"),
    ("2021-12-26T21:42:09.125+0700", "2021-12-26T21:42:09+07:00", "minute"),
    ("26/12/2021", "2021-12-26", "day"),
    ("26-12-2021", "2021-12-26", "day"),
    ("26/12/2021 21:42", "2021-12-26T21:42:00+07:00", "minute"),
    ("26/12/2021, 21:42", "2021-12-26T21:42:00+07:00", "minute"),
    ("26/12/2021 21h42", "2021-12-26T21:42:00+07:00", "minute"),
    ("09:01 | 12/02/2020", "2020-02-12T09:01:00+07:00", "minute"),
    ("09:01|12/02/2020", "2020-02-12T09:01:00+07:00", "minute"),
    ("21g42 26/12/2021", "2021-12-26T21:42:00+07:00", "minute"),
    ("Chủ nhật - 26/12/2021 21:42", "2021-12-26T21:42:00+07:00", "minute"),
    ("Chủ nhật, 26/12/2021 21:42", "2021-12-26T21:42:00+07:00", "minute"),
    ("Chủ Nhật 26/12/2021", "2021-12-26", "day"),
    ("Chủ nhật, 21:42 | 26/12/2021", "2021-12-26T21:42:00+07:00", "minute"),
    ("CN, 26/12/2021", "2021-12-26", "day"),
    ("T2 27/12/2021", "2021-12-27", "day"),
    ("Thứ 2, 27/12/2021", "2021-12-27", "day"),
    ("thứ hai - 27/12/2021", "2021-12-27", "day"),
    ("Thứ Bảy, 25/12/2021", "2021-12-25", "day"),
    ("2021-08", "2021-08", "month"),
    ("8/2021", "2021-08", "month"),
    ("08/2021", "2021-08", "month"),
    ("Tháng 8/2021", "2021-08", "month"),
    ("tháng 12/2021", "2021-12", "month"),
    ("2019", "2019", "year"),
    ("Năm 2019", "2019", "year"),
    ("  12/02/2020\n", "2020-02-12", "day"),
]


@pytest.mark.parametrize(("written", "iso", "precision"), FORMS)
def test_accepted_forms(written: str, iso: str, precision: str) -> None:
    read = parse_date(written)
    assert (read.iso, read.precision) == (iso, precision)


@pytest.mark.parametrize(("written", "iso", "precision"), FORMS)
def test_forms_from_another_keyboard(written: str, iso: str, precision: str) -> None:
    """Decomposed letters, no-break spaces and invisible characters of a pasted line change nothing."""
    pasted = "\ufeff" + unicodedata.normalize("NFD", written).replace(" ", "\u00a0") + "\u200b"
    assert (parse_date(pasted).iso, parse_date(pasted).precision) == (iso, precision)


def test_the_day_stands_before_the_month() -> None:
    read = parse_date("12/02/2020")
    assert (read.day, read.month, read.year) == (12, 2, 2020)


@pytest.mark.parametrize(
    "written",
    [
        "", " ", "hôm qua", "2021/12/26", "26.12.2021", "26/12/21", "2021-8", "2021-1-2", "12-2021", "Tháng tám 2021",
        "ngày 26 tháng 12 năm 2021", "12/02/2020 09:01 PM", "2021-12-26 21", "năm 8/2021", "26/12/2021 lúc 9:00",
        "Thứ 8, 12/02/2020", "Ngày 12/02/2020", "2021-12-26 21:42 26/12/2021", "12/02/20200", "x 2021-12-26",
    ],
)  # fmt: skip
def test_nothing_is_guessed(written: str) -> None:
    with pytest.raises(DateError, match="không đọc được ngày tháng") as caught:
        parse_date(written)
    assert caught.value.remedy.startswith("viết theo một trong các dạng 2021-12-26 21:42")


@pytest.mark.parametrize(
    "written",
    [
        "29/02/2021", "2021-02-29", "31/04/2021", "2021-13", "13/2021", "0/2021", "00/12/2021", "0000", "2021-12-32",
        "24:00 | 12/02/2020", "2020-02-12 24:00", "23:60 12/02/2020", "2021-12-26T10:00+25:00", "12/26/2021",
    ],
)  # fmt: skip
def test_dates_that_do_not_exist(written: str) -> None:
    with pytest.raises(DateError, match="ngày tháng không có thật"):
        parse_date(written)


def test_leap_days() -> None:
    assert parse_date("29/02/2020").ends == datetime(2020, 3, 1, tzinfo=ZONE)
    assert parse_date("29/02/2000").iso == "2000-02-29"
    with pytest.raises(DateError):
        parse_date("29/02/1900")


@pytest.mark.parametrize(
    ("written", "actual"),
    [
        ("Thứ hai - 26/12/2021 21:42", "26/12/2021 là Chủ nhật"),
        ("Chủ nhật, 12/02/2020", "12/02/2020 là Thứ Tư"),
        ("T3 27/12/2021", "27/12/2021 là Thứ Hai"),
    ],
)
def test_a_weekday_that_contradicts_its_date(written: str, actual: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(written)
    assert str(caught.value) == f"thứ và ngày không khớp nhau ({actual})"


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2021-12-26T20:00:00Z", "2021-12-27T03:00:00+07:00"),
        ("2021-12-31T18:30+0000", "2022-01-01T01:30:00+07:00"),
        ("2021-12-26T00:30:00+09:00", "2021-12-25T22:30:00+07:00"),
        ("2021-12-26T21:42:00-00:30", "2021-12-27T05:12:00+07:00"),
    ],
)
def test_other_time_zones_become_vietnamese_time(written: str, iso: str) -> None:
    assert parse_date(written).iso == iso


@pytest.mark.parametrize(
    ("written", "short", "long", "label"),
    [
        ("26/12/2021 21:42", "26/12/2021", "Chủ nhật, 26/12/2021 21:42", "Đăng ngày"),
        ("5/3/2021", "05/3/2021", "Thứ Sáu, 05/3/2021", "Đăng ngày"),
        ("09:01 | 12/02/2020", "12/02/2020", "Thứ Tư, 12/02/2020 09:01", "Đăng ngày"),
        ("1/1/2022 0:00", "01/01/2022", "Thứ Bảy, 01/01/2022 00:00", "Đăng ngày"),
        ("10/10/2022", "10/10/2022", "Thứ Hai, 10/10/2022", "Đăng ngày"),
        ("2022-04", "Tháng 4/2022", "Tháng 4/2022", "Thời gian"),
        ("2022-02", "Tháng 2/2022", "Tháng 2/2022", "Thời gian"),
        ("2019", "Năm 2019", "Năm 2019", "Thời gian"),
    ],
)
def test_how_dates_are_shown(written: str, short: str, long: str, label: str) -> None:
    read = parse_date(written)
    assert (read.short, read.long, read.label) == (short, long, label)


def test_all_weekdays() -> None:
    names = [parse_date(f"{day}/12/2021").weekday for day in range(20, 27)]
    assert names == ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"]


@pytest.mark.parametrize(
    ("written", "starts", "ends"),
    [
        ("2021-12-26 21:42", "2021-12-26T21:42", "2021-12-26T21:42"),
        ("31/12/2021", "2021-12-31T00:00", "2022-01-01T00:00"),
        ("30/04/2021", "2021-04-30T00:00", "2021-05-01T00:00"),
        ("2021-12", "2021-12-01T00:00", "2022-01-01T00:00"),
        ("2021-02", "2021-02-01T00:00", "2021-03-01T00:00"),
        ("2019", "2019-01-01T00:00", "2020-01-01T00:00"),
    ],
)
def test_a_period_starts_and_ends(written: str, starts: str, ends: str) -> None:
    read = parse_date(written)
    assert read.value == datetime.fromisoformat(starts + "+07:00")
    assert read.ends == datetime.fromisoformat(ends + "+07:00")


def test_partial_dates() -> None:
    partial = {
        written: parse_date(written).is_partial for written in ("2019", "2019-05", "2019-05-01", "1/5/2019 8:00")
    }
    assert partial == {"2019": True, "2019-05": True, "2019-05-01": False, "1/5/2019 8:00": False}
    assert UNDATED.is_partial
    assert (UNDATED.short, UNDATED.long) == ("Chưa có ngày", "Chưa có ngày")


def test_dates_are_values() -> None:
    assert parse_date("2021-12-26") == parse_date("Chủ nhật, 26/12/2021")
    assert parse_date("2021-12-26") != parse_date("2021-12-26 00:00")
    assert len({parse_date("2019"), parse_date("Năm 2019")}) == 1


@PROPERTY
@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)), st.integers(0, 23), st.integers(0, 59))
def test_what_is_shown_can_be_read_back(day: date, hour: int, minute: int) -> None:
    read = NewsDate(datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE), "minute")
    assert parse_date(read.long) == read
    assert parse_date(read.iso) == read
    whole = parse_date(read.short)
    assert (whole.value.date(), whole.ends - whole.value) == (day, timedelta(days=1))


@PROPERTY
@given(st.text(alphabet="0123456789/-:| TZ+thứnăm.", max_size=24))
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    try:
        read = parse_date(text)
    except DateError:
        return
    assert read.short
    assert read.ends >= read.value


@pytest.mark.parametrize("written", ["9999", "31/12/9999", "9999-12", "9999-12-31T23:59Z", "0001-01-01T00:00+08:00"])
def test_years_at_the_end_of_the_calendar_do_not_crash(written: str) -> None:
    try:
        read = parse_date(written)
    except DateError:
        return
    assert read.ends


@pytest.mark.parametrize("written", ["12/02/0202", "0021", "01/0001", "1899", "2101", "2100-12-31T23:59Z"])
def test_a_slip_in_the_year_is_an_error(written: str) -> None:
    with pytest.raises(DateError, match="năm không nằm trong khoảng 1900–2100") as caught:
        parse_date(written)
    assert caught.value.remedy == "viết năm đủ bốn chữ số, ví dụ 2021"


@pytest.mark.parametrize(("written", "iso"), [
    ("1900", "1900"), ("2100", "2100"), ("19/8/1945 9:00", "1945-08-19T09:00:00+07:00"),
    ("1/1/1960 0:00", "1960-01-01T00:00:00+07:00"), ("1960-01-01T00:00Z", "1960-01-01T07:00:00+07:00"),
])  # fmt: skip
def test_the_same_offset_in_every_year(written: str, iso: str) -> None:
    """Saigon's clocks had other offsets before 1975; this portal tells +07:00 for every date."""
    assert parse_date(written).iso == iso
