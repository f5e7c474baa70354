"""Changed articles, read and given the values that an article gets by itself: as in a full build, without Pelican."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from plugins.common.problems import Report
from plugins.common.settings import read_settings
from plugins.front_matter.document import DocumentReader, Shelves
from plugins.front_matter.settings import FrontMatterSettings
from plugins.incremental.recipe import Recipe
from plugins.incremental.rows import UnknownError
from plugins.sections.section import Section, Sections


class ReadArticle:
    """An article as its file says it; attributes are those of docs/architecture.md."""

    url: str
    href: str
    section: Section

    def __init__(self, source_path: str, html: str, metadata: dict[str, Any]) -> None:
        self.source_path = source_path
        self._content = self.content = html
        self.__dict__.update(metadata)


class Desk:
    """Reads articles for one build; ``root`` is the content folder."""

    def __init__(self, recipe: Recipe, root: str, now: datetime, report: Report) -> None:
        self._recipe, self._root, self._now, self._report = recipe, root, now, report
        options = read_settings(FrontMatterSettings, recipe.settings, "FRONT_MATTER")
        self._reader = DocumentReader(options, report, recipe.steps, Shelves(*recipe.shelves), now)
        self._reader.publishing = bool(recipe.settings["PUBLISHING"])
        known: list[Section] = recipe.context["sections"]
        self._known = {section.slug for section in known}
        self._sections = Sections(known, report, recipe.settings["SECTIONS"].get("default", ""))

    def read(self, name: str) -> ReadArticle:
        """The article of a file (its path in the content folder), with its values.

        Raises UnknownError when the file has errors, or is of a kind that touches every page.
        """
        path = f"{self._root}/{name}"
        document = self._reader.read(path, is_page=False)
        if document.metadata is None or self._report.errors:
            raise UnknownError(name)
        article = ReadArticle(path, document.html, document.metadata)
        self._place(article, name)
        return article

    def _place(self, article: Any, name: str) -> None:
        parts = PurePosixPath(name).parts
        folder = parts[0] if len(parts) > 1 else ""
        article.section = self._sections.find(article.section_name, folder, article.source_path, 1)
        if article.section.slug not in self._known or not (article.date and article.slug):
            raise UnknownError(name)
        pattern = "DRAFT_URL" if article.status == "draft" else "ARTICLE_URL"
        article.url = self._recipe.settings[pattern].format(slug=article.slug, date=article.date)
        article.href = f"/{article.url}"

    def give(self, articles: Iterable[Any]) -> None:
        """Give articles the values that each gets by itself; problems go into the report."""
        for article in articles:
            for give in self._recipe.givers:
                give(article, self._report)

    def finish(self, articles: Iterable[Any]) -> None:
        """Give the values, then look at what is published; problems go into the report."""
        self.give(articles)
        for article in articles:
            if article.status != "draft":
                for check in self._recipe.checks:
                    check(article, self._report)
