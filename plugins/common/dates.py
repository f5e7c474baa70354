"""Dates as Vietnamese newsrooms write them, day first, with as much precision as was written.

Forms: ``2021-12-26``, ``2021-12-26 21:42``, ``2021-12-26T21:42:00+07:00``, ``26/12/2021``, ``26/12/2021 21:42``,
``09:01 | 12/02/2020``, ``Chủ nhật - 26/12/2021 21:42``, ``Chủ nhật, 26/12/2021 21:42``; of lower precision ``2021-08``,
``8/2021``, ``Tháng 8/2021``, ``2019``, ``Năm 2019``. Anything else, and any year outside 1900 to 2100, is a
:class:`DateError`: no guessing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cached_property
from typing import Literal

from plugins.common.vietnamese import fold, normalise

#: Vietnam's time as it is today, for every year: Asia/Ho_Chi_Minh had other offsets before 1975.
ZONE = timezone(timedelta(hours=7))
#: Years that a police portal can mean; what lies outside is a slip of the keyboard (``12/02/0202``).
YEARS = range(1900, 2101)
Precision = Literal["none", "year", "month", "day", "minute"]

_TIME = r"(?P<hour>\d{1,2})[:hg](?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
_DMY = r"(?P<day>\d{1,2})[/-](?P<month>\d{1,2})[/-](?P<year>\d{4})"
_WEEKDAY = r"(?P<weekday>th[ứu]\s*[2-7]|t[2-7]|[^\W\d_][^\d,|-]*?)"
_FORMS = [
    re.compile(form + r"$", re.IGNORECASE)
    for form in (
        rf"(?P<year>\d{{4}})-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?:[T ]+{_TIME} ?(?P<offset>Z|[+-]\d\d:?\d\d)?)?",
        rf"(?:{_WEEKDAY}\s*[,-]?\s*)?{_DMY}(?:\s*[-,|]?\s*{_TIME})?",
        rf"(?:{_WEEKDAY}\s*[,-]?\s*)?{_TIME}\s*[-,|]?\s*{_DMY}",
        r"(?P<year>\d{4})-(?P<month>\d{2})",
        r"(?:tháng\s+)?(?P<month>\d{1,2})/(?P<year>\d{4})",
        r"(?:năm\s+)?(?P<year>\d{4})",
    )
]
_NAMES = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_WEEKDAYS = ["thu hai", "thu ba", "thu tu", "thu nam", "thu sau", "thu bay", "chu nhat"]
_WEEKDAY_NUMBERS = {f"thu {n}": n - 2 for n in range(2, 8)} | {f"t{n}": n - 2 for n in range(2, 8)} | {"cn": 6}
EXAMPLES = "2021-12-26 21:42, 26/12/2021, 21:42 | 26/12/2021, Chủ nhật - 26/12/2021 21:42, 2021-08 hoặc 2019"


class DateError(ValueError):
    """A date that is not in one of the accepted forms; ``remedy`` says what to write."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


