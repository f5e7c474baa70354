"""The signal receivers of sections, lists and archives."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.contents import Category, Tag
from pelican.generators import ArticlesGenerator, PagesGenerator

from plugins.common.clock import build_moment, note_change
from plugins.common.content import every_article
from plugins.common.problems import report_of
from plugins.common.settings import FILE, read_settings
from plugins.common.vietnamese import slugify
from plugins.sections.addresses import Place, check_addresses, check_standing, list_addresses, old_addresses
from plugins.sections.archive import compose_years
from plugins.sections.events import Events, check_names, tell_slips
from plugins.sections.front import compose_front
from plugins.sections.keywords import compose_keywords
from plugins.sections.lists import ListsGenerator
from plugins.sections.order import check_future, is_held, newest_first
from plugins.sections.rail import fill_rails
from plugins.sections.section import Section, Sections, read_sections
from plugins.sections.settings import SectionsSettings

_LISTS = ("articles", "hidden_articles", "drafts")


def _check_settings(pelican: Pelican) -> None:
    options = read_settings(SectionsSettings, pelican.settings, "SECTIONS")
    if not slugify(options.default):
        remedy = "đặt tên có chữ, ví dụ Tin tức"
        report_of(pelican.settings).error(FILE, 0, "SECTIONS[“default”] không có chữ nào", options.default, remedy)


def _arrange(generator: ArticlesGenerator) -> None:
    """Before tags and sections are collected: hold back, check, sort, give each article its section and address."""
    report, now = report_of(generator.settings), build_moment(generator.settings)
    options = read_settings(SectionsSettings, generator.settings, "SECTIONS")
    sections = Sections(read_sections(Path(generator.path), report), report, options.default)
    held: set[str] = set()
    for name in _LISTS:
        articles = newest_first(getattr(generator, name))
        check_names(articles, report)
        if name != "drafts":
            check_future(articles, now, report)
        out = [article for article in articles if not is_held(article, now)]
        setattr(generator, name, out)
        for article in out:
            _place(article, sections, generator)
        for article in articles:
            if is_held(article, now):
                note_change(generator.settings, article.embargo.value)
                held |= {article.slug, Path(article.source_path).stem}
                generator.context["generated_content"].pop(article.get_relative_source_path(), None)
    keywords = compose_keywords(generator.articles)
    for article in every_article(generator):
        # Two spellings of one tag are one keyword, at the place of the first.
        slugs = dict.fromkeys(slugify(name) for name in article.tag_names)
        article.keywords = [keywords[slug] for slug in slugs if slug in keywords]
        article.tags = [_wrapper(Tag, keyword.name, keyword.slug, generator) for keyword in article.keywords]
    events = Events(generator.articles, now)
    for article in every_article(generator):
        article.thread = events.thread_of(article)
        article.find_thread_others = partial(events.others, article, options.thread)
    tell_slips(every_article(generator), events.threads.values(), report)
    moved = old_addresses((*generator.articles, *generator.hidden_articles), report)
    generator.context.update(
        sections=sections.sorted(),
        keywords=list(keywords.values()),
        threads=list(events.threads.values()),
        moved=moved,
        held=held,
    )


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
    """Lists for the front page and the block of notices; only published articles are in them."""
    options = read_settings(SectionsSettings, generator.settings, "SECTIONS")
    now = build_moment(generator.settings)
    by_section: dict[Section, list[Any]] = {section: [] for section in generator.context["sections"]}
    for article in generator.articles:
        by_section.setdefault(article.section, []).append(article)
    notices = [a for a in generator.articles if a.kind == "thong-bao" and not (a.expires and a.expires.ends <= now)]
    shown = {section: articles for section, articles in by_section.items() if section.slug != options.notices}
    news = [article for article in generator.articles if article.kind != "thong-bao"]
    generator.context.update(
        section_counts=Counter(article.section.slug for article in generator.articles),
        notices=notices[: options.notices_shown],
        notices_section=next((s for s, found in by_section.items() if s.slug == options.notices and found), None),
        front=compose_front(news, shown, options.latest, options.block),
        years=compose_years(generator.articles),
    )
    # ListsGenerator writes these pages; Pelican's own way compares every article with every list.
    generator.categories, generator.tags, generator.authors = [], {}, []


def _fill_rails(generators: list[Any]) -> None:
    for generator in generators:
        if isinstance(generator, ArticlesGenerator):
            options = read_settings(SectionsSettings, generator.settings, "SECTIONS")
            fill_rails(generator.articles, (*generator.hidden_articles, *generator.drafts), options.neighbours)


def _arrange_pages(generator: PagesGenerator) -> None:
    """Hold pages back as articles are, give them their addresses, and see that nothing stands on anything else."""
    now = build_moment(generator.settings)
    for name in ("pages", "hidden_pages", "draft_pages"):
        out = [page for page in getattr(generator, name) if not is_held(page, now)]
        for page in getattr(generator, name):
            if is_held(page, now):
                note_change(generator.settings, page.embargo.value)
        setattr(generator, name, out)
        generator.context[name] = out
    for page in (*generator.pages, *generator.hidden_pages, *generator.draft_pages):
        page.href = f"/{page.url}"
    report, context = report_of(generator.settings), generator.context
    # A draft that is nowhere (publishing) has no url.
    placed = [article for name in _LISTS for article in context.get(name, ()) if article.url]
    articles = [_place_of(article, "decision" if article.wanted else "slug") for article in placed]
    sections = [(s.href, s.file, s.line) for s in context["sections"] if context["section_counts"].get(s.slug)]
    pages = [_place_of(page, "slug") for page in _written_pages(generator) if page.url]
    moved = [(href, *_place_of(article, "aliases")[1:]) for href, article in context["moved"]]
    lists = list_addresses(context, generator.settings["DEFAULT_PAGINATION"])
    check_standing(sections, lists, "đổi tên thư mục hoặc tên chuyên mục", report)
    check_standing(articles + pages, lists, "đổi dòng “Đường dẫn” (slug)", report)
    check_standing(moved, lists, "bỏ hoặc sửa dòng “Địa chỉ cũ” (aliases)", report)
    # Articles first: a page is the easier one to rename.
    everything = [*articles, *sections, *pages, *moved]
    check_addresses(everything, report, {article.source_path for article in placed if article.wanted})
    context["addresses"] = {address for address, _, _ in everything} | set(lists)


def _place_of(item: Any, key: str) -> Place:
    return item.href, item.source_path, item.header_lines.get(key, 1)


def _written_pages(generator: PagesGenerator) -> list[Any]:
    """Every page that is written, in a fixed order."""
    return sorted(
        (*generator.pages, *generator.hidden_pages, *generator.draft_pages), key=lambda page: page.source_path
    )


def _get_generators(pelican: Pelican) -> type[ListsGenerator]:
    return ListsGenerator


def register() -> None:
    """Connect the signals."""
    signals.initialized.connect(_check_settings)
    signals.article_generator_pretaxonomy.connect(_arrange)
    signals.article_generator_finalized.connect(_compose)
    signals.page_generator_finalized.connect(_arrange_pages)
    signals.all_generators_finalized.connect(_fill_rails)
    signals.get_generators.connect(_get_generators)
