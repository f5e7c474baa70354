"""Which files are written."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import feedparser
import pytest

from plugins.sections.section import Section
from plugins.syndication.plugin import SyndicationGenerator
from tests.syndication.articles import PORTAL, article


def write(
    folder: Path, articles: list[Any], *sections: Section, context: dict[str, Any] | None = None, **settings: Any
) -> dict[str, str]:
    """What the generator writes, by name; ``context`` holds what is not empty in it."""
    generator = object.__new__(SyndicationGenerator)
    counts = {section.slug: sum(a.section == section for a in articles) for section in sections}
    usual: dict[str, Any] = {
        "PORTAL": PORTAL, "articles": articles, "sections": list(sections), "section_counts": counts, "pages": [],
        "keywords": [], "threads": [], "years": [],
    }  # fmt: skip
    generator.settings = {"NOW": "2021-12-28 10:00", "SYNDICATION": settings}
    generator.context, generator.output_path = usual | (context or {}), str(folder)
    generator.generate_output(None)
    return {str(path.relative_to(folder)): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()}


ONE, NONE = Section("Hoạt động", "hoat-dong"), Section("Phong trào", "phong-trao")


def test_files(tmp_path: Path) -> None:
    files = write(tmp_path, [article("a"), article("b", "2021")], ONE, NONE, feed_items=5, sitemap_size=1)
    assert sorted(files) == [
        "feeds/hoat-dong.xml", "feeds/tin-moi.xml", "robots.txt", "sitemap-articles-2.xml", "sitemap-articles.xml",
        "sitemap-news.xml", "sitemap-pages.xml", "sitemap.xml",
    ]  # fmt: skip
    named = [f"https://a.vn/{name}" for name in files if name.startswith("sitemap-")]
    assert all(f"<loc>{name}</loc>" in files["sitemap.xml"] for name in named)
    assert files["sitemap.xml"].count("<loc>") == len(named)


def test_partial_dates_are_in_the_sitemap_and_in_no_feed(tmp_path: Path) -> None:
    files = write(tmp_path, [article("a"), article("b", "2021-12"), article("c", "2021")], ONE)
    for name in ("feeds/tin-moi.xml", "feeds/hoat-dong.xml"):
        assert [entry.link for entry in feedparser.parse(files[name]).entries] == ["https://a.vn/2021/a/"]
    assert files["sitemap-articles.xml"].count("<url>") == 3
    assert files["sitemap-news.xml"].count("<url>") == 1


@pytest.mark.parametrize("items", [1, 2])
def test_the_newest_in_a_feed(tmp_path: Path, items: int) -> None:
    files = write(tmp_path, [article("a"), article("b"), article("c")], ONE, feed_items=items)
    links = [entry.link[-2] for entry in feedparser.parse(files["feeds/tin-moi.xml"]).entries]
    assert links == list("abc")[:items]


def test_a_section_named_as_the_feed_of_the_site_does_not_take_its_place(tmp_path: Path) -> None:
    """ "Tin mới" is a name that many portals give a section."""
    new = Section("Tin mới", "tin-moi")
    files = write(tmp_path, [article("a"), article("b", section=new)], ONE, new)
    feeds = [feedparser.parse(text) for name, text in files.items() if name.startswith("feeds/")]
    assert sorted(len(feed.entries) for feed in feeds) == [1, 1, 2]
    assert len(feedparser.parse(files["feeds/tin-moi.xml"]).entries) == 2


def test_the_pages_of_keywords_and_events_are_in_the_sitemap(tmp_path: Path) -> None:
    named = {"keywords": [SimpleNamespace(href="/tu-khoa/a/")], "threads": [SimpleNamespace(href="/su-kien/b/")]}
    pages = write(tmp_path, [article("a")], ONE, context=named)["sitemap-pages.xml"]
    for address in ("/tu-khoa/", "/tu-khoa/a/", "/su-kien/", "/su-kien/b/"):
        assert f"<loc>https://a.vn{address}</loc>" in pages


def test_an_empty_site(tmp_path: Path) -> None:
    files = write(tmp_path, [])
    assert "sitemap-articles.xml" not in files
    assert feedparser.parse(files["feeds/tin-moi.xml"]).entries == []


def test_what_is_on_the_page_and_not_in_the_article_is_in_no_feed(tmp_path: Path) -> None:
    made = article("a", tip_link=SimpleNamespace(heading="Tố giác"), related=["Tin liên quan"], views=297)
    text = write(tmp_path, [made], ONE)["feeds/tin-moi.xml"]
    assert not any(word in text for word in ("Tố giác", "Tin liên quan", "297"))


def test_the_feed_that_gave_way_takes_no_other_place(tmp_path: Path) -> None:
    one, other = Section("Chuyên mục Tin mới", "chuyen-muc-tin-moi"), Section("Tin mới", "tin-moi")
    files = write(tmp_path, [article("a", section=one), article("b", section=other)], one, other)
    assert sorted(name for name in files if name.startswith("feeds/")) == [
        "feeds/chuyen-muc-chuyen-muc-tin-moi.xml", "feeds/chuyen-muc-tin-moi.xml", "feeds/tin-moi.xml",
    ]  # fmt: skip
