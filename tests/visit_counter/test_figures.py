"""The visit figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from plugins.common.problems import Report
from plugins.visit_counter.figures import FOUR, LABELS, Figure, Visits, read_visits


@pytest.fixture
def report() -> Report:
    return Report()


def read(folder: Path, data: Any, report: Report, layout: str = "eight") -> Visits | None:
    path = folder / "visits.json"
    path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    return read_visits(path, layout, report)


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "chưa đo"), (0, "0"), (1, "1"), (999, "999"), (1000, "1.000"), (13_063_547, "13.063.547"),
     (1_000_000_000, "1.000.000.000")],
)  # fmt: skip
def test_how_a_figure_is_written(value: int | None, text: str) -> None:
    assert Figure("total", "Tổng", value).text == text


def test_the_eight_figures_in_their_order(tmp_path: Path, report: Report) -> None:
    data = {"total": 13063547, "online": 12, "today": 0, "yesterday": 5, "this_week": 6, "last_week": 7,
            "this_month": 8, "last_month": 9, "as_of": "2026-11-22T10:00:00+07:00", "sample": True}  # fmt: skip
    visits = read(tmp_path, data, report)
    assert visits is not None
    assert [(f.key, f.label, f.text) for f in visits.figures] == [
        ("total", "Tổng số lượt truy cập", "13.063.547"), ("online", "Số người đang truy cập", "12"),
        ("today", "Hôm nay", "0"), ("yesterday", "Hôm qua", "5"), ("this_week", "Tuần này", "6"),
        ("last_week", "Tuần trước", "7"), ("this_month", "Tháng này", "8"), ("last_month", "Tháng trước", "9"),
    ]  # fmt: skip
    assert visits.as_of is not None
    assert (visits.as_of.long, visits.sample) == ("Chủ nhật, 22/11/2026 10:00", True)
    assert report.problems == []


def test_the_four_figures(tmp_path: Path, report: Report) -> None:
    visits = read(tmp_path, {"today": 5}, report, "four")
    assert visits is not None
    assert [f.label for f in visits.figures] == list(FOUR.values())
    assert [f.text for f in visits.figures] == ["chưa đo", "5", "chưa đo", "chưa đo"]


@pytest.mark.parametrize("data", [{}, dict.fromkeys(LABELS)])
def test_what_was_not_measured_is_never_zero(tmp_path: Path, report: Report, data: Any) -> None:
    visits = read(tmp_path, data, report)
    assert visits is not None
    assert {f.text for f in visits.figures} == {"chưa đo"}
    assert (visits.as_of, visits.sample) == (None, False)
    assert report.problems == []


@pytest.mark.parametrize("value", ["5", "nhiều", 1.5, 5.0, True, False, -1, [5], {}])
def test_what_is_no_count(tmp_path: Path, report: Report, value: Any) -> None:
    visits = read(tmp_path, {"total": value, "today": 3}, report)
    assert visits is not None
    assert [f.text for f in visits.figures[:3]] == ["chưa đo", "chưa đo", "3"]
    assert [(p.message, p.value) for p in report.errors] == [("số liệu “total” không phải là số nguyên", str(value))]


@pytest.mark.parametrize(
    ("data", "line"),
    [(b"", 1), (b"{\n  'total': 5\n}", 2), (b'{"total": 5,}', 1), (b'{"total": "\xff"}', 1), (b"{", 1)],
)
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
    assert [p.value for p in report.errors] == ["hôm nay"]


@pytest.mark.parametrize("sample", ["false", "không", 0])
def test_only_true_is_true(tmp_path: Path, report: Report, sample: Any) -> None:
    visits = read(tmp_path, {"sample": sample}, report)
    assert visits is not None
    assert not visits.sample or report.errors


def test_what_is_neither_true_nor_false(tmp_path: Path, report: Report) -> None:
    read(tmp_path, {"sample": "false"}, report)
    assert [(p.message, p.value) for p in report.errors] == [("“sample” không phải là true hoặc false", "false")]
    assert read(tmp_path, b'\xef\xbb\xbf{"sample": true}', Report()) == read(tmp_path, {"sample": True}, Report())
