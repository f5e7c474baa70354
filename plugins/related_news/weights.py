"""What a term weighs: tf-idf whose idf stands still while an archive grows, as whole numbers.

The weight of a term in a document is ``(1 + ln times) x idf``, a pair's times :data:`PAIR`. These choices keep "the
same result as from nothing" cheap when one article comes or changes (measured in docs/decisions/0007):

- Only the oldest documents, the *reference*, are asked how common a term is. Their number is the archive's, cut to four
  binary digits (10,000 -> 9,216), so that an article dated after all others changes no weight but its own.
- How common a term is is rounded down to half powers of two, so that an edit seldom changes a weight.
- A term may be in at most :func:`most_documents` of the reference, so the product of all rows stays below n ** 1.5. One
  that is not in two of them is new. In old documents it tells nothing; in those that came after the reference, which
  may all be of one fresh event, up to :data:`KEPT_NEW` of them count, but not for the row's length.
- A row is made :data:`LENGTH` long, a little shorter when a document has few terms to go by (:data:`LITTLE`), so that
  two short notices that share one word are not taken for the same.
- Its weights are whole numbers. Sums of whole numbers do not depend on their order: the same archive gives the same
  scores to the last digit, however it was come by.

Source: Manning, Raghavan, Schütze, "Introduction to Information Retrieval", 2008, chapter 6 (sublinear tf, smooth idf).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plugins.related_news.terms import BUCKETS, Buckets, TermCounts

#: A pair holds two syllables that count by themselves too.
PAIR = 0.7
#: The terms of a document that are kept: those that weigh most.
KEPT = 150
#: The new terms of a young document that are kept: those named most often, then by bucket, as others choose too.
KEPT_NEW = 50
#: Part of every length: what so many terms come to that are as rare as can be. A document that has few looks less sure.
LITTLE = 8
#: The length of a row without its new terms, which are no longer: a product is at most 2 ** 29 and fits 32 bits.
LENGTH = 1 << 14
#: A cosine of 1 as such a product.
ONE = LENGTH * LENGTH
#: So many documents are counted or weighed at a time, which bounds memory.
_BLOCK = 1024
_NEW, _TOO_COMMON = 0, 255
_TIMES = 1 + np.log(np.maximum(1, np.arange(256)))

Levels = NDArray[np.uint8]


@dataclass(frozen=True)
class Rows:
    """A sparse matrix by rows: row i is ``buckets`` and ``weights`` (int32) from ``starts[i]`` to ``starts[i + 1]``."""

    starts: NDArray[np.int64]
    buckets: Buckets
    weights: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def row(self, place: int) -> tuple[Buckets, NDArray[np.int32]]:
        """The buckets and weights of one row."""
        part = slice(self.starts[place], self.starts[place + 1])
        return self.buckets[part], self.weights[part]


def reference_size(documents: int) -> int:
    """How many of the oldest documents are the reference: the four first binary digits of their number."""
    step = 1 << max(0, documents.bit_length() - 4)
    return documents // step * step


def most_documents(reference: int) -> float:
    """In how many documents of the reference a term may be: a quarter, in large archives 9 x the square root."""
    return max(10.0, min(reference / 4, 9 * math.sqrt(reference)))


def levels_of(reference: Sequence[TermCounts]) -> Levels:
    """How common each bucket's term is: 0 when it is new, 255 when too common, else 1 + 2 x log2 of its documents."""
    held = np.zeros(BUCKETS, np.int32)
    for start in range(0, len(reference), _BLOCK):
        block = np.concatenate([counts.buckets for counts in reference[start : start + _BLOCK]])
        # With just these types it is quick, and needs no more memory than the one table.
        np.add.at(held, block.astype(np.intp), np.int32(1))
    return level_table(len(reference))[held]


def level_table(reference: int) -> Levels:
    """The level of a term by how many documents of the reference hold it."""
    found = np.arange(reference + 1)
    # What is added keeps whole powers of two from being rounded below themselves.
    level = 1 + np.floor(2 * np.log2(np.maximum(1, found)) + 1e-9)
    level[found < 2] = _NEW
    level[found > most_documents(reference)] = _TOO_COMMON
    return level.astype(np.uint8)


