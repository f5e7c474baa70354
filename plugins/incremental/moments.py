"""When a site becomes another by itself: a notice expires, an article is no longer news, a day ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from plugins.common.dates import ZONE
from plugins.common.settings import read_settings
from plugins.syndication.settings import SyndicationSettings


def moments_of(articles: Iterable[Any], settings: Mapping[str, Any]) -> Iterator[datetime]:
    """The moments that published articles bring, past and to come."""
    news = timedelta(hours=read_settings(SyndicationSettings, dict(settings), "SYNDICATION").news_hours)
    for article in articles:
        if article.expires:
            yield article.expires.ends
        # The sitemap of news holds the last moment too.
        yield article.date + news + timedelta.resolution


def next_change(moments: Iterable[datetime], now: datetime) -> float:
    """The first of the moments after now, or the end of the day when that comes before (seconds since 1970)."""
    midnight = now.astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return min([midnight, *(moment for moment in moments if moment > now)]).timestamp()
