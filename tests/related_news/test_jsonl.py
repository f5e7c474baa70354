"""Files of articles: what is read, and that every mistake of a file is told at once."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from plugins.common.problems import Report
from plugins.related_news.jsonl import Line, read_lines

GOOD = '{"id": "a", "title": "Tin", "text": "Ma túy"}'


def read(folder: Path, data: str | bytes) -> tuple[list[Line], list[str]]:
    """The lines of a file with this content, and what is told of it."""
    path = folder / "bai.jsonl"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    report = Report()
    lines = read_lines(path, report)
    return lines, report.lines(str(folder))


def test_an_article_with_everything(tmp_path: Path) -> None:
    value = {
        "id": 7, "title": "Tin", "text": "Một\nhai", "date": "2013-11-06T09:55", "section": "An ninh", "category": "x",
        "tags": ["ma túy", "Ba Đồn"], "cluster": "k1", "source": {"any": "thing"},
    }  # fmt: skip
    lines, told = read(tmp_path, json.dumps(value))
    assert told == []
    (line,) = lines
    assert (line.id, line.cluster, line.document.id) == (7, "k1", "7")
    assert (line.document.title, line.document.text) == ("Tin", "Một\nhai")
    assert line.document.date == "2013-11-06T09:55:00+07:00"
    assert (line.document.section, line.document.tags) == ("An ninh", ("ma túy", "Ba Đồn"))


def test_what_may_be_missing(tmp_path: Path) -> None:
    rows = ['{"id": "a", "title": "Tin"}', '{"id": "b", "text": "Lời", "title": null, "category": "AmNhac"}',
            '{"id": "c", "title": "", "text": "", "date": null, "tags": null, "section": null}']  # fmt: skip
    lines, told = read(tmp_path, "\n".join(rows))
    assert told == []
    assert [(line.document.title, line.document.body) for line in lines] == [("Tin", ""), ("", "Lời"), ("", "")]
    assert [line.document.section for line in lines] == ["", "AmNhac", ""]
    assert [line.cluster for line in lines] == [None, None, None]


def test_marks_of_order_and_ends_of_lines_do_not_matter(tmp_path: Path) -> None:
    other = GOOD.replace('"a"', '"b"')
    plain, told = read(tmp_path, f"{GOOD}\n{other}\n")
    assert told == []
    assert len(plain) == 2
    for data in (f"\ufeff{GOOD}\r\n{other}\r\n", f"{GOOD}\n\n  \n{other}", f"\n{GOOD}\n{other}\n\n"):
        assert read(tmp_path, data) == (plain, [])


def test_letters_that_end_lines_elsewhere_stay_in_their_text(tmp_path: Path) -> None:
    lines, told = read(tmp_path, '{"id": 1, "text": "a\u2028b\u0085c\\nd"}')
    assert told == []
    assert lines[0].document.body == "a\u2028b\u0085c\nd"


def test_nothing_is_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, "") == ([], [])


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(f"{GOOD}\nx\n".encode())))
    report = Report()
    assert [line.id for line in read_lines(Path("-"), report)] == ["a"]
    assert report.lines()[0].startswith("đầu vào chuẩn:2: lỗi: không phải là JSON: “x”. Cách sửa: ")


@pytest.mark.parametrize(("row", "told"), [
    ("{", "không phải là JSON: “{”"),
    ("[" * 100_000, "không phải là JSON"),
    ('{"id": ' + "9" * 5000 + "}", "không phải là JSON"),
    ("[1]", "không phải là một đối tượng JSON: “[1]”"),
    ("null", "không phải là một đối tượng JSON: “null”"),
    ('{"title": "Tin"}', "không có id"),
    ('{"id": null, "title": "Tin"}', "không có id"),
    ('{"id": "", "title": "Tin"}', "không có id"),
    ('{"id": 1.5, "title": "Tin"}', "id là một số: “1.5”"),
    ('{"id": true, "title": "Tin"}', "id là true/false: “true”"),
    ('{"id": ["á"], "title": "Tin"}', 'id là một danh sách: “["á"]”'),
    ('{"id": "b"}', "không có title, cũng không có text"),
    ('{"id": "b", "title": 5}', "title là một số: “5”"),
    ('{"id": "b", "title": "Tin", "text": {}}', "text là một đối tượng: “{}”"),
    ('{"id": "a", "title": "Tin"}', "id đã có ở dòng 1: “a”"),
])  # fmt: skip
def test_mistakes(row: str, told: str, tmp_path: Path) -> None:
    lines, problems = read(tmp_path, f"{GOOD}\n{row}\n")
    assert [line.id for line in lines] == ["a"]
    (problem,) = problems
    assert problem.startswith(f"bai.jsonl:2: lỗi: {told}")
    assert ". Cách sửa: " in problem


def test_all_mistakes_are_told_in_one_run(tmp_path: Path) -> None:
    rows = ["x", '{"id": 1, "title": 2, "text": 3}', '{"id": 1, "text": "đủ"}', '{"id": "1", "text": "đủ"}', "{}", GOOD]
    lines, told = read(tmp_path, "\n".join(rows))
    assert [line.id for line in lines] == ["a"]
    assert [problem.split(". Cách")[0].removeprefix("bai.jsonl:") for problem in told] == [
        "1: lỗi: không phải là JSON: “x”",
        "2: lỗi: text là một số: “3”",
        "2: lỗi: title là một số: “2”",
        "3: lỗi: id đã có ở dòng 2: “1”",
        "4: lỗi: id đã có ở dòng 2: “1”",
        "5: lỗi: không có id",
        "5: lỗi: không có title, cũng không có text",
    ]


def test_what_only_helps_is_warned_of(tmp_path: Path) -> None:
    rows = [
        '{"id": 1, "text": "a", "date": "hôm qua"}', '{"id": 2, "text": "a", "section": 5}',
        '{"id": 3, "text": "a", "tags": "ma túy"}', '{"id": 4, "text": "a", "tags": [1]}',
    ]  # fmt: skip
    lines, told = read(tmp_path, "\n".join(rows))
    assert [line.id for line in lines] == [1, 2, 3, 4]
    assert not any(line.document.date or line.document.section or line.document.tags for line in lines)
    assert all(f"bai.jsonl:{number}: cảnh báo: " in problem for number, problem in enumerate(told, 1))
    assert all("bài này được coi như không có" in problem for problem in told)


def test_other_encodings(tmp_path: Path) -> None:
    old = b'{"id": "b", "title": "Tin"}\n' + "é\nê\nx".encode("latin-1")
    lines, told = read(tmp_path, old)
    assert [line.id for line in lines] == ["b"]
    assert [problem.split(".")[1] for problem in told] == [
        "jsonl:2: lỗi: tệp không phải là UTF-8, từ dòng này", "jsonl:4: lỗi: không phải là JSON: “x”",
    ]  # fmt: skip
    assert read(tmp_path, GOOD.encode("utf-16"))[1] == [
        "bai.jsonl: lỗi: tệp không phải là UTF-8. Cách sửa: lưu lại tệp dạng UTF-8."
    ]


@pytest.mark.parametrize("name", ["không có.jsonl", ".", "a\0b"])
def test_files_that_cannot_be_read(name: str, tmp_path: Path) -> None:
    report = Report()
    assert read_lines(tmp_path / name, report) == []
    (told,) = report.lines(str(tmp_path))
    assert "lỗi: không đọc được tệp (" in told
    assert told.endswith("Cách sửa: kiểm tra tên tệp và quyền đọc.")
