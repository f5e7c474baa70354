"""Spaces, doubled words and letters: the defects of the corpus's README, and how a finding reads."""

from __future__ import annotations

import pytest

from tests.content_checks.finding import findings, values
from tests.content_checks.support import HEADER
from tests.support import ROOT

CORPUS = ROOT / "tests" / "corpus"
FIRST = HEADER.count("\n") + 1
CASES = [
    ("double-word", "nhân dân và và chính quyền", ["và và"]),
    ("double-word", "Và và chính quyền", ["Và và"]),
    ("double-word", "họp với\nvới dân", ["với với"]),
    ("double-word", "thiết bị bị hỏng, đã bị bị phạt", ["bị bị"]),
    ("double-word", "tổ chức tổ chức tổ", ["tổ chức tổ chức"]),
    ("double-word", "công tác, công tác", []),
    ("double-word", "vàvà và vàng", []),
    ("space-before-punctuation", "(xã) , **xã** , `xã` ,", ["(xã) ,", "**xã** ,", " ,"]),
    ("space-before-punctuation", "1 : 2, 1 :2", ["1 :2"]),
    ("missing-space-after-punctuation", "xã.Công an; TP.Công an", ["xã.Công"]),
    ("missing-space-after-punctuation", "Ngày 20/5,Hội đồng", ["20/5,Hội"]),
    ("missing-space-after-punctuation", "pháp luật”,dành cho", ["luật”,dành"]),
    ("missing-space-after-punctuation", "5.Ăn", []),
    ("missing-space-after-punctuation", "mục 5.Ăn uống", ["5.Ăn"]),
    ("missing-space-between-words", "thành phốVũng Tàu", ["phốVũng"]),
    ("missing-space-between-words", "ViệtNamNet", []),
    ("repeated-spaces", "xuất   sắc", ["xuất   sắc"]),
    ("straight-quote-spacing", 'các tổ " Bảo vệ vùng xanh "', ['" Bảo vệ vùng xanh "']),
    ("straight-quote-spacing", '- " A"\n- "B "', ['" A"', '"B "']),
    ("quote-spacing", "mô hình “ Khu dân cư”", ["“ Khu"]),
    ("list-number-space", "1.Chỉ đạo", ["1.Chỉ"]),
    ("list-number-space", "> 1.Chỉ đạo", ["1.Chỉ"]),
    ("document-number-space", "Kế hoạch số 78/ KH-UBND", ["78/ KH-UBND"]),
    ("mixed-tone-marks", "hoà, hòa, hòa", ["hoà, hòa"]),
    ("mixed-tone-marks", "Hoà bình. Ông Hòa", []),
    ("zero-width", "Công\u200ban", ["U+200B (dấu cách rộng bằng không) ở “Côngan”"]),
    ("mojibake", "Công an \ufffd", ["\ufffd"]),
    ("mojibake", "Coâng an tænh", []),
]


@pytest.mark.parametrize(("rule", "body", "expected"), CASES)
def test_what_is_found(rule: str, body: str, expected: list[str]) -> None:
    assert values(rule, body) == expected


def test_title_and_lead_are_looked_at_and_told_on_their_lines() -> None:
    header = HEADER.replace("author:", "summary: Họp ở phốVũng Tàu\nauthor:").replace("thôn Đông", "thônĐông")
    assert [(one.line, one.value) for one in findings("missing-space-between-words", "Bài.", header)] == [
        (2, "thônĐông"),
        (4, "phốVũng"),
    ]


def test_lines_are_those_of_the_file_behind_code_and_tables() -> None:
    body = "```\na , b\n```\n\n| a |\n|---|\n| b , c |\n\nxã , phường"
    found = findings("space-before-punctuation", body)
    assert [(one.line - FIRST, one.value) for one in found] == [(6, "b ,"), (8, "xã ,")]


def test_a_footnote_holds_words_and_an_address_none() -> None:
    body = "Bài.[^1]\n\n[^1]: xã , phường\n\n[a]: /a,b/ 'x , y'"
    assert values("space-before-punctuation", body) == ["xã ,"]


def test_a_document_number_is_told_with_what_is_right() -> None:
    (found,) = findings("document-number-space", "Nghị định 34 / 2014/NĐ- CP")
    assert found.remedy == "viết liền: 34/2014/NĐ-CP"


def test_the_rarer_spelling_of_a_tone_is_told_where_it_stands_first() -> None:
    (found,) = findings("mixed-tone-marks", "hòa, hòa\n\nhoà")
    assert found.line == FIRST + 2
    assert "“hòa”" in found.remedy


def test_an_article_without_a_title_is_looked_at_too() -> None:
    header = "---\ndate: 2026-10-05\n---\n"
    assert values("space-before-punctuation", ", a , b", header) == ["a ,"]


@pytest.mark.parametrize(
    ("page", "rule", "expected"),
    [
        ("000_d82ce2ced5f44aa6", "document-number-space", ["78/ KH-UBND"]),
        ("000_d82ce2ced5f44aa6", "list-number-space", ["1.Chỉ", "2.Tiếp", "3.Trong"]),
        (
            "000_d82ce2ced5f44aa6",
            "straight-quote-spacing",
            [
                '" Bảo vệ vùng xanh "',
                '" Tổ an toàn Covid - 19 "',
                '" Tổ phòng, chống Covid - 19 "',
                '" Biệt đội Bluezone "',
                '" Bảo vệ vùng xanh"',
            ],
        ),
        ("001_1d6e4a2edd5c6a96", "double-word", ["và và"]),
        ("001_1d6e4a2edd5c6a96", "quote-spacing", ["“ Khu"]),
        ("002_80f882abf238c895", "missing-space-between-words", ["phốVũng"]),
        ("002_80f882abf238c895", "mixed-tone-marks", ["uỷ, ủy"]),
        ("002_80f882abf238c895", "space-before-punctuation", []),
        ("003_55023ee357759a3d", "missing-space-after-punctuation", []),
        ("004_f05fc0ca72f4d6ac", "mojibake", []),
    ],
)
def test_the_defects_of_the_captured_pages_are_found(page: str, rule: str, expected: list[str]) -> None:
    text = (CORPUS / f"{page}.txt").read_text("utf-8")
    assert values(rule, text.replace("\n", "\n\n")) == expected
