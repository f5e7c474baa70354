"""Writes feeds, sitemaps and robots.txt."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.generators import Generator

from plugins.common import places
from plugins.common.clock import build_moment
from plugins.common.settings import read_settings
from plugins.syndication.feed import feed_xml, has_full_date
from plugins.syndication.notice import is_lifted
from plugins.syndication.settings import SyndicationSettings
from plugins.syndication.sitemap import Entry, chunks, index_xml, is_news, news_xml, robots_txt, sitemap_xml

_SITE_FEED = Path(places.SITE_FEED).stem


class SyndicationGenerator(Generator):  # type: ignore[misc]
    """Text files beside the pages."""

    def generate_output(self, writer: Any) -> None:
        """Write every file."""
        self.options = read_settings(SyndicationSettings, self.settings, "SYNDICATION")
        self.portal = self.context["PORTAL"]
        self._write_feeds()
        self._write_sitemaps()
        self._write("robots.txt", robots_txt(self.portal))

    def _write_feeds(self) -> None:
        dated = [article for article in self.context["articles"] if has_full_date(article)]
        feeds = {_SITE_FEED: (self.portal.name, "/", dated)}
        for section in self._sections_in_use():
            articles = [article for article in dated if article.section == section]
            # "Tin mới" is a name that many portals give a section; the feed of the site keeps its address.
            name = section.slug
            while name in feeds:
                name = f"chuyen-muc-{name}"
            feeds[name] = (f"{section.name} – {self.portal.name}", section.href, articles)
        for name, (title, page, articles) in feeds.items():
            address = f"/feeds/{name}.xml"
            newest = articles[: self.options.feed_items]
            self._write(address, feed_xml(newest, self.portal, title, page, address))

    def _sections_in_use(self) -> list[Any]:
        return [section for section in self.context["sections"] if self.context["section_counts"].get(section.slug)]

    def _write_sitemaps(self) -> None:
        site, context = self.portal.url, self.context
        pages = [Entry(site + address) for address in places.STANDING]
        pages += [Entry(site + section.href) for section in self._sections_in_use()]
        pages += [Entry(site + page.href) for page in sorted(context["pages"], key=lambda page: page.slug)]
        pages += [Entry(site + item.href) for item in (*context["keywords"], *context["threads"])]
        pages += [Entry(site + period.href) for year in context["years"] for period in (year, *year.months)]
        # Lifted wanted notices too, although their pages say noindex: a search engine forgets a name and a photograph
        # when it comes again and reads that, and the new date here is what makes it come.
        articles = [Entry(site + a.href, (a.updated or a.when).iso) for a in context["articles"]]
        names = ["sitemap-pages.xml", "sitemap-news.xml"]
        self._write(names[0], sitemap_xml(pages))
        now = build_moment(self.settings)
        news = [a for a in context["articles"] if is_news(a, now, self.options.news_hours) and not is_lifted(a)]
        self._write(names[1], news_xml(news, self.portal))
        for number, part in enumerate(chunks(articles, self.options.sitemap_size), 1):
            names.append("sitemap-articles.xml" if number == 1 else f"sitemap-articles-{number}.xml")
            self._write(names[-1], sitemap_xml(part))
        self._write("sitemap.xml", index_xml(Entry(f"{site}/{name}") for name in names))

    def _write(self, address: str, text: str) -> None:
        target = Path(self.output_path, address.lstrip("/"))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


def _check_settings(pelican: Pelican) -> None:
    read_settings(SyndicationSettings, pelican.settings, "SYNDICATION")


def _get_generators(pelican: Pelican) -> type[SyndicationGenerator]:
    return SyndicationGenerator


def register() -> None:
    """Connect the signals."""
    signals.initialized.connect(_check_settings)
    signals.get_generators.connect(_get_generators)
