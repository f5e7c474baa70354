"""Why an entry stands in the rail, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from plugins.related_news.corpus import Document
from plugins.related_news.phrases import Phrases
from plugins.related_news.relations import Relations
from plugins.related_news.sidebar import Entry
from plugins.related_news.telling import told


@dataclass(frozen=True)
class Reason:
    """Words, and the phrases that they introduce; none where the words say all."""

    words: str
    terms: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.words}: {', '.join(self.terms)}" if self.terms else self.words


PICKED = Reason("biên tập chọn")
SAME_SECTION = Reason("cùng chuyên mục")
#: Before the phrases that both articles speak of, and in their place where there are none worth saying.
ABOUT = "cùng nói về"
NEAR = Reason("nội dung gần nhau")


@dataclass
class Related:
    """An article of the rail, and why it stands there; the words are only looked for when somebody asks."""

    article: Any
    find_reason: Callable[[], Reason | None]
    #: A few bytes that are others whenever the reason may be another; it costs much more to find.
    basis: bytes = b""

    @cached_property
    def reason(self) -> Reason | None:
        """What is shown under its title; None where nothing is."""
        return self.find_reason()


class Reasons:
    """The reasons of one set of relations, each in the words of the article beside which an entry stands."""

    def __init__(self, relations: Relations) -> None:
        self.relations = relations
        # A page asks for all of its entries in a row: its article is read once.
        self._phrases = lru_cache(maxsize=8)(self._phrases_of)

    def reason(self, asking: Document, entry: Entry) -> Reason:
        """Why ``entry`` stands beside the document ``asking``, which need not be in the archive."""
        if entry.why != "similar":
            return PICKED if entry.why == "pick" else SAME_SECTION
        phrases = self._phrases(asking)
        other = self.relations.documents[self.relations.index[entry.id]]
        words = told(phrases.best(*self.relations.row(entry.id)), phrases.text, asking.tags, other.tags)
        return Reason(ABOUT, tuple(words)) if words else NEAR

    def _phrases_of(self, document: Document) -> Phrases:
        is_known = document.id in self.relations.index
        return Phrases(document, *(self.relations.row(document.id) if is_known else self.relations.row_of(document)))
