"""The eight figures and how they are written. What was never measured is said to be so, never shown as 0."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.common.dates import DateError, NewsDate, parse_date
from plugins.common.problems import Report

LABELS = {
    "total": "Tổng số lượt truy cập",
    "online": "Số người đang truy cập",
    "today": "Hôm nay",
    "yesterday": "Hôm qua",
    "this_week": "Tuần này",
    "last_week": "Tuần trước",
    "this_month": "Tháng này",
    "last_month": "Tháng trước",
}
#: The layout of corpus 001: its own words and order.
FOUR = {"online": "Đang truy cập", "today": "Hôm nay", "this_month": "Tháng hiện tại", "total": "Tổng lượt truy cập"}


@dataclass(frozen=True)
class Figure:
    """One figure: ``value`` is a count of visits or visitors, None when it was not measured."""

    key: str
    label: str
    value: int | None

    @property
    def text(self) -> str:
        """``13.063.547``, or ``chưa đo``."""
        return "chưa đo" if self.value is None else f"{self.value:,}".replace(",", ".")


@dataclass(frozen=True)
class Visits:
    """A snapshot: figures in their order, the moment they were taken, whether they are a sample."""

    figures: list[Figure]
    as_of: NewsDate | None
    sample: bool


def read_visits(path: Path, layout: str, report: Report) -> Visits | None:
    """Read the snapshot (the shape of ``stats.json``); None when there is none or it cannot be read."""
    if not path.is_file():
        return None
    try:
        data = json.loads(path.read_text("utf-8-sig"))
    except ValueError as error:  # not UTF-8, not JSON, or a number of thousands of digits
        line = getattr(error, "lineno", 1)
        report.error(str(path), line, "không đọc được tệp số liệu truy cập", "", "lấy lại tệp stats.json từ bộ đếm")
        return None
    if not isinstance(data, dict):
        report.error(str(path), 1, "tệp số liệu truy cập không đúng dạng", "", "lấy lại tệp stats.json từ bộ đếm")
        return None
    labels = FOUR if layout == "four" else LABELS
    figures = [Figure(key, label, _count(data.get(key), key, path, report)) for key, label in labels.items()]
    return Visits(figures, _moment(data.get("as_of"), path, report), _is_sample(data.get("sample"), path, report))


def _count(value: Any, key: str, path: Path, report: Report) -> int | None:
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    report.error(str(path), 1, f"số liệu “{key}” không phải là số nguyên", value, "lấy lại tệp stats.json từ bộ đếm")
    return None


def _is_sample(value: Any, path: Path, report: Report) -> bool:
    """Only true is true: ``"false"`` is a word, and a word is no answer."""
    if value is not None and not isinstance(value, bool):
        report.error(
            str(path), 1, "“sample” không phải là true hoặc false", value, "viết true hoặc false, không có nháy"
        )
    return value is True


def _moment(value: Any, path: Path, report: Report) -> NewsDate | None:
    if value is None:
        return None
    try:
        return parse_date(str(value))
    except DateError as error:
        report.error(str(path), 1, str(error), value, error.remedy)
        return None
