"""Atom feeds, read by a parser."""

from __future__ import annotations

import re
from html import unescape
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest

from plugins.common.dates import parse_date
from plugins.syndication.feed import feed_xml
from plugins.syndication.files import has_full_date
from tests.syndication.articles import PORTAL, article

ATOM = "{http://www.w3.org/2005/Atom}"


def read(*articles: Any) -> Any:
    xml = feed_xml(articles, PORTAL, "Tin & bài", "/hoat-dong/", "/feeds/hoat-dong.xml")
    feed = feedparser.parse(xml)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def entry_part(name: str, made: Any) -> ElementTree.Element:
    """An element of the only entry, as a plain XML parser reads it."""
    root = ElementTree.fromstring(feed_xml([made], PORTAL, "T", "/", "/feeds/a.xml"))
    found = root.find(f"{ATOM}entry/{ATOM}{name}")
    assert found is not None
    return found


def test_the_feed() -> None:
    feed = read(article()).feed
    assert (feed.title, feed.language, feed.id) == ("Tin & bài", "vi", "https://a.vn/hoat-dong/")
    assert {(link.rel, link.href) for link in feed.links} == {
        ("alternate", "https://a.vn/hoat-dong/"), ("self", "https://a.vn/feeds/hoat-dong.xml"),
    }  # fmt: skip
    assert feed.updated == "2021-12-26T21:42:00+07:00"


def test_an_entry() -> None:
    entry = read(
        article(
            author_names="Khánh Vi", updated=parse_date("2021-12-28 08:00"), keywords=[SimpleNamespace(name="dân vận")],
            lead_html="Lời dẫn", content="<p>Thân</p>",
        )
    ).entries[0]  # fmt: skip
    assert (entry.title, entry.link, entry.id) == ("Tiêu đề", "https://a.vn/2021/a/", "https://a.vn/2021/a/")
    assert (entry.published, entry.updated) == ("2021-12-26T21:42:00+07:00", "2021-12-28T08:00:00+07:00")
    assert entry.author == "Khánh Vi"
    assert [tag.term for tag in entry.tags] == ["Hoạt động", "dân vận"]
    assert entry.summary == "Mô tả"
    assert entry.content[0].value == "<p>Lời dẫn</p>\n<p>Thân</p>"


def test_without_an_author_the_agency_is() -> None:
    assert read(article()).entries[0].author == "Công an tỉnh A & B"


@pytest.mark.parametrize("title", ["Phòng & chống", "a < b > c", '“Vì dân” và "an ninh"', "It's", "&amp;", "100% <b>"])
def test_titles_are_shown_as_they_are(title: str) -> None:
    """By the rules of Atom: without a type a title is plain text, with type="html" it is HTML."""
    found = entry_part("title", article(title=title))
    assert found.text is not None
    if found.get("type", "text") == "html":
        assert "<" not in found.text
        assert unescape(found.text) == title
    else:
        assert found.text == title


@pytest.mark.parametrize("description", ["Phòng & chống", "a < b", '“Vì dân” "x"'])
def test_summaries_are_shown_as_they_are(description: str) -> None:
    found = entry_part("summary", article(description=description))
    assert found.get("type") == "html"
    assert unescape(found.text or "") == description


def test_every_address_is_absolute() -> None:
    content = (
        '<p><a href="/x/">x</a> <a href="https://b.vn/">b</a></p><picture><source srcset="/a.avif 480w, /b.avif 800w">'
        '<img src="/a.jpg" alt=""></picture><video poster="/p.jpg"><source src="/v.mp4"><track src="/v.vtt"></video>'
    )
    html = entry_part("content", article(content=content, lead_html='<a href="/y/">y</a>')).text or ""
    addresses = re.findall(r'(?:href|src|poster)="([^"]*)"', html)
    addresses += [part.split()[0] for srcset in re.findall(r'srcset="([^"]*)"', html) for part in srcset.split(", ")]
    assert len(addresses) == 9
    assert all(address.startswith("https://") for address in addresses)


def test_notes_of_an_article_are_found_on_its_page() -> None:
    """A fragment alone would lead to the feed itself."""
    found = entry_part("content", article(content='<a href="#fn:1">1</a>'))
    assert found.text == '<a href="https://a.vn/2021/a/#fn:1">1</a>'


def test_no_break_spaces_are_for_pages() -> None:
    xml = feed_xml([article(content="<p>an&nbsp;ninh</p>", lead_html="vùng&nbsp;xanh")], PORTAL, "T", "/", "/f")
    assert "nbsp" not in xml
    assert "an ninh" in xml
    assert "vùng xanh" in xml


def test_an_empty_feed_is_the_same_at_every_moment() -> None:
    assert feed_xml([], PORTAL, "T", "/", "/f") == feed_xml([], PORTAL, "T", "/", "/f")
    feed = read()
    assert feed.entries == []
    assert feed.feed.updated == "2000-01-01T00:00:00+07:00"


@pytest.mark.parametrize(
    ("when", "full"), [("2021-12-26 21:42", True), ("2021-12-26", True), ("2021-12", False), ("2021", False)]
)
def test_partial_dates_are_in_no_feed(when: str, full: bool) -> None:
    assert has_full_date(article(when=when)) is full


def test_what_xml_forbids_is_left_out() -> None:
    r"""YAML makes a backspace of the ``\b`` in ``title: "C:\bao cao"``; feedgenerator would end the build."""
    keywords = [SimpleNamespace(name="g\x08h")]
    made = article(
        title="a\x0cb", description="c\x0bd", content="<p>e\x0cf\x00</p>", author_names="i\x08k", keywords=keywords
    )
    entry = read(made).entries[0]
    assert (entry.title, entry.summary, entry.content[0].value) == ("ab", "cd", "<p>ef</p>")
    assert (entry.author, entry.tags[1].term) == ("ik", "gh")
