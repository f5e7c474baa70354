"""Reads the snapshot: the service's ``snapshot.json`` (figures, days, imports); ``stats.json`` alone is enough.

Everything wrong in it is told at once, and what is wrong counts as not there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from plugins.common.dates import YEARS, DateError, NewsDate, parse_date
from plugins.common.problems import Report
from plugins.visit_counter.figures import LABELS, LAYOUTS, Figure, Import, Visits
from plugins.visit_counter.history import Day, make_history

_REMEDY = "lấy lại tệp snapshot.json từ bộ đếm"
#: What a script can count to.
_LARGEST = 2**53
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_KINDS = ("import", "restore")


def read_visits(path: Path, layout: str, report: Report) -> Visits | None:
    """Read the snapshot; None when there is none or it cannot be read."""
    if not path.is_file():
        return None
    try:
        data = json.loads(path.read_text("utf-8-sig"))
    except (ValueError, RecursionError) as error:  # not UTF-8, not JSON, a number of thousands of digits, nested
        report.error(str(path), getattr(error, "lineno", 1), "không đọc được tệp số liệu truy cập", "", _REMEDY)
        return None
    if not isinstance(data, dict):
        report.error(str(path), 1, "tệp số liệu truy cập không đúng dạng", "", _REMEDY)
        return None
    return _Reader(path, report).visits(data, layout)


class _Reader:
    """Reads the values of one file and tells what is wrong with each."""

    def __init__(self, path: Path, report: Report) -> None:
        self.file = str(path)
        self.report = report

    def visits(self, data: dict[str, Any], layout: str) -> Visits:
        """The whole snapshot."""
        as_of = self._moment(data.get("as_of"), "as_of")
        values = {key: self._count(data.get(key), key) for key in LABELS}
        today = as_of.value.date() if as_of and not as_of.is_partial else None
        days = list(self._days(data.get("days"), today))
        return Visits(
            [Figure(key, label, values[key]) for key, label in LAYOUTS[layout].items()],
            [Figure(key, label, values[key]) for key, label in LABELS.items()],
            as_of,
            self._is_sample(data.get("sample")),
            make_history(days, today),
            list(self._imports(data.get("imports"))),
        )

    def _days(self, value: Any, today: date | None) -> Iterator[Day]:
        last = date.min
        for name, row in self._rows(value, "days"):
            day = self._day(row.get("day"), f"{name}.day")
            visits = self._count(row.get("visits"), f"{name}.visits")
            views = self._count(row.get("views"), f"{name}.views")
            if day is None or visits is None:
                if row.get("visits") is None:
                    self._wrong(f"“{name}” không có số lượt truy cập", row)
            elif day <= last:
                self._wrong(f"“{name}.day” không đứng sau ngày trước đó", row["day"])
            elif today and day > today:
                what = f"“{name}.day” đứng sau thời điểm lấy số liệu nên không được hiện"
                self.report.warn(self.file, 1, what, row["day"], "kiểm tra đồng hồ của máy chạy bộ đếm")
            else:
                last = day
                yield Day(day, visits, views)

    def _imports(self, value: Any) -> Iterator[Import]:
        for name, row in self._rows(value, "imports"):
            kind, source = row.get("kind"), row.get("from")
            total = self._count(row.get("total"), f"{name}.total")
            as_of = self._moment(row.get("as_of"), f"{name}.as_of")
            entered = self._moment(row.get("entered"), f"{name}.entered")
            if kind not in _KINDS:
                self._wrong(f"“{name}.kind” không phải là import hoặc restore", kind)
            elif not isinstance(source, str):
                self._wrong(f"“{name}.from” không phải là chữ", source)
            elif as_of is None:
                if row.get("as_of") is None:
                    self._wrong(f"“{name}” không có ngày (as_of)", row)
            else:
                yield Import(total, as_of, source, entered, kind == "restore")

    def _rows(self, value: Any, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
        if value is not None and not isinstance(value, list):
            self._wrong(f"“{name}” không phải là một danh sách", value)
            return
        for number, row in enumerate(value or []):
            if isinstance(row, dict):
                yield f"{name}[{number}]", row
            else:
                self._wrong(f"“{name}[{number}]” không đúng dạng", row)

    def _count(self, value: Any, name: str) -> int | None:
        if value is None:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _LARGEST:
            return value
        self._wrong(f"số liệu “{name}” không phải là số đếm", value)
        return None

    def _day(self, value: Any, name: str) -> date | None:
        try:
            day = date.fromisoformat(value) if isinstance(value, str) and _DAY.fullmatch(value) else None
        except ValueError:
            day = None
        if day is None or day.year not in YEARS:
            self._wrong(f"“{name}” không phải là một ngày dạng 2026-11-21", value)
            return None
        return day

    def _moment(self, value: Any, name: str) -> NewsDate | None:
        if value is None:
            return None
        try:
            return parse_date(str(value))
        except DateError as error:
            self.report.error(self.file, 1, f"“{name}”: {error}", value, error.remedy)
            return None

    def _is_sample(self, value: Any) -> bool:
        """Only true is true: ``"false"`` is a word, and a word is no answer."""
        if value is not None and not isinstance(value, bool):
            remedy = "viết true hoặc false, không có nháy"
            self.report.error(self.file, 1, "“sample” không phải là true hoặc false", value, remedy)
        return value is True

    def _wrong(self, message: str, value: Any) -> None:
        shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        self.report.error(self.file, 1, message, shown, _REMEDY)
