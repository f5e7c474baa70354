"""One source file, read: metadata and HTML, by pure functions of its bytes and of the registries."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from plugins.common.body import Body, MediaLibrary
from plugins.common.dates import UNDATED
from plugins.common.html import escape, strip_tags
from plugins.common.media import MediaError, Picture
from plugins.common.problems import Report
from plugins.common.vietnamese import slugify
from plugins.front_matter.header import Header, read_header
from plugins.front_matter.lead import describe, holds_block, inline_source
from plugins.front_matter.settings import FrontMatterSettings
from plugins.front_matter.source import SourceError, decode, split

_EXTENSIONS = ["tables", "footnotes", "attr_list", "sane_lists", "md_in_html"]

#: What a page that is no news may say in its header.
_PAGE_KEYS = {"title", "slug", "summary", "status", "embargo", "date", "updated", "toc", "image", "image_alt"}
_LONGEST_SLUG = 150
#: The ids of the theme's pages; tests/site/test_links.py holds this list against them.
RESERVED_IDS = frozenset(
    {"bao-tin", "cac-muc", "lien-ket", "muc", "noi-dung", "thong-bao", "tieu-diem", "tin-cu-hon", "tin-lien-quan",
     "tin-moi", "tin-moi-hon", "truy-cap", "tu-khoa"}
)  # fmt: skip
_QUOTED = re.compile(r'"([^"]*)"')


@dataclass(frozen=True)
class Document:
    """What the reader hands to Pelican; ``metadata`` is None when the file has errors and must be left out."""

    html: str
    metadata: dict[str, Any] | None


class DocumentReader:
    """Turns files into documents with one Markdown instance, used again and again."""

    def __init__(
        self,
        settings: FrontMatterSettings,
        report: Report,
        steps: Mapping[str, Extension],
        media: MediaLibrary | None = None,
    ) -> None:
        self.settings = settings
        self.report = report
        self.media = media
        toc = {"slugify": _heading_id, "permalink": False}
        self.markdown = Markdown(
            extensions=[*_EXTENSIONS, "toc", *(steps[name] for name in sorted(steps))],
            extension_configs={"toc": toc, "footnotes": {"BACKLINK_TITLE": "Trở lại chỗ chú thích {}"}},
            output_format="html",
        )

    def read(self, file: str, is_page: bool) -> Document:
        """Read one file; problems go to the report with the file's path as given."""
        try:
            with open(file, "rb") as handle:
                source = split(decode(handle.read(), file), file)
        except SourceError as error:
            self.report.add(error.problem)
            return Document("", None)
        header = read_header(source.header, source.header_line, file, self.report)
        self._check(header, file, is_page)
        self._check_slug(header, file)
        body = Body(file, source.body_line, source.body, self.report, self.media)
        lead_html = self._convert_lead(header.get("summary", ""), body)
        lead = strip_tags(lead_html)
        text = f"[TOC]\n\n{source.body}" if header.get("toc") else source.body
        html = self._convert(text, body)
        if not source.body.strip() and not lead:
            self._fail(
                header, file, source.body_line, "bài không có nội dung", "", "viết nội dung dưới dòng --- thứ hai"
            )
        cover = self._cover(header, body)
        metadata = _metadata(header, file, body)
        metadata.update(lead=lead, lead_html=lead_html, cover=cover, description=describe(lead_html or html))
        metadata["summary"] = metadata["description"]
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

    def _check(self, header: Header, file: str, is_page: bool) -> None:
        if header.unreadable:
            return
        if "title" not in header.values:
            remedy = "thêm dòng “Tiêu đề: ...” vào phần đầu"
            self._fail(header, file, header.line("title"), "thiếu tiêu đề", "", remedy)
        no_date = "date" not in header.lines and "embargo" not in header.values
        if no_date and not is_page and header.get("status") != "draft":
            self._fail(header, file, 1, "thiếu ngày đăng", "", "thêm dòng “Ngày đăng: 26/12/2021 21:42” vào phần đầu")
        for name, allowed in (("kind", self.settings.kinds), ("topic", self.settings.topics)):
            value = header.get(name)
            if value is not None and slugify(value) not in allowed:
                self._fail(header, file, header.line(name), f"mục “{name}” không nhận giá trị này", value,
                           "dùng một trong: " + ", ".join(allowed))  # fmt: skip

        for name in header.lines if is_page else ():
            if name not in _PAGE_KEYS:
                remedy = "bỏ dòng này, hoặc viết thành bài trong thư mục của một chuyên mục"
                self._fail(header, file, header.line(name), "trang cố định không dùng mục này", name, remedy)

    def _check_slug(self, header: Header, file: str) -> None:
        """Whatever an address is made of, it has letters and fits into a file name."""
        slug = _slug(header, file)
        if header.unreadable or ("title" not in header.values and not slug):
            return
        if not slug or slug.isdigit() or len(slug) > _LONGEST_SLUG:
            remedy = (
                f"thêm dòng “Đường dẫn”: chữ không dấu, số, gạch nối; có ít nhất một chữ, tối đa {_LONGEST_SLUG} ký tự"
            )
            self._fail(header, file, header.line("title"), "không đặt được địa chỉ cho bài này", slug, remedy)

    def _fail(self, header: Header, file: str, line: int, message: str, value: str, remedy: str) -> None:
        header.broken = True
        self.report.error(file, line, message, value, remedy)

    def _cover(self, header: Header, body: Body) -> Picture | None:
        address = header.get("image")
        if not address:
            return body.pictures[0] if body.pictures else None
        if self.media is None:
            return None
        try:
            picture = self.media.picture(address, body.file).with_alt(header.get("image_alt", ""))
        except MediaError as error:
            add = self.report.error if error.fatal else self.report.warn
            add(body.file, header.line("image"), str(error), address, error.remedy)
            return None
        body.pictures.append(picture)
        return picture


