"""HTML helpers."""

from __future__ import annotations

import pytest

from plugins.common.html import absolute_links, escape, strip_tags, text_blocks

SITE = "https://a.vn"


def test_escape() -> None:
    assert escape("<a href=\"x\">'&'</a>") == "&lt;a href=&quot;x&quot;&gt;&#x27;&amp;&#x27;&lt;/a&gt;"
    assert escape("Công an – “tỉnh”") == "Công an – “tỉnh”"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Một</p><p>Hai</p>", "Một Hai"),
        ("<ul>\n<li>Một</li><li>Hai</li></ul>", "Một Hai"),
        ("<h2>Một</h2>hai", "Một hai"),
        ("<td>1</td><td>2</td>", "1 2"),
        ("<p>Ti<strong>n</strong> <em>mới</em></p>", "Tin mới"),
        ("<p>a&nbsp;b\u00a0c &amp;&lt;x&gt; &#8220;d&#8221;</p>", "a b c &<x> “d”"),
        ('<abbr title="x">ANTQ</abbr>', "ANTQ"),
        ('Đoạn<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>.', "Đoạn."),
        ("m<sup>2</sup>", "m2"),
        ('<a title="x > y">chữ</a><!-- " > -->', "chữ"),
        ("", ""),
    ],
)
def test_strip_tags(html: str, text: str) -> None:
    assert strip_tags(html) == text


@pytest.mark.parametrize(
    "html", ["Tổ 1<br>Tổ 2", "Tổ 1<br />Tổ 2", "<div>Tổ 1</div><div>Tổ 2</div>", "<p>Tổ 1</p>Tổ 2", "Tổ 1<hr>Tổ 2"]
)
def test_words_of_two_lines_do_not_grow_together(html: str) -> None:
    assert strip_tags(html) == "Tổ 1 Tổ 2"


@pytest.mark.parametrize(
    ("html", "absolute"),
    [
        ('<a href="/x/">', '<a href="https://a.vn/x/">'),
        ('<img src="/a.jpg" alt="/b">', '<img src="https://a.vn/a.jpg" alt="/b">'),
        ('<video poster="/p.jpg">', '<video poster="https://a.vn/p.jpg">'),
        (
            '<source srcset="/a.avif 480w, /b.avif 800w,/c.avif 2x">',
            '<source srcset="https://a.vn/a.avif 480w, https://a.vn/b.avif 800w,https://a.vn/c.avif 2x">',
        ),
        ('<a href="https://b.vn/x/">', '<a href="https://b.vn/x/">'),
        ('<a href="//b.vn/x/">', '<a href="//b.vn/x/">'),
        ('<a href="mailto:a@b.vn">', '<a href="mailto:a@b.vn">'),
        ('<a href="/">', '<a href="https://a.vn/">'),
        ("<p>/x/ và href</p>", "<p>/x/ và href</p>"),
    ],
)
def test_absolute_links(html: str, absolute: str) -> None:
    assert absolute_links(html, SITE) == absolute


def test_absolute_links_twice_changes_nothing_more() -> None:
    html = '<a href="/x/"><img src="/a.jpg" srcset="/a.jpg 1x, /b.jpg 2x"></a>'
    once = absolute_links(html, SITE)
    assert absolute_links(once, SITE) == once


def test_text_blocks() -> None:
    html = "<h2>Tổ&nbsp;1</h2>\n<p></p><table><tr><td>a <b>b</b></td><td> </td><td>c</td></tr></table>d<br>e"
    assert text_blocks(html) == ["Tổ 1", "a b", "c", "d", "e"]
    assert text_blocks("") == []
