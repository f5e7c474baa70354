"""Persons' names in texts, file names and numbers. Names are invented."""

from __future__ import annotations

import unicodedata

import pytest

from plugins.front_matter.names import Names, all_names, holds_name, holds_part, split_names

NAME = "Kiều Thị Thí Dụ"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"Một.\n{NAME} bị bắt", 2), ("\n\nKIỀU THỊ\nTHÍ DỤ", 3), ("kieu-thi-thi-du.jpg", 1), ("kieu_thi_thi_du", 1),
        (unicodedata.normalize("NFD", NAME), 1), ("Kiều Thị Thí", 0), ("Kiều Thị Thí Dụng", 0), ("", 0),
        ("Kiều\u00a0Thị\u00a0Thí–Dụ", 1), ("Kiều\u00ad Thị\u200b Thí Dụ", 1),
    ],
)  # fmt: skip
def test_the_first_line_that_names_the_person(text: str, line: int) -> None:
    assert Names([NAME]).lines_in(text) == ({NAME: line} if line else {})


def test_many_names_at_once() -> None:
    names = Names([NAME, "Thị Thí", "Đỗ Văn Đề", "Dụ"])
    assert names.lines_in(f"Dụ\nĐỖ VĂN ĐỀ\n{NAME}\nthị thí\ndo van de") == {"Đỗ Văn Đề": 2, NAME: 3, "Thị Thí": 4}
    assert Names([]).lines_in("x") == {}


def test_one_syllable_is_no_name() -> None:
    assert Names(["Dụ"]).lines_in("Ví dụ") == {}


def test_names_written_together() -> None:
    assert split_names(["Tư Lùn, Ba Mập; Tám  Đen", "Ba Mập"]) == ("Tư Lùn", "Ba Mập", "Tám Đen")
    assert all_names("Trần Văn X (tức Y Z)", ["Tư Lùn, còn gọi là Ba Mập"]) == ("Trần Văn X", "Y Z", "Tư Lùn", "Ba Mập")
    assert all_names("Lê Tức Là", []) != (), "whatever is a name"
    assert all_names("", []) == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [("Truy nã KIỀU THỊ THÍ DỤ", NAME), ("kieu-thi-thi-du.jpg", NAME), ("Kiều Thị Thí", ""), ("Dụ", "")],
)
def test_a_name_in_a_text(text: str, found: str) -> None:
    assert holds_name(text, (NAME, "Dụ")) == found


@pytest.mark.parametrize(
    ("number", "found"),
    [("15/QĐ-kieuthi", NAME), ("15/THI-DU", ""), ("15/QĐ-CSĐT", ""), ("3/QĐ-CA-An Ca", "An Ca")],
)
def test_a_name_in_a_number(number: str, found: str) -> None:
    assert holds_part(number, (NAME, "An Ca")) == found
