"""Links."""

from __future__ import annotations

import re
from html import unescape

import pytest

from tests.article_body.pictures import convert

REL = ' rel="noreferrer noopener"'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[a](https://x.vn/y)", f'<a href="https://x.vn/y"{REL}>a</a>'),
        ("[a](http://x.vn)", f'<a href="http://x.vn"{REL}>a</a>'),
        ("[a](//x.vn)", f'<a href="//x.vn"{REL}>a</a>'),
        ("<https://x.vn>", f'<a href="https://x.vn"{REL}>https://x.vn</a>'),
        ("[a](/2021/b/)", '<a href="/2021/b/">a</a>'),
        ("[a](#b)", '<a href="#b">a</a>'),
        ("[a](mailto:a@x.vn)", '<a href="mailto:a@x.vn">a</a>'),
        ("[a](tel:113)", '<a href="tel:113">a</a>'),
    ],
)
def test_links(text: str, html: str) -> None:
    assert convert(text).html == f"<p>{html}</p>"


def test_capitals_in_the_scheme_lead_elsewhere_too() -> None:
    assert REL in convert("[a](HTTPS://x.vn)").html


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_addresses_that_run_are_told_or_dropped(address: str) -> None:
    for text in (f"[a]({address})", f"[a][1]\n\n[1]: {address}"):
        done = convert(text)
        assert "script:" not in done.html.lower()
        assert "data:text" not in done.html


def test_files_are_found_and_kept_for_publishing() -> None:
    done = convert("[a](/documents/a.pdf) [b](/documents/b.pdf)", "documents/a.pdf")
    assert done.body.files == ["documents/a.pdf"]
    assert done.told == [(5, "error", "không tìm thấy", "/documents/b.pdf")]


def test_a_missing_file_names_its_line() -> None:
    assert convert("một\n\nhai\n\n[b](/documents/b.pdf)").told[0][0] == 9


def test_a_link_to_a_picture_does_not_publish_the_original() -> None:
    """It holds EXIF and GPS; what leaves is made by Pillow."""
    done = convert("[xem ảnh lớn](/images/a.jpg)")
    assert "images/a.jpg" not in done.body.files


@pytest.mark.parametrize(
    "address", ["&#106;avascript:alert(1)", "java&#x09;script:alert(1)", "&Tab;javascript:alert(1)"]
)
def test_entities_hide_no_scheme(address: str) -> None:
    """A browser reads the entities, then drops tabs: the link would run."""
    found = re.findall(r'href="([^"]*)"', convert(f"[a]({address})").html)
    assert not any("javascript:" in unescape(href).replace("\t", "").lower() for href in found)


@pytest.mark.parametrize("address", ["&#106;avascript:alert(1)", "\x01javascript:alert(1)"])
def test_a_hidden_scheme_is_an_error(address: str) -> None:
    done = convert(f"một\n\n[a]({address})")
    assert "script:" not in unescape(done.html)
    assert [(severity, value) for _, severity, _, value in done.told] == [("error", "javascript:alert(1)")]


@pytest.mark.parametrize("address", ["\\\\\\\\x.vn", "/\\\\x.vn", "HTTP:x.vn"])
def test_what_a_browser_takes_for_another_site(address: str) -> None:
    assert REL in convert(f"[a]({address})").html


def test_a_link_to_a_picture_leads_to_the_one_that_is_made() -> None:
    done = convert("[xem ảnh lớn](/images/a.jpg) và [nữa](/images/a.jpg)")
    assert done.html.count('href="/images/a-800.jpg"') == 2
    assert [p.source for p in done.body.pictures] == ["images/a.jpg"]
    assert done.told == []


@pytest.mark.parametrize("address", ["/documents/anh.jpg", "/images/anh.PNG"])
def test_pictures_are_pictures_in_any_folder(address: str) -> None:
    done = convert(f"[a]({address})", address.lstrip("/"))
    assert done.body.files == []
    assert [p.source for p in done.body.pictures] == [address.lstrip("/")]


def test_a_small_picture_that_leads_to_the_large_one() -> None:
    html = convert("[![x](/images/a.jpg)](/images/a.jpg)").html
    assert '<a href="/images/a-800.jpg"><picture>' in html


def test_a_link_to_a_missing_picture() -> None:
    done = convert("một\n\n[a](/images/none.jpg)")
    assert done.told == [(7, "error", "không tìm thấy", "/images/none.jpg")]
    assert "none.jpg" not in done.html


def test_video_and_captions_stay_files() -> None:
    done = convert("[a](/images/v.mp4) [b](/images/v.vtt)", "images/v.mp4", "images/v.vtt")
    assert done.body.files == ["images/v.mp4", "images/v.vtt"]


def test_names_are_encoded_and_places_inside_files_kept() -> None:
    done = convert("[a](</documents/kế hoạch.pdf#page=3>) [b](/documents/a\\_b.pdf)", "documents/kế hoạch.pdf",
                   "documents/a_b.pdf")  # fmt: skip
    assert 'href="/documents/k%E1%BA%BF%20ho%E1%BA%A1ch.pdf#page=3"' in done.html
    assert 'href="/documents/a_b.pdf"' in done.html
    assert done.told == []


def test_a_file_linked_twice_is_published_once() -> None:
    assert convert("[a](/documents/a.pdf) [b](/documents/a.pdf)", "documents/a.pdf").body.files == ["documents/a.pdf"]
