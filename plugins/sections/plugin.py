"""The signal receivers of sections, lists and archives."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.contents import Category, Tag
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator

from plugins.common.clock import build_moment
from plugins.common.problems import report_of
from plugins.common.settings import read_settings
from plugins.common.vietnamese import slugify
from plugins.sections.archive import compose_years
from plugins.sections.front import compose_front
from plugins.sections.keywords import compose_keywords
from plugins.sections.order import check_addresses, check_future, is_held, neighbours, newest_first, old_addresses
from plugins.sections.section import Section, Sections, read_sections
from plugins.sections.settings import SectionsSettings

_LISTS = ("articles", "hidden_articles", "drafts")


def _check_settings(pelican: Pelican) -> None:
    read_settings(SectionsSettings, pelican.settings, "SECTIONS")


def _arrange(generator: ArticlesGenerator) -> None:
    """Before tags and sections are collected: hold back, check, sort, give each article its section and address."""
    report, now = report_of(generator.settings), build_moment(generator.settings)
    options = read_settings(SectionsSettings, generator.settings, "SECTIONS")
    sections = Sections(read_sections(Path(generator.path), report), report, options.default)
    for name in _LISTS:
        articles = newest_first(getattr(generator, name))
        if name != "drafts":
            check_future(articles, now, report)
        out = [article for article in articles if not is_held(article, now)]
        setattr(generator, name, out)
        for article in out:
            _place(article, sections, generator)
        for article in articles:
            if is_held(article, now):
                generator.context["generated_content"].pop(article.get_relative_source_path(), None)
    keywords = compose_keywords(generator.articles)
    for article in (*generator.articles, *generator.hidden_articles, *generator.drafts):
        article.keywords = [keywords[slug] for name in article.tag_names if (slug := slugify(name)) in keywords]
        article.tags = [_wrapper(Tag, keyword.name, keyword.slug, generator) for keyword in article.keywords]
    moved = old_addresses((*generator.articles, *generator.hidden_articles), report)
    generator.context.update(sections=sections.sorted(), keywords=list(keywords.values()), moved=moved)


def _place(article: Any, sections: Sections, generator: ArticlesGenerator) -> None:
    parts = Path(article.get_relative_source_path()).parts
    folder = parts[0] if len(parts) > 1 else ""
    line = article.header_lines.get("section", 1)
    article.section = sections.find(article.section_name, folder, article.source_path, line)
    article.category = _wrapper(Category, article.section.name, article.section.slug, generator)
    article.href = f"/{article.url}"


def _wrapper(kind: Any, name: str, slug: str, generator: ArticlesGenerator) -> Any:
    wrapper = kind(name, generator.settings)
    wrapper.slug = slug
    return wrapper


def _compose(generator: ArticlesGenerator) -> None:
    """Lists for the front page and the rail; only published articles are in them."""
    options = read_settings(SectionsSettings, generator.settings, "SECTIONS")
    now = build_moment(generator.settings)
    by_section: dict[Section, list[Any]] = {section: [] for section in generator.context["sections"]}
    for article in (*generator.hidden_articles, *generator.drafts):
        article.newer = article.older = []
    for article in generator.articles:
        by_section[article.section].append(article)
    for articles in by_section.values():
        neighbours(articles, options.neighbours)
    notices = [a for a in generator.articles if a.kind == "thong-bao" and not (a.expires and a.expires.ends <= now)]
    shown = {section: articles for section, articles in by_section.items() if section.slug != options.notices}
    news = [article for article in generator.articles if article.kind != "thong-bao"]
    generator.context.update(
        section_counts={section.slug: len(articles) for section, articles in by_section.items()},
        notices=notices[: options.notices_shown],
        notices_section=next((s for s, found in by_section.items() if s.slug == options.notices and found), None),
        front=compose_front(news, shown, options.latest, options.block),
        years=compose_years(generator.articles),
    )
    # ListsGenerator writes these pages; Pelican's own way compares every article with every list.
    generator.categories, generator.tags, generator.authors = [], {}, []


def _address_pages(generator: PagesGenerator) -> None:
    report = report_of(generator.settings)
    for page in (*generator.pages, *generator.hidden_pages, *generator.draft_pages):
        page.href = f"/{page.url}"
    # Articles first: a page is the easier one to rename.
    context = generator.context
    items = [(a.href, a.source_path, a.header_lines.get("slug", 1)) for name in _LISTS for a in context.get(name, ())]
    items += [(s.href, "_index.md", 0) for s in context.get("sections", ()) if context["section_counts"].get(s.slug)]
    items += [(p.href, p.source_path, p.header_lines.get("slug", 1)) for p in _written_pages(generator)]
    items += [(address, a.source_path, a.header_lines.get("aliases", 1)) for address, a in context.get("moved", ())]
    check_addresses(items, report)


def _written_pages(generator: PagesGenerator) -> list[Any]:
    """Every page that is written, in a fixed order."""
    return sorted((*generator.pages, *generator.hidden_pages), key=lambda page: page.source_path)


class ListsGenerator(Generator):  # type: ignore[misc]
    """Writes the list pages (sections, keywords, years and months) and the signposts at old addresses."""

    def generate_output(self, writer: Any) -> None:
        """Render every list that has articles."""
        by_section, by_keyword = defaultdict(list), defaultdict(list)
        for article in self.context["articles"]:
            by_section[article.section].append(article)
            for keyword in article.keywords:
                by_keyword[keyword].append(article)
        for section, articles in by_section.items():
            self._write(writer, "category", section.href, section=section, category=section, articles=articles)
        for keyword, articles in by_keyword.items():
            self._write(writer, "tag", keyword.href, tag=keyword, articles=articles)
        for year in self.context["years"]:
            for period in (year, *year.months):
                self._write(
                    writer, "period_archives", period.href, period=period, dates=period.listed, current_year=year
                )

        for old_href, article in self.context["moved"]:
            self._write(writer, "moved", old_href, article=article)

    def _write(self, writer: Any, name: str, href: str, **values: Any) -> None:
        address = href.lstrip("/")
        template = self.get_template(name)
        save_as = f"{address}index.html" if address.endswith("/") else address
        writer.write_file(save_as, template, self.context, template_name=name, url=address, **values)


def _get_generators(pelican: Pelican) -> type[ListsGenerator]:
    return ListsGenerator


def register() -> None:
    """Connect the signals."""
    signals.initialized.connect(_check_settings)
    signals.article_generator_pretaxonomy.connect(_arrange)
    signals.article_generator_finalized.connect(_compose)
    signals.page_generator_finalized.connect(_address_pages)
    signals.get_generators.connect(_get_generators)
