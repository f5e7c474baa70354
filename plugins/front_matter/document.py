"""One source file, read: metadata and HTML, by pure functions of its bytes and of the registries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from markdown.extensions import Extension

from plugins.common.body import Body, MediaLibrary
from plugins.common.html import escape, strip_tags
from plugins.common.media import MediaError, Picture
from plugins.common.problems import Report
from plugins.common.vietnamese import slugify
from plugins.common.wanted import KIND, PHOTO_ALT, Wanted, Withdrawn
from plugins.front_matter.checks import Desk, check_header, check_slug, check_wanted_keys
from plugins.front_matter.converter import Converter
from plugins.front_matter.decisions import Decision, decision_of
from plugins.front_matter.header import Header, read_header
from plugins.front_matter.lead import describe, holds_block, inline_source
from plugins.front_matter.leftovers import tell_left, tell_named
from plugins.front_matter.metadata import metadata_of
from plugins.front_matter.pieces import read_lifted
from plugins.front_matter.settings import FrontMatterSettings
from plugins.front_matter.source import Source, SourceError, decode, split
from plugins.front_matter.wanted import adopt, description_of, forgive, is_wanted, names_of, read_wanted

#: The ids of the theme's pages; tests/site/test_links.py holds this list against them.
RESERVED_IDS = frozenset(
    {"bao-tin", "cac-muc", "dong-su-kien", "gui-toi-dau", "khan-cap", "khong-phai-to-giac", "lien-ket", "muc",
     "nhan-biet", "noi-dung", "thong-bao", "tieu-diem", "tin-cu-hon", "tin-lien-quan", "tin-moi", "tin-moi-hon",
     "truy-cap", "tu-khoa"}
)  # fmt: skip


@dataclass(frozen=True)
class Document:
    """What the reader hands to Pelican; ``metadata`` is None when the file has errors and must be left out."""

    html: str
    metadata: dict[str, Any] | None


@dataclass(frozen=True)
class Shelves:
    """Where pictures and files are found; those of wanted notices are published under names that tell nothing."""

    usual: MediaLibrary | None = None
    neutral: MediaLibrary | None = None


class DocumentReader:
    """Turns files into documents with one Markdown instance, used again and again."""

    def __init__(
        self,
        settings: FrontMatterSettings,
        report: Report,
        steps: Mapping[str, Extension],
        media: MediaLibrary | Shelves | None = None,
        now: datetime | None = None,
    ) -> None:
        """``now`` is the build's clock; without it no date of a wanted notice is in the future."""
        self.settings = settings
        self.report = report
        self.shelves = media if isinstance(media, Shelves) else Shelves(media, media)
        self.now = now
        self.withdrawn: list[Withdrawn] = []
        #: Whether what is read is for the public.
        self.publishing = False
        self.decisions: list[Decision] = []
        self.markdown = Converter(steps, heading_id)

    def read(self, file: str, is_page: bool) -> Document:
        """Read one file; problems go to the report with the file's path as given."""
        try:
            with open(file, "rb", buffering=0) as handle:
                source = split(decode(handle.read(), file), file)
        except SourceError as error:
            self.report.add(error.problem)
            return Document("", None)
        desk = Desk(header_of(source, file, is_page, self.report), file, self.report, self.publishing)
        wanted = None if is_page else self._wanted(desk, source)
        if wanted and wanted.is_lifted:
            source = replace(source, body="")
        check_header(desk, is_page, self.settings)
        check_slug(desk)
        return self._document(desk, source, wanted)

    def _wanted(self, desk: Desk, source: Source) -> Wanted | None:
        """The notice of a header that is one, which then has its title and address; None for every other."""
        header = desk.header
        if not is_wanted(header):
            check_wanted_keys(desk)
            return None
        wanted = read_wanted(desk, self.now)
        if wanted is None:
            header.values |= {"title": "Truy nã", "slug": "truy-na"}  # so that nobody misses what is never written
            return None
        if header.get("status") != "draft":
            self.decisions.append(decision_of(desk, wanted))
        if wanted.is_lifted:
            self._withdraw(desk, source)
        adopt(header, wanted)
        return wanted

    def _withdraw(self, desk: Desk, source: Source) -> None:
        """Note what the file of a lifted notice still holds, before it is dropped; its problems matter no more."""
        body = Body(desk.file, source.body_line, source.body, Report(), self.shelves.neutral)
        self._convert(source.body, body)
        self._cover(desk.header, body)
        for entry in desk.header.get("attachments", ()):
            self._keep_file(entry, body)
        pictures, files = tuple(body.pictures), tuple(dict.fromkeys(body.files))
        tags = tuple(desk.header.get("tags", ()))
        left = Withdrawn(desk.file, names_of(desk.header), pictures, files, tags, desk.header.get("event", ""))
        self.withdrawn.append(left)
        tell_left(desk, left, source)

    def _keep_file(self, entry: str, body: Body) -> None:
        try:
            if body.media:
                body.files.append(body.media.file(entry.rpartition("|")[2].strip(), body.file))
        except MediaError:
            pass  # already deleted, as it should be

    def _document(self, desk: Desk, source: Source, wanted: Wanted | None) -> Document:
        header, file = desk.header, desk.file
        media = self.shelves.neutral if is_wanted(header) else self.shelves.usual
        body = Body(file, source.body_line, source.body, self.report, media)
        # The photograph of a notice stands above its text: the first picture of the text is then not the page's first.
        photo = self._cover(header, body) if is_wanted(header) else None
        lead_html = self._convert_lead(header.get("summary", ""), body)
        lead = strip_tags(lead_html)
        text = f"[TOC]\n\n{source.body}" if header.get("toc") else source.body
        html = self._convert(text, body)
        if not source.body.strip() and not lead and not is_wanted(header):
            desk.fail(source.body_line, "bài không có nội dung", "", "viết nội dung dưới dòng --- thứ hai")
        cover = photo if is_wanted(header) else self._cover(header, body)
        if wanted and not wanted.is_lifted:
            tell_named(desk, body)
        metadata = metadata_of(header, file, body)
        description = description_of(wanted) if wanted and not lead else describe(lead_html or html)
        metadata.update(lead=lead, lead_html=lead_html, cover=cover, description=description, wanted=wanted)
        metadata["summary"] = metadata["description"]
        if wanted:
            metadata["topic"] = KIND
        return Document(html, None if header.broken else metadata)

    def _convert(self, text: str, body: Body) -> str:
        self.markdown.reset()
        self.markdown.body = body  # type: ignore[attr-defined]
        return self.markdown.convert(text)

    def _convert_lead(self, lead: str, body: Body) -> str:
        """The lead's HTML, one run of inline text: it stands in a paragraph of its own in pages and feeds."""
        if not lead:
            return ""
        html = self._convert(inline_source(lead), body)
        inner = html.removeprefix("<p>").removesuffix("</p>")
        return escape(strip_tags(html)) if holds_block(inner) else inner

    def _cover(self, header: Header, body: Body) -> Picture | None:
        address = header.get("image")
        if not address:
            # A picture in the text of a wanted notice need not show the person.
            return body.pictures[0] if body.pictures and not is_wanted(header) else None
        if body.media is None:
            return None
        usual = PHOTO_ALT if is_wanted(header) else ""
        try:
            picture = body.media.picture(address, body.file).with_alt(header.get("image_alt", usual))
        except MediaError as error:
            add = body.report.error if error.fatal else body.report.warn
            add(body.file, header.line("image"), str(error), address, error.remedy)
            return None
        body.pictures.append(picture)
        return picture


def header_of(source: Source, file: str, is_page: bool, report: Report) -> Header:
    """The header of a file, its problems told; that of a lifted notice can always be read."""
    told = Report()
    header = read_header(source.header, source.header_line, file, told)
    if header.unreadable and not is_page:
        lifted = read_lifted(source.header, source.header_line, file, report)
        if lifted is not None:
            for problem in told.problems:
                report.add(replace(problem, severity="warning"))
            return lifted
    for problem in (told if is_page else forgive(header, told)).problems:
        report.add(problem)
    return header


def heading_id(heading: str, separator: str) -> str:
    """A heading's id; never one that the page around the text has for itself."""
    slug = slugify(heading) or "muc-nho"
    return f"{slug}-bai" if slug in RESERVED_IDS else slug
