"""Files that are made of many articles and are no pages: feeds, sitemaps, and the counter's list beside the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from plugins.common.settings import read_settings
from plugins.incremental.digests import digest, joined
from plugins.incremental.keys import Digest
from plugins.syndication.files import Feed, feeds, news_sitemap, sitemaps
from plugins.syndication.settings import SyndicationSettings
from plugins.visit_counter.countable import countable_aliases, manifest


def feed_keys(context: Mapping[str, Any], settings: dict[str, Any], own: Digest) -> Iterator[tuple[str, bytes, Feed]]:
    """File, key and feed of every feed: its words and its articles, whose records hold all that it tells."""
    options = read_settings(SyndicationSettings, settings, "SYNDICATION")
    for feed in feeds(context, options):
        words = digest(feed.address, feed.title, feed.page, context["PORTAL"])
        yield feed.address[1:], joined(words, *map(own, feed.articles)), feed


def sitemap_files(context: Mapping[str, Any], settings: dict[str, Any], now: datetime) -> Iterator[tuple[str, bytes]]:
    """File and bytes of every sitemap."""
    options = read_settings(SyndicationSettings, settings, "SYNDICATION")
    for address, text in sitemaps(context, options, now):
        yield address[1:], text.encode()


def counter_list(context: Mapping[str, Any]) -> bytes:
    """The list of countable addresses, as the live counter reads it."""
    paths = sorted(context["countable"])
    return manifest(paths, countable_aliases(context["moved"], paths), context["PORTAL"].url)


def news_file(context: Mapping[str, Any], settings: dict[str, Any], now: datetime) -> Iterator[tuple[str, bytes]]:
    """The sitemap of news, which tells titles too."""
    address, text = news_sitemap(context, read_settings(SyndicationSettings, settings, "SYNDICATION"), now)
    yield address[1:], text.encode()


def renew_feeds(
    context: Mapping[str, Any], settings: dict[str, Any], keys: dict[str, bytes], own: Digest
) -> Iterator[tuple[str, bytes]]:
    """File and bytes of feeds that are others now; ``keys`` are those of the last build, and become those of this."""
    for name, key, feed in feed_keys(context, settings, own):
        if keys.get(name) != key:
            keys[name] = key
            yield name, feed.text(context["PORTAL"]).encode()
