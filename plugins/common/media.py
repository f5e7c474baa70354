"""Values that describe pictures and files; made by ``plugins.media``, used by bodies, cards, banners and feeds."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from urllib.parse import quote

#: Files that are published as they are, by ending, and what readers are told that they are: no page, and no drawing
#: that can hold a script.
FILE_KINDS = {
    ".pdf": "PDF", ".doc": "Word", ".docx": "Word", ".xls": "Excel", ".xlsx": "Excel", ".ppt": "PowerPoint",
    ".pptx": "PowerPoint", ".odt": "OpenDocument", ".ods": "OpenDocument", ".zip": "ZIP", ".rar": "RAR", ".7z": "7z",
    ".txt": "Văn bản", ".csv": "CSV", ".mp3": "Âm thanh", ".mp4": "Video", ".webm": "Video", ".vtt": "Phụ đề",
}  # fmt: skip
#: Endings of files that are pictures. Their originals hold EXIF and places, or (SVG) scripts: none is ever published.
PICTURE_ENDINGS = frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".gif", ".webp", ".avif", ".heic", ".heif", ".tif", ".tiff", ".bmp",
     ".svg"}
)  # fmt: skip


class MediaError(ValueError):
    """A picture or file that is missing or cannot be used; ``remedy`` says what to do; ``fatal`` whether to stop."""

    def __init__(self, message: str, remedy: str, fatal: bool = True) -> None:
        super().__init__(message)
        self.remedy = remedy
        self.fatal = fatal


def is_picture(path: str) -> bool:
    """Whether a path or address ends as a picture's does."""
    return os.path.splitext(path)[1].lower() in PICTURE_ENDINGS


def address_of(path: str) -> str:
    """The address of a published file, percent-encoded, from its content-relative path."""
    return "/" + quote(path)


@dataclass(frozen=True)
class Source:
    """One ``<source>``: a media type and its ``srcset``."""

    type: str
    srcset: str


@dataclass(frozen=True)
class Picture:
    """A picture ready for a template: fallback address, size in px as shown upright, modern formats.

    ``source`` is the content-relative path of the original, which itself is never published.
    """

    src: str
    width: int
    height: int
    alt: str
    sources: tuple[Source, ...]
    source: str

    def with_alt(self, alt: str) -> Picture:
        """The same picture with other alternative text."""
        return replace(self, alt=alt)


@dataclass(frozen=True)
class Attachment:
    """A file to download: title, address, kind (PDF, Word ...) and size as text."""

    title: str
    href: str
    kind: str
    size: str
    source: str
