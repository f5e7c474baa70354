"""HTML that people paste."""

from __future__ import annotations

import re
from html import unescape

import pytest

from plugins.article_body.pasted_html import FORBIDDEN
from tests.article_body.pictures import convert, picture

WORD = (
    '<p class="MsoNormal" style="margin:0cm;mso-pagination:none" align="center"><span lang="VI" '
    'style="font-size:14.0pt"><o:p>&nbsp;</o:p></span></p>\n'
    '<p class="MsoNormal"><b style="mso-bidi-font-weight:normal"><span style="color:red">Nội dung</span></b>'
    '<span style="x"></span> <font face="Times">chính</font></p>\n'
)


def test_word() -> None:
    done = convert(WORD)
    html = unescape(done.html.strip())
    assert "style" not in html
    assert "Mso" not in html
    assert "<font" not in html
    assert "o:p" not in html
    assert html.replace(' class=""', "") == "<p><b>Nội dung</b> chính</p>"
    assert done.told == []


def test_no_empty_attribute_is_left() -> None:
    assert 'class=""' not in convert('<p class="MsoNormal">a</p>').html


def test_vietnamese_letters_stay_letters() -> None:
    html = convert('<p style="x">Ủy ban nhân dân</p>\n\nĐường sắt & “đô thị”\n').html
    assert "Ủy ban nhân dân" in html
    assert "Đường sắt & “đô thị”" in html.replace("&amp;", "&")


@pytest.mark.parametrize("tag", sorted(FORBIDDEN - {"frame"}))
def test_what_runs_loads_or_submits_is_an_error(tag: str) -> None:
    done = convert(f"một\n\nhai\n\n<{tag} src='https://x.vn/a'>x</{tag}>\n")
    assert [(line, value) for line, _, _, value in done.told if value == f"<{tag}>"] == [(9, f"<{tag}>")]
    assert done.told[0][1] == "error"
    assert f"<{tag}" not in done.html
    assert "x.vn" not in done.html


@pytest.mark.parametrize("text", ["<SCRIPT>alert(1)</SCRIPT>", "<Script>alert(1)</Script>"])
def test_capitals_name_the_same_line(text: str) -> None:
    done = convert(f"một\n\nhai\n\n{text}\n")
    assert [(line, value) for line, _, _, value in done.told] == [(9, "<script>")]
    assert "alert" not in done.html


def test_two_in_one_body_name_their_lines() -> None:
    done = convert("<script>a</script>\n\nmột\n\n<iframe src=x></iframe>\n")
    assert [(line, value) for line, _, _, value in done.told] == [(5, "<script>"), (9, "<iframe>")]


def test_the_second_of_a_kind_has_a_line_of_its_own() -> None:
    done = convert("<script>a</script>\n\nmột\n\n<script>b</script>\n")
    assert [line for line, _, _, _ in done.told] == [5, 9]


@pytest.mark.parametrize(
    "html",
    ['<b onclick="x()">a</b>', '<img src="/images/a.jpg" onerror="x()">', "<p onmouseover=x()>a</p>",
     '<a href="javascript:x()">a</a>', '<a href=" java&#10;script:x()">a</a>', "<svg onload=x()></svg>",
     '<a href="data:text/html,x()">a</a>'],
)  # fmt: skip
def test_event_attributes_and_running_addresses_go_quietly(html: str) -> None:
    done = convert(f"chữ {html} chữ")
    assert "x()" not in done.html
    assert done.told == [] or all(problem[1] == "error" for problem in done.told)


@pytest.mark.parametrize(
    "text",
    ["Đoạn\n{: onclick=\"x()\" }", "## Mục {: onclick=\"x()\" }", "[a](/b/){: onmouseover=\"x()\" }",
     "Đoạn\n{: style=\"color:red\" }"],
)  # fmt: skip
def test_attribute_lists_bring_no_scripts_and_styles(text: str) -> None:
    """The policy forbids them; without raw HTML in the body nothing else looks at attributes."""
    html = convert(text).html
    assert "x()" not in html
    assert "style=" not in html


@pytest.mark.parametrize(
    "html",
    ["<figure class=\"fig\"><figcaption>a</figcaption></figure>", "<details><summary>a</summary>b</details>",
     "<table><tbody><tr><td colspan=\"2\">a</td></tr></tbody></table>", "<time datetime=\"2021-08\">a</time>",
     "<ol start=\"3\"><li>a</li></ol>", "<div class=\"signature\">a</div>", "<u>a</u>"],
)  # fmt: skip
def test_what_may_stay(html: str) -> None:
    assert html in convert(f"{html}\n").html.replace("\n", "")


