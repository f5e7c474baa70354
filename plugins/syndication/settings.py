"""Settings of feeds and sitemaps."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SyndicationSettings:
    """``SYNDICATION`` in pelicanconf.py."""

    #: Articles in a feed.
    feed_items: int = 30
    #: Hours that an article stays in the news sitemap (search engines read two days).
    news_hours: int = 48
    #: Addresses in one sitemap file (the protocol allows 50,000).
    sitemap_size: int = 10_000
