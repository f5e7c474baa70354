"""Values that describe pictures and files; made by ``plugins.media``, used by bodies, cards, banners and feeds."""

from __future__ import annotations

from dataclasses import dataclass, replace


class MediaError(ValueError):
    """A picture or file that is missing or cannot be used; ``remedy`` says what to do; ``fatal`` whether to stop."""

    def __init__(self, message: str, remedy: str, fatal: bool = True) -> None:
        super().__init__(message)
        self.remedy = remedy
        self.fatal = fatal


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
