"""Headers as editors type them, made YAML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.problems import Report
from plugins.common.yaml_lines import YamlError
from plugins.front_matter.header import Header, read_header
from plugins.front_matter.quoting import quote_values
from tests.common.properties import PROPERTY


def read(text: str) -> tuple[Header, list[tuple[int, str]]]:
    report = Report()
    return read_header(text, 2, "a.md", report), [(p.line, p.message) for p in sorted(report.problems)]


@pytest.mark.parametrize(
    "text",
    [
        "title: Công an tỉnh", "title: 'a: b'", 'title: "a: b" # ghi chú', "tags: [a, b]", "summary: >-\n  a: b #c\n",
        "tags:\n  - a\n  - 'b: c'", "title: # viết sau", "title:", "lạ: a: b", "# title: a: b", "title: một\n  hai",
        "title: 'một\n  hai'", "tags:\n  - a: b", "date: 2021 # năm", "summary: |\n  - a #b\n",
    ],
)  # fmt: skip
def test_what_yaml_reads_well_stays(text: str) -> None:
    quoted = quote_values(text, 2).text
    assert [line.split(" # ")[0] for line in quoted.split("\n")] == [line.split(" # ")[0] for line in text.split("\n")]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("title: Hội nghị: tổng kết", "title: 'Hội nghị: tổng kết'"),
        ("title: It's: x", "title: 'It''s: x'"),
        ("Tiêu đề:  #ToiYeuVietNam", "Tiêu đề: '#ToiYeuVietNam'"),
        ("tags:\n  - Chiến dịch #ToiYeuVietNam\n- &x", "tags:\n  - 'Chiến dịch #ToiYeuVietNam'\n- '&x'"),
        ("  title: a #b\n  date: 2020", "title: 'a #b'\ndate: 2020"),
        ('title: \'"a" #b', None),
        ('title: "a" #b', "title: '\"a\" #b'"),
    ],
)
def test_what_needs_quotes_gets_them(text: str, quoted: str | None) -> None:
    if quoted is None:
        with pytest.raises(YamlError, match="dấu nháy mở ra mà không đóng lại"):
            quote_values(text, 2)
    else:
        assert quote_values(text, 2).text == quoted


def test_a_comment_behind_a_text_is_told() -> None:
    """The rule is YAML's, but "số # 5" may have been meant: what is cut off a text is never cut in silence."""
    header, told = read("title: Kế hoạch số # 5\ntags: a, b # c\ndate: 2020 # năm")
    assert (header.values["title"], header.values["tags"], header.broken) == ("Kế hoạch số", ["a", "b"], False)
    assert told == [
        (2, "mục “title”: phần từ dấu # trở đi là ghi chú, không hiện ra"),
        (3, "mục “tags”: phần từ dấu # trở đi là ghi chú, không hiện ra"),
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("summary: một\n  hai #Ba\ndate: 2020", (2, "dấu # trong một đoạn chữ nhiều dòng")),
        ("date: 2020\nsummary: 'một\n  hai\ntitle: Ông 'A'", (3, "dấu nháy mở ra mà không đóng lại")),
        ("title: a\ndate:2020\nslug: b", (3, "thiếu dấu cách sau dấu hai chấm")),
        ("title:a\ndate: 2020", (2, "thiếu dấu cách sau dấu hai chấm")),
        ("title: a: b\n  date: 2020", (3, "dòng này thụt vào nên thành phần nối của dòng trên")),
        ("title: a\n\n date: 2020", (4, "dòng này thụt vào nên thành phần nối của dòng trên")),
        ("title: a: b\n  c", (2, "không đọc được dòng này")),
    ],
)
def test_a_slip_is_told_on_its_line(text: str, problem: tuple[int, str]) -> None:
    assert read(text)[1] == [problem]


def test_the_line_is_shown_as_it_was_typed() -> None:
    report = Report()
    read_header("title: a: b\nlạ: c: d", 2, "a.md", report)
    read_header("title: a: b\nc", 2, "a.md", report)
    assert [p.value for p in report.problems] == ["lạ: c: d", "c"]


@PROPERTY
@given(st.text(alphabet="ab1:# '\"[]{}&!*|>-,@%\t\\", max_size=14))
def test_no_word_of_a_title_is_lost_in_silence(title: str) -> None:
    """Every letter of what was typed is in the title, or a problem says why not."""
    header, told = read(f"title: {title}\ndate: 2020")
    comment = title.strip().startswith("# ") or title.strip() == "#"
    closed = title.strip()[:1] in ("'", '"')  # a comment behind quotes is a comment for everybody
    if not told and not comment and not closed:
        letters = [sign for sign in str(header.get("title", "")) if sign.isalnum()]
        assert letters == [sign for sign in title if sign.isalnum()]


@PROPERTY
@given(st.text(alphabet="ab:# '\"[]{}&!*|>-,\n\t", max_size=40))
def test_as_many_lines_as_were_typed(text: str) -> None:
    try:
        quoted = quote_values(text, 1)
    except YamlError:
        return
    assert quoted.text.count("\n") == text.count("\n")
