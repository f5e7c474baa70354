"""Reads figures of earlier counters from CSV as people keep them; finds every mistake of a file in one reading."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from plugins.common.dates import DateError, parse_date
from plugins.common.problems import Report
from plugins.common.vietnamese import fold, normalise
from plugins.visit_counter.service.days import iso_day
from plugins.visit_counter.service.manifest import Manifest
from plugins.visit_counter.service.model import DayCount

LARGEST = 10**15
#: So many strange addresses are told one by one, the others by their number.
STRANGE_TOLD = 10
_NUMBER = re.compile(r"\d+|\d{1,3}(\.\d{3})+")
_COLUMNS = {
    "day": {"day", "date", "ngay"},
    "visits": {"visits", "luot truy cap", "so luot truy cap", "truy cap"},
    "views": {"views", "luot xem", "so luot xem", "xem"},
    "path": {"path", "url", "address", "dia chi", "duong dan"},
}
_SHOWN = {"day": "ngày", "visits": "lượt truy cập", "views": "lượt xem", "path": "địa chỉ"}


class NumberError(ValueError):
    """Not a count."""


@dataclass(frozen=True)
class _Table:
    """The lines of a CSV file by column name."""

    file: str
    rows: list[tuple[int, dict[str, str]]]


def parse_count(text: str) -> int:
    """A count as ``13063547`` or ``13.063.547``. Raises NumberError."""
    plain = "".join(normalise(text).split())
    if not plain.isascii() or not _NUMBER.fullmatch(plain) or int(plain.replace(".", "")[:20]) > LARGEST:
        raise NumberError(text)
    return int(plain.replace(".", ""))


def parse_whole_day(text: str) -> int:
    """A day in a form of ``plugins.common.dates``, with day and month; its ordinal. Raises DateError."""
    date = parse_date(text)
    if date.is_partial:
        raise DateError("thiếu ngày hoặc tháng", "viết đủ ngày, tháng, năm, ví dụ 2026-11-21 hoặc 21/11/2026")
    return date.value.date().toordinal()


def read_days(path: Path, last: int, report: Report) -> dict[int, DayCount]:
    """Visits and views by day, none after the day ``last``; what is wrong goes into the report."""
    table = _read(path, ["day", "visits"], ["views"], report)
    days: dict[int, DayCount] = {}
    lines: dict[int, int] = {}
    for line, row in table.rows:
        try:
            day = parse_whole_day(row["day"])
        except DateError as error:
            report.error(table.file, line, str(error), row["day"], error.remedy)
            day = 0
        if not row["visits"] and not row.get("views"):
            continue  # a day that was never measured, as /thong-ke/ publishes it
        visits = _count(table, line, row, "visits", report)
        views = _count(table, line, row, "views", report) if row.get("views") else 0
        if day > last:
            remedy = f"bỏ dòng này hoặc sửa --as-of ({iso_day(last)})"
            report.error(table.file, line, "ngày ở sau ngày của --as-of", row["day"], remedy)
        elif day in lines:
            report.error(table.file, line, f"ngày đã có ở dòng {lines[day]}", row["day"], "mỗi ngày chỉ một dòng")
        elif day:
            days[day], lines[day] = DayCount(visits, views), line
    return days


def read_pages(path: Path, report: Report, manifest: Manifest | None = None) -> dict[str, int]:
    """Views by address; what is wrong goes into the report, and which addresses a manifest does not know."""
    table = _read(path, ["path", "views"], [], report)
    pages: dict[str, int] = {}
    lines: dict[str, int] = {}
    for line, row in table.rows:
        address = row["path"]
        views = _count(table, line, row, "views", report)
        if not re.fullmatch(r"/(?!/)[^\s?#\x00-\x1f\x7f]*", address):
            remedy = "chỉ viết phần sau tên miền, bắt đầu bằng /, ví dụ /2021/ten-bai/"
            report.error(table.file, line, "địa chỉ không đúng dạng", address, remedy)
        elif address in lines:
            report.error(table.file, line, f"địa chỉ đã có ở dòng {lines[address]}", address, "mỗi trang chỉ một dòng")
        else:
            pages[address], lines[address] = views, line
    if manifest:
        strange = [(line, address) for address, line in lines.items() if manifest.find(address) is None]
        _warn_of_strange(table.file, strange, report)
    return pages


def _warn_of_strange(file: str, strange: list[tuple[int, str]], report: Report) -> None:
    remedy = "kiểm tra lại; trang đã đổi địa chỉ thì ghi địa chỉ này vào “Địa chỉ cũ” của bài"
    for line, address in strange[:STRANGE_TOLD]:
        report.warn(file, line, "địa chỉ không phải của trang nào được đếm", address, remedy)
    if more := strange[STRANGE_TOLD:]:
        report.warn(file, more[0][0], f"từ dòng này còn {len(more)} địa chỉ nữa không phải của trang nào được đếm")


def _count(table: _Table, line: int, row: dict[str, str], column: str, report: Report) -> int:
    try:
        return parse_count(row[column])
    except NumberError:
        remedy = "viết số không âm, ví dụ 13063547 hoặc 13.063.547"
        report.error(table.file, line, f"“{_SHOWN[column]}” không phải là số đếm", row[column], remedy)
        return 0


def _read(path: Path, wanted: list[str], optional: list[str], report: Report) -> _Table:
    """Lines under a header line that says what the columns are; empty when the file cannot be used at all."""
    empty = _Table(str(path), [])
    text = _text(path, report)
    if text is None:
        return empty
    header = text.split("\n", 1)[0].strip()
    parts = _cells(text, max(";\t,", key=header.count), path, report)
    names = [_name(cell) for cell in parts[0][1]] if parts else []
    example = ",".join([*wanted, *optional])
    if missing := [name for name in wanted if name not in names]:
        columns = ", ".join(f"“{_SHOWN[name]}” ({name})" for name in missing)
        report.error(str(path), 1, f"dòng đầu không có cột {columns}", header, f"dòng đầu phải là {example}")
        return empty
    strange = [cell for cell, name in zip(parts[0][1], names, strict=True) if name not in [*wanted, *optional]]
    if strange or len(set(names)) < len(names):
        report.error(str(path), 1, "dòng đầu có cột lạ hoặc trùng", header, f"chỉ giữ các cột {example}")
        return empty
    if not any(any(cells) for _, cells in parts[1:]):
        report.warn(str(path), 1, "tệp chỉ có dòng đầu, không có số liệu nào")
    return _Table(str(path), list(_rows(parts[1:], names, path, report)))


def _rows(
    parts: list[tuple[int, list[str]]], names: list[str], path: Path, report: Report
) -> list[tuple[int, dict[str, str]]]:
    found = []
    for line, cells in parts:
        if not any(cells):
            continue
        if len(cells) != len(names):
            remedy = f"dòng này phải có {len(names)} cột như dòng đầu"
            report.error(str(path), line, f"có {len(cells)} cột", " | ".join(cells), remedy)
            continue
        found.append((line, dict(zip(names, cells, strict=True))))
    return found


def _cells(text: str, delimiter: str, path: Path, report: Report) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    found = []
    try:
        for cells in reader:
            found.append((reader.line_num, [normalise(cell).strip() for cell in cells]))
    except csv.Error as error:
        report.error(str(path), reader.line_num, f"không đọc được dòng ({error})", "", "lưu lại tệp dạng CSV UTF-8")
    return found


def _text(path: Path, report: Report) -> str | None:
    try:
        data = path.read_bytes()
    except OSError as error:
        report.error(str(path), 0, f"không đọc được tệp ({error.strerror})", "", "kiểm tra tên tệp và quyền đọc")
        return None
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        report.error(str(path), line, "tệp không phải là UTF-8", "", "lưu lại tệp dạng CSV UTF-8")
        return None


def _name(cell: str) -> str:
    key = " ".join(fold(cell).replace("_", " ").split())
    return next((name for name, forms in _COLUMNS.items() if key in forms), key)
