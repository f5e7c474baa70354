"""What stands in the rail beside a document, by ids alone.

1. The editor's picks, in their order. From here on nothing that the page shows ``elsewhere``, and no copy of it.
2. What tells of the same matter, down to a floor: the first twenty of the plain ranking, in which a score falls by at
   most 15 % with the days between two documents (:func:`plugins.related_news.fillers.fresher`). Near-copies of the
   document itself are left out, and of near-copies of each other only the best placed one stays. The ranking is read
   deeper only when that leaves places free.
3. Documents of the same section, nearest in date first, copies left out too, until the rail is full.

The outcome depends on the documents alone, never on the order in which they came.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from plugins.related_news.copies import Copies
from plugins.related_news.corpus import Document
from plugins.related_news.fillers import Section, by_section, fresher, moment
from plugins.related_news.relations import Relations, Scored
from plugins.related_news.weights import ONE

#: Candidates that are looked at; more only where copies leave too few of them.
CANDIDATES = 20
#: Documents whose candidates are put in order together, so that the numbers of one step stay in the cache.
_BLOCK = 2048
#: Digits of a score: what a processor's way of counting adds behind them must not part equal ones.
_DIGITS = 9
Why = Literal["pick", "similar", "section"]


class Entry(NamedTuple):
    """One entry: which document, why it is there and, when it is similar, the score that placed it (0 to 1)."""

    id: str
    why: Why
    score: float = 0.0


class Sidebar:
    """The rails of one set of relations.

    ``eligible`` are the ids that may stand in a rail; a document that may not can still have one. ``floor`` is the
    least score of the plain ranking that counts as similar. ``unlike`` are ids that are no copies of anything.
    """

    def __init__(
        self,
        relations: Relations,
        eligible: Collection[str],
        shown: int,
        floor: float,
        unlike: Collection[str] = (),
    ) -> None:
        self.relations = relations
        self.shown = shown
        self.floor = floor
        self.copies = Copies(relations, frozenset(unlike))
        #: Ids of documents for whose rail more than the first candidates of ranking or section were looked at.
        self.far: set[str] = set()
        self._documents = {document.id: document for document in relations.documents}
        self._names = [*self._documents]
        self._eligible = frozenset(eligible) & self._documents.keys()
        self._moments = {name: moment(document.date) for name, document in self._documents.items()}
        self._order = _Order(self._names, self._eligible, [*self._moments.values()], floor)

    @cached_property
    def _sections(self) -> dict[str, Section]:
        return by_section((self._documents[name] for name in self._eligible), self._moments)

    def entries(self, asking: str, picks: Sequence[str] = ()) -> list[Entry]:
        """At most ``shown`` entries beside a document of the archive; never itself, none twice."""
        return self.entries_of(self._documents[asking], picks)

    def entries_of(self, document: Document, picks: Sequence[str] = (), elsewhere: Collection[str] = ()) -> list[Entry]:
        """The same for any document, also one that is not in the archive: a draft, a hidden article."""
        chosen: dict[str, Entry] = {}
        for pick in picks:
            if pick != document.id and pick in self._eligible and len(chosen) < self.shown:
                chosen.setdefault(pick, Entry(pick, "pick"))
        if len(chosen) == self.shown:
            return [*chosen.values()]
        is_told = self._told_by(document, elsewhere)
        chosen = self._with_similar(document, chosen, is_told)
        if len(chosen) < self.shown and (section := self._sections.get(document.section)):
            for seen, name in enumerate(section.nearest(self._moment(document))):
                if seen == CANDIDATES:
                    self.far.add(document.id)
                if not is_told(name) and self._is_new(name, chosen):
                    chosen[name] = Entry(name, "section")
                    if len(chosen) == self.shown:
                        break
        return [*chosen.values()]

    def _with_similar(
        self, document: Document, picked: dict[str, Entry], is_told: Callable[[str], bool]
    ) -> dict[str, Entry]:
        """The picks and the best of the ranking, which is read deeper only while copies leave places free."""
        depth = CANDIDATES
        if document.id in self._documents:
            place = self.relations.index[document.id]
            found, is_all = self._first(place)
        else:
            found, is_all = self._ordered(document, self.relations.ranked_of(document, depth), depth)
        while True:
            chosen = dict(picked)
            for other, score in found:
                name = self._names[other]
                if not is_told(name) and self._is_new(name, chosen):
                    chosen[name] = Entry(name, "similar", score)
                    if len(chosen) == self.shown:
                        return chosen
            if is_all:
                return chosen
            depth *= 4
            self.far.add(document.id)
            found, is_all = self._ordered(document, self._ranked(document, depth), depth)

    def _ranked(self, document: Document, depth: int) -> list[Scored]:
        if document.id in self._documents:
            return self.relations.ranked(document.id, depth)
        return self.relations.ranked_of(document, depth)

    def _first(self, place: int) -> tuple[Iterable[tuple[int, float]], bool]:
        """The first candidates of a document of the archive, best first, and whether no deeper one could follow."""
        places, scores, lengths, are_all = self._candidates
        length = lengths[place]
        return zip(places[place, :length].tolist(), scores[place, :length].tolist(), strict=True), are_all[place]

    @cached_property
    def _candidates(self) -> tuple[NDArray[np.int32], NDArray[np.float64], list[int], list[bool]]:
        """The first candidates of all documents in their order, how many each has, and whether they are all.

        Made together: a page by itself would take ten times as long.
        """
        ranked = self.relations.state.ranked
        places, scores = ranked.places[:, :CANDIDATES].copy(), np.zeros((len(ranked.places), CANDIDATES))
        lengths, are_all = [], []
        for start in range(0, len(places), _BLOCK):
            block = slice(start, start + _BLOCK)
            raw = np.minimum(1.0, ranked.scores[block, :CANDIDATES] / ONE)
            are_all += ((places[block, -1] < 0) | (raw[:, -1] < self.floor)).tolist()
            moments = self._order.moments[block, None]
            places[block], scores[block], counted = self._order.sorted(moments, places[block], raw)
            lengths += counted.tolist()
        return places, scores, lengths, are_all

    def _ordered(
        self, document: Document, ranked: Sequence[Scored], depth: int
    ) -> tuple[Iterable[tuple[int, float]], bool]:
        """The same of one document and a list of any depth."""
        is_all = len(ranked) < depth or ranked[-1].score < self.floor
        index, here = self.relations.index, self._moment(document)
        places = np.array([[index[scored.id] for scored in ranked]], np.int32)
        raw = np.array([[scored.score for scored in ranked]], np.float64)
        places, scores, counted = self._order.sorted(np.array([[np.nan if here is None else here]]), places, raw)
        length = counted[0]
        return zip(places[0, :length].tolist(), scores[0, :length].tolist(), strict=True), is_all

    def _moment(self, document: Document) -> float | None:
        known = self._documents.get(document.id)
        return self._moments[document.id] if known is document else moment(document.date)

    def _told_by(self, document: Document, elsewhere: Collection[str]) -> Callable[[str], bool]:
        """Whether the page tells a story without the rail: the document itself, what stands elsewhere, their copies."""
        is_copy = self.copies.like(document)
        return lambda name: name == document.id or is_copy(name) or not self._is_new(name, elsewhere)

    def _is_new(self, name: str, shown: Collection[str]) -> bool:
        """Whether ``name`` is neither among what is shown nor a copy of any of it."""
        if name in shown:
            return False
        return name not in self.copies.suspects or not any(self.copies.are_copies(name, other) for other in shown)


class _Order:
    """The order of candidates: best score first, once days have counted, then the newer one, then by id."""

    def __init__(
        self, names: Sequence[str], eligible: Collection[str], moments: Sequence[float | None], floor: float
    ) -> None:
        self.moments = np.array([np.nan if at is None else at for at in moments], np.float64)
        self._floor = floor
        self._is_eligible = np.array([name in eligible for name in names], bool)
        # One number for what decides between equal scores.
        by_id = np.array(sorted(range(len(names)), key=names.__getitem__), np.int64)
        order = by_id[np.argsort(-np.nan_to_num(self.moments[by_id]), kind="stable")]
        self._rank = np.empty(len(names), np.int64)
        self._rank[order] = np.arange(len(names))

    def sorted(
        self, moments: NDArray[np.float64], places: NDArray[np.int32], scores: NDArray[np.float64]
    ) -> tuple[NDArray[np.int32], NDArray[np.float64], NDArray[np.int64]]:
        """Places and scores row by row in order, those that may stand in a rail first, and how many of them there are.

        ``moments`` has one column, ``places`` -1 where there is none.
        """
        may_stand = (places >= 0) & (scores >= self._floor) & self._is_eligible[places]
        scores = np.round(scores * fresher(moments, self.moments[places]), _DIGITS)
        order = np.lexsort((self._rank[places], np.where(may_stand, -scores, 1.0)))
        ordered = np.take_along_axis(places, order, 1), np.take_along_axis(scores, order, 1)
        return *ordered, np.count_nonzero(may_stand, axis=1)