def weigh(counts: Sequence[TermCounts], young: Sequence[bool], levels: Levels, reference: int) -> Rows:
    """The rows of documents; ``reference`` is the number of documents that ``levels`` were taken from.

    ``young`` tells for each document whether it came after the reference.
    """
    idf = 1 + np.log((1 + reference) / (1 + 2 ** (np.arange(-1, 255) / 2)))
    little = LITTLE * float(idf[1 + 2]) ** 2
    idf[_NEW], idf[_TOO_COMMON] = 1 + math.log((1 + reference) / 2), 0
    parts = [slice(start, start + _BLOCK) for start in range(0, max(1, len(counts)), _BLOCK)]
    blocks = [_weighed(counts[part], np.array(young[part], bool), levels, idf, little) for part in parts]
    return Rows(
        _starts(np.concatenate([lengths for lengths, _, _ in blocks])),
        np.concatenate([buckets for _, buckets, _ in blocks]),
        np.concatenate([weights for _, _, weights in blocks]),
    )


def stacked(rows: Sequence[tuple[Buckets, NDArray[np.int32]]]) -> Rows:
    """Rows one under another."""
    empty = np.zeros(0, np.int32)
    return Rows(
        _starts(np.array([len(buckets) for buckets, _ in rows], np.int64)),
        np.concatenate([empty, *(buckets for buckets, _ in rows)]),
        np.concatenate([empty, *(weights for _, weights in rows)]),
    )


def _starts(lengths: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.concatenate(([0], np.cumsum(lengths)))


def _weighed(
    counts: Sequence[TermCounts],
    young: NDArray[np.bool_],
    levels: Levels,
    idf: NDArray[np.float64],
    little: float,
) -> tuple[NDArray[np.int64], Buckets, NDArray[np.int32]]:
    """Of some documents the length of each row, and the entries of all, by row and bucket."""
    sizes = np.array([len(of_one.buckets) for of_one in counts], np.int64)
    buckets = np.concatenate([np.zeros(0, np.int32), *(of_one.buckets for of_one in counts)])
    level = levels.take(buckets)
    some = np.flatnonzero((level != _TOO_COMMON) & ((level != _NEW) | np.repeat(young, sizes)))
    rows = np.repeat(np.arange(len(counts)), np.diff(np.searchsorted(some, _starts(sizes))))
    buckets, level = buckets[some], level[some]
    times = np.concatenate([np.zeros(0, np.uint8), *(of_one.times for of_one in counts)])[some]
    weights = _TIMES.take(times) * idf.take(level) * np.where(buckets & 1 == 1, PAIR, 1.0)
    new = level == _NEW
    stay = np.ones(len(rows), bool)
    stay[~new] = _heaviest(rows[~new], weights[~new], len(counts))
    stay[new] = _most_named(rows[new], times[new])
    rows, buckets, weights, new = rows[stay], buckets[stay], weights[stay], new[stay]
    # Added up one by one in the order of the buckets: the sum is the same whatever other rows there are.
    lengths, new_lengths = (
        np.sqrt(np.bincount(rows, weights * weights * which, len(counts)) + little) for which in (~new, new)
    )
    row_lengths = np.where(new, np.maximum(lengths, new_lengths)[rows], lengths[rows])
    whole = np.rint(weights * (LENGTH / row_lengths)).astype(np.int32)
    return np.bincount(rows, minlength=len(counts)), buckets, whole


def _heaviest(rows: NDArray[np.int64], weights: NDArray[np.float64], documents: int) -> NDArray[np.bool_]:
    """Which entries, row by row, are among the :data:`KEPT` that weigh most."""
    least, starts = np.zeros(documents), _starts(np.bincount(rows, minlength=documents))
    for row in np.flatnonzero(np.diff(starts) > KEPT):
        # Of equal weights all stay or none, so that no order decides.
        least[row] = np.partition(weights[starts[row] : starts[row + 1]], -KEPT)[-KEPT]
    return weights >= least[rows]


def _most_named(rows: NDArray[np.int64], times: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Which entries, row by row, are among the :data:`KEPT_NEW` named most often, of equal ones the first."""
    order = np.lexsort((-times.astype(np.int32), rows))
    which = np.empty(len(rows), bool)
    which[order] = np.arange(len(rows)) - np.searchsorted(rows, rows) < KEPT_NEW
    return which
