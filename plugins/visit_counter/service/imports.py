"""Figures of earlier counters: audited entries that are only ever added, and that never lower a figure."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

from plugins.common.dates import DateError, parse_date
from plugins.common.numbers import dotted
from plugins.common.problems import Report
from plugins.visit_counter.service import database
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
from plugins.visit_counter.service.manifest import Manifest, ManifestError
from plugins.visit_counter.service.model import DayCount, Import, StoreError
from plugins.visit_counter.service.refusals import refuse_when_lost

#: So many values that are lower than what is there are told one by one, the others by their number.
LOWER_TOLD = 5


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
    _refuse_larger_days(wanted)
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
    days_file: Path | None, pages_file: Path | None, now: int, *, manifest: Path | None = None, dry_run: bool = False,
) -> int:  # fmt: skip
    """The command: read everything, tell every mistake or write everything; an exit code. A dry run writes nothing."""
    report = Report()
    wanted = _wanted(total, as_of, source, days_file, pages_file, manifest, now, report)
    for line in report.lines(os.getcwd()):
        print(line, file=sys.stderr)
    if report.errors:
        print(f"Lỗi: có {len(report.errors)} chỗ sai; chưa nhập gì.", file=sys.stderr)
        return 1
    try:
        before, change = _tried(data, store_url, wanted, now) if dry_run else _entered(data, store_url, wanted, now)
    except (RefusedError, StoreError) as error:
        print(f"Lỗi: chưa nhập gì: {error}", file=sys.stderr)
        return 1
    for line in _lower(before, wanted):
        print(f"Lưu ý: {line}", file=sys.stderr)
    print(("Thử, chưa ghi gì.\n" if dry_run else "") + _told(before, change, wanted, dry_run))
    return 0


def _entered(data: Path, store_url: str | None, wanted: Wanted, now: int) -> tuple[Kept, Kept]:
    """What was there, and what was added to it. Raises RefusedError, StoreError."""
    with access(data, store_url, create=True) as store, store.changing():
        before = store.read()
        change = plan(before, wanted, now)
        if change:
            store.write(change)
    return before, change


def _tried(data: Path, store_url: str | None, wanted: Wanted, now: int) -> tuple[Kept, Kept]:
    """What is there, and what would be added to it; nothing is made or written. Raises RefusedError, StoreError."""
    before = Kept()
    if store_url is None:
        refuse_when_lost(data)
    if store_url is not None or (data / database.NAME).exists():
        with access(data, store_url, to_read=True) as store, store.reading():
            before = store.read()
    return before, plan(before, wanted, now)


def _wanted(
    total: str | int | None, as_of: str, source: str, days_file: Path | None, pages_file: Path | None,
    manifest: Path | None, now: int, report: Report,
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
    known = _manifest(manifest, report) if manifest else None
    pages = read_pages(pages_file, report, known) if pages_file else {}
    return Wanted(day, number, source, days, pages)


def _manifest(path: Path, report: Report) -> Manifest | None:
    try:
        return Manifest(path)
    except ManifestError as error:
        report.error("--manifest", 0, str(error).rstrip("."))
        return None


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


def _refuse_larger_days(wanted: Wanted) -> None:
    """Days cannot have more visits than the total that holds them."""
    visits = sum(count.visits for day, count in wanted.days.items() if day <= wanted.as_of)
    if wanted.total is not None and visits > wanted.total:
        raise RefusedError(
            f"các ngày trong tệp --days cộng lại là {dotted(visits)} lượt, nhiều hơn --total ({dotted(wanted.total)}) "
            f"tính đến {iso_day(wanted.as_of)}. Hãy sửa tệp hoặc --total."
        )


def _refuse_smaller(entries: list[Import], wanted: Wanted) -> None:
    """A later day cannot have a smaller total."""
    for entry in entries:
        if wanted.total is None or entry.total is None or wanted.as_of < entry.as_of or wanted.total >= entry.total:
            continue
        raise RefusedError(
            f"tổng {dotted(wanted.total)} tính đến {iso_day(wanted.as_of)} nhỏ hơn tổng {dotted(entry.total)} đã nhập, "
            f"tính đến {iso_day(entry.as_of)} (“{entry.source}”). Hãy kiểm tra lại --total và --as-of."
        )


def _lower(before: Kept, wanted: Wanted) -> list[str]:
    """Each value that is lower than what is there, and therefore left out; the first few, then how many more."""
    have_days, have_pages = before.days.get(IMPORT, {}), before.pages.get(IMPORT, {})
    found = []
    for day, count in sorted(wanted.days.items()):
        old = have_days.get(day)
        if old and count.visits < old.visits:
            found.append((f"số của ngày {_shown(day)}", count.visits, old.visits))
        elif old and 0 < count.views < old.views:
            found.append((f"lượt xem của ngày {_shown(day)}", count.views, old.views))
    for path, views in wanted.pages.items():
        if views < have_pages.get(path, 0):
            found.append((f"lượt xem của trang {path}", views, have_pages[path]))
    lines = [
        f"{what} ({dotted(new)}) thấp hơn số đã có ({dotted(old)}); giữ số đã có"
        for what, new, old in found[:LOWER_TOLD]
    ]
    more = len(found) - LOWER_TOLD
    return [*lines, f"còn {more} số nữa thấp hơn số đã có; giữ số đã có"] if more > 0 else lines


def _shown(day: int) -> str:
    return parse_date(iso_day(day)).short


def _unchanged(before: Kept, wanted: Wanted) -> str:
    """Why nothing is added."""
    if wanted.total is None and not wanted.days and not wanted.pages:
        return "Không có gì để nhập"
    if _lower(before, wanted):
        return "Không có gì thay đổi: số nào cũng bằng hoặc thấp hơn số đã có"
    return "Số liệu này đã được nhập trước đây, không có gì thay đổi"


def _told(before: Kept, change: Kept, wanted: Wanted, dry_run: bool) -> str:
    if not change:
        return f"{_unchanged(before, wanted)}. Tổng đang hiện: {dotted(before.total)}."
    days, pages = change.days.get(IMPORT, {}), change.pages.get(IMPORT, {})
    lines = [f"{'Sẽ' if dry_run else 'Đã'} nhập từ “{wanted.source}”, tính đến {iso_day(wanted.as_of)}:"]
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
    words = ("đang là", "sẽ là") if dry_run else ("trước", "nay")
    lines.append(f"Tổng đang hiện: {words[0]} {dotted(before.total)}, {words[1]} {dotted(after.total)}.")
    return "\n".join(lines)
