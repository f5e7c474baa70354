"""Products of rows, which are cosines as whole numbers, and the greatest of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from plugins.related_news.terms import Buckets
from plugins.related_news.weights import Rows

#: So many rows are multiplied at a time: what is added up for them among 10,000 stays in a processor's cache.
BLOCK = 16
#: For up to so many rows, so many at a time, a look at every entry is quicker than sorting all entries by columns.
_FEW, _TOGETHER = 96, 32
#: How much of a bucket a small table knows, and how many entries are asked for at a time.
_LOW_BITS, _PIECE = (1 << 16) - 1, 1 << 15
#: So many lists are sorted at a time: list, score and place of an entry then fit one number of 63 bits.
_SORTED = 1 << 13
_PLACE_BITS, _SCORE_BITS = 20, 30
_LOW = (1 << 32) - 1

Places = NDArray[np.int32]
Scores = NDArray[np.int32]
Whole = NDArray[np.int64]


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


def moved_lists(old: Nearest, moved: Whole, documents: int) -> Nearest:
    """Old lists at the new places of their documents; -1 stands where an entry went, and in new documents' lists."""
    found = none_yet(documents, old.depth)
    if np.array_equal(moved, np.arange(len(moved))):
        found.places[: len(moved)], found.scores[: len(moved)] = old.places, old.scores
        return found
    stays = np.flatnonzero(moved >= 0)
    # One more entry, so that a place of -1 stays one.
    found.places[moved[stays]] = np.append(moved, -1).astype(np.int32).take(old.places[stays])
    found.scores[moved[stays]] = old.scores[stays]
    return found


def best_of(lists: NDArray[Any], places: NDArray[Any], scores: NDArray[Any], documents: int, depth: int) -> Nearest:
    """Of entries in any order (list, place, and score above 0 and below 2 ** 30) the ``depth`` best of each list."""
    found = none_yet(documents, depth)
    places_mask, scores_mask = (1 << _PLACE_BITS) - 1, (1 << _SCORE_BITS) - 1
    for start in range(0, documents, _SORTED):
        some = slice(None) if documents <= _SORTED else np.flatnonzero((lists >= start) & (lists < start + _SORTED))
        # List, score from above and place from above in one number: sorting it sorts by all three.
        keys = (lists[some].astype(np.int64) - start) << _SCORE_BITS | (scores_mask - scores[some])
        keys = keys << _PLACE_BITS | (places_mask - places[some])
        keys.sort()
        rows = keys >> (_PLACE_BITS + _SCORE_BITS)
        rank = np.arange(len(keys)) - np.searchsorted(rows, np.arange(min(_SORTED, documents - start))).take(rows)
        first = np.flatnonzero(rank < depth)
        keys, target = keys[first], (start + rows[first], rank[first])
        found.places[target] = places_mask - (keys & places_mask)
        found.scores[target] = scores_mask - (keys >> _PLACE_BITS & scores_mask)
    return found


@dataclass(frozen=True)
class Products:
    """The products of some documents with all others: those above 0, document by document from ``starts`` on."""

    starts: Whole
    places: Places
    scores: Scores

    @property
    def documents(self) -> int:
        """How many documents' products these are."""
        return len(self.starts) - 1

    @property
    def rows(self) -> Whole:
        """For each product whose it is."""
        return np.repeat(np.arange(self.documents), np.diff(self.starts))

    def without(self, places: Places | Whole) -> Products:
        """Without one place for each document: itself."""
        which = self.places != np.repeat(places, np.diff(self.starts))
        counted = np.concatenate(([0], np.cumsum(which)))
        return Products(counted[self.starts], self.places[which], self.scores[which])

    def best(self, depth: int) -> Nearest:
        """The ``depth`` greatest of each document."""
        return best_of(self.rows, self.places, self.scores, self.documents, depth)


