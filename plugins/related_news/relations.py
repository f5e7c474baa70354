"""Who is near to whom in an archive: from nothing, or from what an earlier build found out.

:func:`relate` gives the same relations either way. With a store it counts the terms of new texts only, weighs anew what
weighs differently, and finds neighbours anew only where one came, went or changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b
from itertools import compress, count
from operator import attrgetter, ne

import numpy as np
from numpy.typing import NDArray

from plugins.related_news.arrays import starts_of
from plugins.related_news.corpus import Document
from plugins.related_news.counting import count_all
from plugins.related_news.neighbours import nearest, renewed
from plugins.related_news.products import moved_lists, products_with, ranges
from plugins.related_news.ranking import DEPTH, depends_on, ranked, ranked_from
from plugins.related_news.store import KeptCounts, State, Store
from plugins.related_news.terms import Buckets, TermCounts, count_terms
from plugins.related_news.weights import ONE, Levels, Rows, level_table, levels_of, reference_size, weigh

#: When more than this part of an archive changed, everything is made anew: that is quicker then.
_MANY = 0.1
#: It is counted anew who holds so many terms; when more are others, counting all is quicker.
_MOST_TERMS = 200
#: So few texts are counted sooner than their counts are read.
_FEW = 8
_PARTS = attrgetter("date", "id", "key")


@dataclass(frozen=True)
class Scored:
    """A document and how near it is, from 0 to 1."""

    id: str
    score: float


class Relations:
    """The relations of one archive; ``documents`` are oldest first."""

    def __init__(
        self,
        documents: Sequence[Document],
        state: State,
        before: State | None = None,
        made: Iterable[int] = (),
        again: Iterable[int] = (),
    ) -> None:
        """``made`` and ``again``: places of documents whose row, and whose ranking, was made anew since ``before``."""
        self.documents = documents
        self.state = state
        self._before = before
        self._made = made
        self._again = again

    @property
    def renewed_from(self) -> bytes:
        """Which state these relations were made of (:meth:`mark` of it); empty when they were made from nothing."""
        return _mark(self._before.labels) if self._before else b""

    @property
    def mark(self) -> bytes:
        """16 bytes that tell this state from others."""
        return _mark(self.state.labels)

    @cached_property
    def reweighed(self) -> frozenset[str]:
        """The ids of documents that are new or changed, or whose terms weigh something else than at the last build."""
        return frozenset(self.documents[place].id for place in self._made)

    @cached_property
    def ranked_anew(self) -> frozenset[str]:
        """The ids of documents whose ranking may be another than at the last build."""
        return frozenset(self.documents[place].id for place in self._again)

    @cached_property
    def index(self) -> dict[str, int]:
        """The place of each document by its id."""
        return {document.id: place for place, document in enumerate(self.documents)}

    def ranked(self, id: str, top: int = DEPTH) -> list[Scored]:
        """The plain ranking of a document of the archive: best first, never itself, only scores above 0."""
        place = self.index[id]
        if top <= self.state.ranked.depth:
            return self._scored(self.state.ranked.places[place, :top], self.state.ranked.scores[place, :top])
        return self._ranking(*self.row(id), top, place)

    def ranked_of(self, document: Document, top: int = DEPTH) -> list[Scored]:
        """The plain ranking for a document that is not in the archive (a draft): nobody's list holds it."""
        return self._ranking(*self.row_of(document), top, -1)

    def near(self, id: str) -> list[Scored]:
        """The nearest documents by cosine, exactly."""
        place = self.index[id]
        return self._scored(self.state.near.places[place], self.state.near.scores[place])

    def row(self, id: str) -> tuple[Buckets, NDArray[np.int32]]:
        """The buckets and weights of a document of the archive."""
        return self.state.rows.row(self.index[id])

    def row_of(self, document: Document) -> tuple[Buckets, NDArray[np.int32]]:
        """The same for a document that is not in the archive, as if it were the newest."""
        return weigh([count_terms(document)], [True], self.state.levels, self.state.reference).row(0)

    def _ranking(self, buckets: Buckets, weights: NDArray[np.int32], top: int, place: int) -> list[Scored]:
        depth, itself = max(top, DEPTH), np.array([place])
        near = products_with(buckets, weights, self.state.rows).without(itself).best(depth)
        found, values = ranked_from(near.places, near.scores, self.state.near, depth, itself)
        return self._scored(found[0, :top], values[0, :top])

    def _scored(self, places: NDArray[np.int32], scores: NDArray[np.int32]) -> list[Scored]:
        return [
            Scored(self.documents[place].id, min(1.0, score / ONE))
            for place, score in zip(places.tolist(), scores.tolist(), strict=True)
            if place >= 0
        ]


