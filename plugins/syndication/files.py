"""Which feeds and sitemaps a site has: pure functions of the template context, the settings and the clock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, takewhile
from pathlib import Path
from typing import Any

from plugins.common import places
from plugins.syndication.notice import is_lifted
from plugins.syndication.settings import SyndicationSettings
from plugins.syndication.sitemap import Entry, chunks, index_xml, is_news, news_xml, robots_txt, sitemap_xml

_SITE_FEED = Path(places.SITE_FEED).stem
_NEWS = "/sitemap-news.xml"


@dataclass(frozen=True)
class Feed:
    """One feed: its own address, its title, the list that it mirrors, and its articles, newest first."""

    address: str
    title: str
    page: str
    articles: list[Any]

    def text(self, portal: Any) -> str:
        """The file."""
        # With it comes much of the standard library, and most builds renew no feed.
        from plugins.syndication.feed import feed_xml

        return feed_xml(self.articles, portal, self.title, self.page, self.address)


def feeds(context: Mapping[str, Any], options: SyndicationSettings) -> Iterator[Feed]:
    """The feed of the site, then those of the sections in use."""
    portal = context["PORTAL"]
    by_section: dict[str, list[Any]] = defaultdict(list)
    for article in context["articles"]:
        by_section[article.section.slug].append(article)
    taken = {_SITE_FEED}
    newest = _newest(context["articles"], options.feed_items)
    yield Feed(f"/feeds/{_SITE_FEED}.xml", portal.name, "/", newest)
    for section in _sections_in_use(context):
        # "Tin mới" is a name that many portals give a section; the feed of the site keeps its address.
        name = section.slug
        while name in taken:
            name = f"chuyen-muc-{name}"
        taken.add(name)
        title = f"{section.name} – {portal.name}"
        newest = _newest(by_section[section.slug], options.feed_items)
        yield Feed(f"/feeds/{name}.xml", title, section.href, newest)


def sitemaps(context: Mapping[str, Any], options: SyndicationSettings, now: datetime) -> Iterator[tuple[str, str]]:
    """Address and text of every sitemap, the index last."""
    site = context["PORTAL"].url
    pages = [Entry(site + address) for address in places.STANDING]
    pages += [Entry(site + section.href) for section in _sections_in_use(context)]
    pages += [Entry(site + page.href) for page in sorted(context["pages"], key=lambda page: page.slug)]
    pages += [Entry(site + item.href) for item in (*context["keywords"], *context["threads"])]
    pages += [Entry(site + period.href) for year in context["years"] for period in (year, *year.months)]
    names = ["/sitemap-pages.xml", _NEWS]
    yield names[0], sitemap_xml(pages)
    yield news_sitemap(context, options, now)
    # Lifted wanted notices too, although their pages say noindex: a search engine forgets a name and a photograph when
    # it comes again and reads that, and the new date here is what makes it come.
    articles = [Entry(site + article.href, _changed_on(article)) for article in context["articles"]]
    for number, part in enumerate(chunks(articles, options.sitemap_size), 1):
        names.append("/sitemap-articles.xml" if number == 1 else f"/sitemap-articles-{number}.xml")
        yield names[-1], sitemap_xml(part)
    yield "/sitemap.xml", index_xml(Entry(site + name) for name in names)


def news_sitemap(context: Mapping[str, Any], options: SyndicationSettings, now: datetime) -> tuple[str, str]:
    """Address and text of the sitemap of news; articles come newest first."""
    earliest = now - timedelta(hours=options.news_hours)
    recent = takewhile(lambda article: article.date >= earliest, context["articles"])
    news = [a for a in recent if is_news(a, now, options.news_hours) and not is_lifted(a)]
    return _NEWS, news_xml(news, context["PORTAL"])


def robots(context: Mapping[str, Any]) -> tuple[str, str]:
    """Address and text of robots.txt."""
    return "/robots.txt", robots_txt(context["PORTAL"])


def has_full_date(article: Any) -> bool:
    """Whether the day is known: a feed that invents a day lies to every reader of it."""
    return not article.when.is_partial


def _newest(articles: Iterable[Any], count: int) -> list[Any]:
    return [*islice((article for article in articles if has_full_date(article)), count)]


def _changed_on(article: Any) -> str:
    kept = getattr(article, "changed_on", None)  # an article that an incremental build knows by little more
    return str(kept or (article.updated or article.when).iso)


def _sections_in_use(context: Mapping[str, Any]) -> list[Any]:
    return [section for section in context["sections"] if context["section_counts"].get(section.slug)]