def test_our_own_figures_survive() -> None:
    done = convert(
        '![Một](/images/a.jpg "Mô tả") ![Hai](/images/b.png)\n\n<p style="x">chữ</p>\n\n![V](/images/v.mp4)',
        "images/v.mp4", "images/v.jpg", "images/v.vtt",
    )  # fmt: skip
    plain = unescape(done.html)
    assert f'<div class="photos"><figure class="fig">{picture("a", "Mô tả")}<figcaption>M' in plain
    assert '<figure class="fig video"><video aria-label=""' not in plain
    assert '<figure class="fig video"><video controls' in plain
    assert 'poster="/images/v-800.jpg"' in plain
    assert '<track kind="captions"' in plain
    assert 'srclang="vi"' in plain
    assert plain.count("<source ") == 3


def test_our_own_tables_notes_and_marks_survive() -> None:
    done = convert('<p style="x">y</p>\n\n| a |\n|---|\n| ANTQ 78/KH-UBND |\n\nx[^1]\n\n[^1]: z\n')
    for kept in (
        'class="table"', 'role="region"', 'tabindex="0"', '<span class="nb">78/KH-UBND</span>', "<abbr title=",
        'class="footnote"', 'href="#fn:1"', 'id="fn:1"', 'class="footnote-backref"',
    ):  # fmt: skip
        assert kept in done.html


def test_headings_keep_their_ids() -> None:
    assert '<h2 id="duong">' in convert('## Đường\n\n<p style="x">y</p>\n').html


def test_empty_elements_go_and_anchors_stay() -> None:
    html = convert('<p> </p><div><span></span></div>\n\n<a id="neo"></a>chữ\n').html
    assert "<div" not in html
    assert "<span" not in html
    assert '<a id="neo"></a>' in html


def test_markdown_inside_html() -> None:
    done = convert('<div class="signature" markdown="1">\n**Khánh Vi** ANTQ\n\n![Chú](/images/a.jpg)\n</div>\n')
    assert '<div class="signature">\n<p><strong>Khánh Vi</strong> <abbr' in unescape(done.html)
    assert '<figure class="fig"><picture>' in done.html
    assert "markdown=" not in done.html


def test_a_body_without_html_is_not_parsed_again() -> None:
    assert convert("Chữ <  x & “y”").html == "<p>Chữ &lt;  x &amp; “y”</p>"


def test_pasted_pictures_are_treated_as_pictures() -> None:
    """Else a page is published whose picture is not, or that asks another site for it."""
    done = convert('<p><img src="/images/a.jpg" alt="x"></p>\n\n<img src="https://x.vn/a.jpg">\n')
    assert '"/images/a.jpg"' not in done.html or done.told != []
    assert "x.vn" not in done.html or done.told != []


def test_pasted_links_to_other_sites_tell_nothing() -> None:
    assert 'rel="noreferrer noopener"' in convert('<p><a href="https://x.vn">x</a></p>\n').html


def test_pasted_links_to_files_publish_them() -> None:
    done = convert('<p><a href="/documents/a.pdf">x</a></p>\n', "documents/a.pdf")
    assert done.body.files == ["documents/a.pdf"]


def test_a_pasted_table_scrolls_like_any_other() -> None:
    assert 'class="table"' in convert("<table><tr><td>a</td></tr></table>\n").html


def test_a_pasted_heading_stays_a_heading() -> None:
    assert "<h2>Tiêu đề</h2>" in unescape(convert("<h1>Tiêu đề</h1>\n").html)


def test_a_pasted_picture_is_made() -> None:
    done = convert('<p><img src="/images/a.jpg" alt="x" width="9" style="y"></p>\n')
    assert done.html.strip() == f"<p>{picture('a', 'x')}</p>"
    assert [p.source for p in done.body.pictures] == ["images/a.jpg"]


def test_pasted_and_written_pictures_in_one_body() -> None:
    done = convert('![Một](/images/a.jpg)\n\n<figure><img src="/images/b.png"><figcaption>Hai</figcaption></figure>\n')
    assert picture("a", "") in done.html
    assert f'<figure class="fig">{picture("b", "", lazy=True)}<figcaption>Hai</figcaption></figure>' in done.html
    assert [p.source for p in done.body.pictures] == ["images/a.jpg", "images/b.png"]


