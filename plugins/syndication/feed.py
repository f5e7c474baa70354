"""Atom feeds with feedgenerator: titles, leads and whole bodies, with absolute addresses and no widget text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from feedgenerator import Atom1Feed

from plugins.common.dates import ZONE
from plugins.common.html import absolute_links, escape

#: The date of a feed that has no item yet.
_BEFORE_ALL = datetime(2000, 1, 1, tzinfo=ZONE)


class _Feed(Atom1Feed):  # type: ignore[misc]
    """A feed whose date is that of its newest item; feedgenerator dates an empty one by the clock."""

    def latest_post_date(self) -> datetime:
        dates: list[datetime] = [item["updateddate"] for item in self.items]
        return max(dates, default=_BEFORE_ALL)


def feed_xml(articles: Sequence[Any], portal: Any, title: str, page: str, address: str) -> str:
    """One feed. ``page`` is the list that it mirrors, ``address`` its own; both root-relative."""
    feed = _Feed(
        title=title, link=portal.url + page, description=title, language="vi", author_name=portal.name,
        feed_url=portal.url + address, feed_guid=portal.url + page,
    )  # fmt: skip
    for article in articles:
        link = portal.url + article.href
        feed.add_item(
            title=escape(article.title), link=link, unique_id=link, description=escape(article.description),
            content=_body(article, portal.url), author_name=article.author_names or portal.name, pubdate=article.date,
            updateddate=_updated(article), categories=[article.section.name, *(k.name for k in article.keywords)],
        )  # fmt: skip
    return str(feed.writeString("utf-8"))


def has_full_date(article: Any) -> bool:
    """Whether the day is known: a feed that invents a day lies to every reader of it."""
    return not article.when.is_partial


def _body(article: Any, site: str) -> str:
    lead = f"<p>{article.lead_html}</p>\n" if article.lead_html else ""
    return absolute_links(lead + article.content, site).replace("&nbsp;", " ")


def _updated(article: Any) -> datetime:
    moment: datetime = article.updated.value if article.updated else article.date
    return moment