@dataclass(frozen=True)
class NewsDate:
    """A moment with the precision in which it is known; ``value`` is aware, at the start of its period, at +07:00."""

    value: datetime
    precision: Precision

    @property
    def day(self) -> int:
        """Day of the month, 1 to 31."""
        return self.value.day

    @property
    def month(self) -> int:
        """Month, 1 to 12."""
        return self.value.month

    @property
    def year(self) -> int:
        """Year, four digits."""
        return self.value.year

    @property
    def is_partial(self) -> bool:
        """Whether only the year or the month is known."""
        return self.precision in ("none", "year", "month")

    @cached_property
    def iso(self) -> str:
        """For ``<time datetime>`` and JSON-LD: ``2021-12-26T21:42:00+07:00``, ``2021-12-26``, ``2021-08``, ``2019``."""
        if self.precision == "minute":
            return self.value.isoformat(timespec="seconds")
        return self.value.strftime({"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y", "none": "%Y"}[self.precision])

    @cached_property
    def short(self) -> str:
        """``26/12/2021``, ``Tháng 8/2021`` or ``Năm 2019``; the day has two digits, months of two only from 10 or 1, 2.

        NĐ 30/2020/NĐ-CP asks for a leading zero in days below 10 and months 1 and 2.
        """
        if self.precision == "none":
            return "Chưa có ngày"
        if self.precision == "year":
            return f"Năm {self.year}"
        if self.precision == "month":
            return f"Tháng {self.month}/{self.year}"
        return f"{self.day:02d}/{_month(self.month)}/{self.year}"

    @cached_property
    def long(self) -> str:
        """``Chủ nhật, 26/12/2021 21:42``; a partial date as in :attr:`short`."""
        if self.is_partial:
            return self.short
        time = f" {self.value:%H:%M}" if self.precision == "minute" else ""
        return f"{self.weekday}, {self.short}{time}"

    @cached_property
    def weekday(self) -> str:
        """``Thứ Hai`` to ``Chủ nhật``: CLDR's Vietnamese names, Sunday as NĐ 30/2020/NĐ-CP writes it.

        They stand here because the visit counter reads dates where CLDR is not installed.
        """
        return _NAMES[self.value.weekday()]

    @property
    def label(self) -> str:
        """The word before the date: a partial date tells when it was, not when it was posted."""
        return "Thời gian" if self.is_partial else "Đăng ngày"

    @property
    def ends(self) -> datetime:
        """The first moment after the period: what is valid "until" a day is valid that whole day."""
        if self.precision == "minute":
            return self.value
        if self.precision == "day":
            return self.value + timedelta(days=1)
        if self.precision == "month":
            return datetime(self.year + self.month // 12, self.month % 12 + 1, 1, tzinfo=ZONE)
        return datetime(self.year + 1, 1, 1, tzinfo=ZONE)


#: The date of a draft that has none yet; drafts are never published.
UNDATED = NewsDate(datetime(1900, 1, 1, tzinfo=ZONE), "none")


def parse_date(text: str) -> NewsDate:
    """Read a date in one of the accepted forms. Raises :class:`DateError` with a Vietnamese message and remedy."""
    cleaned = " ".join(normalise(text).split())
    match = next((found for form in _FORMS if (found := form.match(cleaned))), None)
    if match is None:
        raise DateError("không đọc được ngày tháng", f"viết theo một trong các dạng {EXAMPLES}")
    parts = match.groupdict()
    try:
        value = _moment(parts)
    except ValueError:
        raise DateError("ngày tháng không có thật", "kiểm tra lại ngày, tháng, giờ; ngày đứng trước tháng") from None
    _check_year(value)
    _check_weekday(parts.get("weekday"), value)
    return NewsDate(value, _precision(parts))


def _moment(parts: dict[str, str | None]) -> datetime:
    def number(name: str, default: int) -> int:
        return int(parts.get(name) or default)

    naive = datetime(
        number("year", 0), number("month", 1), number("day", 1),
        number("hour", 0), number("minute", 0), number("second", 0),
    )  # fmt: skip
    offset = parts.get("offset")
    if not offset or naive.year not in YEARS:  # no offset may carry a moment past the calendar's end
        return naive.replace(tzinfo=ZONE)
    return datetime.fromisoformat(f"{naive.isoformat()}{offset}").astimezone(ZONE)


def _precision(parts: dict[str, str | None]) -> Precision:
    if parts.get("hour"):
        return "minute"
    if parts.get("day"):
        return "day"
    return "month" if parts.get("month") else "year"


def _check_year(value: datetime) -> None:
    if value.year not in YEARS:
        raise DateError(f"năm không nằm trong khoảng {YEARS[0]}–{YEARS[-1]}", "viết năm đủ bốn chữ số, ví dụ 2021")


def _check_weekday(written: str | None, value: datetime) -> None:
    if not written:
        return
    key = " ".join(fold(written).replace(".", " ").split())
    number = _WEEKDAYS.index(key) if key in _WEEKDAYS else _WEEKDAY_NUMBERS.get(key)
    if number is None:
        raise DateError("không đọc được ngày tháng", f"viết theo một trong các dạng {EXAMPLES}")
    if number != value.weekday():
        actual = NewsDate(value, "day")
        raise DateError(
            f"thứ và ngày không khớp nhau ({actual.short} là {actual.weekday})", "sửa lại thứ, ngày hoặc bỏ thứ đi"
        )


def _month(month: int) -> str:
    return f"{month:02d}" if month <= 2 else str(month)
