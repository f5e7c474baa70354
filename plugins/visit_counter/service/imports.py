"""Figures of earlier counters: audited entries that are only ever added, and that never lower a figure."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

from plugins.common.dates import DateError
from plugins.common.numbers import dotted
from plugins.common.problems import Report
from plugins.visit_counter.service.access import access
from plugins.visit_counter.service.days import day_of, iso_day
from plugins.visit_counter.service.import_files import (
    NumberError,
    parse_count,
    parse_whole_day,
    read_days,
    read_pages,
)
from plugins.visit_counter.service.kept import IMPORT, Kept
from plugins.visit_counter.service.model import DayCount, Import, StoreError


class RefusedError(Exception):
    """An import that would lower a figure; the reason in Vietnamese."""


@dataclass(frozen=True)
class Wanted:
    """What is to be imported; days are ordinals, ``as_of`` is the day up to which the figures speak."""

    as_of: int
    total: int | None
    source: str
    days: dict[int, DayCount] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)


def plan(kept: Kept, wanted: Wanted, now: int) -> Kept:
    """What to add so that the larger value of everything stands; empty when all of it is there already.

    Raises RefusedError.
    """
    days = _larger_days(kept.days.get(IMPORT, {}), wanted.days)
    have = kept.pages.get(IMPORT, {})
    pages = {path: views for path, views in wanted.pages.items() if views > have.get(path, -1)}
    entries = [entry for entry in kept.imports if entry.kind == IMPORT]
    known = [(entry.total, entry.as_of, entry.source) for entry in entries]
    same = wanted.total is None or (wanted.total, wanted.as_of, wanted.source) in known
    if same and not days and not pages:
        return Kept()
    _refuse_smaller(entries, wanted)
    number = max((entry.number for entry in kept.imports), default=0) + 1
    entry = Import(number, IMPORT, wanted.as_of, wanted.total, wanted.source, now)
    change = Kept({IMPORT: days} if days else {}, {IMPORT: pages} if pages else {}, [entry])
    before, after = kept.total, kept.with_change(change).total
    if after < before:
        raise RefusedError(
            f"tổng đang hiện sẽ giảm từ {dotted(before)} xuống {dotted(after)}, vì các ngày đã nhập sau "
            f"{iso_day(wanted.as_of)} và tổng này không khớp nhau. Hãy kiểm tra lại --total và --as-of."
        )
    return change


def run_import(
    data: Path, store_url: str | None, total: str | int | None, as_of: str, source: str,
    days_file: Path | None, pages_file: Path | None, now: int,
) -> int:  # fmt: skip
    """The command: read everything, tell every mistake or write everything; an exit code."""
    report = Report()
    wanted = _wanted(total, as_of, source, days_file, pages_file, now, report)
    if report.problems:
        print("\n".join(report.lines(os.getcwd())), file=sys.stderr)
        print(f"Lỗi: có {len(report.problems)} chỗ sai; chưa nhập gì.", file=sys.stderr)
        return 1
    try:
        with access(data, store_url, create=True) as store, store.changing():
            before = store.read()
            change = plan(before, wanted, now)
            if change:
                store.write(change)
    except (RefusedError, StoreError) as error:
        print(f"Lỗi: chưa nhập gì: {error}", file=sys.stderr)
        return 1
    print(_told(before, change, wanted))
    return 0


def _wanted(
    total: str | int | None, as_of: str, source: str, days_file: Path | None, pages_file: Path | None, now: int,
    report: Report,
) -> Wanted:  # fmt: skip
    number = None
    if total is not None:
        try:
            number = parse_count(str(total))
        except NumberError:
            report.error("--total", 0, "không phải là số đếm", total, "viết 13063547 hoặc 13.063.547")
    elif days_file is None and pages_file is None:
        report.error("--total", 0, "không có gì để nhập", "", "cho --total, --days hoặc --pages")
    source = " ".join(source.split())
    if not source:
        report.error("--from", 0, "chưa nói số liệu lấy từ đâu", "", 'ví dụ --from "bộ đếm cũ NukeViet"')
    day = _day(as_of, now, report)
    days = read_days(days_file, day, report) if days_file else {}
    pages = read_pages(pages_file, report) if pages_file else {}
    return Wanted(day, number, source, days, pages)


def _day(as_of: str, now: int, report: Report) -> int:
    """The day of ``--as-of``; today when it cannot be read."""
    today = day_of(now)
    try:
        day = parse_whole_day(as_of)
    except DateError as error:
        report.error("--as-of", 0, str(error), as_of, error.remedy)
        return today
    if day > today:
        report.error("--as-of", 0, "ngày ở tương lai", as_of, f"viết ngày không sau hôm nay ({iso_day(today)})")
        return today
    return day


def _larger_days(have: dict[int, DayCount], wanted: dict[int, DayCount]) -> dict[int, DayCount]:
    found = {}
    for day, count in wanted.items():
        old = have.get(day)
        new = DayCount(max(count.visits, old.visits), max(count.views, old.views)) if old else count
        if new != old:
            found[day] = new
    return found


def _refuse_smaller(entries: list[Import], wanted: Wanted) -> None:
    """A later day cannot have a smaller total."""
    for entry in entries:
        if wanted.total is None or entry.total is None or wanted.as_of < entry.as_of or wanted.total >= entry.total:
            continue
        raise RefusedError(
            f"tổng {dotted(wanted.total)} tính đến {iso_day(wanted.as_of)} nhỏ hơn tổng {dotted(entry.total)} đã nhập, "
            f"tính đến {iso_day(entry.as_of)} (“{entry.source}”). Hãy kiểm tra lại --total và --as-of."
        )


def _told(before: Kept, change: Kept, wanted: Wanted) -> str:
    if not change:
        return f"Số liệu này đã được nhập trước đây, không có gì thay đổi. Tổng đang hiện: {dotted(before.total)}."
    days, pages = change.days.get(IMPORT, {}), change.pages.get(IMPORT, {})
    lines = [f"Đã nhập từ “{wanted.source}”, tính đến {iso_day(wanted.as_of)}:"]
    if wanted.total is not None:
        lines.append(f"  tổng {dotted(wanted.total)}")
    for word, given, written in (("ngày", wanted.days, days), ("trang", wanted.pages, pages)):
        if given:
            left = len(given) - len(written)
            lines.append(f"  {len(written)} {word}" + (f" ({left} {word} đã có số bằng hoặc lớn hơn)" if left else ""))
    counted = {day for node, rows in before.days.items() if node != IMPORT for day, c in rows.items() if c.visits}
    if both := counted & days.keys():
        lines.append(f"  Lưu ý: {len(both)} ngày cũng do bộ đếm này đo; hai số được cộng lại.")
    after = before.with_change(change)
    lines.append(f"Tổng đang hiện: trước {dotted(before.total)}, nay {dotted(after.total)}.")
    return "\n".join(lines)
