"""Sitemaps, read by a parser."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from plugins.common.dates import parse_date
from plugins.syndication.sitemap import Entry, chunks, index_xml, is_news, news_xml, robots_txt, sitemap_xml
from tests.syndication.articles import PORTAL, article

S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
N = "{http://www.google.com/schemas/sitemap-news/0.9}"
NOW = parse_date("2021-12-28 21:42").value


def test_a_sitemap() -> None:
    entries = [Entry("https://a.vn/"), Entry("https://a.vn/x/?a=1&b=<2>", "2021-08"), Entry("https://a.vn/đ/", "2021")]
    root = ElementTree.fromstring(sitemap_xml(entries))
    assert root.tag == f"{S}urlset"
    assert [(url.findtext(f"{S}loc"), url.findtext(f"{S}lastmod")) for url in root] == [
        ("https://a.vn/", None), ("https://a.vn/x/?a=1&b=<2>", "2021-08"), ("https://a.vn/đ/", "2021"),
    ]  # fmt: skip


def test_an_index() -> None:
    root = ElementTree.fromstring(index_xml(Entry(f"https://a.vn/{name}.xml") for name in "ab"))
    assert root.tag == f"{S}sitemapindex"
    assert [(each.tag, each.findtext(f"{S}loc")) for each in root] == [
        (f"{S}sitemap", "https://a.vn/a.xml"), (f"{S}sitemap", "https://a.vn/b.xml"),
    ]  # fmt: skip


def test_the_news() -> None:
    root = ElementTree.fromstring(news_xml([article(title="Phòng & chống <b>")], PORTAL))
    (url,) = root
    assert url.findtext(f"{S}loc") == "https://a.vn/2021/a/"
    news = url.find(f"{N}news")
    assert news is not None
    assert [news.findtext(f"{N}publication/{N}{name}") for name in ("name", "language")] == ["Công an tỉnh A & B", "vi"]
    assert news.findtext(f"{N}publication_date") == "2021-12-26T21:42:00+07:00"
    assert news.findtext(f"{N}title") == "Phòng & chống <b>"


def test_no_news_is_well_formed_too() -> None:
    assert len(ElementTree.fromstring(news_xml([], PORTAL))) == 0
    assert len(ElementTree.fromstring(sitemap_xml([]))) == 0


@pytest.mark.parametrize(
    ("when", "news"),
    [("2021-12-28 21:42", True), ("2021-12-26 21:42", True), ("2021-12-26 21:41", False), ("2021-12-28 21:43", False),
     ("2021-12-27", True), ("2021-12-26", False), ("2021-12", False), ("2021", False)],
)  # fmt: skip
def test_what_is_news(when: str, news: bool) -> None:
    assert is_news(article(when=when), NOW, 48) is news


def test_a_partial_date_is_never_news() -> None:
    """The first of the month at midnight is not when it happened."""
    assert not is_news(article(when="2021-12"), parse_date("2021-12-01 08:00").value, 48)
    assert not is_news(article(when="2022"), parse_date("2022-01-01 08:00").value, 48)


@pytest.mark.parametrize(("count", "sizes"), [(0, []), (1, [1]), (3, [3]), (4, [3, 1]), (7, [3, 3, 1])])
def test_chunks(count: int, sizes: list[int]) -> None:
    entries = [Entry(str(number)) for number in range(count)]
    parts = chunks(entries, 3)
    assert [len(part) for part in parts] == sizes
    assert [entry for part in parts for entry in part] == entries


def test_robots() -> None:
    assert robots_txt(PORTAL) == "User-agent: *\nAllow: /\n\nSitemap: https://a.vn/sitemap.xml\n"
