"""Slips in the Markdown source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from plugins.typography.source import tidy_lines
from tests.common.properties import PROPERTY


def tidy(text: str) -> str:
    return "\n".join(tidy_lines(text.split("\n")))


@pytest.mark.parametrize(
    ("written", "tidied"),
    [
        ("1.Chỉ đạo", "1. Chỉ đạo"),
        ("12.Đẩy mạnh", "12. Đẩy mạnh"),
        ("   1.Chỉ đạo", "   1. Chỉ đạo"),
        ("1. Chỉ đạo", "1. Chỉ đạo"),
        ("1.5 tỷ đồng", "1.5 tỷ đồng"),
        ("Mục 1.Chỉ đạo", "Mục 1.Chỉ đạo"),
        ("123.Chỉ đạo", "123.Chỉ đạo"),
    ],
)
def test_the_space_after_a_list_number(written: str, tidied: str) -> None:
    assert tidy(written) == tidied


def test_numbers_with_and_without_a_space_are_one_list() -> None:
    source = tidy("1.Chỉ đạo\n2. Phối hợp\n3.Tuyên truyền\n4. Tăng cường")
    html = Markdown(extensions=["sane_lists"]).convert(source)
    assert html.count("<ol") == 1
    assert html.count("<li>") == 4


@pytest.mark.parametrize(
    ("written", "tidied"),
    [
        ("2021. Trong năm", "2021\\. Trong năm"),
        ("138. Ban chỉ đạo", "138\\. Ban chỉ đạo"),
        ("  2021. Trong năm", "  2021\\. Trong năm"),
        ("2021\\. Trong năm", "2021\\. Trong năm"),
        ("2021.5", "2021.5"),
        ("20. Mục", "20. Mục"),
    ],
)
def test_a_year_at_the_start_of_a_line_is_no_list(written: str, tidied: str) -> None:
    assert tidy(written) == tidied


def test_a_year_stays_text() -> None:
    assert Markdown().convert(tidy("2021. Trong năm")) == "<p>2021. Trong năm</p>"


@pytest.mark.parametrize(
    ("written", "tidied"),
    [
        ("     Thụt đầu dòng", "Thụt đầu dòng"),
        ("\tThụt đầu dòng", "Thụt đầu dòng"),
        ("   Ba dấu cách", "   Ba dấu cách"),
        ("Đoạn\n\n    Thụt\n\n        Thụt nữa", "Đoạn\n\nThụt\n\nThụt nữa"),
        ("- mục\n\nĐoạn\n\n    Thụt", "- mục\n\nĐoạn\n\nThụt"),
    ],
)
def test_indents_of_a_word_processor(written: str, tidied: str) -> None:
    assert tidy(written) == tidied


@pytest.mark.parametrize("indent", ["    ", "\t", " \t", "  \t", "   \t", "     "])
def test_an_indented_paragraph_is_never_code(indent: str) -> None:
    assert Markdown().convert(tidy(f"Đoạn.\n\n{indent}Thụt đầu dòng")) == "<p>Đoạn.</p>\n<p>Thụt đầu dòng</p>"


@pytest.mark.parametrize(
    "written",
    [
        "- a\n    - b\n        - c\n\n    tiếp của a\n- d",
        "1. a\n\n    tiếp\n\n    - b",
        "* a\n\n\t* b",
        "[^1]: Ghi chú\n    dòng hai\n\n    đoạn hai",
        "Từ\n:   Nghĩa\n\n    nghĩa nữa",
    ],
)
def test_what_belongs_to_a_list_keeps_its_indents(written: str) -> None:
    assert tidy(written) == written


def test_a_list_number_without_a_space_opens_a_list_too() -> None:
    assert tidy("1.Chỉ đạo\n    - con\n\n    đoạn") == "1. Chỉ đạo\n    - con\n\n    đoạn"


@pytest.mark.parametrize(
    "written", ["- a\n  tiếp dòng\n    - con", "1. a\n   tiếp dòng\n\n    đoạn của mục", "- a\ntiếp dòng\n    - con"]
)
def test_a_second_line_of_an_item_does_not_end_the_list(written: str) -> None:
    assert tidy(written) == written


@pytest.mark.parametrize(
    ("written", "tidied"),
    [
        ('" Bảo vệ vùng xanh "', '"Bảo vệ vùng xanh"'),
        ('Mô hình " Bảo vệ vùng xanh " và "Camera "', 'Mô hình "Bảo vệ vùng xanh" và "Camera"'),
        ("“ Bảo vệ ”", "“Bảo vệ”"),
        ('"Bảo vệ"', '"Bảo vệ"'),
        ('" "', '" "'),
        ('""', '""'),
        ("' Bảo vệ '", "' Bảo vệ '"),
        ('Gồm: " Bảo vệ "; (" vùng xanh ").', 'Gồm: "Bảo vệ"; ("vùng xanh").'),
        ('- một " a\n- hai " b "', '- một " a\n- hai "b"'),
        ('" Bảo vệ\nvùng xanh " tốt', '"Bảo vệ\nvùng xanh" tốt'),
        ('a "  \nb "', 'a "  \nb"'),
        ('**" đậm "** và <b>" x "</b>', '**"đậm"** và <b>"x"</b>'),
        ('`" a "` và " b "', '`" a "` và "b"'),
        ("1. ” a", "1. ” a"),
    ],
)
def test_spaces_inside_quotes(written: str, tidied: str) -> None:
    assert tidy(written) == tidied


@pytest.mark.parametrize(
    "written",
    [
        'Phong trào "Bảo vệ\nvùng xanh" và "Ngày hội" vui',
        'Màn hình 32" và " Bảo vệ "',
        'vùng xanh" và một câu " khác',
        'vùng xanh." và một câu " khác',
        'Mô hình" và "vùng',
    ],
)
def test_only_what_stands_in_quotes_is_trimmed(written: str) -> None:
    """A quotation may begin on the line before: then what looks like a pair is the text between two quotations."""
    assert 'và"' not in tidy(written)
    assert '"và' not in tidy(written)


@pytest.mark.parametrize(
    ("written", "tidied"),
    [
        ("chạy 5'30\" rồi", "chạy 5′30″ rồi"),
        ("5'30\"", "5′30″"),
        ("10°5'3\", 20°15'30\"", "10°5′3″, 20°15′30″"),
        ("5'30", "5'30"),
        ("5'300\"", "5'300\""),
        ("a'30\"", "a'30\""),
    ],
)
def test_minutes_and_seconds(written: str, tidied: str) -> None:
    assert tidy(written) == tidied


@pytest.mark.parametrize(
    "written",
    [
        "CÔNG AN TỈNH",
        "BCĐ-CAT-PV05",
        "3.678.000.000đ - 5 – 6 ./. …",
        "a...b",
        "a --- b",
        '[a](/x/ " hai chữ ") b',
        '![a](/x.jpg " hai chữ ")',
        '<a title=" hai chữ " href="/z/">t</a>',
        'Chữ\n{: title=" hai chữ " }',
        '![ảnh](/x.jpg "dài 5\'30")',
        '[a](/x_(y)/ " hai (chữ) ") b " c "d',
        '<img alt="một "\ntitle=" hai " src="/x">',
        '[1]: /x/ " hai chữ "',
        "\ue0005\ue001 chữ",
        "",
        "  ",
    ],
)
def test_what_is_right_or_not_ours_stays(written: str) -> None:
    assert tidy(written) == written


def test_fenced_code_is_left_alone() -> None:
    code = '```\n1.Chỉ\n2021. Trong\n    thụt\n" a "\n5\'30"\n```'
    assert tidy(f"{code}\n1.Chỉ") == f"{code}\n1. Chỉ"
    assert tidy("~~~\n1.Chỉ\n~~~") == "~~~\n1.Chỉ\n~~~"
    assert tidy("~~~\n```\n1.Chỉ\n~~~\n1.Chỉ") == "~~~\n```\n1.Chỉ\n~~~\n1. Chỉ"
    assert tidy("```lệnh``` một dòng\n1.Chỉ") == "```lệnh``` một dòng\n1. Chỉ"


PIECES = [
    '"',
    " ",
    "    ",
    "\t",
    "an",
    "1.",
    "1. ",
    "2021. ",
    "- ",
    "5'30\"",
    "[^1]: ",
    "(x)",
    "“",
    "”",
    "\\",
    "```",
    "<b>",
]


@PROPERTY
@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=7).map("".join), max_size=5))
def test_tidied_twice_is_tidied_once(lines: list[str]) -> None:
    once = tidy_lines(lines)
    assert tidy_lines(once) == once
    assert len(once) == len(lines)


@PROPERTY
@given(st.lists(st.text(max_size=20).map(lambda line: line.replace("\n", " ")), max_size=4))
def test_no_line_is_lost(lines: list[str]) -> None:
    kept = [sorted(line.replace("\\", "").replace("′", "'").replace("″", '"').split()) for line in tidy_lines(lines)]
    assert len(kept) == len(lines)


@PROPERTY
@given(st.lists(st.lists(st.sampled_from([*PIECES, "công", "3.", "năm "]), max_size=5).map("".join), max_size=5))
def test_a_text_without_signs_is_left_as_every_line_by_itself(lines: list[str]) -> None:
    """A line with a tab makes the whole text be looked at closely."""
    assert tidy_lines(lines) == tidy_lines([*lines, "", "chữ\tchữ"])[:-2] or "```" in "".join(lines)


@pytest.mark.parametrize(
    ("line", "tidied"),
    [("mở “ ra", "mở “ra"), ("đóng ”", "đóng”"), ("\tthụt", "thụt"), ("a\n    b", "a\nb"), ("3.Ba", "3. Ba"),
     ("1945. năm", "1945\\. năm"), ('" a "', '"a"')],
)  # fmt: skip
def test_one_sign_is_enough_to_look_closely(line: str, tidied: str) -> None:
    assert tidy(line) == tidied
