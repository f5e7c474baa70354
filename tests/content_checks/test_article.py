"""An article as the rules see it: what each line is, what is words, where it stands in the file."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.content_checks.article import masked
from tests.content_checks.support import HEADER, article_of

FIRST = HEADER.count("\n") + 1


def kinds(body: str) -> Sequence[str]:
    return [line.kind for line in article_of(HEADER + body).lines][1:]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Một đoạn.\n", ["text", "blank"]),
        ("## Đề mục\n### Nhỏ", ["heading", "heading"]),
        ("#TuHao hôm nay", ["heading"]),
        ("Đề mục\n=====", ["heading", "text"]),
        ("- Một\n* Hai\n3. Ba\n4) Bốn", ["list"] * 4),
        ("1.Chỉ đạo", ["text"]),
        ("> Trích", ["quote"]),
        ("![Chú thích](/images/a.jpg)", ["picture"]),
        ("Chữ ![Chú thích](/images/a.jpg)", ["text"]),
        ("| a | b |\n|---|---|", ["table", "table"]),
        ("[1]: https://a.example", ["definition"]),
        ("<div>Chữ</div>\n<!-- ghi chú -->\n</p>", ["html"] * 3),
        ("<b>Chữ</b> đậm\n<https://a.example> là trang ấy\n<a href='/'>Trang</a>", ["text"] * 3),
        ("```\nmã\n\n```\nChữ", ["code"] * 4 + ["text"]),
        ("~~~\nmã\n```\n~~~~\nChữ", ["code"] * 4 + ["text"]),
        ("```\nkhông đóng\n\nChữ", ["text", "text", "blank", "text"]),
    ],
)
def test_what_a_line_is(body: str, expected: list[str]) -> None:
    assert kinds(body) == expected


def test_lines_have_their_numbers_in_the_file() -> None:
    text = HEADER + "Một.\n\nHai."
    assert [line.number for line in article_of(text).prose] == [FIRST, FIRST + 2]
    assert text.split("\n")[FIRST - 1] == "Một."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Xem [tại đây](/2021/a-b/) nhé", "Xem [tại đây]             nhé"),
        ("Gõ `ls  -l` rồi", "Gõ          rồi"),
        ("Vào https://a.example/x,y.", "Vào                       "),
        ("Trang www.a.example ấy", "Trang               ấy"),
        ("<b>Chữ</b> và <https://a.example>", "   Chữ     và                    "),
        ("[Chữ][nguon] khác", "[Chữ]        khác"),
        ("3 < 4 và 5 > 2", "3 < 4 và 5 > 2"),
        ("Số 12/KH-UBND", "Số 12/KH-UBND"),
    ],
)
def test_what_is_no_prose_is_blanked(text: str, words: str) -> None:
    assert masked(text) == words


@given(st.text(alphabet='aà <>/()[]`.:wht="ps-', max_size=60))
def test_places_stay_places(text: str) -> None:
    shown = masked(text)
    assert len(shown) == len(text)
    assert all(after in (before, " ") for before, after in zip(text, shown, strict=True))


def test_texts_begin_with_title_and_lead() -> None:
    article = article_of("---\nTiêu đề: Tên\nNgày: 2026\nTóm tắt: >-\n  Đoạn\n  dẫn\n---\nThân.\n")
    assert [(line.number, line.words) for line in article.texts] == [(2, "Tên"), (4, "Đoạn dẫn"), (8, "Thân.")]


def test_raw_is_as_written_and_the_rest_composed() -> None:
    body = unicodedata.normalize("NFD", "Công an\u200b xã")
    article = article_of(HEADER + body)
    assert body in article.raw
    assert article.body.strip() == "Công an xã"


def test_what_was_worked_out_can_be_dropped() -> None:
    article = article_of(HEADER + "Một.")
    before = article.lines
    article.forget()
    assert "lines" not in article.__dict__
    assert article.lines == before
