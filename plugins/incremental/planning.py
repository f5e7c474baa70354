"""Which pages a change touches, and those of them whose key is another than it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from sys import intern
from typing import Any

from plugins.common.places import EVENTS, KEYWORDS
from plugins.incremental.capture import Page, article_pages, overview_pages, pages_of_list, period_pages
from plugins.incremental.rows import Row
from plugins.incremental.site import Site

Hrefs = tuple[str, ...]


@dataclass(frozen=True)
class Touched:
    """What changed rows, old and new, belong to: slugs of sections, keywords, events, and months (2026-11)."""

    sections: frozenset[str]
    keywords: frozenset[str]
    threads: frozenset[str]
    months: frozenset[str]

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Touched:
        """By rows of published articles."""
        found = [row for row in rows if row.status == "published"]
        return cls(
            frozenset(row.section for row in found),
            frozenset(slug for row in found for slug, _ in row.keywords),
            frozenset(row.thread for row in found if row.thread),
            frozenset(row.when[0][:7] for row in found if row.when),
        )

    @property
    def prefixes(self) -> tuple[str, ...]:
        """How the names of these lists' pages begin."""
        heads = [f"{slug}/" for slug in self.sections]
        heads += [f"{KEYWORDS[1:]}{slug}/" for slug in self.keywords]
        heads += [f"{EVENTS[1:]}{slug}/" for slug in self.threads]
        return tuple(heads)


def list_pages_touched(site: Site, touched: Touched, per_page: int) -> Iterator[Page]:
    """Every page of the lists that a change touches."""
    by_section, by_keyword, by_thread = defaultdict(list), defaultdict(list), defaultdict(list)
    for article in site.articles:
        if article.section.slug in touched.sections:
            by_section[article.section.slug].append(article)
        row: Row | None = getattr(article, "row", None)
        for slug in (slug for slug, _ in row.keywords) if row else (keyword.slug for keyword in article.keywords):
            if slug in touched.keywords:
                by_keyword[slug].append(article)
        if article.thread and article.thread.slug in touched.threads:
            by_thread[article.thread.slug].append(article)
    context = site.context
    for template, name, heads, found in (
        ("category", "section", context["sections"], by_section),
        ("tag", "tag", context["keywords"], by_keyword),
        ("event", "thread", context["threads"], by_thread),
    ):
        for head in heads:
            if head.slug in found:
                yield from pages_of_list(template, name, head, found[head.slug], per_page)


def all_lists(context: Any, per_page: int) -> Iterator[Page]:
    """Every page of every list, of a whole site."""
    articles = context["articles"]
    touched = Touched(
        frozenset(section.slug for section in context["sections"]),
        frozenset(keyword.slug for keyword in context["keywords"]),
        frozenset(thread.slug for thread in context["threads"]),
        frozenset(),
    )
    yield from list_pages_touched(Site(articles, [], [], context), touched, per_page)


def periods(context: Mapping[str, Any], touched: Touched | None = None) -> Iterator[Page]:
    """The pages of all years and months, or of those that a change touches."""
    years = context["years"]
    touched_years = {int(month[:4]) for month in touched.months} if touched else set()
    for year in years:
        if touched and year.year not in touched_years:
            continue
        yield period_pages(year, year, years)
        for month in year.months:
            if touched is None or f"{month.year}-{month.month:02d}" in touched.months:
                yield period_pages(month, year, years)


def overviews(site: Site) -> Iterator[Page]:
    """The front page, all years, all keywords, all events."""
    saved = {name: site.context.get(f"{name.upper()}_SAVE_AS", "") for name in ("archives", "tags", "events")}
    yield from overview_pages(site.context, {"index": "index.html", **saved})


def every_page(site: Site, settings: Mapping[str, Any]) -> Iterator[Page]:
    """Every page with a key."""
    shown = [*site.articles, *site.hidden, *(site.drafts if settings["DRAFT_SAVE_AS"] else ())]
    per_page = settings["DEFAULT_PAGINATION"]
    return chain(article_pages(shown), all_lists(site.context, per_page), periods(site.context), overviews(site))


def dirty(candidates: Iterable[Any], touched: Touched, cards: Collection[str], reread: Collection[str]) -> list[Any]:
    """Of articles whose rail was filled again those whose page may be another: it is new, shows others or other cards.

    ``cards`` are the addresses of articles that others show differently now; ``reread`` of those whose words weigh
    differently, so that the reason why they stand somewhere may be another.
    """
    found = []
    for article in candidates:
        row: Row | None = getattr(article, "row", None)
        if (
            row is None
            or row.thread in touched.threads
            or shown(article) != (row.rail, row.beside)
            or _holds(cards, (*row.rail, *chain(*row.beside)))
            or _holds(reread, (row.href, *row.rail))
        ):
            found.append(article)
    return found


def _holds(known: Collection[str], names: Iterable[str]) -> bool:
    return any(name in known for name in names)


def shown(article: Any) -> tuple[Hrefs, tuple[Hrefs, Hrefs, Hrefs]]:
    """Whom an article's page shows: related news, then its event, newer and older news; by address."""
    related = tuple([item.article.href for item in article.related])
    return related, (_hrefs(article.thread_others), _hrefs(article.newer), _hrefs(article.older))


def _hrefs(articles: Iterable[Any]) -> Hrefs:
    return tuple([intern(article.href) for article in articles])
