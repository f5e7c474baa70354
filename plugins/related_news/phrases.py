"""Phrases of a text that are made of given terms: what two articles share, in the words of one of them.

1. Neighbouring pairs are joined where the text writes them side by side: ``lừa đảo``, ``đảo trực`` and ``trực
   tuyến`` are ``lừa đảo trực tuyến``. Where they are parted all the same is told in
   :mod:`plugins.related_news.reading`.
2. A syllable at an edge that belongs closer to its other neighbour is left out: the ``trí`` of ``vị trí móng cột``.
3. A lone syllable counts only when it is a name or an abbreviation: others tell too little in Vietnamese.
4. The phrases that weigh most are told, none of a pair that a heavier one holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from plugins.related_news.corpus import Document
from plugins.related_news.reading import Reading
from plugins.related_news.terms import Buckets

#: Phrases that are told at most, and syllables of each.
PHRASES = 8
LONGEST = 5
#: A further phrase must weigh at least this part of the first one.
_WORTH = 0.25

#: The pairs of a phrase; of a lone syllable its own term.
_Key = tuple[int, ...]
_Weights = NDArray[np.int32]


class Phrases:
    """The phrases of one document; ``buckets`` and ``weights`` are its row, in any order."""

    def __init__(self, document: Document, buckets: Buckets, weights: _Weights) -> None:
        self.text = f"{document.title}\n{document.text}"
        self._text = text = Reading(self.text)
        self._weights = np.zeros(len(text.buckets), np.int64)
        places, is_known = self._places(buckets)
        self._weights[places[is_known]] = weights[is_known]
        self._singles: list[int] = text.singles.tolist()
        self._pairs: list[int] = text.pairs.tolist()
        # Pairs whose first or second syllable belongs closer to the word before or after them.
        joined, closeness = text.joined, text.closeness
        looser = np.zeros((2, len(joined)), bool)
        np.logical_and(joined[:-1], closeness[:-1] > closeness[1:], out=looser[0, 1:])
        np.logical_and(joined[1:], closeness[1:] > closeness[:-1], out=looser[1, :-1])
        # Single bytes are quicker to ask than entries of an array.
        self._loose_before, self._loose_after = looser[0].tobytes(), looser[1].tobytes()
        self._named = text.named.tobytes()
        self._known: dict[tuple[int, int], list[tuple[_Key, range]]] = {}
        self._spelling = cache(text.spelling)

    def best(self, buckets: Buckets, weights: _Weights) -> list[str]:
        """The phrases of terms that another row holds too that weigh most, heaviest first; at most eight.

        A term weighs what it adds to the product of both rows.
        """
        products = np.zeros(len(self._weights), np.int64)
        places, is_known = self._places(buckets)
        places = places[is_known]
        products[places] = self._weights[places] * weights[is_known]
        runs, weight_of = self._found(products)
        # A name at the edge of a stretch weighs nothing when it is not shared by itself.
        least = max(1, _WORTH * max(weight_of.values(), default=0))
        told: list[str] = []
        used: set[int] = set()
        syllables: set[int] = set()
        for key in sorted(weight_of, key=weight_of.__getitem__, reverse=True):
            if len(told) == PHRASES or weight_of[key] < least:
                break
            hashes = self._text.hashes(runs[key][0])
            if used.isdisjoint(key) and not syllables.issuperset(hashes):
                told.append(self._spelled(runs[key]))
                used.update(key)
                syllables.update(hashes)
        return told

    def _places(self, buckets: Buckets) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
        """Where buckets stand in those of the text, and which of them do."""
        known = self._text.buckets
        places = np.minimum(np.searchsorted(known, buckets), len(known) - 1)
        return places, known[places] == buckets

    def _found(self, products: NDArray[np.int64]) -> tuple[dict[_Key, list[range]], dict[_Key, int]]:
        """Where each phrase that may be told stands, in the order of the text, and what each weighs."""
        runs: dict[_Key, list[range]] = defaultdict(list)
        weight_of: dict[_Key, int] = {}
        starts, stops, bounds = self._stretches(products)
        if not len(starts):
            return runs, weight_of
        given = np.flatnonzero(products)
        weight: dict[int, int] = dict(zip(given.tolist(), products[given].tolist(), strict=True))
        # No phrase weighs more than its stretch: most are too light beside those of the heaviest to be looked at.
        heaviest = bounds.argmax()
        first = self._runs(int(starts[heaviest]), int(stops[heaviest]), weight)
        worth = bounds >= _WORTH * max([self._weight(run, weight) for _, run in first], default=0)
        for start, stop in zip(starts[worth].tolist(), stops[worth].tolist(), strict=True):
            for key, run in self._runs(start, stop, weight):
                if key not in weight_of:
                    weight_of[key] = self._weight(run, weight)
                runs[key].append(run)
        return runs, weight_of

    def _stretches(self, products: NDArray[np.int64]) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.int64]]:
        """Words joined by shared pairs, and single names: where each begins and ends, and what it weighs at most."""
        text = self._text
        singles, pairs = products[text.singles], products[text.pairs]
        held = text.held & (pairs > 0)
        begins = held | (text.named & (singles > 0))
        begins[1:] &= ~held[:-1]
        starts, ends = begins.nonzero()[0], (~held).nonzero()[0]
        stops = ends[ends.searchsorted(starts)] + 1
        weights = np.zeros(len(held) + 1, np.int64)
        np.cumsum(singles + pairs * held, out=weights[1:])
        return starts, stops, weights[stops] - weights[starts]

    def _runs(self, start: int, stop: int, weight: Mapping[int, int]) -> list[tuple[_Key, range]]:
        """The phrases of a stretch; entries of a page share many stretches."""
        if (found := self._known.get((start, stop))) is not None:
            return found
        run = self._trimmed(start, stop)
        if len(run) == 1:
            return self._known.setdefault((start, stop), [self._lone(run)] if self._named[run.start] else [])
        found = [(tuple(self._pairs[part.start : part.stop - 1]), part) for part in self._cut(run, weight)]
        # Where a longer one is cut depends on what the terms weigh.
        return self._known.setdefault((start, stop), found) if len(found) == 1 else found

    def _lone(self, run: range) -> tuple[_Key, range]:
        return (self._singles[run.start],), run

    def _weight(self, run: range, weight: Mapping[int, int]) -> int:
        terms = {*self._pairs[run.start : run.stop - 1], *self._singles[run.start : run.stop]}
        return sum([weight.get(term, 0) for term in terms])

    def _trimmed(self, start: int, stop: int) -> range:
        """A run without the syllables at its edges that belong to the words around it."""
        while stop - start > 1 and self._loose_before[start]:
            start += 1
        while stop - start > 1 and self._loose_after[stop - 2]:
            stop -= 1
        return range(start, stop)

    def _cut(self, run: range, weight: Mapping[int, int]) -> Iterator[range]:
        """A run in parts that are not too long, parted where it holds together least."""
        if len(run) <= LONGEST:
            yield run
            return
        inner = range(run.start + 1, run.stop - 2)
        weakest = min(inner, key=lambda place: (self._text.closeness[place], weight[self._pairs[place]]))
        yield from self._cut(range(run.start, weakest + 1), weight)
        yield from self._cut(range(weakest + 1, run.stop), weight)

    def _spelled(self, runs: Sequence[range]) -> str:
        """How a phrase is written most often, and of two ways as often with fewer capitals."""
        found: dict[str, int] = defaultdict(int)
        for run in runs:
            text, sureness = self._spelling(run)
            found[text] += sureness
        return max(found, key=lambda text: (found[text], _small_letters(text))) if len(found) > 1 else text


def _small_letters(text: str) -> int:
    return sum(char.islower() for char in text)
