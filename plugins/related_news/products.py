"""Products of rows, which are cosines as whole numbers, and the greatest of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plugins.related_news.terms import BUCKETS, Buckets
from plugins.related_news.weights import Rows

_BLOCK = 256
#: Up to so many rows a product row by row is quicker than turning the whole matrix.
_FEW = 24

Places = NDArray[np.int32]
Scores = NDArray[np.int32]


@dataclass(frozen=True)
class Nearest:
    """For each document its nearest: ``places`` (n x depth, -1 where there is none) and ``scores``, greatest first.

    Of equal scores the later place comes first: the newer document.
    """

    places: Places
    scores: Scores

    @property
    def depth(self) -> int:
        """How long the lists are."""
        return int(self.places.shape[1])


def none_yet(documents: int, depth: int) -> Nearest:
    """Lists without an entry."""
    return Nearest(np.full((documents, depth), -1, np.int32), np.zeros((documents, depth), np.int32))


@dataclass(frozen=True)
class Products:
    """The products of some documents with all others: those above 0, document by document from ``starts`` on."""

    starts: NDArray[np.int64]
    places: Places
    scores: Scores

    @property
    def documents(self) -> int:
        """How many documents' products these are."""
        return len(self.starts) - 1

    @property
    def rows(self) -> NDArray[np.int64]:
        """For each product whose it is."""
        return np.repeat(np.arange(self.documents), np.diff(self.starts))

    def kept(self, which: NDArray[np.bool_]) -> Products:
        """Only some of the products."""
        counted = np.concatenate(([0], np.cumsum(which)))
        return Products(counted[self.starts], self.places[which], self.scores[which])

    def without(self, places: Places | NDArray[np.int64]) -> Products:
        """Without one place for each document: itself."""
        return self.kept(self.places != np.repeat(places, np.diff(self.starts)))

    def best(self, depth: int) -> tuple[Places, Scores]:
        """The ``depth`` greatest of each document, as :class:`Nearest` orders them."""
        few = self.kept(self.scores >= np.repeat(self._least(depth), np.diff(self.starts)))
        rows = few.rows
        order = np.lexsort((-few.places, -few.scores, rows))
        rank = np.arange(len(rows)) - few.starts[rows]
        first = rank < depth
        found = none_yet(self.documents, depth)
        found.places[rows[first], rank[first]] = few.places[order][first]
        found.scores[rows[first], rank[first]] = few.scores[order][first]
        return found.places, found.scores

    def _least(self, depth: int) -> Scores:
        """For each document a score that at least ``depth`` of its products reach.

        The least of the greatest of as many groups: going through groups is quick; to sort all for their first few
        would take most of the time.
        """
        groups, lengths = 4 * depth, np.diff(self.starts)
        least = np.ones(self.documents, np.int32)
        many = np.flatnonzero(lengths >= 2 * groups)
        if len(many):
            inner = self.starts[many][:, None] + np.arange(groups) * lengths[many][:, None] // groups
            # The end of each document begins a group too, which is left out: it belongs to nobody or to the next one.
            edges = np.column_stack((inner, self.starts[many + 1])).ravel()
            greatest = np.maximum.reduceat(np.append(self.scores, 0), edges).reshape(len(many), -1)[:, :groups]
            least[many] = np.partition(greatest, groups - depth, axis=1)[:, groups - depth]
        return least


def products_with(buckets: Buckets, weights: NDArray[np.int32], rows: Rows) -> Products:
    """The products of one row with all rows."""
    # Few entries of the archive are terms of this row; a table of bits finds them without looking at any weight.
    held = np.zeros(BUCKETS, bool)
    held[buckets] = True
    met = np.flatnonzero(held.take(rows.buckets))
    order = np.argsort(buckets)
    own = weights[order].take(np.searchsorted(buckets[order], rows.buckets[met]))
    places = np.searchsorted(rows.starts, met, side="right") - 1
    first = np.flatnonzero(np.diff(places, prepend=-1))
    scores = rows.weights[met] * own
    sums = np.add.reduceat(scores, first, dtype=np.int32) if len(first) else scores
    return Products(np.array([0, len(first)]), places[first].astype(np.int32), sums)


def products_of(wanted: Places | NDArray[np.int64], rows: Rows) -> Iterator[Products]:
    """The products of some rows with all rows, in blocks."""
    if len(wanted) <= _FEW:
        for place in wanted:
            yield products_with(*rows.row(place), rows)
        return
    # Loaded late: a build that changes few documents does without.
    from scipy.sparse import csr_array

    whole = csr_array((rows.weights, rows.buckets, rows.starts.astype(np.int32)), shape=(len(rows), BUCKETS))
    turned = whole.T.tocsr()
    for start in range(0, len(wanted), _BLOCK):
        block = whole[wanted[start : start + _BLOCK]] @ turned
        yield Products(block.indptr.astype(np.int64), block.indices, block.data)
