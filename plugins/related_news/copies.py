"""Near-copies: one press release that several units put up, each under a title of its own.

Two texts are compared by their shingles, all runs of five syllables: the part that both have of all that either has
(Jaccard's measure). Shingles are exact, made of :func:`plugins.related_news.terms.syllables`, so that case, normal form
and the place of a tone mark make no copy another text. Titles are not looked at.

Only a pair whose cosine is at least :data:`COPY_COSINE` is looked at: nothing less alike was ever a copy. In an archive
of at most :data:`SMALL` documents all pairs may be: what stands in every fourth of them is too common there to weigh.
Source: Broder, "On the resemblance and containment of documents", 1997.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from plugins.related_news.arrays import distinct
from plugins.related_news.corpus import Document
from plugins.related_news.relations import Relations
from plugins.related_news.terms import Buckets, syllables
from plugins.related_news.weights import ONE

#: Syllables of a shingle.
SHINGLE = 5
#: The least cosine of a pair whose texts are compared.
COPY_COSINE = 0.6
#: The cosine is not asked in archives of so many documents.
SMALL = 200
#: Two texts are copies when more than this part of their shingles is in both. Between texts of one length that is four
#: fifths of each; a text that holds another whole and adds half of its length reaches just this, and is news.
COPY_RESEMBLANCE = 2 / 3
#: A polynomial of 32-bit syllables modulo 2 ** 64 (its factor is odd: Knuth's, of the golden ratio).
_FACTOR = np.uint64(0x9E3779B97F4A7C15)

Shingles = NDArray[np.uint64]
Row = tuple[Buckets, NDArray[np.int32]]


def resemblance(a_text: str, b_text: str) -> float:
    """0 to 1: the part that both texts have of the shingles of either; texts without a syllable resemble nothing."""
    return _jaccard(shingles(a_text), shingles(b_text))


def shingles(text: str) -> Shingles:
    """The runs of five syllables of a text, each as a number, ascending, once; a shorter text is one run."""
    found = syllables(text)
    found = found[found != 0]
    runs = max(min(len(found), 1), len(found) - SHINGLE + 1)
    mixed = np.zeros(runs, np.uint64)
    for place in range(len(found) - runs + 1):
        mixed = mixed * _FACTOR + found[place : place + runs]
        mixed ^= mixed >> np.uint64(31)
    return distinct(mixed)[0]


class Copies:
    """Which documents are near-copies of each other; each question is answered once.

    ``unlike`` are ids that are never a copy: two wanted notices have one wording, and two persons.
    """

    def __init__(self, relations: Relations, unlike: frozenset[str] = frozenset()) -> None:
        self.relations = relations
        self.unlike = unlike
        self.is_small = len(relations.documents) <= SMALL
        self._documents = {document.id: document for document in relations.documents}
        #: Ids of documents that are near enough to some other: only these can be copies.
        self.suspects = self._find_suspects() - unlike
        self._shingles = cache(self._shingles_of)
        self._close = cache(self._close_of)
        self._known: dict[tuple[str, str], bool] = {}

    def are_copies(self, one: str, other: str) -> bool:
        """Whether two documents of the archive are near-copies; none is its own copy."""
        if one == other or not {one, other} <= self.suspects or not self._may_be(one, other):
            return False
        pair = (one, other) if one < other else (other, one)
        if pair not in self._known:
            self._known[pair] = _jaccard(*map(self._shingles, pair)) > COPY_RESEMBLANCE
        return self._known[pair]

    def like(self, document: Document) -> Callable[[str], bool]:
        """Whether documents of the archive are near-copies of this one, which need not be in it."""
        if document.id in self._documents:
            return partial(self.are_copies, document.id) if document.id in self.suspects else _never
        if document.id in self.unlike:
            return _never
        row, own = self.relations.row_of(document), _shingles_of(document)

        def is_copy(other: str) -> bool:
            if other in self.unlike:
                return False
            if not self.is_small and _cosine(row, self.relations.row(other)) < COPY_COSINE:
                return False
            return _jaccard(own, self._shingles(other)) > COPY_RESEMBLANCE

        return is_copy

    def _may_be(self, one: str, other: str) -> bool:
        """Whether the cosine is great enough; it is computed only where the nearest lists of both are too short."""
        if self.is_small:
            return True
        (close, is_whole), (close_too, is_whole_too) = self._close(one), self._close(other)
        if other in close or one in close_too:
            return True
        if is_whole or is_whole_too:
            return False
        return _cosine(self.relations.row(one), self.relations.row(other)) >= COPY_COSINE

    def _close_of(self, name: str) -> tuple[frozenset[str], bool]:
        """The ids that are near enough, and whether they are all there are."""
        near = self.relations.near(name)
        close = frozenset(scored.id for scored in near if scored.score >= COPY_COSINE)
        return close, len(close) < len(near) or not near

    def _find_suspects(self) -> frozenset[str]:
        if self.is_small:
            return frozenset(self._documents)
        near = self.relations.state.near
        places = np.flatnonzero(near.scores[:, 0] >= COPY_COSINE * ONE)
        return frozenset(self.relations.documents[place].id for place in places.tolist())

    def _shingles_of(self, name: str) -> Shingles:
        return _shingles_of(self._documents[name])


def _never(_: str) -> bool:
    return False


def _shingles_of(document: Document) -> Shingles:
    text = shingles(document.text)
    # A few words, such as "Xem video.", stand under many a title.
    return text if len(text) > 1 else shingles(f"{document.title}\n{document.text}")


def _cosine(one: Row, other: Row) -> float:
    _, at, at_too = np.intersect1d(one[0], other[0], assume_unique=True, return_indices=True)
    return float(one[1][at] @ other[1][at_too]) / ONE


def _jaccard(one: Shingles, other: Shingles) -> float:
    both = len(np.intersect1d(one, other, assume_unique=True))
    either = len(one) + len(other) - both
    return both / either if either else 0.0
