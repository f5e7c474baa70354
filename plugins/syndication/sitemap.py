"""Sitemaps (sitemaps.org 0.9), the news sitemap (Google's 0.9) and robots.txt, as text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from plugins.common.html import escape
from plugins.syndication.text import printable

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


@dataclass(frozen=True)
class Entry:
    """An address (absolute) and, where it is known, the W3C date of its last change."""

    address: str
    changed: str = ""


def sitemap_xml(entries: Iterable[Entry]) -> str:
    """One sitemap file."""
    return _HEAD + f'<urlset xmlns="{_SITEMAP}">\n' + "".join(_row("url", entry) for entry in entries) + "</urlset>\n"


def index_xml(entries: Iterable[Entry]) -> str:
    """The sitemap index."""
    return (
        _HEAD
        + f'<sitemapindex xmlns="{_SITEMAP}">\n'
        + "".join(_row("sitemap", e) for e in entries)
        + "</sitemapindex>\n"
    )


def news_xml(articles: Iterable[Any], portal: Any) -> str:
    """The news sitemap."""
    rows = "".join(_news_row(article, portal) for article in articles)
    return _HEAD + f'<urlset xmlns="{_SITEMAP}" xmlns:news="{_NEWS}">\n{rows}</urlset>\n'


def is_news(article: Any, now: datetime, hours: int) -> bool:
    """Whether an article, its day known, is younger than so many hours."""
    return not article.when.is_partial and now - timedelta(hours=hours) <= article.date <= now


def chunks(entries: Sequence[Entry], size: int) -> list[Sequence[Entry]]:
    """Entries cut into files of at most ``size``."""
    return [entries[start : start + size] for start in range(0, len(entries), size)]


def robots_txt(portal: Any) -> str:
    """Everything may be read."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {portal.url}/sitemap.xml\n"


def _row(tag: str, entry: Entry) -> str:
    changed = f"<lastmod>{entry.changed}</lastmod>" if entry.changed else ""
    return f"<{tag}><loc>{escape(entry.address)}</loc>{changed}</{tag}>\n"


def _news_row(article: Any, portal: Any) -> str:
    return (
        f"<url><loc>{escape(portal.url + article.href)}</loc><news:news>"
        f"<news:publication><news:name>{escape(portal.name)}</news:name><news:language>vi</news:language></news:publication>"
        f"<news:publication_date>{article.when.iso}</news:publication_date><news:title>{escape(printable(article.title))}</news:title>"
        "</news:news></url>\n"
    )
