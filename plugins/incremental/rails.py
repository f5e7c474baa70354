"""The rails of a site that changed a little: those that may be others are filled again, all else stays.

A rail depends on the ranking of its article (:attr:`Relations.ranked_anew` says whose may be another), on who stands
in its event, and on its neighbours in the section. Where it is not *settled* (picks, much to pass over) it is filled
again whenever anything changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from plugins.common.problems import Report
from plugins.common.settings import read_settings
from plugins.incremental.recipe import Recipe
from plugins.incremental.rows import LIFTED, KeptArticle, Row
from plugins.incremental.site import Site
from plugins.related_news.copies import SMALL
from plugins.related_news.corpus import Document
from plugins.related_news.picks import Picks, Shelf
from plugins.related_news.rails import Rails, document_of, is_compared
from plugins.related_news.relations import Relations, relate
from plugins.related_news.settings import RelatedNewsSettings, checked
from plugins.related_news.sidebar import CANDIDATES
from plugins.related_news.store import Store
from plugins.sections.rail import neighbours_at
from plugins.sections.settings import SectionsSettings

#: How far from a change in a section an article may stand and have another neighbour, or another one that fills up its
#: rail: more than are looked at for that (:attr:`plugins.related_news.sidebar.Sidebar.far` tells of the others).
_REACH = CANDIDATES + 10


class KeptDocument(Document):
    """The document of a kept article; its words are fetched when somebody compares them."""

    title = property(lambda self: self._whole.title)
    body = property(lambda self: self._whole.body)
    tags = property(lambda self: tuple(keyword.name for keyword in self.__dict__["article"].keywords))

    @classmethod
    def of(cls, article: KeptArticle) -> KeptDocument:
        """The document that :func:`plugins.related_news.rails.document_of` would make."""
        made = object.__new__(cls)
        row = article.row
        date = "" if not row.when or row.when[1] == "none" else row.when[0]
        made.__dict__.update(id=row.href, date=date, section=row.section, key=row.document, is_html=True)
        made.__dict__["article"] = article
        return made

    @property
    def _whole(self) -> Document:
        known: Document | None = self.__dict__.get("whole")
        if known is None:
            known = self.__dict__["whole"] = document_of(self.__dict__["article"])
        return known


def documents_of(articles: Iterable[Any]) -> list[Document]:
    """The documents of published articles, as :func:`plugins.related_news.rails.archive_of` gives them."""
    found: list[Document] = []
    for article in articles:
        if type(article) is KeptArticle:
            if article.row.wanted != LIFTED:
                found.append(KeptDocument.of(article))
        elif is_compared(article):
            found.append(document_of(article))
    return found


class Filled(NamedTuple):
    """The relations, the articles whose rail was filled again, and the store that waits for the site to stand."""

    relations: Relations
    articles: list[Any]
    store: Store


def fill(
    site: Site, recipe: Recipe, now: datetime, report: Report, gone: Iterable[Row], touched: Collection[str],
    cards: Collection[str], *, everywhere: bool = False,
) -> Filled:  # fmt: skip
    """Set ``related``, ``thread_others``, ``newer`` and ``older`` where they may be others, or ``everywhere``.

    ``gone`` are the rows of articles that went or changed, ``touched`` the slugs of events that lost or won one,
    ``cards`` the addresses of articles that others show differently.
    """
    options = checked(read_settings(RelatedNewsSettings, recipe.settings, "RELATED_NEWS"), report)
    shelf = Shelf(
        published=tuple(site.articles),
        hidden=tuple(site.hidden),
        drafts=tuple(site.drafts),
        moved=tuple(site.context["moved"]),
        held=recipe.held,
        now=now,
    )
    documents = documents_of(site.articles)
    store = Store(Path(recipe.settings["CACHE_PATH"], "related_news"), waits=True)
    relations = relate(documents, store=store)
    rails = Rails(relations, shelf, Picks(shelf, report, recipe.context["PORTAL"].url), options)
    wanted = _open(site, relations, len(documents) <= SMALL, touched) | _near_changes(site, gone, _REACH)
    wanted |= _showing(site, cards, relations.reweighed)
    wanted |= set(map(id, site.everything)) if everywhere else set()
    count = read_settings(SectionsSettings, recipe.settings, "SECTIONS").neighbours
    for article in site.everything:
        if id(article) in wanted:
            article.related = rails.beside(article)
            article.thread_others = article.find_thread_others([item.article for item in article.related])
            article.is_rail_settled = len(documents) > SMALL and rails.is_settled(article)
    keys = {document.id: document.key for document in documents if type(document) is not KeptDocument}
    for article in site.everything:
        if type(article) is not KeptArticle:
            article.text_key = keys.get(article.href, "") if article.status == "published" else ""
    return Filled(relations, _set_neighbours(site, wanted, count), store)


def _open(site: Site, relations: Relations, is_small: bool, touched: Collection[str]) -> set[int]:
    """Articles whose related news or event may be others (identities)."""
    anew = relations.ranked_anew
    return {
        id(article)
        for article in site.everything
        if is_small
        or type(article) is not KeptArticle
        or not article.row.is_settled
        or article.row.href in anew
        or article.row.thread in touched
    }


def _showing(site: Site, cards: Collection[str], reweighed: Collection[str]) -> set[int]:
    """Kept articles that show one of some cards, or give a reason that words which weigh differently may change."""
    others = {*cards}.isdisjoint
    mean_the_same = {*cards, *reweighed}.isdisjoint
    found = set()
    for article in site.everything:
        if type(article) is KeptArticle:
            row = article.row
            if row.href in reweighed or not mean_the_same(row.rail) or (cards and not all(map(others, row.beside))):
                found.add(id(article))
    return found


def _near_changes(site: Site, gone: Iterable[Row], reach: int) -> set[int]:
    """Articles of a section that stand near to one that came, went or changed (identities)."""
    found: set[int] = set()
    lost: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for row in gone:
        if row.status == "published":
            lost[row.section].append((-_moment(row), row.slug))
    by_section: dict[str, list[Any]] = defaultdict(list)
    for article in site.articles:
        by_section[article.section.slug].append(article)
    for slug, articles in by_section.items():
        places = [place for place, article in enumerate(articles) if type(article) is not KeptArticle]
        places += [_place_of(key, articles) for key in lost[slug]]
        for place in places:
            low, high = _with_ties(articles, place, place + 1)
            low, high = _with_ties(articles, max(0, low - reach), min(len(articles), high + reach))
            found.update(map(id, articles[low:high]))
    return found


def _with_ties(articles: list[Any], low: int, high: int) -> tuple[int, int]:
    """A stretch with all articles around it that have the date of its first or its last one."""
    high = min(high, len(articles))
    while 0 < low < len(articles) and articles[low - 1].date == articles[low].date:
        low -= 1
    while 0 < high < len(articles) and articles[high - 1].date == articles[high].date:
        high += 1
    return low, high


def _place_of(key: tuple[float, str], articles: list[Any]) -> int:
    """Where an article that is gone would stand."""
    low, high = 0, len(articles)
    while low < high:
        middle = (low + high) // 2
        article = articles[middle]
        if (-article.date.timestamp(), article.slug) < key:
            low = middle + 1
        else:
            high = middle
    return low


def _moment(row: Row) -> float:
    return datetime.fromisoformat(row.when[0]).timestamp() if row.when else 0.0


def _set_neighbours(site: Site, wanted: set[int], count: int) -> list[Any]:
    """Set ``newer`` and ``older`` on some articles; gives them."""
    found = []
    by_section: dict[str, list[Any]] = defaultdict(list)
    for article in site.articles:
        by_section[article.section.slug].append(article)
    for articles in by_section.values():
        for place, article in enumerate(articles):
            if id(article) in wanted:
                neighbours_at(articles, place, count)
                found.append(article)
    for article in (*site.hidden, *site.drafts):
        if id(article) in wanted:
            article.newer = article.older = []
            found.append(article)
    return found