def relate(
    documents: Sequence[Document], *, store: Store | None = None, depth: int = DEPTH, processes: int = 1
) -> Relations:
    """The relations of documents, whose ids differ; lists are ``depth`` long, at least :data:`DEPTH`.

    Many new texts are counted by so many processes.
    """
    # Labels are in the order of date and id, as no text holds a character below NUL.
    by_label = dict(zip(map("\0".join, map(_PARTS, documents)), documents, strict=True))
    labels = sorted(by_label)
    ordered = [by_label[label] for label in labels]
    depth = max(depth, DEPTH)
    store = store or Store(None)
    old = store.state(depth)
    store.forget(labels)
    if old is not None and old.labels == labels:
        return Relations(ordered, old, old)
    counts = _Counts(ordered, store, processes)
    moved, fresh = _moves(old, labels)
    size = reference_size(len(ordered))
    if old is not None and old.reference == size:
        levels, altered = _levels_again(old, moved, counts)
        fresh = _reweighed(old, altered, moved, fresh)
    else:
        levels, fresh = levels_of(counts.of(range(size))), np.arange(len(ordered))
    if old is None or old.reference != size or len(fresh) > _MANY * len(ordered):
        state, again = _from_nothing(counts.of(range(len(ordered))), levels, size, depth), np.arange(len(ordered))
    else:
        state, again = _renewed(old, levels, moved, fresh, counts)
    state = replace(state, labels=labels)
    store.keep(state, counts.made)
    return Relations(ordered, state, old, fresh.tolist(), again.tolist())


