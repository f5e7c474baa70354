"""A content folder read for the gate: every article and page, and what each rule may know of the others.

Addresses are made by the same functions as those of the build, so that a link that is dead here is dead there too.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from fnmatch import fnmatch
from pathlib import Path

from plugins.common.dates import UNDATED, NewsDate
from plugins.common.problems import Problem, Report, shown_path
from plugins.common.registry import read_mapping
from plugins.content_checks.anchors import ids_of
from plugins.content_checks.archive import Archive, Card, Unit
from plugins.content_checks.article import Article, SourceError, read_article
from plugins.content_checks.site import Site
from plugins.front_matter.checks import Desk, check_header, check_slug, check_wanted_keys, slug_of
from plugins.front_matter.wanted import adopt, is_lifted, is_wanted, read_wanted
from plugins.sections.addresses import list_addresses, old_addresses
from plugins.sections.archive import compose_years
from plugins.sections.events import Events
from plugins.sections.keywords import compose_keywords
from plugins.sections.order import check_future, newest_first
from plugins.sections.section import Section, Sections, read_sections
from plugins.structured_data.names import read_former_names
from plugins.tip_off.ages import Ages
from plugins.tip_off.channels import Contacts, read_channels
from plugins.tip_off.entries import Rules
from plugins.tip_off.telephones import known_numbers

_ENDINGS = (".md", ".markdown")


@dataclass
class Content:
    """What was read: the articles in the order of their paths, the archive, and files that are no articles at all."""

    archive: Archive
    articles: list[Article] = field(default_factory=list)
    unreadable: list[Problem] = field(default_factory=list)
    #: The file of each address that an article has.
    pages: dict[str, Article] = field(default_factory=dict)


@dataclass(frozen=True)
class _Listed:
    """An article as the functions that make lists know it."""

    slug: str
    source_path: str
    when: NewsDate
    section: Section
    tag_names: list[str]
    event: str
    expires: NewsDate | None
    old_addresses: list[str]
    is_hidden: bool
    header_lines: dict[str, int] = field(default_factory=dict)
    #: Of a lifted notice the reader drops event and keywords, of others they count.
    wanted: None = None

    @property
    def date(self) -> datetime:
        """Where it stands in the order."""
        return self.when.value


def read_content(root: Path, site: Site, now: datetime) -> Content:
    """Every file of a content folder; ``now`` is the clock."""
    reader = _Reader(root, site, now)
    for path in sources(root, site):
        reader.read(path)
    return reader.content()


def sources(root: Path, site: Site) -> Iterator[Path]:
    """The files of articles and pages, sorted; those that a build passes over are left out here too."""
    passed = {*site.excluded} - {*site.pages}
    for folder, names, files in os.walk(root):
        at_root = Path(folder) == root
        names[:] = sorted(n for n in names if not _ignored(n, site) and not (at_root and n in passed))
        yield from (Path(folder, n) for n in sorted(files) if n.endswith(_ENDINGS) and not _ignored(n, site))


def completed_file(path: Path, root: Path, site: Site, now: datetime) -> Article:
    """One file, completed as the build completes it. Raises :class:`SourceError` and OSError."""
    shown = shown_path(str(path.absolute()))
    inside = os.path.relpath(path, root).replace(os.sep, "/")
    name = path.name if inside.startswith("../") else inside
    return completed(read_article(path.read_bytes(), shown, name), site, now)


def completed(article: Article, site: Site, now: datetime) -> Article:
    """An article with the header's own mistakes, and as a wanted notice with what the build makes of it.

    Of a lifted notice only the header is looked at: nothing else of the file is published, and nothing may stop it.
    """
    header = article.header
    desk = Desk(header, article.file, article.problems, publishing=True)
    if is_wanted(header) and not article.is_page:
        lifted = is_lifted(header)
        wanted = read_wanted(desk, now)
        if wanted:
            adopt(header, wanted)
        if lifted:
            article = replace(article, body="", raw="", header_text="")
    elif not article.is_page:
        check_wanted_keys(desk)
    if not is_wanted(header) or header.get("title"):
        check_header(desk, article.is_page, site.front_matter)
        check_slug(desk)
    if not article.is_page and header.get("status") != "draft":
        check_future([_Dated(article)], now, article.problems)
    return article


class _Dated:
    """The dates of an article, as the function that finds those in the future asks for them."""

    def __init__(self, article: Article) -> None:
        header = article.header
        self.source_path, self.header_lines = article.file, header.lines
        self.updated: NewsDate | None = header.get("updated")
        self.embargo: NewsDate | None = header.get("embargo")
        self.when: NewsDate = header.get("date") or self.embargo or UNDATED
        self.date = self.when.value


class _Reader:
    """Reads files one by one and keeps what the archive needs of each."""

    def __init__(self, root: Path, site: Site, now: datetime) -> None:
        self.root, self.site, self.now = root, site, now
        self.sections = Sections(read_sections(root, Report()), Report(), site.sections.default)
        self.listed: list[_Listed] = []
        self.cards: list[Card] = []
        self.found = Content(Archive(root, now.date()))

    def read(self, path: Path) -> None:
        """One file; what is no article is kept as a problem."""
        try:
            article = completed_file(path, self.root, self.site, self.now)
        except SourceError as error:
            self.found.unreadable.append(error.problem)
            return
        except OSError as error:
            message = f"không mở được tệp ({error.strerror})"
            self.found.unreadable.append(Problem(str(path), 0, message, "", "kiểm tra quyền đọc tệp"))
            return
        self.found.articles.append(article)
        self.note(article)

    def note(self, article: Article) -> None:
        """What others are to know of an article; of a draft nobody knows anything."""
        header = article.header
        if header.get("status") == "draft":
            return
        embargo: NewsDate | None = header.get("embargo")
        when: NewsDate | None = header.get("date") or embargo
        is_out = not (embargo and embargo.value > self.now) and (article.is_page or when is not None)
        slug = slug_of(header, article.file)
        href = self.href(article, slug, when) if is_out else ""
        self.cards.append(Card(article.file, article.text("title"), href, ids_of(article)))
        if href:
            self.found.pages.setdefault(href, article)
        if href and when and not article.is_page:
            self.listed.append(self.list(article, slug, when))

    def href(self, article: Article, slug: str, when: NewsDate | None) -> str:
        """The address, by the patterns of the settings."""
        if article.is_page or when is None:
            return "/" + self.site.page_url.format(slug=slug)
        return "/" + self.site.article_url.format(date=when.value, slug=slug)

    def list(self, article: Article, slug: str, when: NewsDate) -> _Listed:
        """What makes lists of it; hidden ones are in none."""
        header = article.header
        folder = article.path.split("/")[0] if "/" in article.path else ""
        return _Listed(
            slug, article.file, when, self.sections.find(header.get("section"), folder, article.file, 1),
            header.get("tags", []), header.get("event", ""), header.get("expires"), header.get("aliases", []),
            header.get("status") == "hidden",
        )  # fmt: skip

    def content(self) -> Content:
        """All of it, once every file is read."""
        report = Report()
        contacts = self.contacts(report)
        channels = [channel for door in contacts.doors.values() for channel in door]
        data = self.root / "_data"
        self.found.archive = Archive(
            root=self.root,
            today=self.now.date(),
            cards=tuple(self.cards),
            addresses=frozenset(self.addresses()),
            abbreviations=read_mapping(self.root / self.site.body.abbreviations, report),
            units=tuple(
                Unit(name.name, name.until.value.date(), name.now)
                for name in read_former_names(data / "units.yml", report)
            ),
            telephones=known_numbers(contacts.numbers, channels, self.site.telephone),
            site=self.site.url,
            emails=frozenset(
                value.strip().lower()
                for value in (self.site.email, *(channel.value for channel in channels if channel.kind == "email"))
                if value.strip()
            ),
        )
        return self.found

    def contacts(self, report: Report) -> Contacts:
        """The contact registry; its own mistakes are for the build to tell."""
        options = self.site.tip_off
        rules = Rules(report, report.warn, Ages(self.now, options.warn_after_days, options.fail_after_days))
        return read_channels(self.root / options.registry, rules, options.topics)

    def addresses(self) -> Iterable[str]:
        """What is there without being an article or a page itself."""
        shown = newest_first(item for item in self.listed if not item.is_hidden)
        sections, counts = self.sections.sorted(), Counter(item.section.slug for item in shown)
        context = {
            "section_counts": counts,
            "keywords": list(compose_keywords(shown).values()),
            "threads": list(Events(shown, self.now).threads.values()),
            "years": compose_years(shown),
            "sections": sections,
        }
        moved = (address for address, _ in old_addresses(self.listed, Report()))
        own = (section.href for section in sections if counts.get(section.slug))
        return [*own, *moved, *list_addresses(context, self.site.per_page)]


def _ignored(name: str, site: Site) -> bool:
    return any(fnmatch(name, pattern) for pattern in site.ignored)
