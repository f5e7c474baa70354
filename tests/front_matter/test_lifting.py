"""Lifting a notice: never stopped by what is dropped anyway, never by a second file."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.common.dates import parse_date
from plugins.front_matter.decisions import tell_twice
from tests.front_matter.notices import BODY, PERSONAL, errors, header, metadata, reader_in
from tests.front_matter.reading import Reading

LIFTED = header(*PERSONAL, state="đình nã", since="20/11/2026")


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    return reader_in(tmp_path)


@pytest.mark.parametrize(
    ("lines", "warned"),
    [
        ("Họ tênn: Kiều\nHọ tên: A B", ["phần đầu bài có mục không biết"]),
        ("Họ tên: A B\nHọ và tên: C D", []),
        ("Họ tên: A B\nHọ tên: C D", ["mục được viết hai lần"]),
        ("Tội danh: [trộm\nHọ tên: 'A B\nTừ khóa: a: b: c", None),
    ],
)
def test_what_is_wrong_with_ignored_lines_never_stops_a_lifting(
    reading: Reading, lines: str, warned: list[str] | None
) -> None:
    found = metadata(reading.read("", f"{lines}\n{LIFTED}"), reading)
    assert found["wanted"].is_lifted
    assert errors(reading) == []
    assert reading.reader.withdrawn[0].names[0] == "A B"
    if warned is not None:
        left = "thông báo đã hết hiệu lực: trên cổng không còn gì của người này, nhưng tệp này vẫn còn"
        assert len([message for _, message, _ in reading.told if message != left]) == len(warned), reading.told


@pytest.mark.parametrize("lines", ["Tình trạng: truy nã", "Số quyết định: '1", "Ngày quyết định: [x"])
def test_what_is_wrong_with_the_lines_that_stay_still_does(reading: Reading, lines: str) -> None:
    assert reading.read("", f"{lines}\nHọ tên: 'A B\n{LIFTED}").metadata is None
    assert errors(reading) != []


def test_one_file_for_one_decision(reading: Reading) -> None:
    reading.read(BODY, header(), "cu.md")
    reading.read("", f"{LIFTED}".replace("15/3/2026", "20/11/2026").replace("15/QĐ", "Số 15/qđ"), "moi.md")
    reading.read("", LIFTED.replace("12/3/2026", "12/3/2025"), "khac.md")
    reading.read("", LIFTED + "\nTrạng thái: nháp", "nhap.md")
    tell_twice(reading.reader.decisions, reading.report)
    (problem,) = reading.report.errors
    assert (Path(problem.file).name, problem.line) == ("moi.md", 5)
    assert "sửa tệp cũ, đừng viết tệp mới" in problem.remedy
    assert "cu.md" in problem.remedy


def test_a_page_never_changed_before_it_was_posted(reading: Reading) -> None:
    found = metadata(reading.read("", header(*PERSONAL, state="đình nã", since="14/3/2026")), reading)
    assert found["updated"] == found["when"] == parse_date("15/3/2026")
