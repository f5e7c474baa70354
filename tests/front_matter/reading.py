"""Reads texts as files of a temporary folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from markdown.extensions import Extension

from plugins.common.body import MediaLibrary
from plugins.common.problems import Report
from plugins.front_matter.document import Document, DocumentReader
from plugins.front_matter.settings import FrontMatterSettings

HEADER = "title: Tin\ndate: 2021-12-26"


class Reading:
    """A reader with its report, and a folder for its files."""

    def __init__(
        self, folder: Path, steps: Mapping[str, Extension] | None = None, media: MediaLibrary | None = None
    ) -> None:
        self.folder = folder
        self.report = Report()
        settings = FrontMatterSettings(topics=["ma-tuy"])
        self.reader = DocumentReader(settings, self.report, steps or {}, media)

    def read(self, body: str | bytes, header: str = HEADER, name: str = "bai.md", is_page: bool = False) -> Document:
        """The document of a header and a body, or of the bytes of a whole file."""
        path = self.folder / name
        path.write_bytes(body if isinstance(body, bytes) else f"---\n{header}\n---\n{body}".encode())
        return self.reader.read(str(path), is_page)

    def html(self, body: str, header: str = HEADER) -> str:
        """The HTML of a body that must have no problem."""
        document = self.read(body, header)
        assert self.told == []
        return document.html

    @property
    def told(self) -> list[tuple[int, str, str]]:
        """The problems so far: line, message, value."""
        return [(p.line, p.message, p.value) for p in sorted(self.report.problems)]
