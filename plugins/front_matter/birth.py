"""When a wanted person was born, as decisions say it: a date, a year, about a year, or not known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plugins.common.dates import YEARS, DateError, parse_date
from plugins.common.vietnamese import fold

UNKNOWN = "không rõ"
_ABOUT = "khoảng"
_ABOUT_A_YEAR = re.compile(r"(?:sinh )?khoang (?:nam )?(\d{4})")
_UNKNOWN = {"khong ro", "chua ro", "khong xac dinh", "chua xac dinh"}
REMEDY = f"viết năm hoặc ngày sinh, ví dụ 1990 hoặc 12/3/1990; không biết chắc thì viết “khoảng 1990” hoặc “{UNKNOWN}”"


@dataclass(frozen=True)
class Birth:
    """What readers see, and the year; None when it is not known."""

    text: str
    year: int | None

    @property
    def in_title(self) -> str:
        """What follows the name in a title: ``, sinh năm 1990``; nothing when the year is not known."""
        if self.year is None:
            return ""
        return f", sinh {_ABOUT} năm {self.year}" if self.text.startswith(_ABOUT) else f", sinh năm {self.year}"


def read_birth(written: str) -> Birth:
    """Read it. Raises DateError, with a remedy."""
    words = " ".join(fold(written).split()).strip(" .")
    if words in _UNKNOWN:
        return Birth(UNKNOWN, None)
    if (about := _ABOUT_A_YEAR.fullmatch(words)) and int(about[1]) in YEARS:
        return Birth(f"{_ABOUT} {about[1]}", int(about[1]))
    try:
        date = parse_date(written)
    except DateError as error:
        raise DateError(str(error), REMEDY) from None
    return Birth(date.short.removeprefix("Năm ").removeprefix("Tháng "), date.year)
