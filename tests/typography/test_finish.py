"""typogrify on finished HTML, block by block."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from smartypants import Attr, smartypants
from typogrify.filters import widont

from plugins.typography.finish import finish_html
from tests.common.properties import PROPERTY


def whole(html: str) -> str:
    """typogrify's own way: both filters over the whole text; dots kept, ``--`` an en dash and ``---`` an em dash."""
    return str(widont(smartypants(html, Attr.q | Attr.b | Attr.D)))


@pytest.mark.parametrize(
    ("html", "finished"),
    [
        ('<p>Mô hình "Bảo vệ vùng xanh" tốt</p>', "<p>Mô hình &#8220;Bảo vệ vùng xanh&#8221;&nbsp;tốt</p>"),
        ("<p>'Vì dân' là</p>", "<p>&#8216;Vì dân&#8217;&nbsp;là</p>"),
        ("<p>CÔNG AN TỈNH</p>", "<p>CÔNG AN&nbsp;TỈNH</p>"),
        ("<p>số BCĐ-CAT-PV05 và</p>", "<p>số BCĐ-CAT-PV05&nbsp;và</p>"),
        ("<p>một -- hai ba</p>", "<p>một &#8211; hai&nbsp;ba</p>"),
        ("<p>một --- hai ba</p>", "<p>một &#8212; hai&nbsp;ba</p>"),
        ("<p>Một hai<br>\nba</p>", "<p>Một hai<br>\nba</p>"),
        ("Một hai ba", "Một hai&nbsp;ba"),
        ("<p>một...hai … ba - bốn – năm ./.</p>", "<p>một...hai … ba - bốn – năm&nbsp;./.</p>"),
        ('<p>"một..." hai ba</p>', "<p>&#8220;một...&#8221; hai&nbsp;ba</p>"),
        ("<h2>Một hai ba</h2>", "<h2>Một hai&nbsp;ba</h2>"),
        ("<li>Một hai</li>", "<li>Một&nbsp;hai</li>"),
        ("<td>Một hai</td>", "<td>Một hai</td>"),
        ("<p>Một</p>", "<p>Một</p>"),
        ("<p>3.678.000.000đ “đúng” ‘rồi’ nhé</p>", "<p>3.678.000.000đ “đúng” ‘rồi’&nbsp;nhé</p>"),
        ("<p>Tom & Jerry</p>", "<p>Tom &&nbsp;Jerry</p>"),
        ("", ""),
    ],
)
def test_finished(html: str, finished: str) -> None:
    assert finish_html(html) == finished


def test_spaced_dots_stay_as_they_are() -> None:
    """Dotted lines to write on; a quote elsewhere in the line changes nothing."""
    assert unescape(finish_html('<td>Họ tên: . . . . . . "a"</td>')) == "<td>Họ tên: . . . . . . “a”</td>"


@pytest.mark.parametrize(
    "html",
    [
        '<a title="hai chữ" href="/x/">t</a>',
        '<img alt=\'một "hai"\' src="/a.jpg">',
        "<code>\"a\" -- 'b'</code>",
        "<pre><code>\"a\" -- 'b'</code></pre>",
        '<td data-x="--">1</td>',
    ],
)
def test_attributes_and_code_are_left_alone(html: str) -> None:
    assert finish_html(html) == html


@pytest.mark.parametrize("tag", ["code", "pre", "pre><code", "kbd", "script"])
def test_code_of_several_lines_is_left_alone(tag: str) -> None:
    close = "</code></pre" if tag.startswith("pre><") else f"</{tag}"
    html = f'<{tag}>"a" -- \'b\'\n"c" -- \'d\'\n"e"{close}>'
    assert finish_html(html) == html


def test_a_tag_over_two_lines_is_left_alone() -> None:
    """A description of two lines is an attribute of two lines."""
    html = '<p>Câu <img alt="một\nhai" src="/a.jpg" title="x -- y"> tiếp</p>'
    assert finish_html(html).replace("&nbsp;", " ") == html


SAMPLES = [
    '<p>Mô hình "Bảo vệ vùng xanh" tốt</p>\n<p>Đoạn "hai" ở đây</p>',
    '<h2 id="a">Một "hai" ba</h2>\n<p>Thân bài <em>"nghiêng"</em> và "<strong>đậm</strong>" nhé.</p>',
    "<ul>\n<li>Một hai ba</li>\n<li>'Bốn' năm -- sáu</li>\n</ul>",
    '<blockquote>\n<p>"Vì nước quên thân, vì dân phục vụ"</p>\n</blockquote>',
    '<p>Theo Kế hoạch số 78/KH-UBND ngày 12/02/2020, "Ngày hội..." (lần thứ 15) "đã" xong.</p>',
    '<table>\n<thead>\n<tr>\n<th>"a" b</th>\n</tr>\n</thead>\n</table>\n<p>x y</p>',
    '<p><a href="/x/" title="một hai">"liên kết"</a> <abbr title="An ninh Tổ quốc">ANTQ</abbr> ở cơ sở</p>',
    '<p>Chữ <code>"a" -- b</code> rồi "c" d</p>',
    '<figure class="fig"><img alt="mô tả" src="/a.jpg"><figcaption>Ảnh "một" đẹp</figcaption></figure>',
    '<p>Đoạn "trích\nqua hai dòng" hết rồi</p>',
    "<p>Không có gì cả</p>",
]


@pytest.mark.parametrize("html", SAMPLES)
def test_as_typogrify_over_the_whole_text(html: str) -> None:
    assert finish_html(html) == whole(html)


def test_a_last_word_on_a_line_of_its_own_is_held_too() -> None:
    html = "<p>Công an tỉnh tổ chức hội\nnghị.</p>"
    assert finish_html(html) == whole(html) == "<p>Công an tỉnh tổ chức hội&nbsp;nghị.</p>"


BLOCKS = [
    '<p>Một "hai ba"\nbốn <em>"năm"</em> sáu</p>\n', "<p>'Bảy' -- <strong>tám</strong>\nchín</p>\n", "<ul>\n",
    '<li>mười "một"</li>\n', "</ul>\n", '<h2 id="a">Hai "ba" bốn</h2>\n', "<blockquote>\n", "</blockquote>\n",
    '<p><img alt="a\nb" src="/x">"x" y</p>\n', "<pre><code>\"a\" --\n'b' c\n</code></pre>\n", "<p>C:\\\\x và y</p>\n",
    '<td>" a</td>\n', '<p><code>a "b"\nc</code> d "e"</p>\n', "<p>Chữ thường thôi</p>\n", "chữ trần", "<hr>\n",
    '<pre>\n<div>"a"</div>\n"b" -- c</pre>\n',
]  # fmt: skip


@PROPERTY
@given(st.lists(st.sampled_from(BLOCKS), max_size=8).map("".join))
def test_blocks_in_any_order_as_typogrify_over_the_whole_text(html: str) -> None:
    assert finish_html(html) == whole(html)
