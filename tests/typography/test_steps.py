"""The rows of the table of Vietnamese traps, from Markdown to HTML."""

from __future__ import annotations

import pytest
from markdown import Markdown

from plugins.typography.steps import TypographyStep


def convert(text: str) -> str:
    md = Markdown(extensions=["tables", "footnotes", "attr_list", "sane_lists", TypographyStep()], output_format="html")
    return md.convert(text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ('Mô hình " Bảo vệ vùng xanh " ở xã', "<p>Mô hình &#8220;Bảo vệ vùng xanh&#8221; ở&nbsp;xã</p>"),
        ("CÔNG AN TỈNH", "<p>CÔNG AN&nbsp;TỈNH</p>"),
        ("số BCĐ-CAT-PV05", "<p>số&nbsp;BCĐ-CAT-PV05</p>"),
        ("1.Chỉ đạo\n2. Phối hợp", "<ol>\n<li>Chỉ&nbsp;đạo</li>\n<li>Phối&nbsp;hợp</li>\n</ol>"),
        ("2021. Trong năm", "<p>2021. Trong&nbsp;năm</p>"),
        ("     Thụt đầu dòng", "<p>Thụt đầu&nbsp;dòng</p>"),
        ("chạy 5'30\" rồi", "<p>chạy 5′30″&nbsp;rồi</p>"),
        ("“cong” 3.678.000.000đ - a – b ./. … nhé", "<p>“cong” 3.678.000.000đ - a – b ./. …&nbsp;nhé</p>"),
        ("một ... hai", "<p>một ...&nbsp;hai</p>"),
        ('[a](/x/ "hai chữ") b', '<p><a href="/x/" title="hai chữ">a</a>&nbsp;b</p>'),
        ('`"a" -- 1.b` c', '<p><code>"a" -- 1.b</code> c</p>'),
        ("hoà hòa uỷ", "<p>hoà hòa&nbsp;uỷ</p>"),
        ("- a\n    - b c\n", "<ul>\n<li>a<ul>\n<li>b&nbsp;c</li>\n</ul>\n</li>\n</ul>"),
    ],
)
def test_table(text: str, html: str) -> None:
    assert convert(text) == html


def test_nothing_of_typography_is_left_in_a_second_text() -> None:
    md = Markdown(extensions=[TypographyStep()])
    first = md.convert('```\n"a"')
    md.reset()
    assert md.convert('" b "') == "<p>&#8220;b&#8221;</p>"
    assert first
