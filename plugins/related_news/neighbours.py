"""The nearest documents of each, by exact cosine: all at once, or only where something changed.

A product of all rows with all others is made in blocks, so that memory grows with the number of documents and never
with its square. When few documents changed, only the lists change in which one of them was or comes to be; the outcome
is that of the whole product, number for number (the tests hold both side by side).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plugins.related_news.products import Nearest, Places, Products, none_yet, products_of
from plugins.related_news.weights import Rows


def nearest(rows: Rows, depth: int) -> Nearest:
    """The lists of all documents."""
    return nearest_of(np.arange(len(rows)), rows, depth)


def nearest_of(wanted: Places | NDArray[np.int64], rows: Rows, depth: int) -> Nearest:
    """The lists of some documents, in the order of ``wanted`` (places)."""
    found = none_yet(len(wanted), depth)
    done = 0
    for block in products_of(wanted, rows):
        part = slice(done, done + block.documents)
        found.places[part], found.scores[part] = block.without(wanted[part]).best(depth)
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
        now.places[which], now.scores[which] = others.best(now.depth)
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
    now = none_yet(documents, old.depth)
    # Nothing is let into the lists of new documents: they are made whole.
    bounds = _Bounds(np.full(documents, 1 << 31, np.int64), np.zeros(documents, np.int64))
    lost = np.zeros(documents, bool)
    stays = np.flatnonzero(moved >= 0)
    targets, was, scores = moved[stays], old.places[stays], old.scores[stays]
    # One more entry, so that a place of -1 stays one.
    places = np.append(moved, -1).astype(np.int32).take(was)
    gone = places < np.minimum(was, 0)
    bounds.score[targets] = scores[:, -1]
    # Where the last one itself went, only what is nearer than it was is sure to come before the rest.
    bounds.place[targets] = np.where(gone[:, -1], documents, places[:, -1])
    lost[targets] = gone.any(axis=1)
    for row in np.flatnonzero(gone.any(axis=1)):
        order = np.argsort(gone[row], kind="stable")
        places[row], scores[row] = places[row, order], np.where(gone[row], 0, scores[row])[order]
    now.places[targets], now.scores[targets] = places, scores
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
