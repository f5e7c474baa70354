"""One file, read: metadata, lead, description, and one Markdown instance for all."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest

from plugins.article_body.steps import ArticleBodyStep
from plugins.common.dates import UNDATED
from plugins.typography.steps import TypographyStep
from tests.article_body.pictures import Shelf
from tests.front_matter.reading import HEADER, Reading


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    return Reading(tmp_path)


def steps() -> dict[str, Any]:
    return {"typography": TypographyStep(), "article_body": ArticleBodyStep({"ANTQ": "An ninh Tổ quốc"}, "100vw")}


def metadata(reading: Reading, header: str, body: str = "Thân bài.", name: str = "bai.md") -> dict[str, Any]:
    found = reading.read(body, header, name).metadata
    assert found is not None, reading.told
    return found


def test_a_whole_file(reading: Reading) -> None:
    data = (
        "\ufeff---\r\nTiêu đề: 'Sơ kết: quý I'\r\nNgày đăng: 21:42 | 26/12/2021\r\nNguồn tin: Phòng Tham mưu\r\n"
        "Tác giả: [A, B]\r\nTừ khóa: một, hai\r\nLượt xem cũ: 297\r\nPhản hồi cũ: 3\r\nChủ đề: Ma túy\r\n"
        "Hết hạn: 31/12/2021\r\n---\r\n\r\nĐoạn \u200bmột.\r\n\r\nĐoạn hai.\r\n"
    )
    document = reading.read(unicodedata.normalize("NFD", data).encode())
    assert reading.told == []
    assert document.html == "<p>Đoạn một.</p>\n<p>Đoạn hai.</p>"
    found = document.metadata
    assert found is not None
    assert (found["title"], found["slug"], found["status"], found["kind"]) == (
        "Sơ kết: quý I",
        "bai",
        "published",
        "tin",
    )
    assert found["when"].iso == "2021-12-26T21:42:00+07:00"
    assert found["date"] == found["when"].value
    assert (found["author_names"], found["source"], found["source_url"]) == ("A, B", "Phòng Tham mưu", None)
    assert (found["tag_names"], found["views"], found["comments"]) == (["một", "hai"], 297, 3)
    assert (found["topic"], found["expires"].iso, found["embargo"]) == ("ma-tuy", "2021-12-31", None)
    assert (found["lead"], found["lead_html"], found["description"]) == ("", "", "Đoạn một.")
    assert found["summary"] == found["description"]
    assert (found["section_name"], found["related_picks"], found["attachment_paths"]) == (None, [], [])
    assert found["header_lines"]["date"] == 3


@pytest.mark.parametrize(
    ("header", "name", "slug"),
    [
        (HEADER + "\nslug: ten-rieng", "bai.md", "ten-rieng"),
        (HEADER, "hoi-nghi-so-ket.md", "hoi-nghi-so-ket"),
        (HEADER, "Hội nghị 1.md", "hoi-nghi-1"),
        ("title: Sơ kết quý I\ndate: 2021", "2021.md", "so-ket-quy-i"),
        ("title: Sơ kết quý I\ndate: 2021", "….md", "so-ket-quy-i"),
    ],
)
def test_where_the_slug_comes_from(reading: Reading, header: str, name: str, slug: str) -> None:
    assert metadata(reading, header, name=name)["slug"] == slug


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("date: 2021", (1, "thiếu tiêu đề", "")),
        ("title:\ndate: 2021", (1, "thiếu tiêu đề", "")),
        ("title: a", (1, "thiếu ngày đăng", "")),
        ("title: a\ndate:", (1, "thiếu ngày đăng", "")),
        ("title: a\ndate: 2021\nkind: phim", (4, "mục “kind” không nhận giá trị này", "phim")),
        ("title: a\ndate: 2021\ntopic: mua bán", (4, "mục “topic” không nhận giá trị này", "mua bán")),
        ("title: a\ndate: hôm qua", (3, "không đọc được ngày tháng", "hôm qua")),
    ],
)
def test_a_file_with_an_error_is_left_out(reading: Reading, header: str, problem: tuple[int, str, str]) -> None:
    assert reading.read("Thân.", header).metadata is None
    assert reading.told == [problem]


def test_all_errors_of_a_file_in_one_run(reading: Reading) -> None:
    reading.read("", "date: 32/01/2021\nslug: A B\nmau: đỏ\nstatus: lạ")
    assert [line for line, _, _ in reading.told] == [1, 2, 3, 4, 5, 7]
    messages = [message for _, message, _ in reading.told]
    assert (messages[0], messages[-1]) == ("thiếu tiêu đề", "bài không có nội dung")


def test_a_header_that_cannot_be_read_is_told_once(reading: Reading) -> None:
    assert reading.read("Thân.", "title: [a\ndate: 2021").metadata is None
    assert len(reading.told) == 1


@pytest.mark.parametrize("kind", ["thong-bao", "Thông báo", "THÔNG BÁO"])
def test_the_kind_in_any_spelling(reading: Reading, kind: str) -> None:
    assert metadata(reading, HEADER + f"\nkind: {kind}")["kind"] == "thong-bao"


def test_a_draft_needs_no_date(reading: Reading) -> None:
    found = metadata(reading, "title: a\nstatus: nháp")
    assert found["when"] is UNDATED
    assert found["status"] == "draft"


def test_an_embargo_is_a_date_too(reading: Reading) -> None:
    found = metadata(reading, "title: a\nembargo: 2026-12-01 06:00")
    assert found["when"].iso == found["embargo"].iso == "2026-12-01T06:00:00+07:00"


def test_a_page_needs_no_date(reading: Reading) -> None:
    found = reading.read("Thân.", "title: Giới thiệu", is_page=True).metadata
    assert found is not None
    assert found["when"] is None
    assert "date" not in found


def test_an_empty_body(reading: Reading) -> None:
    assert reading.read(" \n\n").metadata is None
    assert reading.told == [(5, "bài không có nội dung", "")]
    other = Reading(reading.folder)
    assert metadata(other, HEADER + "\nsummary: Lời dẫn", "")["lead"] == "Lời dẫn"


def test_no_header(reading: Reading) -> None:
    assert reading.read("Tiêu đề: a\n\nThân.".encode()).metadata is None
    assert [(line, value) for line, _, value in reading.told] == [(1, "Tiêu đề: a")]


@pytest.mark.parametrize(
    ("body", "description"),
    [
        ("Đoạn *một*.\n\nĐoạn hai.", "Đoạn một."),
        ("## Mục\n\nĐoạn một.", "Đoạn một."),
        ("- a\n- b\n\nĐoạn.", "Đoạn."),
        ("[Liên kết](/x/) & “trích”", "Liên kết & “trích”"),
        ("![](/x.jpg)\n\nĐoạn.", "Đoạn."),
        ("Một\n{: #mot }\n\nHai", "Một"),
        ("- a[^1]\n- b\n\n[^1]: Nguồn.", "a b"),
        ("chữ " * 61, ("chữ " * 60).strip() + "…"),
        ("chữ " * 60, ("chữ " * 60).strip()),
    ],
)
def test_without_a_summary_the_first_paragraph_describes(reading: Reading, body: str, description: str) -> None:
    assert metadata(reading, HEADER, body)["description"] == description


def test_a_figure_is_no_first_paragraph(tmp_path: Path) -> None:
    reading = Reading(tmp_path, steps())
    assert metadata(reading, HEADER, "> Trích\n\nĐoạn.")["description"] == "Trích"
    assert metadata(reading, HEADER + "\nsummary: Lời dẫn", "Đoạn.")["description"] == "Lời dẫn"


def test_a_footnote_number_is_no_part_of_the_description(reading: Reading) -> None:
    assert metadata(reading, HEADER, "Đoạn một[^1].\n\n[^1]: Nguồn.")["description"] == "Đoạn một."


def test_the_lead(tmp_path: Path) -> None:
    reading = Reading(tmp_path, steps())
    found = metadata(reading, HEADER + "\nsummary: 'Giữ vững ANTQ: \"vùng xanh\" an toàn'", "ANTQ ở cơ sở")
    assert found["lead_html"] == (
        'Giữ vững <abbr title="An ninh Tổ quốc">ANTQ</abbr>: &#8220;vùng xanh&#8221; an&nbsp;toàn'
    )
    assert found["abbreviations"] == [("ANTQ", "An ninh Tổ quốc")]


def test_the_plain_lead_holds_no_markdown(reading: Reading) -> None:
    found = metadata(reading, HEADER + "\nsummary: '**Sáng 26/12**, [Công an tỉnh](/x/) họp'")
    assert found["lead_html"] == '<strong>Sáng 26/12</strong>, <a href="/x/">Công an tỉnh</a> họp'
    assert found["lead"] == found["description"] == "Sáng 26/12, Công an tỉnh họp"


@pytest.mark.parametrize(
    "lead",
    [
        "1. Tổ chức hội nghị", "1.Tổ chức", "- Sáng 26/12", "* Sáng", "+ Sáng", "# Thẻ", "#ToiYeuVietNam", "> trích",
        "2021. Trong năm", "---", "* * *", "[TOC]", "[một]: /hai/", "[^1]: ghi chú",
    ],
)  # fmt: skip
def test_a_lead_is_one_run_of_text(tmp_path: Path, lead: str) -> None:
    """It stands in a paragraph of its own in pages and feeds: no block may be in it."""
    found = metadata(Reading(tmp_path, steps()), HEADER + f"\nsummary: '{lead}'")
    assert not any(tag in found["lead_html"] for tag in ("<ol", "<ul", "<h", "<blockquote", "<p", "<div"))
    assert found["lead"] == lead.replace("---", "—")  # typography's em dash


@pytest.mark.parametrize(
    ("lead", "html"),
    [
        ("<div>Sáng 26/12</div>", "Sáng&#32;26/12"),
        ("<p>một</p><p>hai & <b>ba</b></p>", "một hai &amp; ba"),
        ("**Sáng** *26/12*", "<strong>Sáng</strong> <em>26/12</em>"),
        ("-5 độ", "-5 độ"),
        ("1.5 tỷ", "1.5 tỷ"),
        ("Theo báo cáo[^1], năm qua", "Theo báo cáo, năm qua"),
    ],
)
def test_what_becomes_of_a_lead(reading: Reading, lead: str, html: str) -> None:
    found = metadata(reading, HEADER + f"\nsummary: '{lead}'", "Thân[^1].\n\n[^1]: Nguồn.")
    assert found["lead_html"] == html.replace("&#32;", " ")
    assert "[" not in found["description"]


@pytest.mark.parametrize("toc", ["có", "yes"])
def test_a_table_of_contents(reading: Reading, toc: str) -> None:
    html = reading.html("## Một\n\nx\n\n## Hai\n", HEADER + f"\ntoc: {toc}")
    assert html.startswith('<div class="toc">\n<ul>\n<li><a href="#mot">Một</a></li>\n<li><a href="#hai">Hai</a></li>')
    assert html.count('class="toc"') == 1
    assert '<h2 id="mot">Một</h2>' in html


def test_a_table_of_contents_where_it_is_written(reading: Reading) -> None:
    html = reading.html("Mở đầu.\n\n[TOC]\n\n## Một\n")
    assert html.startswith('<p>Mở đầu.</p>\n<div class="toc">')
    assert 'class="toc"' not in reading.html("## Một\n", HEADER + "\ntoc: không")


@pytest.mark.parametrize(
    ("heading", "ident"),
    [("Đường", "duong"), ("Hoà Bình", "hoa-binh"), ("656/KH-UBND", "656-kh-ubnd"), ("Quý I: “vì dân”", "quy-i-vi-dan")],
)
def test_heading_ids(reading: Reading, heading: str, ident: str) -> None:
    assert reading.html(f"## {heading}") == f'<h2 id="{ident}">{heading}</h2>'


def test_heading_ids_are_unique(tmp_path: Path) -> None:
    html = Reading(tmp_path, steps()).html("# Đường\n\n## Đường\n\n### Đương\n")
    assert html == '<h2 id="duong">Đường</h2>\n<h2 id="duong_1">Đường</h2>\n<h3 id="duong_2">Đương</h3>'


DOCUMENTS = [
    (HEADER, "## Đường\n\nMột[^1].\n\n[^1]: Ghi chú.\n"),
    (HEADER, "## Đường\n\nHai[^a] và[^b].\n\n[^a]: A.\n[^b]: B.\n"),
    (HEADER + "\nsummary: ANTQ và 78/KH-UBND", "ANTQ\n\n[1]: /x/\n\n[một][1]"),
    (HEADER, "[một][1] ANTQ [^1]"),
    (HEADER + "\ntoc: có", "## Đường\n\n<p style=x>chữ</p>"),
    (HEADER, "- a\n    - b\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"),
    (HEADER, 'Chữ & "trích" 5\'30"'),
]


def test_a_reader_that_is_used_again_reads_as_a_fresh_one(tmp_path: Path) -> None:
    """Footnotes, references, ids, abbreviations and raw HTML of one document are nowhere in the next."""
    shared = Reading(tmp_path, steps())
    for header, body in [*DOCUMENTS, *DOCUMENTS[::-1]]:
        fresh = Reading(tmp_path, steps())
        expected, got = fresh.read(body, header), shared.read(body, header)
        assert got.html == expected.html
        assert got.metadata == expected.metadata


def test_a_broken_document_leaves_no_trace(tmp_path: Path) -> None:
    shared = Reading(tmp_path, steps())
    shared.read("<script>x</script>\n\n[^1]: a\n", "title: [")
    shared.read(b"\xff")
    assert shared.read("## A\n\nb").html == Reading(tmp_path, steps()).read("## A\n\nb").html


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("* a\n\n1. b\n", "<ul>\n<li>a</li>\n</ul>\n<ol>\n<li>b</li>\n</ol>"),
        ("3. c\n4. d\n", '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>'),
        ("Một\n{: #mot }", '<p id="mot">Một</p>'),
        ("Một\n\n---\n\nHai", "<p>Một</p>\n<hr>\n<p>Hai</p>"),
        ("Một  \nhai", "<p>Một<br>\nhai</p>"),
    ],
)
def test_markdown(reading: Reading, body: str, html: str) -> None:
    assert reading.html(body) == html


def test_footnotes_in_vietnamese(reading: Reading) -> None:
    html = reading.html("Một[^1].\n\n[^1]: Nguồn.\n")
    assert 'title="Trở lại chỗ chú thích 1"' in html
    assert html.count("Nguồn.") == 1


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x01", "\x1f"])
def test_control_characters_never_reach_a_page(tmp_path: Path, sign: str) -> None:
    """Word's line break inside a paragraph is pasted as U+000B: no feed and no page may hold it."""
    reading = Reading(tmp_path, steps())
    document = reading.read(f"một hai{sign}ba bốn năm")
    assert sign not in document.html or reading.told


