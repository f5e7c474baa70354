"""An incremental build: what changed is read, what shows it is rendered, all else stays.

1. Changed articles are read and given their values; the rest of the site is composed of the rows of the ledger, by the
   functions of a full build.
2. Pages that may be others are found, and rendered where their key is another.
3. Feeds, sitemaps and the counter's list are made again where an article that is in them changed.

Whatever is not understood here raises FullBuildNeeded, and nothing has happened.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain
from typing import Any

from plugins.common.problems import Report
from plugins.incremental import checks
from plugins.incremental.capture import Digests, Page, article_pages, file_of, row_of
from plugins.incremental.digests import bytes_digest, own_of, record_of
from plugins.incremental.extras import counter_list, news_file, renew_feeds, sitemap_files
from plugins.incremental.keys import Keys
from plugins.incremental.ledger import Ledger
from plugins.incremental.moments import moments_of, next_change
from plugins.incremental.planning import Touched, dirty, list_pages_touched, overviews, periods, shown
from plugins.incremental.rails import fill
from plugins.incremental.reading import Desk
from plugins.incremental.recipe import Recipe
from plugins.incremental.rendering import Theme
from plugins.incremental.request import Difference, FullBuildNeeded, Renewal, Request
from plugins.incremental.rows import KeptArticle, Row, UnknownError
from plugins.incremental.site import Site, check_frame, compose, shelf_of
from plugins.incremental.tree import stamp_of
from plugins.incremental.vault import Vault
from plugins.sections.events import slug_of


def renew(request: Request, ledger: Ledger, vault: Vault, changed: Difference, report: Report) -> Renewal:
    """The site with the changed articles; problems go into the report. Raises FullBuildNeeded."""
    recipe = vault.recipe(ledger.recipe)
    if recipe is None:
        raise FullBuildNeeded("kho không còn phần chung của trang")
    try:
        return Build(request, ledger, recipe, vault, changed, report).run()
    except UnknownError as error:
        raise FullBuildNeeded(f"{error} cần dựng cả trang") from error


class Build:
    """One build; whoever renders more than what changed begins with the same site."""

    #: Whether templates may ask for what no template asked for when the ledger was kept.
    is_strict = False

    def __init__(
        self, request: Request, ledger: Ledger, recipe: Recipe, vault: Vault, changed: Difference, report: Report
    ) -> None:
        self.request, self.ledger, self.recipe, self.vault = request, ledger, recipe, vault
        self.changed, self.report = changed, report
        self.root = request.places.content
        self.gone = [row for row in ledger.rows if row.path in changed.articles]
        self.stayed = [row for row in ledger.rows if row.path not in changed.articles]
        self.digests = Digests()
        self.theme = Theme(recipe, request.places.theme)

    def run(self) -> Renewal:
        """Read, compose, render."""
        # Before anything is read: what is written from now on is for the next build to see.
        found = ((name, self.changed.found.get(name)) for name in self.changed.articles)
        self.stamps = {name: stamp_of(f"{self.root}/{name}", state) for name, state in found if state}
        desk = Desk(self.recipe, self.root, self.request.now, self.report)
        fresh = [desk.read(name) for name in sorted(self.changed.articles & self.changed.found.keys())]
        self._check_kinds(fresh)
        site = self.compose(fresh)
        desk.finish(fresh)
        cards = self._changed_cards(fresh)
        events = {row.thread for row in self.gone} | {slug_of(article) for article in fresh}
        now = self.request.now
        relations, again, store = fill(site, self.recipe, now, self.report, self.gone, events - {""}, cards)
        if relations.renewed_from != self.ledger.related:
            raise FullBuildNeeded("phần tính tin liên quan là của một lần dựng khác")
        new = {a.source_path: row_of(a, self.root, self.recipe.context["PORTAL"].url, self.digests) for a in fresh}
        touched = Touched.of([*self.gone, *new.values()])
        pages = dirty(again, touched, cards, relations.reweighed)
        rows = self._rows(site, again, new)
        renewal = Renewal(self._next_ledger(site, rows, relations.mark, fresh), cards=cards, afterwards=[store.finish])
        lists = list_pages_touched(site, touched, self._per_page)
        years = {href.split("/")[1] for href in self.ledger.periods}
        has_same_years = years == {str(year.year) for year in site.context["years"]}
        dates = periods(site.context, touched if has_same_years else None)
        plan = chain(article_pages(pages), lists, dates, overviews(site))
        self._render(plan, site, touched, renewal)
        self._renew_extras(site, new.values(), renewal)
        self._check(rows, renewal)
        renewal.records = [(self.digests.own(article), article) for article in fresh]
        renewal.restored = self.changed.damaged - renewal.written.keys() - renewal.deleted
        return renewal

    @property
    def _per_page(self) -> int:
        return int(self.recipe.settings["DEFAULT_PAGINATION"])

    def _check_kinds(self, fresh: Iterable[Any]) -> None:
        for row in self.gone:
            checks.check_row(row)
        for article in fresh:
            checks.check_kind(article, self.request.now)

    def compose(self, fresh: list[Any]) -> Site:
        """The site, with no rail filled yet. Raises UnknownError."""
        shelf = shelf_of(self.recipe, self.root, self._record)
        shelf.is_strict = self.is_strict
        self.shelf = shelf
        site = compose(self.stayed, fresh, shelf, self.recipe, self.request.now, self.report)
        check_frame(site, self.ledger.rows)
        names = [(keyword.slug, keyword.name) for keyword in site.context["keywords"]]
        names += [(f"@{thread.slug}", thread.name) for thread in site.context["threads"]]
        checks.check_names_kept(self.ledger.names, names, self.stayed)
        checks.check_words(site, fresh, self.request.now, self.report)
        self.names = names
        return site

    def _record(self, row: Row) -> dict[str, Any]:
        """What an article shows of itself: kept, or of a wanted notice read again. Raises UnknownError."""
        if not row.wanted:
            return self.vault.record(row)
        desk = Desk(self.recipe, self.root, self.request.now, Report())  # its warnings are in the ledger
        article: Any = desk.read(row.path)
        article.keywords = [self.shelf.keywords[slug] for slug, _ in row.keywords if slug in self.shelf.keywords]
        article.thread = self.shelf.threads.get(row.thread)
        desk.give([article])
        if own_of(article) != row.own:
            raise UnknownError(row.path)
        return {**record_of(article), "notice": article.wanted}

    def _changed_cards(self, fresh: Iterable[Any]) -> set[str]:
        """The addresses of articles that are gone, new, or shown differently by others."""
        was = {(row.href, row.card) for row in self.gone}
        return {href for href, _ in was.symmetric_difference((a.href, self.digests.card(a)) for a in fresh)}

    def _rows(self, site: Site, again: Iterable[Any], new: dict[str, Row]) -> list[Row]:
        """The rows of the new site, in its order."""
        seen = {id(article) for article in again}
        rows = []
        for article in site.everything:
            row = article.row if type(article) is KeptArticle else new[article.source_path]
            if id(article) in seen:
                (rail, beside), is_settled = shown(article), article.is_rail_settled
                # Most come to the same, and a row that is the same object is not written again.
                if (rail, beside, is_settled) != (row.rail, row.beside, row.is_settled):
                    row = row._replace(rail=rail, beside=beside, is_settled=is_settled)
            rows.append(row)
        return rows

    def _next_ledger(self, site: Site, rows: list[Row], related: bytes, fresh: list[Any]) -> Ledger:
        stamps = dict(self.ledger.articles)
        for name in self.changed.articles:
            stamps.pop(name, None)
        stamps |= self.stamps
        told = [p for p in self.ledger.problems if p.file not in {f"{self.root}/{n}" for n in self.changed.articles}]
        return replace(
            self.ledger,
            articles=stamps,
            rows=rows,
            names=self.names,
            related=related,
            until=min(self.ledger.until, next_change(moments_of(fresh, self.recipe.settings), self.request.now)),
            keys=dict(self.ledger.keys),
            periods=[page.href for year in site.context["years"] for page in (year, *year.months)],
            outputs=dict(self.ledger.outputs),
            problems=told,
        )

    def _render(self, pages: Iterable[Page], site: Site, touched: Touched, renewal: Renewal) -> None:
        keys = Keys(site.context, self.digests.own, self.digests.card)
        kept = renewal.ledger.keys
        gone = {file_of(row.href) for row in self.gone}
        gone |= {file_of(href) for href in set(self.ledger.periods) - set(renewal.ledger.periods)}
        prefixes = touched.prefixes
        gone |= {name for name in kept if name.startswith(prefixes)}
        for page in pages:
            gone.discard(page.name)
            key = page.key(keys)
            if kept.get(page.name) == key:
                continue
            renewal.written[page.name] = self.theme.render(page, site.context)
            kept[page.name] = key
        for name in gone:
            kept.pop(name, None)
        renewal.deleted |= gone

    def _renew_extras(self, site: Site, new: Iterable[Row], renewal: Renewal) -> None:
        settings, kept = self.recipe.settings, renewal.ledger.keys
        told = {(row.href, row.when, row.updated, row.status) for row in self.gone}
        is_same = told == {(row.href, row.when, row.updated, row.status) for row in new}
        is_same = is_same and self.ledger.names == self.names
        files = chain(
            renew_feeds(site.context, settings, kept, self.digests.own),
            news_file(site.context, settings, self.request.now),
            () if is_same else sitemap_files(site.context, settings, self.request.now),
        )
        for name, data in files:
            if bytes_digest(data) != self.ledger.outputs.get(name, (b"", 0, 0))[0]:
                renewal.written[name] = data
        if not is_same:
            renewal.side_file = counter_list(site.context)

    def _check(self, rows: list[Row], renewal: Renewal) -> None:
        names = (self.ledger.outputs.keys() | renewal.written.keys()) - renewal.deleted
        hrefs = [row.href for row in rows if row.status != "draft"]
        if len(hrefs) != len(set(hrefs)):
            raise UnknownError("slug")
        lost = {row.href for row in self.gone}
        checks.check_links(rows, self.changed.articles, names, lost)
        has_drafts = bool(self.recipe.settings["DRAFT_SAVE_AS"])
        new = [row for row in rows if row.path in self.changed.articles]
        if checks.media_of(self.gone, has_drafts) != checks.media_of(new, has_drafts):
            checks.check_media(self.ledger.rows, rows, has_drafts)
        if self.report.errors:
            raise UnknownError(self.report.errors[0].file)
