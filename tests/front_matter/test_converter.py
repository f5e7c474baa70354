"""The short cuts past Python-Markdown's steps: the same HTML and the same problems as without them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTagInlineProcessor

from plugins.article_body.steps import ArticleBodyStep
from plugins.common.body import Body
from plugins.common.problems import Problem, Report
from plugins.common.vietnamese import slugify
from plugins.front_matter.converter import Converter
from plugins.typography.steps import TypographyStep
from tests.article_body.pictures import ABBREVIATIONS, Shelf
from tests.common.properties import PROPERTY


def heading_id(heading: str, _separator: str) -> str:
    return slugify(heading) or "muc-nho"


def converter(quick: bool) -> Converter:
    steps: dict[str, Extension] = {
        "article_body": ArticleBodyStep(ABBREVIATIONS, "100vw"),
        "typography": TypographyStep(),
    }
    return Converter(steps, heading_id, quick)


QUICK, PLAIN = converter(quick=True), converter(quick=False)


def converted(markdown: Converter, text: str) -> tuple[str, list[Problem], list[str]]:
    """The HTML, the problems and the abbreviations found."""
    body = Body("bai.md", 1, text, Report(), Shelf())
    markdown.reset()
    markdown.body = body  # type: ignore[attr-defined]
    return markdown.convert(text), body.report.problems, list(body.abbreviations)


LINES = [
    "", "  ", "# Đầu bài", "## Mục một", "## Mục *hai* {#hai}", "### Mục “ba” -- bốn", "## Mục\u00a0một", "Mục\n===",
    "Mục\n---", "---", "- một", "    - con", "* ba\n\n    đoạn hai", "1. một\n2. hai", "1.một", "1945. năm",
    "> trích\n> tiếp", "    mã lệnh", "\tthụt", "   thụt ba", "```\nmã \" x\n```", "| a | b |\n|---|--:|\n| 1 | x |",
    "![một](/images/a.jpg)", "![một](/images/a.jpg \"mô tả\"){#anh}\n![hai](/images/b.png)", "*một*",
    "[^1]: chú thích", "[ref]: https://x.vn \"tên\"", "<div markdown=\"1\">\n\n## Trong div\n\n*x*\n\n</div>",
    "<p align=center>dán</p>", "<div>khối\n\n</div>", "<hr>", "<script>x</script>", "{: .right}", "[TOC]",
    "dòng có hai cách  \ndòng sau", "dòng\\\nsau", "“ khoảng ” trống", "\" mở đầu", "(1) ngoặc", "“Trích dẫn.”",
]  # fmt: skip
WORDS = [
    "công", "an", "Nhân", "dân.", "ANTQ", "UBND", "Covid-19", "78/KH-UBND", "12-CT/TU", "“nhân dân”", '"trích dẫn"',
    "'a'", "5'30\"", "--", "x_y_z", "__đậm__", "**đậm**", "*nghiêng*", "***cả***", "`mã`", "``a`b``", "\\*", "\\[",
    "&", "&amp;", "&#106;", "<", ">", "<b>đậm</b>", "<br>", "<span style='a'>s</span>", "<!-- c -->",
    "[liên kết](/lien-he/)", '[a](https://x.vn "t")', "[ref]", "![ảnh](/images/a.jpg)", "![x](/k.jpg)",
    "<https://x.vn/\\a>", "<a@b.vn>", "[^1]", "{#id}", "{: .tip}", "|", "*", "#", "1.", "[TOC]", "{x}", "~", "\u00a0",
]  # fmt: skip
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
STARTS = st.sampled_from(["", "", "", "- ", "> ", "1. ", "## ", "  ", "    "])
PARTS = st.one_of(st.sampled_from(LINES), SENTENCES, st.builds(str.__add__, STARTS, SENTENCES))
ENDS = st.sampled_from(["\n", "\n\n", "\n\n", "\n \n"])
BODIES = st.lists(st.builds(str.__add__, PARTS, ENDS), max_size=7).map("".join)


@PROPERTY
@given(BODIES)
def test_as_without_short_cuts(text: str) -> None:
    assert converted(QUICK, text) == converted(PLAIN, text)


@pytest.mark.parametrize("text", [*LINES, *WORDS, *(f"Chữ {word} chữ" for word in WORDS)])
def test_each_piece_as_without_short_cuts(text: str) -> None:
    assert converted(QUICK, text) == converted(PLAIN, text)


def test_signs_that_a_step_adds_to_the_text_are_seen() -> None:
    """A year at the start of a line gets a backslash that nobody typed."""
    assert "1945. năm" in converted(QUICK, "1945. năm xưa ấy")[0].replace("&nbsp;", " ")


def test_headings_of_the_same_words_have_ids_of_their_own() -> None:
    html = converted(QUICK, "## Một\n\n## Một\n\n## Một {#mot_1}\n")[0]
    assert [f'id="{name}"' in html for name in ("mot", "mot_1", "mot_2")] == [True, True, True]


class _Deleted(Extension):
    """``~~chữ~~``, a pattern that the short cuts know nothing of."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"()~~(.+?)~~", "del"), "deleted", 55)


def test_a_pattern_of_another_step_is_always_tried() -> None:
    markdown = Converter({"deleted": _Deleted()}, heading_id)
    assert markdown.convert("Một ~~hai~~ ba") == "<p>Một <del>hai</del> ba</p>"
