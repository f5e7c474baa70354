"""The nearest documents of each, by exact cosine: all at once, or only where something changed.

A product of all rows with all others is made in blocks, so that memory grows with the number of documents and never
with its square. When few documents changed, only the lists change in which one of them was or comes to be; the outcome
is that of the whole product, number for number (the tests hold both side by side).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from plugins.related_news.products import (
    BLOCK,
    Columns,
    Nearest,
    Places,
    Products,
    best_of,
    moved_lists,
    none_yet,
    products_of,
)
from plugins.related_news.weights import Rows

#: How many entries for each list may wait to be sorted.
_WAITING = 20
#: List, place and score.
_Entries = tuple[NDArray[Any], NDArray[Any], NDArray[Any]]


def nearest(rows: Rows, depth: int) -> Nearest:
    """The lists of all documents.

    A product belongs to two lists. Each is made once, with the older documents, and goes where it reaches what is known
    to be the least of a list by then: few do, and they are sorted now and then.
    """
    columns, found = Columns(rows), none_yet(len(rows), depth)
    least = np.ones(len(rows))
    waiting: list[_Entries] = []
    for start in range(0, len(rows), BLOCK):
        stop = min(start + BLOCK, len(rows))
        sums = columns.products(np.arange(start, stop), columns.older, stop)
        least[start:stop] = _least(sums, depth)
        for side, reached in enumerate((sums >= least[start:stop, None], sums >= least[:stop])):
            at = np.flatnonzero(reached)
            pair = at // stop + start, at % stop
            waiting.append((pair[side], pair[1 - side], sums.ravel()[at].astype(np.int64)))
        if stop == len(rows) or sum(len(lists) for lists, _, _ in waiting) > _WAITING * stop:
            _put_in(found, waiting, stop)
            least[:stop] = np.maximum(least[:stop], found.scores[:stop, -1])
            waiting = []
    return found


def _least(sums: NDArray[np.float64], depth: int) -> NDArray[np.float64]:
    """For each line a product above 0 that at least ``depth`` of its products reach, if so many are.

    The least of the greatest of as many groups: to find those is far quicker than to sort the products.
    """
    groups = 4 * depth
    size = sums.shape[1] // groups
    if size < 2:
        return np.ones(len(sums))
    greatest = sums[:, : groups * size].reshape(len(sums), size, groups).max(axis=1)
    return np.maximum(1, np.partition(greatest, groups - depth, axis=1)[:, groups - depth])


def _put_in(found: Nearest, waiting: list[_Entries], documents: int) -> None:
    """Put entries into the lists of the first documents."""
    lists, ranks = np.nonzero(found.places[:documents] >= 0)
    waiting.append((lists, found.places[lists, ranks], found.scores[lists, ranks]))
    lists, places, scores = (np.concatenate(each) for each in zip(*waiting, strict=True))
    best = best_of(lists, places, scores, documents, found.depth)
    found.places[:documents], found.scores[:documents] = best.places, best.scores


def nearest_of(wanted: Places | NDArray[np.int64], rows: Rows, depth: int) -> Nearest:
    """The lists of some documents, in the order of ``wanted`` (places)."""
    found = none_yet(len(wanted), depth)
    done = 0
    for block in products_of(wanted, rows):
        part = slice(done, done + block.documents)
        best = block.without(wanted[part]).best(depth)
        found.places[part], found.scores[part] = best.places, best.scores
        done += block.documents
    return found


def renewed(
    old: Nearest, moved: NDArray[np.int64], fresh: NDArray[np.int64], rows: Rows
) -> tuple[Nearest, NDArray[np.bool_]]:
    """The lists after some documents came, went or changed, and which of them are not what they were.

    Args:
        old: the lists before.
        moved: for each old place the place now, -1 for one that went or changed; in ascending order but for those.
        fresh: the places of documents that came or changed, ascending.
        rows: all rows as they are now.
    """
    now, bounds, lost = _kept(old, moved, len(rows))
    full = bounds.score > 0
    changed = lost.copy()
    changed[fresh] = True
    done = 0
    for block in products_of(fresh, rows):
        which = fresh[done : done + block.documents]
        others = block.without(which)
        best = others.best(now.depth)
        now.places[which], now.scores[which] = best.places, best.scores
        changed |= _let_in(now, bounds, others, which)
        done += block.documents
    # A list that is shorter than it was would show next what it never knew.
    again = np.flatnonzero(lost & full & (now.places[:, -1] < 0))
    exact = nearest_of(again, rows, now.depth)
    now.places[again], now.scores[again] = exact.places, exact.scores
    return now, changed


@dataclass(frozen=True)
class _Bounds:
    """For each list what was last in it: everything that is not in it comes after; score 0 where it held all."""

    score: NDArray[np.int64]
    place: NDArray[np.int64]


def _kept(old: Nearest, moved: NDArray[np.int64], documents: int) -> tuple[Nearest, _Bounds, NDArray[np.bool_]]:
    """Old lists at their new places without what went or changed, their bounds, and which lists lost something."""
    now = moved_lists(old, moved, documents)
    # Nothing is let into the lists of new documents: they are made whole.
    bounds = _Bounds(np.full(documents, 1 << 31, np.int64), np.zeros(documents, np.int64))
    targets = moved[moved >= 0]
    # An entry that went has a score and no place.
    gone = (now.places < 0) & (now.scores > 0)
    bounds.score[targets] = now.scores[targets, -1]
    # Where the last one itself went, only what is nearer than it was is sure to come before the rest.
    bounds.place[targets] = np.where(gone[targets, -1], documents, now.places[targets, -1])
    lost: NDArray[np.bool_] = np.logical_or.reduce(gone, axis=1)
    for row in np.flatnonzero(lost):
        order = np.argsort(gone[row], kind="stable")
        now.places[row], now.scores[row] = now.places[row, order], np.where(gone[row], 0, now.scores[row])[order]
    return now, bounds, lost


def _let_in(now: Nearest, bounds: _Bounds, block: Products, which: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Put fresh documents, whose products are a block, into the lists they belong to; tells which lists changed."""
    newcomers = which[block.rows]
    least = bounds.score[block.places]
    enters = (block.scores > least) | ((block.scores == least) & (newcomers > bounds.place[block.places]))
    newcomers, lists, scores = newcomers[enters], block.places[enters], block.scores[enters]
    touched = np.zeros(len(now.places), bool)
    touched[lists] = True
    for place in np.flatnonzero(touched):
        new = lists == place
        all_places = np.concatenate((now.places[place], newcomers[new]))
        all_scores = np.concatenate((now.scores[place], scores[new]))
        order = np.lexsort((-all_places, -all_scores))[: now.depth]
        now.places[place], now.scores[place] = all_places[order], all_scores[order]
    return touched
