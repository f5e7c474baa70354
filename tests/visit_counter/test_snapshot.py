"""Reading the snapshot."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from plugins.common.problems import Report
from plugins.visit_counter.figures import FOUR, LABELS, Visits
from plugins.visit_counter.snapshot import read_visits

AS_OF = "2026-11-22T10:00:00+07:00"
DAY = {"day": "2026-11-21", "visits": 5, "views": 8}
IMPORT = {"kind": "import", "as_of": "2026-11-20", "total": 70, "from": "bộ đếm cũ", "entered": "2026-11-21T08:00:00Z"}


@pytest.fixture
def report() -> Report:
    return Report()


def read(folder: Path, data: Any, report: Report, layout: str = "eight") -> Visits | None:
    path = folder / "visits.json"
    path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    return read_visits(path, layout, report)


def told(report: Report) -> list[tuple[str, str]]:
    """What was said, and of what value."""
    return [(problem.message, problem.value) for problem in report.errors]


def test_the_eight_figures_in_their_order(tmp_path: Path, report: Report) -> None:
    data = {"total": 13063547, "online": 12, "today": 0, "yesterday": 5, "this_week": 6, "last_week": 7,
            "this_month": 8, "last_month": 9, "as_of": AS_OF, "sample": True}  # fmt: skip
    visits = read(tmp_path, data, report)
    assert visits is not None
    assert [(f.key, f.label, f.text) for f in visits.figures] == [
        ("total", "Tổng số lượt truy cập", "13.063.547"), ("online", "Số người đang truy cập", "12"),
        ("today", "Hôm nay", "0"), ("yesterday", "Hôm qua", "5"), ("this_week", "Tuần này", "6"),
        ("last_week", "Tuần trước", "7"), ("this_month", "Tháng này", "8"), ("last_month", "Tháng trước", "9"),
    ]  # fmt: skip
    assert (visits.taken, visits.sample, visits.is_measured) == ("10:00 22/11/2026", True, True)
    assert (visits.history, visits.imports) == (None, [])
    assert report.problems == []


def test_four_figures_in_the_rail_and_all_on_the_page(tmp_path: Path, report: Report) -> None:
    visits = read(tmp_path, {"today": 5, "yesterday": 4}, report, "four")
    assert visits is not None
    assert [f.label for f in visits.figures] == list(FOUR.values())
    assert [f.text for f in visits.figures] == ["chưa đo", "5", "chưa đo", "chưa đo"]
    assert [f.text for f in visits.eight][2:4] == ["5", "4"]


@pytest.mark.parametrize("data", [{}, dict.fromkeys([*LABELS, "as_of", "days", "imports", "sample", "store"])])
def test_what_was_not_measured_is_never_zero(tmp_path: Path, report: Report, data: Any) -> None:
    visits = read(tmp_path, data, report)
    assert visits is not None
    assert {f.text for f in visits.figures} == {"chưa đo"}
    assert (visits.as_of, visits.sample, visits.history) == (None, False, None)
    assert report.problems == []


@pytest.mark.parametrize("value", ["5", "nhiều", 1.5, 5.0, True, False, -1, [5], {}, 2**53])
def test_what_is_no_count(tmp_path: Path, report: Report, value: Any) -> None:
    visits = read(tmp_path, {"total": value, "today": 3}, report)
    assert visits is not None
    assert [f.text for f in visits.figures[:3]] == ["chưa đo", "chưa đo", "3"]
    shown = value if isinstance(value, str) else json.dumps(value)
    assert told(report) == [("số liệu “total” không phải là số đếm", shown)]


@pytest.mark.parametrize(
    ("data", "line"),
    [(b"", 1), (b"{\n  'total': 5\n}", 2), (b'{"total": 5,}', 1), (b'{"total": "\xff"}', 1), (b"{", 1),
     (b"[" * 100_000, 1), (b'{"total": 1' + b"0" * 5000 + b"}", 1)],
)  # fmt: skip
def test_a_broken_file(tmp_path: Path, report: Report, data: bytes, line: int) -> None:
    assert read(tmp_path, data, report) is None
    assert [(p.line, p.message) for p in report.errors] == [(line, "không đọc được tệp số liệu truy cập")]


@pytest.mark.parametrize("data", [b"[]", b"5", b"null", b'"x"'])
def test_another_shape(tmp_path: Path, report: Report, data: bytes) -> None:
    assert read(tmp_path, data, report) is None
    assert [p.message for p in report.errors] == ["tệp số liệu truy cập không đúng dạng"]


def test_no_file(tmp_path: Path, report: Report) -> None:
    assert read_visits(tmp_path / "none.json", "eight", report) is None
    assert report.problems == []


def test_a_moment_that_cannot_be_read(tmp_path: Path, report: Report) -> None:
    visits = read(tmp_path, {"as_of": "hôm nay"}, report)
    assert visits is not None
    assert visits.as_of is None
    assert told(report) == [("“as_of”: không đọc được ngày tháng", "hôm nay")]


@pytest.mark.parametrize("sample", ["false", "không", 0])
def test_only_true_is_true(tmp_path: Path, report: Report, sample: Any) -> None:
    visits = read(tmp_path, {"sample": sample}, report)
    assert visits is not None
    assert not visits.sample
    assert [message for message, _ in told(report)] == ["“sample” không phải là true hoặc false"]


def test_a_byte_order_mark_is_no_part_of_it(tmp_path: Path, report: Report) -> None:
    assert read(tmp_path, b'\xef\xbb\xbf{"sample": true}', report) == read(tmp_path, {"sample": True}, report)
    assert report.problems == []


def test_the_history(tmp_path: Path, report: Report) -> None:
    days = [
        {"day": "2026-11-19", "visits": 4},
        {"day": "2026-11-21", "visits": 0, "views": 0},
        {**DAY, "day": "2026-11-22"},
    ]
    visits = read(tmp_path, {"as_of": AS_OF, "days": days}, report)
    assert visits is not None
    assert visits.history is not None
    assert [(d.date.day, d.visits, d.views, d.is_over) for d in visits.history.days] == [
        (19, 4, None, True),
        (20, None, None, True),
        (21, 0, 0, True),
        (22, 5, 8, False),
    ]
    assert report.problems == []


def test_the_imports(tmp_path: Path, report: Report) -> None:
    rows = [IMPORT, {**IMPORT, "kind": "restore", "total": None, "entered": None}]
    visits = read(tmp_path, {"imports": rows}, report)
    assert visits is not None
    assert [(i.text, i.as_of.short, i.source, i.is_restored) for i in visits.imports] == [
        ("70", "20/11/2026", "bộ đếm cũ", False),
        ("", "20/11/2026", "bộ đếm cũ", True),
    ]
    assert [i.entered.short if i.entered else None for i in visits.imports] == ["21/11/2026", None]
    assert report.problems == []


@pytest.mark.parametrize(
    ("days", "message", "value"),
    [
        ("x", "“days” không phải là một danh sách", "x"),
        ({}, "“days” không phải là một danh sách", "{}"),
        ([5], "“days[0]” không đúng dạng", "5"),
        ([{"visits": 5}], "“days[0].day” không phải là một ngày dạng 2026-11-21", "null"),
        ([{**DAY, "day": "21/11/2026"}], "“days[0].day” không phải là một ngày dạng 2026-11-21", "21/11/2026"),
        ([{**DAY, "day": "2026-02-30"}], "“days[0].day” không phải là một ngày dạng 2026-11-21", "2026-02-30"),
        ([{**DAY, "day": "0001-01-01"}], "“days[0].day” không phải là một ngày dạng 2026-11-21", "0001-01-01"),
        ([{"day": "2026-11-21"}], "“days[0]” không có số lượt truy cập", '{"day": "2026-11-21"}'),
        ([{**DAY, "visits": -1}], "số liệu “days[0].visits” không phải là số đếm", "-1"),
        ([{**DAY, "views": "8"}], "số liệu “days[0].views” không phải là số đếm", "8"),
        ([DAY, DAY], "“days[1].day” không đứng sau ngày trước đó", "2026-11-21"),
    ],
)
def test_what_is_no_history(tmp_path: Path, report: Report, days: Any, message: str, value: str) -> None:
    assert read(tmp_path, {"as_of": AS_OF, "days": days}, report) is not None
    assert told(report) == [(message, value)]


def test_a_day_to_come_is_left_out_and_stops_no_build(tmp_path: Path, report: Report) -> None:
    visits = read(tmp_path, {"as_of": AS_OF, "days": [DAY, {**DAY, "day": "2026-11-23"}]}, report)
    assert visits
    assert visits.history
    assert [day.when.short for day in visits.history.days] == ["21/11/2026"]
    assert report.errors == []
    assert [(problem.severity, problem.value) for problem in report.problems] == [("warning", "2026-11-23")]


@pytest.mark.parametrize(
    ("rows", "message", "value"),
    [
        (5, "“imports” không phải là một danh sách", "5"),
        ([{**IMPORT, "kind": "khác"}], "“imports[0].kind” không phải là import hoặc restore", "khác"),
        ([{**IMPORT, "total": 1.5}], "số liệu “imports[0].total” không phải là số đếm", "1.5"),
        ([{**IMPORT, "from": None}], "“imports[0].from” không phải là chữ", "null"),
        ([{**IMPORT, "as_of": None}], "“imports[0]” không có ngày (as_of)", None),
        ([{**IMPORT, "as_of": "hôm qua"}], "“imports[0].as_of”: không đọc được ngày tháng", "hôm qua"),
        ([{**IMPORT, "entered": "hôm qua"}], "“imports[0].entered”: không đọc được ngày tháng", "hôm qua"),
    ],
)
def test_what_is_no_import(tmp_path: Path, report: Report, rows: Any, message: str, value: str | None) -> None:
    assert read(tmp_path, {"imports": rows}, report) is not None
    assert [one for one, _ in told(report)] == [message]
    assert value is None or told(report)[0][1] == value


def test_everything_wrong_is_told_at_once_with_a_remedy(tmp_path: Path, report: Report) -> None:
    read(
        tmp_path, {"total": "x", "today": -1, "days": [5, {**DAY, "visits": "y"}], "imports": [7], "sample": 1}, report
    )
    assert len(report.errors) == 6
    assert all(problem.file.endswith("visits.json") and problem.remedy for problem in report.errors)