@pytest.mark.parametrize("escape", [r"\v", r"\x01", r"\e", r"\N", r"\0"])
def test_no_escape_brings_a_control_character(reading: Reading, escape: str) -> None:
    title = metadata(reading, f'title: "a{escape}b"\ndate: 2020')["title"]
    assert title in ("ab", "a b")


@pytest.mark.parametrize("sign", ["\x0b", "\u2028", "\x85"])
def test_lines_are_counted_as_editors_count_them(tmp_path: Path, sign: str) -> None:
    """What only some programs take for a line's end moves no line number."""
    reading = Reading(tmp_path)
    reading.read("Thân.", f"title: a{sign}b\nsource: x\ndate: 32/1/2020")
    assert (4, "ngày tháng không có thật", "32/1/2020") in reading.told or [line for line, _, _ in reading.told] == [2]


def test_the_cover_is_the_first_picture_or_the_one_that_is_named(tmp_path: Path) -> None:
    reading = Reading(tmp_path, steps(), Shelf())
    found = metadata(reading, HEADER, "![Một](/images/a.jpg 'Mô tả')\n\n![Hai](/images/b.png)")
    assert (found["cover"].source, found["cover"].alt) == ("images/a.jpg", "Mô tả")
    named = HEADER + "\nimage: /images/b.png\nimage_alt: Hội trường"
    found = metadata(reading, named, "![Một](/images/a.jpg)")
    assert (found["cover"].source, found["cover"].alt) == ("images/b.png", "Hội trường")
    assert [picture.source for picture in found["pictures"]] == ["images/a.jpg", "images/b.png"]
    assert metadata(reading, HEADER, "Không có ảnh.")["cover"] is None


@pytest.mark.parametrize(("address", "severity"), [("/images/x.jpg", "error"), ("/khac/x.jpg", "warning")])
def test_a_cover_that_is_missing(tmp_path: Path, address: str, severity: str) -> None:
    reading = Reading(tmp_path, steps(), Shelf())
    assert metadata(reading, HEADER + f"\nimage: {address}")["cover"] is None
    assert [(p.line, p.severity, p.value) for p in reading.report.problems] == [(4, severity, address)]
