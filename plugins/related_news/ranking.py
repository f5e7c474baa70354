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
_PLACE_BITS, _SCORE_BITS = 20, 30

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
    rows, entries, shares, whole = _shares(places, scores, near)
    keep = entries >= 0
    if itself is not None:
        keep &= entries != itself[rows]
    keys, shares = rows[keep] << _PLACE_BITS | entries[keep], shares[keep]
    order = np.argsort(keys, kind="stable")
    keys, shares = keys[order], shares[order]
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    sums = np.add.reduceat(shares, first) if len(first) else shares
    rows, entries = keys[first] >> _PLACE_BITS, keys[first] & ((1 << _PLACE_BITS) - 1)
    return _sorted(rows, entries, sums // whole[rows], len(whole), depth)


def depends_on(near: Nearest, changed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which rankings may differ when some lists do: theirs, and those of documents that ask one of them."""
    asked = near.places[:, :ASKED]
    return changed | (changed[asked] & (asked >= 0)).any(axis=1)


def _shares(places: Places, scores: Scores, near: Nearest) -> tuple[_Whole, _Whole, _Whole, _Whole]:
    """Row, place and share of every entry that adds to a score, and by row what the shares are parts of."""
    documents = len(places)
    asked = places[:, :ASKED].astype(np.int64)
    trust = np.where(asked >= 0, scores[:, :ASKED], 0).astype(np.int64) // LENGTH
    said_places = np.where(asked[:, :, None] >= 0, near.places[asked, :DEPTH], -1)
    said = near.scores[asked, :DEPTH].astype(np.int64) * trust[:, :, None]
    rows = np.arange(documents)[:, None]
    groups = (
        (places, scores.astype(np.int64) * (2 * LENGTH)),
        (asked, trust * ONE),
        (said_places.reshape(documents, -1), said.reshape(documents, -1)),
    )
    return (
        np.concatenate([np.broadcast_to(rows, found.shape).ravel() for found, _ in groups]),
        np.concatenate([found.ravel() for found, _ in groups]).astype(np.int64),
        np.concatenate([share.ravel() for _, share in groups]),
        2 * LENGTH + trust.sum(axis=1),
    )


def _sorted(rows: _Whole, places: _Whole, scores: _Whole, documents: int, depth: int) -> tuple[Places, Scores]:
    """The best entries of each row: greatest score first, then the later place."""
    places_mask, scores_mask = (1 << _PLACE_BITS) - 1, (1 << _SCORE_BITS) - 1
    # Row, score from above and place from above in one number: sorting it sorts by all three.
    keys = (rows << _SCORE_BITS | (scores_mask - scores)) << _PLACE_BITS | (places_mask - places)
    keys.sort()
    rows, scores = keys >> (_PLACE_BITS + _SCORE_BITS), scores_mask - (keys >> _PLACE_BITS & scores_mask)
    rank = np.arange(len(keys)) - np.searchsorted(rows, rows)
    kept = (rank < depth) & (scores > 0)
    found = none_yet(documents, depth)
    found.places[rows[kept], rank[kept]] = places_mask - (keys[kept] & places_mask)
    found.scores[rows[kept], rank[kept]] = scores[kept]
    return found.places, found.scores
