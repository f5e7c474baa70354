"""The articles of a site that changed a little, and what is composed of them: by the functions of a full build."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Any

from plugins.common.problems import Report
from plugins.common.settings import read_settings
from plugins.incremental.recipe import Recipe
from plugins.incremental.rows import KeptArticle, Row, Shelf, UnknownError
from plugins.sections.addresses import list_addresses, old_addresses
from plugins.sections.archive import compose_years
from plugins.sections.events import Events, EventThread
from plugins.sections.front import compose_front
from plugins.sections.keywords import Keyword, count_keywords, in_order, spellings
from plugins.sections.order import order_of
from plugins.sections.section import Section
from plugins.sections.settings import SectionsSettings
from plugins.visit_counter.countable import countable_pages

NOTICE = "thong-bao"


@dataclass
class Site:
    """Everything that pages are made of: published articles newest first, hidden ones, drafts, and the context."""

    articles: list[Any]
    hidden: list[Any]
    drafts: list[Any]
    context: dict[str, Any]

    @property
    def everything(self) -> list[Any]:
        """Every article that has values."""
        return [*self.articles, *self.hidden, *self.drafts]


def shelf_of(recipe: Recipe, root: str, load: Callable[[Row], dict[str, Any]]) -> Shelf:
    """What the kept articles of a build share."""
    return Shelf(root, {section.slug: section for section in recipe.context["sections"]}, load)


def compose(stayed: list[Row], fresh: list[Any], shelf: Shelf, recipe: Recipe, now: datetime, report: Report) -> Site:
    """The site of articles that stayed (in its order) and of those that were read; no rail is filled yet.

    :func:`check_frame` tells whether every page changes with it.
    """
    if any(row.section not in shelf.sections for row in stayed):
        raise UnknownError("sections")
    kept = [KeptArticle(row, shelf) for row in stayed]
    site = Site([], [], [], {})
    for name, status in (("articles", "published"), ("hidden", "hidden"), ("drafts", "draft")):
        found: list[Any] = [article for article in kept if article.row.status == status]
        for article in fresh:
            if article.status == status:
                insort(found, article, key=order_of)
        setattr(site, name, found)
    options = read_settings(SectionsSettings, recipe.settings, "SECTIONS")
    keywords = in_order(count_keywords(_uses(site.articles)))
    events = Events([article for article in site.articles if article.event], now)
    shelf.keywords, shelf.threads = keywords, events.threads
    for article in fresh:
        article.keywords = [keywords[slug] for slug in spellings(article.tag_names) if slug in keywords]
        article.thread = events.thread_of(article)
    for article in site.everything:
        article.find_thread_others = partial(events.others, article, options.thread)
    _fill_context(site, keywords.values(), events.threads.values(), options, recipe, now, report)
    return site


def _uses(articles: Iterable[Any]) -> Iterable[tuple[str, str]]:
    return chain.from_iterable(
        article.row.keywords if type(article) is KeptArticle else spellings(article.tag_names).items()
        for article in articles
    )


def _fill_context(
    site: Site, keywords: Iterable[Keyword], threads: Iterable[EventThread], options: SectionsSettings,
    recipe: Recipe, now: datetime, report: Report,
) -> None:  # fmt: skip
    by_section: dict[Section, list[Any]] = {section: [] for section in recipe.context["sections"]}
    by_slug = {section.slug: found for section, found in by_section.items()}
    for article in site.articles:
        by_slug[article.section.slug].append(article)
    news = [article for article in site.articles if article.kind != NOTICE]
    notices = [a for a in site.articles if a.kind == NOTICE and not (a.expires and a.expires.ends <= now)]
    shown = {section: found for section, found in by_section.items() if section.slug != options.notices}
    site.context = {
        **recipe.settings,
        **recipe.context,
        "articles": site.articles,
        "hidden_articles": site.hidden,
        "drafts": site.drafts,
        "keywords": list(keywords),
        "threads": list(threads),
        "moved": old_addresses([a for a in (*site.articles, *site.hidden) if a.old_addresses], report),
        "section_counts": Counter({slug: len(found) for slug, found in by_slug.items() if found}),
        "notices": notices[: options.notices_shown],
        "front": compose_front(news, shown, options.latest, options.block),
        "years": compose_years(site.articles),
        "pages": recipe.pages,
    }
    site.context["addresses"] = frozenset(list_addresses(site.context, recipe.settings["DEFAULT_PAGINATION"]))
    site.context["countable"] = frozenset(countable_pages(site.context))


def check_frame(site: Site, before: Iterable[Row]) -> None:
    """Menus name the sections in use, the foot names the events when there are any, and notices stand everywhere.

    Raises UnknownError when one of them is another than it was.
    """
    rows = [row for row in before if row.status == "published"]
    if site.context["section_counts"].keys() != {row.section for row in rows}:
        raise UnknownError("sections")
    if bool(site.context["threads"]) != any(row.thread for row in rows):
        raise UnknownError("events")
