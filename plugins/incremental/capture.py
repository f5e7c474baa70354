"""What a build leaves for the next one: rows of its articles, keys of its pages, stamps of its files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from sys import intern
from typing import Any, NamedTuple

from plugins.incremental.digests import card_of, own_of
from plugins.incremental.keys import Keys
from plugins.incremental.rows import LIFTED, WANTED, Row, dated
from plugins.safe_output.links import Written, find
from plugins.sections.events import slug_of
from plugins.sections.keywords import spellings
from plugins.sections.pages import ListPage, list_pages


class Digests:
    """The digests of a build's articles, each made once; a kept article brings its own."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[bytes, bytes]] = {}

    def own(self, article: Any) -> bytes:
        """The digest of everything the article's page shows of itself."""
        return self._of(article)[0]

    def card(self, article: Any) -> bytes:
        """The digest of what others show of it."""
        return self._of(article)[1]

    def know(self, row: Row) -> None:
        """Take the digests of an article from its row."""
        self._known[row.href] = row.own, row.card

    def _of(self, article: Any) -> tuple[bytes, bytes]:
        found = self._known.get(article.href)
        if found is None:
            row = getattr(article, "row", None)
            found = (row.own, row.card) if row is not None else (own_of(article), card_of(article))
            self._known[article.href] = found
        return found


class Page(NamedTuple):
    """One page with a key: file, template, what it is given beside the context, and how its key is made."""

    name: str
    template: str
    values: dict[str, Any]
    key: Callable[[Keys], bytes]


def row_of(article: Any, root: str, site: str, digests: Digests) -> Row:
    """The row of an article that has all its values; ``root`` is the content folder, ``site`` the portal's address."""
    found, notice = article.__dict__.get("found_in_text"), article.wanted
    if found is None:
        found = find(Written("", f"{article.lead_html}\n{article.content}", article.href), site)
    return Row(
        path=intern(os.path.relpath(article.source_path, root)),
        own=digests.own(article),
        card=digests.card(article),
        href=intern(article.href),
        slug=article.slug,
        status=article.status,
        kind=article.kind,
        when=dated(article.when),
        updated=dated(article.updated),
        expires=dated(article.expires),
        embargo=dated(article.embargo),
        section=intern(article.section.slug),
        keywords=tuple((intern(slug), intern(name)) for slug, name in spellings(article.tag_names).items()),
        event=article.event or "",
        thread=slug_of(article),
        featured=bool(article.featured),
        picks=tuple(article.related_picks),
        old=tuple(article.old_addresses),
        wanted=(LIFTED if notice.is_lifted else WANTED) if notice else "",
        document=article.text_key,
        is_settled=article.is_rail_settled,
        rail=_hrefs(item.article for item in article.related),
        beside=(_hrefs(article.thread_others), _hrefs(article.newer), _hrefs(article.older)),
        links=tuple((link.page, link.fragment) for link in found.links),
        ids=found.ids,
        media=tuple(sorted(set(map(intern, _media(article))))),
    )


def _media(article: Any) -> Iterator[str]:
    """As plugins.media finds what it writes."""
    yield from (picture.src for picture in article.pictures)
    yield from article.files
    yield from (attachment.source for attachment in article.attachments)


def _hrefs(articles: Iterable[Any]) -> tuple[str, ...]:
    return tuple(intern(article.href) for article in articles)


def article_pages(articles: Iterable[Any]) -> Iterator[Page]:
    """The pages of articles that have one."""
    for article in articles:
        if article.url:
            yield Page(file_of(article.href), "article", {"article": article}, partial(_article_key, article))


def _article_key(article: Any, keys: Keys) -> bytes:
    return keys.article(article)


def pages_of_list(template: str, name: str, head: Any, articles: list[Any], per_page: int) -> Iterator[Page]:
    """The pages of a section, keyword or event; ``name`` is what the template calls it."""
    for page in list_pages(head.href, articles, per_page):
        values = {name: head, "page": page}

        def key(keys: Keys, page: ListPage = page) -> bytes:
            return keys.list_page(template, head, page)

        yield Page(file_of(page.href), template, values, key)


def period_pages(period: Any, year: Any, years: list[Any]) -> Page:
    """The page of a year or month."""
    values = {"period": period, "dates": period.listed, "current_year": year}
    return Page(file_of(period.href), "period_archives", values, lambda keys: keys.period(period, years))


def overview_pages(context: Mapping[str, Any], saved: Mapping[str, str]) -> Iterator[Page]:
    """The front page and the overviews; ``saved`` is the file of each template."""
    for template, key in (
        ("index", lambda keys: keys.front(context["front"], context["visits"])),
        ("archives", lambda keys: keys.archives(context["years"])),
        ("tags", lambda keys: keys.overview("tags", context["keywords"])),
        ("events", lambda keys: keys.overview("events", context["threads"])),
    ):
        if saved.get(template):
            yield Page(saved[template], template, {}, key)


def file_of(href: str) -> str:
    """The file of an address in the output."""
    return intern(f"{href[1:]}index.html" if href.endswith("/") else href[1:])
