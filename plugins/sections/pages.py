"""The pages of a long list, numbered from its oldest end, so that a page once full never changes.

``/x/`` shows what fills no page yet and the newest full page (20 to 39 articles), ``/x/trang/1/`` the oldest twenty. An
article dated after all others changes ``/x/`` alone; each twentieth one adds a page, and the page before that one then
says where it is. No page tells how many there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class ListPage:
    """One page: ``number`` from the oldest (0: the list's own address), its address, and its articles, newest first.

    ``newest``, ``newer``, ``older`` and ``oldest`` are addresses; empty where a link would lead nowhere new.
    """

    number: int
    href: str
    articles: Sequence[Any]
    newest: str = ""
    newer: str = ""
    older: str = ""
    oldest: str = ""


def list_pages(href: str, articles: Sequence[Any], per_page: int) -> list[ListPage]:
    """All pages of a list (newest first); its own address comes first, then the newest numbered page."""
    count = numbered_pages(len(articles), per_page)
    shown = len(articles) - count * per_page
    pages = [_page(href, 0, count, articles[:shown])]
    for number in range(count, 0, -1):
        start = len(articles) - number * per_page
        pages.append(_page(href, number, count, articles[start : start + per_page]))
    return pages


def numbered_pages(articles: int, per_page: int) -> int:
    """How many pages with a number a list of so many articles has."""
    return max(0, articles // per_page - 1) if per_page else 0


def page_href(href: str, number: int) -> str:
    """The address of a page with a number."""
    return f"{href}trang/{number}/"


def _page(href: str, number: int, count: int, articles: Sequence[Any]) -> ListPage:
    if number == 0:
        return ListPage(
            0, href, articles, older=page_href(href, count) if count else "",
            oldest=page_href(href, 1) if count > 1 else "",
        )  # fmt: skip
    return ListPage(
        number,
        page_href(href, number),
        articles,
        newest=href,
        newer=href if number == count else page_href(href, number + 1),
        older=page_href(href, number - 1) if number > 1 else "",
        oldest=page_href(href, 1) if number > 2 else "",
    )
