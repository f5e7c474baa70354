"""The plain ranking: a document's own nearest, and what its three nearest say.

``score(a, b) = (cos(a, b) + 1/2 x sum of cos(a, n) cos(n, b)) / (1 + 1/2 x sum of cos(a, n))``, over the three
documents n that are nearest to a. Two reports of one event may share few words; a third that is near to both joins
them. It is a mean of cosines, so from 0 to 1 (a little above where young documents share new terms). Cosines that are
not in the lists count as 0, which makes every ranking a function of four lists.

Measured against ranking by cosine alone in docs/decisions/0007. Source of the idea: Diaz, "Regularizing ad hoc
retrieval scores", CIKM 2005 (what is similar should score alike).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from plugins.related_news.products import Nearest, Places, Scores, none_yet
from plugins.related_news.weights import LENGTH, ONE

#: How many of the nearest are asked, and how many entries of their lists are looked at.
ASKED = 3
DEPTH = 20
_BLOCK = 4096
_PLACE_BITS = 20
_PLACES = (1 << _PLACE_BITS) - 1

_Whole = NDArray[np.int64]


def ranked(near: Nearest, which: NDArray[Any]) -> Nearest:
    """The plain ranking of some documents (places), as deep as the lists it is made of; scores are of 2 ** 28."""
    found = none_yet(len(which), near.depth)
    for start in range(0, len(which), _BLOCK):
        part = which[start : start + _BLOCK]
        places, scores = ranked_from(near.places[part], near.scores[part], near, near.depth, part)
        found.places[start : start + len(part)], found.scores[start : start + len(part)] = places, scores
    return found


def ranked_from(
    places: Places, scores: Scores, near: Nearest, depth: int, itself: NDArray[Any] | None = None
) -> tuple[Places, Scores]:
    """The plain ranking of documents, of which only their own nearest need be known (one row each).

    ``itself`` holds their places, for no document is its own neighbour; leave it out for documents of no place.
    """
    entries, shares, whole = _shares(places, scores, near)
    if itself is not None:
        entries[entries == itself[:, None]] = -1
    # Place and column in one number: what a row says of one document comes to stand side by side.
    keys = entries << _PLACE_BITS | np.arange(entries.shape[1])
    keys.sort(axis=1)
    entries, shares = keys >> _PLACE_BITS, np.take_along_axis(shares, keys & _PLACES, axis=1)
    first = np.diff(entries, axis=1, prepend=-2) != 0
    sums = np.zeros_like(shares)
    sums[first] = np.add.reduceat(shares.ravel(), np.flatnonzero(first)) if len(shares) else 0
    sums //= whole[:, None]
    # Score and place in one number: greatest score first, then the later place.
    keys = np.where((entries >= 0) & (sums > 0), sums << _PLACE_BITS | entries, -1)
    keys.sort(axis=1)
    best = keys[:, ::-1][:, :depth]
    found = np.where(best < 0, -1, best & _PLACES), np.maximum(best, 0) >> _PLACE_BITS
    return found[0].astype(np.int32), found[1].astype(np.int32)


def depends_on(near: Nearest, changed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which rankings may differ when some lists do: theirs, and those of documents that ask one of them."""
    asked = near.places[:, :ASKED]
    return changed | (changed[asked] & (asked >= 0)).any(axis=1)


def _shares(places: Places, scores: Scores, near: Nearest) -> tuple[_Whole, _Whole, _Whole]:
    """Row by row the place (-1: none) and share of every entry that adds to a score, and what shares are parts of."""
    asked = places[:, :ASKED].astype(np.int64)
    trust = np.where(asked >= 0, scores[:, :ASKED], 0).astype(np.int64) // LENGTH
    said_places = np.where(asked[:, :, None] >= 0, near.places[asked, :DEPTH], -1)
    said = near.scores[asked, :DEPTH].astype(np.int64) * trust[:, :, None]
    width = said.shape[1] * said.shape[2]
    return (
        np.concatenate((places, asked, said_places.reshape(len(places), width)), axis=1).astype(np.int64),
        np.concatenate((scores.astype(np.int64) * (2 * LENGTH), trust * ONE, said.reshape(len(places), width)), axis=1),
        2 * LENGTH + trust.sum(axis=1),
    )