def _mark(labels: list[str]) -> bytes:
    return blake2b("\n".join(labels).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _from_nothing(counts: Sequence[TermCounts], levels: Levels, reference: int, depth: int) -> State:
    rows = weigh(counts, _young(range(len(counts)), reference), levels, reference)
    near = nearest(rows, depth)
    return State([], reference, levels, rows, near, ranked(near, np.arange(len(rows))))


def _moves(old: State | None, labels: list[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each old place the place now (-1: gone or changed), and the places that are new."""
    if old is None:
        return np.zeros(0, np.int64), np.arange(len(labels))
    # Most often only the end of an archive is another: what is the same up to there is not looked up.
    start = next(compress(count(), map(ne, old.labels, labels)), min(len(old.labels), len(labels)))
    at = {label: place for place, label in enumerate(labels[start:], start)}
    moved = np.arange(len(old.labels))
    moved[start:] = [at.get(label, -1) for label in old.labels[start:]]
    fresh = np.ones(len(labels), bool)
    fresh[moved[moved >= 0]] = False
    return moved, np.flatnonzero(fresh)


def _reweighed(
    old: State, altered: Iterable[int], moved: NDArray[np.int64], fresh: NDArray[np.int64]
) -> NDArray[np.int64]:
    """The places whose rows are to be made: those that are new, and those that hold a term of another weight."""
    stays = np.flatnonzero(moved >= 0)
    now = moved[stays]
    grown_up = now[(stays < old.reference) != (now < old.reference)]
    made = np.zeros(len(stays) + len(fresh), bool)
    for places in (fresh, grown_up, np.array([*altered], np.int64)):
        made[places] = True
    return np.flatnonzero(made)


def _levels_again(old: State, moved: NDArray[np.int64], counts: _Counts) -> tuple[Levels, Iterable[int]]:
    """The levels of a reference of the same size, and the places of documents that hold a term of another level.

    Only of terms in documents that came into the reference or left it is counted anew how many hold them.
    """
    size = old.reference
    places = np.zeros(len(counts.documents) + 1, bool)
    places[moved[:size]] = True
    came = np.flatnonzero(~places[:size])
    left = np.flatnonzero((moved[:size] < 0) | (moved[:size] >= size))
    if not len(came):
        return old.levels, ()
    gone = counts.kept([old.labels[place].rpartition("\0")[2] for place in left.tolist()])
    terms = _differing(gone, counts.of(came)) if gone is not None else None
    holders = counts.holding(terms) if terms is not None and len(terms) <= _MOST_TERMS else None
    if terms is None or holders is None:
        levels = levels_of(counts.of(range(size)))
        every = range(len(counts.documents))
        altered = levels != old.levels
        return levels, [place for place in every if altered[counts.of([place])[0].buckets].any()]
    among, buckets = holders
    held = np.bincount(np.searchsorted(terms, buckets[among < size]), minlength=len(terms))
    levels = old.levels.copy()
    levels[terms] = level_table(size)[held]
    return levels, among[levels[buckets] != old.levels[buckets]].tolist()


def _differing(gone: Sequence[TermCounts], came: Sequence[TermCounts]) -> NDArray[np.int32]:
    """The terms that another number of documents holds when some went and others came, ascending."""
    signed = [np.concatenate([np.zeros(0, np.int32), *(one.buckets for one in some)]) for some in (gone, came)]
    terms = np.concatenate(signed)
    order = np.argsort(terms)
    first = np.flatnonzero(starts_of(terms[order]))
    more = np.repeat((-1, 1), [*map(len, signed)])[order]
    return terms[order[first]][np.add.reduceat(more, first) != 0] if len(first) else terms


def _renewed(
    old: State, levels: Levels, moved: NDArray[np.int64], fresh: NDArray[np.int64], counts: _Counts
) -> tuple[State, NDArray[np.int64]]:
    """The state after a change, and the places whose ranking was made anew."""
    anew = np.zeros(len(counts.documents) + 1, bool)
    anew[fresh] = True
    moved = np.where(anew[moved], -1, moved)
    made = weigh(counts.of(fresh), _young(fresh, old.reference), levels, old.reference)
    rows = _merged(old.rows, moved, made, fresh)
    near, changed = renewed(old.near, moved, fresh, rows)
    again = depends_on(near, changed)
    lists = moved_lists(old.ranked, moved, len(rows))
    which = np.flatnonzero(again)
    found = ranked(near, which)
    lists.places[which], lists.scores[which] = found.places, found.scores
    return State([], old.reference, levels, rows, near, lists), which


def _young(places: Iterable[int], reference: int) -> list[bool]:
    return [place >= reference for place in places]


def _merged(old: Rows, moved: NDArray[np.int64], made: Rows, fresh: NDArray[np.int64]) -> Rows:
    """Old rows at their new places, with the rows just made between them."""
    stays = np.flatnonzero(moved >= 0)
    lengths = np.zeros(len(stays) + len(fresh), np.int64)
    lengths[moved[stays]] = np.diff(old.starts)[stays]
    lengths[fresh] = np.diff(made.starts)
    starts = np.concatenate(([0], np.cumsum(lengths)))
    buckets, weights = np.empty(starts[-1], np.int32), np.empty(starts[-1], np.int32)
    # Old rows that stay side by side are copied together.
    ends = np.flatnonzero((np.diff(stays) != 1) | (np.diff(moved[stays]) != 1)) + 1
    for run in np.split(stays, ends) if len(stays) else []:
        source = slice(old.starts[run[0]], old.starts[run[-1] + 1])
        target = slice(starts[moved[run[0]]], starts[moved[run[-1]] + 1])
        buckets[target], weights[target] = old.buckets[source], old.weights[source]
    for row, place in enumerate(fresh):
        target = slice(starts[place], starts[place + 1])
        buckets[target], weights[target] = made.row(row)
    return Rows(starts, buckets, weights)


class _Counts:
    """Term counts of an archive's documents, each counted or fetched when it is first asked for."""

    def __init__(self, documents: Sequence[Document], store: Store, processes: int) -> None:
        self.documents = documents
        self.store = store
        self.processes = processes
        self.made: dict[str, TermCounts] = {}
        self._kept = KeptCounts((), ())

    def of(self, places: Iterable[int]) -> list[TermCounts]:
        """The counts of the documents at these places."""
        asked = [self.documents[place] for place in places]
        if len(asked) > _FEW and not self._kept:
            # One reading for all: whoever asks for many asks for the others too.
            self._kept = self.store.counts({document.key for document in self.documents})
        self._count_many(asked)
        return [self._one(document) for document in asked]

    def kept(self, keys: Iterable[str]) -> list[TermCounts] | None:
        """The kept counts of some texts, which may be of no document any more; None when some are not kept."""
        asked = [*keys]
        self._kept = found = self.store.counts({*asked, *(document.key for document in self.documents)})
        return [found[key] for key in asked] if found.keys() >= {*asked} else None

    def holding(self, terms: NDArray[np.int32]) -> tuple[NDArray[np.int64], NDArray[np.int32]] | None:
        """Place and term, as often as a document holds one of some terms; None when too many would have to be counted.

        After :meth:`kept`.
        """
        rows = self._kept.rows(document.key for document in self.documents)
        order = np.argsort(rows, kind="stable")
        held_by, held = self._kept.holding(terms)
        # The same text may be that of several documents, and of none.
        first, end = (np.searchsorted(rows[order], held_by, side=side) for side in ("left", "right"))
        missing = np.flatnonzero(rows < 0)
        if len(missing) > _MANY * len(rows):
            return None
        counted = [np.intersect1d(one.buckets, terms, assume_unique=True) for one in self.of(missing.tolist())]
        return (
            np.concatenate((order[ranges(first, end - first)], np.repeat(missing, [*map(len, counted)]))),
            np.concatenate([held.repeat(end - first), *counted]),
        )

    def _count_many(self, documents: Iterable[Document]) -> None:
        new = {one.key: one for one in documents if not (self._kept.get(one.key) or self.made.get(one.key))}
        if len(new) > _FEW:
            self.made |= zip(new, count_all([*new.values()], self.processes), strict=True)

    def _one(self, document: Document) -> TermCounts:
        found = self._kept.get(document.key) or self.made.get(document.key)
        if found is None:
            found = self.made[document.key] = count_terms(document)
        return found
