"""Atom feeds with feedgenerator: titles, leads and whole bodies, with absolute addresses and no widget text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from feedgenerator import Atom1Feed

from plugins.common.dates import ZONE
from plugins.common.html import absolute_links, escape
from plugins.syndication.notice import notice_html
from plugins.syndication.text import printable

#: The date of a feed that has no item yet.
_BEFORE_ALL = datetime(2000, 1, 1, tzinfo=ZONE)
#: A link to a place on the same page; in a feed it would lead to the feed.
_FRAGMENT = re.compile(r'(<a\b[^>]*\bhref=")#')


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
        feed.add_item(**_item(article, portal))
    return str(feed.writeString("utf-8"))


def _item(article: Any, portal: Any) -> dict[str, Any]:
    """What feedgenerator wants to know; it escapes for XML, and calls ``description`` the summary, which is HTML."""
    link = portal.url + article.href
    return {
        "title": printable(article.title),
        "link": link,
        "unique_id": link,
        "description": escape(printable(article.description)),
        "content": printable(_body(article, portal.url)),
        "author_name": printable(article.author_names or portal.name),
        "pubdate": article.date,
        "updateddate": _updated(article),
        "categories": [printable(named.name) for named in (article.section, *article.keywords)],
    }


def _body(article: Any, site: str) -> str:
    notice = notice_html(article)
    lead = f"<p>{article.lead_html}</p>\n" if article.lead_html else ""
    html = _FRAGMENT.sub(rf"\g<1>{site}{article.href}#", notice + lead + article.content)
    return absolute_links(html, site).replace("&nbsp;", " ")


def _updated(article: Any) -> datetime:
    moment: datetime = article.updated.value if article.updated else article.date
    return moment