class Columns:
    """A matrix sorted by columns: which rows each term is in.

    For each entry of the rows, ``first`` is where its column begins in ``met``, ``older`` and ``held`` in how many
    earlier rows and in how many at all its term is; ``met`` are place and weight of each entry, as one number.
    """

    def __init__(self, rows: Rows) -> None:
        size = len(rows.buckets)
        self.rows = rows
        self.lengths = np.diff(rows.starts)
        self.own = rows.weights.astype(np.int64)
        # Numbers of 16 bits are sorted by counting: the low half first, then, stably, the high one.
        order = np.argsort(rows.buckets.astype(np.uint16), kind="stable")
        order = order[np.argsort((rows.buckets >> 16).astype(np.uint16)[order], kind="stable")]
        first = np.flatnonzero(np.diff(rows.buckets[order], prepend=-1))
        held = np.diff(first, append=size)
        self.first, self.older, self.held = np.empty((3, size), np.int64)
        begins = np.repeat(first, held)
        self.first[order], self.held[order] = begins, np.repeat(held, held)
        self.older[order] = np.arange(size) - begins
        self.met = (np.repeat(np.arange(len(rows)), self.lengths) << 32 | self.own)[order]

    def products(self, wanted: Places | Whole, parts: Whole, width: int) -> NDArray[Any]:
        """The products (whole numbers as floats, a line per row) of some rows with the first ``width``.

        ``parts`` tells for each entry how much of its column counts: ``held``, or ``older`` for earlier rows only.
        """
        lengths = self.lengths[wanted]
        entries = ranges(self.rows.starts[wanted], lengths)
        lines = np.repeat(np.arange(len(wanted)) * width, lengths)
        times = parts[entries]
        met = self.met.take(ranges(self.first[entries], times))
        own = np.repeat(lines << 32 | self.own[entries], times)
        # Weights have 15 bits: the sum of two does not reach the places, nor a product the end of a float's digits.
        at = met + own
        at >>= 32
        met &= _LOW
        own &= _LOW
        met *= own
        return np.bincount(at, met, len(wanted) * width).reshape(len(wanted), width)


def ranges(starts: Whole, lengths: Whole) -> Whole:
    """The numbers from each start on, so many each, one range after another."""
    ends = np.cumsum(lengths)
    found = np.repeat(starts - ends + lengths, lengths)
    found += np.arange(len(found))
    return found


def products_with(buckets: Buckets, weights: NDArray[np.int32], rows: Rows) -> Products:
    """The products of one row with all rows."""
    return _products_between(Rows(np.array([0, len(buckets)]), buckets, weights), rows)


def _products_between(few: Rows, rows: Rows) -> Products:
    """The products of a few rows with all rows."""
    # Few entries of the archive are terms of these rows. A small table of the low bits finds them, and some others; it
    # is asked in pieces, so that the memory is the same again: new memory costs more than the looking up.
    low = np.zeros(_LOW_BITS + 1, bool)
    low[few.buckets & _LOW_BITS] = True
    pieces = range(0, len(rows.buckets), _PIECE)
    near = [np.flatnonzero(low.take(rows.buckets[start : start + _PIECE] & _LOW_BITS)) + start for start in pieces]
    met = np.concatenate([np.zeros(0, np.intp), *near])
    if not len(met):
        return Products(np.zeros(len(few) + 1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.int32))
    order = np.argsort(few.buckets, kind="stable")
    terms = few.buckets[order]
    first = np.searchsorted(terms, rows.buckets[met])
    same = terms.take(first, mode="clip") == rows.buckets[met]
    met, first = met[same], first[same]
    times = np.searchsorted(terms, rows.buckets[met], side="right") - first
    own = order[ranges(first, times)]
    lines = np.repeat(np.arange(len(few)) * len(rows), np.diff(few.starts))
    places = np.searchsorted(rows.starts, met, side="right") - 1
    scores = few.weights[own].astype(np.int64) * rows.weights[met].repeat(times)
    sums = np.bincount(lines[own] + places.repeat(times), scores, len(few) * len(rows))
    return _as_products(sums.reshape(len(few), len(rows)))


def products_of(wanted: Places | Whole, rows: Rows) -> Iterator[Products]:
    """The products of some rows with all rows, in blocks."""
    if len(wanted) <= _FEW:
        for start in range(0, len(wanted), _TOGETHER):
            yield _products_between(_some(wanted[start : start + _TOGETHER], rows), rows)
        return
    columns = Columns(rows)
    for start in range(0, len(wanted), BLOCK):
        yield _as_products(columns.products(wanted[start : start + BLOCK], columns.held, len(rows)))


def _some(wanted: Places | Whole, rows: Rows) -> Rows:
    lengths = np.diff(rows.starts)[wanted]
    entries = ranges(rows.starts[wanted], lengths)
    return Rows(np.concatenate(([0], np.cumsum(lengths))), rows.buckets[entries], rows.weights[entries])


def _as_products(sums: NDArray[Any]) -> Products:
    """Of whole numbers as floats, a line per row."""
    lines, places = np.nonzero(sums)
    starts = np.searchsorted(lines, np.arange(len(sums) + 1))
    return Products(starts, places.astype(np.int32), sums[lines, places].astype(np.int32))