def _metadata(header: Header, file: str, body: Body) -> dict[str, Any]:
    values = header.values
    when = values.get("date") or values.get("embargo") or (UNDATED if values.get("status") == "draft" else None)
    return {
        # A pair of straight quotes is curled in the plain text itself: titles stand in many places, without HTML.
        "title": _QUOTED.sub(r"“\1”", values.get("title", "")),
        "slug": _slug(header, file),
        "status": values.get("status", "published"),
        "kind": slugify(values.get("kind", "tin")),
        "topic": slugify(values.get("topic", "")),
        "section_name": values.get("section"),
        "tag_names": values.get("tags", []),
        "author_names": ", ".join(values.get("author", [])) or None,
        "attachment_paths": values.get("attachments", []),
        "related_picks": values.get("related", []),
        "old_addresses": values.get("aliases", []),
        "views": values.get("legacy_views"),
        "comments": values.get("legacy_comments"),
        "when": when,
        "abbreviations": list(body.abbreviations.items()),
        "pictures": tuple(body.pictures),
        "files": tuple(dict.fromkeys(body.files)),
        "header_lines": header.lines,
        **({"date": when.value} if when else {}),
        **{
            name: values.get(name)
            for name in ("updated", "embargo", "expires", "deadline", "source", "source_url", "event", "featured")
        },
    }


def _slug(header: Header, file: str) -> str:
    """The frozen slug, else the file's name, else the title."""
    named = slugify(os.path.splitext(os.path.basename(file))[0])
    slug: str = header.get("slug") or ("" if named.isdigit() else named) or slugify(header.get("title", ""))
    return slug


def _heading_id(heading: str, separator: str) -> str:
    """A heading's id; never one that the page around the text has for itself."""
    slug = slugify(heading) or "muc-nho"
    return f"{slug}-bai" if slug in RESERVED_IDS else slug
