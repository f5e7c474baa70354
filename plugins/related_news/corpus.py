"""What is compared: a document, whether it comes from an article of the portal or from a line of a file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from plugins.common.html import text_blocks


@dataclass(frozen=True)
class Document:
    """One article: ``date`` is ISO 8601, empty when unknown; ``body`` is plain text, or HTML when ``is_html``."""

    id: str
    title: str
    body: str
    date: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    is_html: bool = False

    @property
    def text(self) -> str:
        """The body as plain text, one block a line."""
        return "\n".join(text_blocks(self.body)) if self.is_html else self.body

    @cached_property
    def key(self) -> str:
        """32 hexadecimal digits of all that is compared: title, body and keywords."""
        parts = "\0".join((str(self.is_html), self.title, *self.tags, self.body))
        return sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:32]
