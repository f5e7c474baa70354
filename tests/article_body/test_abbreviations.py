"""Abbreviations and document numbers."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring, tostring

import pytest
from markdown.util import AtomicString

from plugins.article_body.abbreviations import Marker
from tests.article_body.pictures import ABBREVIATIONS, convert

MARKER = Marker(ABBREVIATIONS | {"UBND TX": "Ủy ban nhân dân thị xã", "CBCS": "cán bộ, chiến sĩ"})


def mark(xml: str, seen: dict[str, str] | None = None) -> str:
    """Mark a tree; abbreviations come out as [x] and numbers as {x}."""
    root = fromstring(f"<div>{xml}</div>")
    MARKER.mark(root, {} if seen is None else seen)
    for element in root.iter():
        if element.tag == "abbr" and element.get("title") is not None:
            element.text = f"[{element.text}]"
        if element.tag == "span" and element.get("class") == "nb":
            element.text = f"{{{element.text}}}"
    text = tostring(root, encoding="unicode").removeprefix("<div>").removesuffix("</div>")
    return text.replace('<span class="nb">', "").replace("</span>", "")


def plain(xml: str) -> str:
    root = fromstring(f"<div>{mark(xml)}</div>")
    return "".join(root.itertext())


def test_the_first_use_is_explained() -> None:
    html = convert("ANTQ và ANTQ, UBND").html
    assert html == (
        '<p><abbr title="An ninh Tổ quốc">ANTQ</abbr> và ANTQ, <abbr title="Ủy ban nhân dân">UBND</abbr></p>'
    )


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("<p>ANTQ.</p>", "[ANTQ]."),
        ("<p>(ANTQ)</p>", "([ANTQ])"),
        ("<p>“ANTQ”, UBND; KH:</p>", "“[ANTQ]”, [UBND]; [KH]:"),
        ("<p>UBND TX Ba Đồn, UBND xã</p>", "[UBND TX] Ba Đồn, [UBND] xã"),
        ("<p>ANTQX XANTQ ANTQ1 antq</p>", "ANTQX XANTQ ANTQ1 antq"),
        ("<p>BCĐ-ANTQ ANTQ-BCĐ KH/UBND</p>", "BCĐ-ANTQ ANTQ-BCĐ KH/UBND"),
        ("<p>ANTQ- ANTQ</p>", "[ANTQ]- ANTQ"),
        ("<p>không có gì</p>", "không có gì"),
    ],
)
def test_whole_words_and_the_longest(text: str, marked: str) -> None:
    assert plain(text) == marked


@pytest.mark.parametrize(
    "number",
    [
        "78/KH-UBND", "34/2014/NĐ-CP", "2036/BCĐ-CAT-PV05", "50-CT/TU", "656/KH-UBND", "05/2021/QH14", "36-NQ/TW",
        "09/2022/TT-BCA", "138/CP", "Covid-19", "COVID-19",
    ],
)  # fmt: skip
def test_document_numbers_hold_together(number: str) -> None:
    assert plain(f"<p>số {number}, KH</p>") == f"số {{{number}}}, [KH]"


@pytest.mark.parametrize("number", ["2023/QĐ-TTg", "1719/QĐ-TTg", "12-CT/TƯ", "15-CTr/TU", "01/2021/QĐ-TTg"])
def test_document_numbers_with_small_letters_hold_together_too(number: str) -> None:
    assert plain(f"<p>số {number}, KH</p>") == f"số {{{number}}}, [KH]"


@pytest.mark.parametrize("text", ["26/12/2021", "24/7", "1/2 ANTQX", "5-10", "a78/KH-UBNDx"])
def test_what_is_no_document_number(text: str) -> None:
    assert plain(f"<p>{text}</p>") == text


@pytest.mark.parametrize(
    "skipped",
    ["<h2>ANTQ</h2>", '<a href="/">ANTQ</a>', "<code>ANTQ</code>", "<pre>ANTQ</pre>", "<h6>x <em>ANTQ</em></h6>",
     '<a href="/"><strong>ANTQ</strong></a>'],
)  # fmt: skip
def test_not_in_headings_links_and_code(skipped: str) -> None:
    assert mark(f"{skipped}<p>ANTQ</p>") == f'{skipped}<p><abbr title="An ninh Tổ quốc">[ANTQ]</abbr></p>'


def test_text_after_a_link_is_marked() -> None:
    assert plain('<p><a href="/">ANTQ</a> ANTQ</p>') == "ANTQ [ANTQ]"


def test_in_reading_order() -> None:
    seen: dict[str, str] = {}
    marked = mark("<p>a <em>KH</em> UBND</p><ul><li>ANTQ KH</li></ul><p>UBND</p>", seen)
    assert list(seen) == ["KH", "UBND", "ANTQ"]
    assert marked.count("[") == 3
    assert marked.index("[KH]") < marked.index("[UBND]") < marked.index("[ANTQ]")


def test_what_was_explained_before_is_not_explained_again() -> None:
    seen = {"ANTQ": "An ninh Tổ quốc"}
    assert "abbr" not in mark("<p>ANTQ</p>", seen)


def test_no_text_is_lost_between_marks() -> None:
    text = "Đầu ANTQ giữa 78/KH-UBND rồi <em>nghiêng KH nữa</em> sau UBND, cuối"
    root = fromstring(f"<div><p>{text}</p></div>")
    before = "".join(root.itertext())
    MARKER.mark(root, {})
    assert "".join(root.itertext()) == before


def test_code_that_markdown_protects_stays() -> None:
    root = fromstring("<p/>")
    root.text = AtomicString("ANTQ")
    MARKER.mark(root, {})
    assert list(root) == []


def test_without_a_registry_only_numbers_are_held() -> None:
    html = convert("ANTQ số 78/KH-UBND", abbreviations={}).html
    assert html == '<p>ANTQ số <span class="nb">78/KH-UBND</span></p>'


def test_names_with_signs_are_names() -> None:
    html = convert("C++ và a.b và axb", abbreviations={"C++": "x", "a.b": "y"}).html
    assert html == '<p><abbr title="x">C++</abbr> và <abbr title="y">a.b</abbr> và axb</p>'


def test_captions_tables_and_footnotes_are_read_too() -> None:
    assert "<figcaption><abbr" in convert("![ANTQ](/images/a.jpg)").html
    assert "<td><abbr" in convert("| a |\n|---|\n| ANTQ |").html
    assert convert("x[^1]\n\n[^1]: ANTQ").html.count("<abbr") == 1


def test_attributes_are_never_marked() -> None:
    assert "abbr" not in convert('[x](/y/ "ANTQ") ![](/images/a.jpg "ANTQ")').html
