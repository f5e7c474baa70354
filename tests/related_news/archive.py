"""Archives for the tests of related news: small made-up documents, and relations whose lists are given."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import Any, cast

import numpy as np

from plugins.common.vietnamese import words
from plugins.related_news.corpus import Document
from plugins.related_news.products import Nearest, none_yet
from plugins.related_news.relations import Relations, Scored
from plugins.related_news.terms import buckets_of, syllables
from plugins.related_news.weights import LENGTH, ONE


class Given:
    """Stands for Relations: rankings and cosines as a test gives them; each document's row is a term of its own."""

    def __init__(
        self,
        documents: Sequence[Document],
        ranked: Mapping[str, Mapping[str, float]],
        cosines: Mapping[tuple[str, str], float] | None = None,
        depth: int = 20,
    ) -> None:
        self.documents = sorted(documents, key=lambda document: (document.date, document.id))
        self.index = {document.id: place for place, document in enumerate(self.documents)}
        self.given = ranked
        self.cosines = {**(cosines or {})}
        self.cosines |= {(other, one): cosine for (one, other), cosine in self.cosines.items()}
        self.depth = depth
        self.asked: list[int] = []

    @property
    def state(self) -> Any:
        """The rankings as far as they are read at once, and the cosines."""
        rows = [[(self.index[one.id], one.score) for one in self._best(each.id)[:20]] for each in self.documents]
        near = [[(self.index[one.id], one.score) for one in self.near(each.id)] for each in self.documents]
        return SimpleNamespace(ranked=lists(rows, 20), near=lists(near, max(20, self.depth)))

    def ranked(self, name: str, top: int = 20) -> list[Scored]:
        """The given ranking."""
        self.asked.append(top)
        return self._best(name)[:top]

    def ranked_of(self, document: Document, top: int = 20) -> list[Scored]:
        """The given ranking, for a document that is not in the archive."""
        return self.ranked(document.id, top)

    def _best(self, name: str) -> list[Scored]:
        found = sorted(self.given.get(name, {}).items(), key=lambda item: -item[1])
        return [Scored(other, score) for other, score in found]

    def near(self, name: str) -> list[Scored]:
        """The given cosines of a document, greatest first."""
        found = [(other, cosine) for (one, other), cosine in self.cosines.items() if one == name]
        return [Scored(*each) for each in sorted(found, key=lambda item: (-item[1], item[0]))[: self.depth]]

    def row(self, name: str) -> tuple[Any, Any]:
        """A term that no other has, and one that all share when they are said to be near."""
        return np.array([0], np.int32), np.array([LENGTH], np.int32)

    def row_of(self, document: Document) -> tuple[Any, Any]:
        """The same."""
        return self.row(document.id)


def lists(rows: Sequence[Sequence[tuple[int, float]]], depth: int) -> Nearest:
    """Places and scores as they are kept: whole numbers, none below the score."""
    found = none_yet(len(rows), depth)
    for row, entries in enumerate(rows):
        for column, (place, score) in enumerate(entries):
            found.places[row, column], found.scores[row, column] = place, math.ceil(score * ONE)
    return found


def given(*arguments: Any, **options: Any) -> Relations:
    """A :class:`Given` as what it stands for."""
    return cast(Relations, Given(*arguments, **options))


def document(name: str, text: str = "", date: str = "", section: str = "", title: str = "") -> Document:
    """A document of plain text."""
    return Document(name, title or name, text, date, section)


def spelled(text: str) -> Iterator[tuple[int, str]]:
    """Each term of a text in its order: the bucket, and the words as they are written."""
    for line in unicodedata.normalize("NFC", text).split("\n"):
        written = words(line)
        singles, pairs = buckets_of(syllables(line))
        for place, word in enumerate(written):
            if singles[place] >= 0:
                yield int(singles[place]), word
            if place + 1 < len(written):
                yield int(pairs[place]), f"{word} {written[place + 1]}"
