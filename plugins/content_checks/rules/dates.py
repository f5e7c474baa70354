"""Dates within a text: a weekday that is not that day's, and days that no calendar has."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from plugins.common.dates import YEARS, NewsDate
from plugins.common.vietnamese import fold
from plugins.content_checks.archive import Archive
from plugins.content_checks.article import Article, Line
from plugins.content_checks.model import Finding, Rule

_WEEKDAYS = ("thu hai", "thu ba", "thu tu", "thu nam", "thu sau", "thu bay", "chu nhat")
_NAMES = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_NUMBERS = {"thu 2": 0, "thu 3": 1, "thu 4": 2, "thu 5": 3, "thu 6": 4, "thu 7": 5}
_WEEKDAY = r"(?P<weekday{0}>(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\s+nhật))"
_DAY = (
    r"(?:ngày\s+)?(?:(?P<day{0}>[0-9]{{1,2}})[/.-](?P<month{0}>[0-9]{{1,2}})(?:[/.-](?P<year{0}>[0-9]{{4}}))?(?![/\w.-]*[0-9A-Z])"
    r"|(?P<d{0}>[0-9]{{1,2}})\s+tháng\s+(?P<m{0}>[0-9]{{1,2}})(?:\s+năm\s+(?P<y{0}>[0-9]{{4}}))?)"
)
_BOTH = re.compile(
    rf"(?<!\w){_WEEKDAY.format(1)}\s*[,(]?\s*{_DAY.format(1)}|(?<![\w/.-]){_DAY.format(2)}\s*\(\s*{_WEEKDAY.format(2)}\s*\)",
    re.IGNORECASE,
)
#: A whole date, not a part of a document's number; a day and a month alone may be a fraction.
_DATE = re.compile(r"(?<![\w/.-])(?P<day>[0-9]{1,2})[/-](?P<month>[0-9]{1,2})[/-](?P<year>(?:19|20)[0-9]{2})(?![\w/-])")
_WRITTEN = re.compile(
    r"ngày\s+(?P<day>[0-9]{1,2})\s+tháng\s+(?P<month>[0-9]{1,2})(?:\s+năm\s+(?P<year>[0-9]{4}))?", re.IGNORECASE
)
_DATE_HINT = ("/19", "/20", "-19", "-20")
#: A leap year, for days without a year.
_LEAP = 2024


def check_weekday(article: Article, archive: Archive) -> Iterator[Finding]:
    """A weekday and a date that do not go together; without a year those around the article's are tried."""
    for line, match in _weekdays(article):
        found = match.groupdict()
        part = "1" if found["weekday1"] else "2"
        number = _number(found[f"weekday{part}"] or "")
        day = int(found[f"day{part}"] or found[f"d{part}"] or 0)
        month = int(found[f"month{part}"] or found[f"m{part}"] or 0)
        year = found[f"year{part}"] or found[f"y{part}"]
        years = [int(year)] if year else _years(article, archive)
        days = [date(year, month, day) for year in years if _is_day(day, month, year)]
        if days and number not in (day.weekday() for day in days):
            nearest = days[0]
            message = f"thứ và ngày không khớp nhau ({nearest:%d/%m/%Y} là {_NAMES[nearest.weekday()]})"
            yield Finding(line.number, " ".join(match[0].split()), message)


def _weekdays(article: Article) -> Iterator[tuple[Line, re.Match[str]]]:
    for line in article.texts:
        if "hứ " in line.words or "hủ nhật" in line.words or "hủ Nhật" in line.words:
            yield from ((line, match) for match in _BOTH.finditer(line.words))


def check_impossible(article: Article, archive: Archive) -> Iterator[Finding]:
    """A day that is in no calendar."""
    for line in article.texts:
        for match in _dates_in(line.words):
            day, month, year = int(match["day"]), int(match["month"]), int(match["year"] or _LEAP)
            if year in YEARS and not _is_day(day, month, year) and not _goes_on(line.words[: match.start()]):
                yield Finding(line.number, " ".join(match[0].split()))


def _dates_in(words: str) -> Iterator[re.Match[str]]:
    if any(piece in words for piece in _DATE_HINT):
        yield from _DATE.finditer(words)
    if " tháng " in words:
        yield from _WRITTEN.finditer(words)


def _goes_on(before: str) -> bool:
    """Whether what follows is the rest of something else."""
    return before[-1:].isalnum() or before[-1:] in ("/", ".", "-")


def _number(weekday: str) -> int:
    key = " ".join(fold(weekday).split()).replace("thu bẩy", "thu bay")
    return _NUMBERS[key] if key in _NUMBERS else _WEEKDAYS.index(key)


def _years(article: Article, archive: Archive) -> list[int]:
    when = article.header.get("date") or article.header.get("embargo")
    year = when.value.year if isinstance(when, NewsDate) and when.precision != "none" else archive.today.year
    return [year, year - 1, year + 1]


def _is_day(day: int, month: int, year: int) -> bool:
    return year in YEARS and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


RULES = (
    Rule(
        id="weekday-contradiction",
        severity="error",
        message="thứ và ngày không khớp nhau",
        why="Người dân theo thứ hay theo ngày đều có thể đến sai hôm; một trong hai chắc chắn sai.",
        remedy="xem lịch, sửa thứ hoặc ngày",
        check=check_weekday,
    ),
    Rule(
        id="impossible-date",
        severity="error",
        message="ngày không có trong lịch",
        why="Ngày như 31/4 chắc chắn là gõ nhầm, người đọc không biết ngày thật.",
        remedy="xem lại văn bản gốc, sửa ngày hoặc tháng",
        check=check_impossible,
    ),
)