@pytest.mark.parametrize(
    "source",
    ["https://x.vn/a.jpg", "/images/none.jpg", "data:image/png;base64,AAAA", "file:///C:/a.jpg", "C:\\a.jpg"],
)
def test_a_pasted_picture_that_cannot_be_used_is_told_and_left_out(source: str) -> None:
    done = convert(f'một\n\n<p>hai <img src="{source}"> ba</p>\n')
    assert [(line, severity, value) for line, severity, _, value in done.told] == [(7, "error", source)]
    assert "<img" not in done.html


def test_a_pasted_picture_without_an_address() -> None:
    done = convert("một\n\n<p>hai <img alt='x'> ba</p>\n")
    assert done.told == [(7, "error", "ảnh không có địa chỉ", "<img>")]
    assert "<img" not in done.html


def test_sources_that_nobody_checked_go() -> None:
    done = convert(
        '![Một](/images/a.jpg)\n\n<picture><source srcset="https://x.vn/a.avif"><img src="/images/a-800.jpg"></picture>'
        '<picture><source srcset="https://x.vn/b.avif"><img src="/images/b.png" alt="b"></picture>\n'
    )
    assert "x.vn" not in done.html
    assert picture("b", "b", lazy=True) in done.html


def test_pasted_video_is_made() -> None:
    names = ("images/v.mp4", "images/v.jpg", "images/v.vtt")
    for html in ('<video src="/images/v.mp4">', '<video poster="https://x.vn/p.jpg"><source src="/images/v.mp4">'):
        done = convert(f"<p>{html}</video></p>\n", *names)
        assert 'poster="/images/v-800.jpg"' in done.html
        assert '<track kind="captions"' in done.html
        assert "x.vn" not in done.html
        assert done.body.files == ["images/v.mp4", "images/v.vtt"]


def test_pasted_links_are_judged_like_written_ones() -> None:
    done = convert(
        'một\n\n<p><a href="zalo:x">a</a> <a href="/images/a.jpg">b</a> <a href="/documents/c.pdf">c</a></p>\n'
    )
    assert 'href="/images/a-800.jpg"' in done.html
    assert "zalo:" not in done.html
    assert done.told == [
        (7, "error", "không tìm thấy", "/documents/c.pdf"),
        (7, "error", "liên kết dạng này không được dùng", "zalo:x"),
    ]


def test_links_that_were_written_are_not_judged_twice() -> None:
    done = convert("[a](/images/a.jpg) [b](</documents/kế hoạch.pdf>) <u>c</u>", "documents/kế hoạch.pdf")
    assert 'href="/images/a-800.jpg"' in done.html
    assert 'href="/documents/k%E1%BA%BF%20ho%E1%BA%A1ch.pdf"' in done.html
    assert done.told == []


def test_tables_are_wrapped_once() -> None:
    html = convert("<table><tr><td>a</td></tr></table>\n\n| b |\n|---|\n| 1 |\n").html
    assert html.count("<table>") == html.count('role="region"') == 2


def test_quotes_in_attributes() -> None:
    assert 'title="a &quot;b&quot;"' in convert("<p title='a \"b\"'>x</p>\n").html


@pytest.mark.parametrize(
    "html",
    [
        '<svg><![CDATA[<img src="https://x.vn/a.jpg">]]></svg>', '<!--><img src="https://x.vn/a.jpg">-->',
        '<math><mtext><img src="https://x.vn/a.jpg"></mtext></math>', '<source src="https://x.vn/a.mp4">',
        '<noscript><img src="https://x.vn/a.jpg"></noscript>', '<IMG SRC="https://x.vn/a.jpg">',
        '<template><img src="https://x.vn/a.jpg"></template>', '<video poster="https://x.vn/a.jpg"></video>',
        '<video src="https://x.vn/a.mp4"><video src="https://x.vn/b.mp4"></video></video>',
        '<picture><img src="https://x.vn/a.jpg"><img src="https://x.vn/b.jpg"></picture>',
        '<img srcset="https://x.vn/a.jpg 2x" src="/images/a.jpg">', '<a href="/"><img src="//x.vn/a.jpg"></a>',
    ],
)  # fmt: skip
def test_nothing_asks_another_site(html: str) -> None:
    done = convert(f"x\n\n{html}\n")
    assert not re.search(r"<[^>]*x\.vn", done.html)


def test_a_table_in_a_table() -> None:
    html = convert("<table><tr><td><table><tr><td>a</td></tr></table></td></tr></table>\n").html
    assert html.count("<table>") == html.count('role="region"') == 2
