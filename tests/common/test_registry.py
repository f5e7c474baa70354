"""Registries: a missing file is empty, a broken one is told with its lines."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from plugins.common.problems import Report
from plugins.common.registry import read_mapping, read_registry, read_rows


@pytest.fixture
def report() -> Report:
    return Report()


def registry(folder: Path, text: str | bytes) -> Path:
    path = folder / "ds.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_missing_file_is_an_empty_registry(tmp_path: Path, report: Report) -> None:
    path = tmp_path / "khong-co.yml"
    assert read_registry(path, report).value is None
    assert read_mapping(path, report) == {}
    assert read_rows(path, report, ("a",)) == []
    assert report.problems == []


@pytest.mark.parametrize("text", ["", "# chỉ có ghi chú\n", "---\n"])
def test_an_empty_file_is_an_empty_registry(tmp_path: Path, report: Report, text: str) -> None:
    path = registry(tmp_path, text)
    assert read_mapping(path, report) == {}
    assert read_rows(path, report, ("a",)) == []
    assert report.problems == []


def test_a_mapping(tmp_path: Path, report: Report) -> None:
    path = registry(tmp_path, unicodedata.normalize("NFD", "ANTQ: An  ninh\n  Tổ quốc\nUBND: 'Ủy ban nhân dân'\n"))
    assert read_mapping(path, report) == {"ANTQ": "An ninh Tổ quốc", "UBND": "Ủy ban nhân dân"}
    assert report.problems == []


def test_bom_and_crlf(tmp_path: Path, report: Report) -> None:
    path = registry(tmp_path, "\ufeffA: b\r\nC: d\r\n".encode())
    assert read_mapping(path, report) == {"A": "b", "C": "d"}
    assert report.problems == []


@pytest.mark.parametrize(
    ("text", "found", "line", "message", "value"),
    [
        ("A: b\nC:\n", {"A": "b"}, 2, "mục này thiếu nội dung", "C"),
        ("A: b\nC: ''\n", {"A": "b"}, 2, "mục này thiếu nội dung", "C"),
        ("A: b\nC: [d]\n", {"A": "b"}, 2, "mục này thiếu nội dung", "C"),
        ("- A\n", {}, 1, "danh sách phải gồm các dòng “tên: nội dung”", ""),
        ("A: b\nA: c\n", {}, 2, "một mục được viết hai lần", "A"),
        ("A: b\n\tC: d\n", {}, 2, "không đọc được dòng này", "C: d"),
        ("A: b\nC: d: e\n", {}, 2, "không đọc được dòng này", "C: d: e"),
    ],
)
def test_a_broken_mapping(
    tmp_path: Path, report: Report, text: str, found: dict[str, str], line: int, message: str, value: str
) -> None:
    path = registry(tmp_path, text)
    assert read_mapping(path, report) == found
    assert [(p.file, p.line, p.message, p.value, p.severity) for p in report.problems] == [
        (str(path), line, message, value, "error")
    ]


def test_a_file_that_is_not_utf8(tmp_path: Path, report: Report) -> None:
    path = registry(tmp_path, "A: Công an".encode("cp1258", "replace") + b"\xff")
    assert read_mapping(path, report) == {}
    assert [p.message for p in report.errors] == ["tệp không phải bảng mã UTF-8"]


def test_rows(tmp_path: Path, report: Report) -> None:
    text = "- label: Bộ  Công an\n  url: https://a.vn\n\n- url: https://b.vn\n  label: B\n  until: 2021-08\n"
    rows = read_rows(registry(tmp_path, text), report, ("label", "url"), ("until",))
    assert [dict(row) for row in rows] == [
        {"label": "Bộ Công an", "url": "https://a.vn"},
        {"label": "B", "url": "https://b.vn", "until": "2021-08"},
    ]
    assert [(row.line, row.lines) for row in rows] == [
        (1, {"label": 1, "url": 2}),
        (4, {"url": 4, "label": 5, "until": 6}),
    ]
    assert report.problems == []


def test_a_broken_row_is_left_out_and_the_others_stay(tmp_path: Path, report: Report) -> None:
    text = "- label: A\n- label: B\n  url: x\n  mau: đỏ\n- chữ\n- label: ''\n  url: y\n- label: D\n  url: z\n"
    path = registry(tmp_path, text)
    rows = read_rows(path, report, ("label", "url"))
    assert [dict(row) for row in rows] == [{"label": "B", "url": "x"}, {"label": "D", "url": "z"}]
    assert [(p.line, p.message, p.value) for p in sorted(report.problems)] == [
        (1, "mục thiếu url", ""),
        (4, "mục có tên không biết", "mau"),
        (5, "mỗi mục phải gồm các dòng “tên: nội dung”", "chữ"),
        (6, "mục thiếu label", ""),
    ]


def test_one_row_without_a_dash_counts_as_a_list_of_one(tmp_path: Path, report: Report) -> None:
    assert [dict(row) for row in read_rows(registry(tmp_path, "label: A\n"), report, ("label",))] == [{"label": "A"}]


def test_lists_of_words(tmp_path: Path, report: Report) -> None:
    text = "- a: b\n  t: [mot, hai,  mot]\n- a: c\n  t:\n    - ba  bốn\n- a: d\n  t: một\n- a: e\n  t:\n- a: f\n"
    text += "- a: g\n  t: hai ba, tư,\n"
    rows = read_rows(registry(tmp_path, text), report, ("a",), (), ("t",))
    assert [row.lists["t"] for row in rows] == [("mot", "hai"), ("ba bốn",), ("một",), (), (), ("hai ba", "tư")]
    assert [dict(row) for row in rows] == [{"a": letter} for letter in "bcdefg"]
    assert report.problems == []


@pytest.mark.parametrize(
    ("text", "line", "message", "value"),
    [
        ("- a: b\n  c: [d, e]\n", 2, "dòng này phải là một câu chữ", "c"),
        ("- a: b\n  c: {d: e}\n", 2, "dòng này phải là một câu chữ", "c"),
        ("- a: [b]\n  c: d\n", 1, "dòng này phải là một câu chữ", "a"),
        ("- a: b\n  t: {d: e}\n", 2, "dòng này phải là một danh sách từ", "t"),
        ("- a: b\n  t: [d, [e]]\n", 2, "dòng này phải là một danh sách từ", "t"),
        ("- a: b\n  t:\n    - d\n    -\n", 2, "dòng này phải là một danh sách từ", "t"),
        ("- a: b\n  t: [d, '']\n", 2, "dòng này phải là một danh sách từ", "t"),
        ("- a: b\n  t: []\n", 2, "danh sách này trống", "t"),
    ],
)
def test_a_wrong_shape_is_told_and_never_dropped(
    tmp_path: Path, report: Report, text: str, line: int, message: str, value: str
) -> None:
    read_rows(registry(tmp_path, text), report, ("a",), ("c",), ("t",))
    assert [(p.line, p.message, p.value, p.severity) for p in report.problems] == [(line, message, value, "error")]


def test_an_empty_line_of_an_optional_key_is_no_mistake(tmp_path: Path, report: Report) -> None:
    rows = read_rows(registry(tmp_path, "- a: b\n  c:\n"), report, ("a",), ("c",))
    assert [row.get("c", "") for row in rows] == [""]
    assert report.problems == []


def test_rows_that_lack_something_for_whoever_asks(tmp_path: Path, report: Report) -> None:
    path = tmp_path / "rows.yml"
    path.write_text("- a: 1\n  c: x\n- a: 1\n  b: 2\n", "utf-8")
    assert read_rows(path, report, ("a", "b"), ("c",)) == [{"a": "1", "b": "2"}]
    rows = read_rows(path, report, ("a", "b"), ("c",), incomplete=True)
    assert [(dict(row), row.missing) for row in rows] == [({"a": "1", "c": "x"}, ("b",)), ({"a": "1", "b": "2"}, ())]
    assert [problem.message for problem in report.problems] == ["mục thiếu b"]
