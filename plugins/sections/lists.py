"""The generator of the list pages; beside plugin.py the only file here that knows Pelican."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from pelican.generators import Generator

from plugins.sections.pages import list_pages


class ListsGenerator(Generator):  # type: ignore[misc]
    """Writes the list pages (sections, keywords, events, years and months) and the signposts at old addresses."""

    def generate_output(self, writer: Any) -> None:
        """Render every list that has articles."""
        by_section, by_keyword, by_thread = defaultdict(list), defaultdict(list), defaultdict(list)
        for article in self.context["articles"]:
            by_section[article.section].append(article)
            for keyword in article.keywords:
                by_keyword[keyword].append(article)
            by_thread[article.thread].append(article)
        for section, articles in by_section.items():
            self._write_list(writer, "category", section.href, articles, section=section)
        for keyword, articles in by_keyword.items():
            self._write_list(writer, "tag", keyword.href, articles, tag=keyword)
        for thread in self.context["threads"]:
            self._write_list(writer, "event", thread.href, by_thread[thread], thread=thread)
        for year in self.context["years"]:
            for period in (year, *year.months):
                self._write(
                    writer, "period_archives", period.href, period=period, dates=period.listed, current_year=year
                )
        for old_href, article in self.context["moved"]:
            self._write(writer, "moved", old_href, article=article)

    def _write_list(self, writer: Any, name: str, href: str, articles: list[Any], **values: Any) -> None:
        for page in list_pages(href, articles, self.settings["DEFAULT_PAGINATION"]):
            self._write(writer, name, page.href, page=page, **values)

    def _write(self, writer: Any, name: str, href: str, **values: Any) -> None:
        address = href.lstrip("/")
        template = self.get_template(name)
        save_as = f"{address}index.html" if address.endswith("/") else address
        writer.write_file(save_as, template, self.context, template_name=name, url=address, **values)
