"""What an archive's relations leave for the next build: term counts by content, and the last state.

The files hold numbers and addresses, no word of any text. They are keyed by what they were made from (content, date,
address; the code of these modules; the versions of Python and NumPy); whatever does not match is made again. Every file
is renamed into place whole, so a build may be killed at any moment and two may run at once.
"""

from __future__ import annotations

import sys
import time
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from itertools import accumulate, chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from plugins.related_news.packed import read_packed, write_packed
from plugins.related_news.products import Nearest
from plugins.related_news.terms import BUCKETS, Buckets, TermCounts
from plugins.related_news.weights import Levels, Rows

_HERE = Path(__file__).parent
_COUNTING = (
    "corpus.py", "counting.py", "terms.py", "arrays.py", "function_words.txt",
    "../common/vietnamese.py", "../common/html.py",
)  # fmt: skip
_RELATING = ("weights.py", "products.py", "neighbours.py", "ranking.py", "relations.py", "packed.py", "store.py")
#: So many files of counts are merged into one; the largest stays while the others are no more than a part of it.
_MOST_FILES = 12
_SMALL_PART = 8
#: So many entries are looked through at a time, in a small table of the low bits of what is looked for first.
_PIECE, _LOW_BITS = 1 << 16, (1 << 16) - 1
#: Seconds after which a file that is still being written was left by a build that was killed.
_OLD = 3600


@dataclass(frozen=True)
class State:
    """What the relations of one archive came to; every list has a line per document, oldest first.

    ``labels`` say from what (date, id and content, with NUL between them); the ``levels`` are those of the first
    ``reference`` documents.
    """

    labels: list[str]
    reference: int
    levels: Levels
    rows: Rows
    near: Nearest
    ranked: Nearest


class KeptCounts(Mapping[str, TermCounts]):
    """The kept counts of some texts by key; each text has a row, file after file."""

    def __init__(self, files: Iterable[CountFile], keys: Collection[str]) -> None:
        self._files = [*files]
        self._starts = [0, *accumulate(len(file.keys) for file in self._files)]
        every = enumerate(chain.from_iterable(file.keys for file in self._files))
        self._rows = {key: row for row, key in every if key in keys}

    def __getitem__(self, key: str) -> TermCounts:
        row = self._rows[key]
        number = bisect_right(self._starts, row) - 1
        return self._files[number].row(row - self._starts[number])

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def rows(self, keys: Iterable[str]) -> NDArray[np.int64]:
        """The rows of some texts, -1 for one that is not kept."""
        return np.array([self._rows.get(key, -1) for key in keys], np.int64)

    def holding(self, terms: Buckets) -> tuple[NDArray[np.int64], Buckets]:
        """Row and term, as often as a text holds one of some terms, which ascend.

        Other texts than were asked for are among them.
        """
        found = [file.holding(terms) for file in self._files]
        rows = [rows + start for (rows, _), start in zip(found, self._starts, strict=False)]
        return np.concatenate([np.zeros(0, np.int64), *rows]), np.concatenate([terms[:0], *(held for _, held in found)])


@dataclass(frozen=True)
class CountFile:
    """The counts of some texts, one after another: ``ends`` tells where those of each end."""

    keys: list[str]
    ends: NDArray[np.int64]
    buckets: Buckets
    times: NDArray[np.uint8]

    def row(self, row: int) -> TermCounts:
        """The counts of one text."""
        part = slice(self.ends[row - 1] if row else 0, self.ends[row])
        return TermCounts(self.buckets[part], self.times[part])

    def holding(self, terms: Buckets) -> tuple[NDArray[np.int64], Buckets]:
        """Row and term, as often as a text holds one of some terms, which ascend."""
        # A table of the low bits stays in the processor's cache; it lets few others through.
        low = np.zeros(_LOW_BITS + 1, bool)
        low[terms & _LOW_BITS] = True
        starts = range(0, len(self.buckets) if len(terms) else 0, _PIECE)
        near = [np.flatnonzero(low.take(self.buckets[at : at + _PIECE] & _LOW_BITS)) + at for at in starts]
        met = np.concatenate([np.zeros(0, np.int64), *near])
        held = self.buckets[met]
        met = met[terms.take(np.searchsorted(terms, held), mode="clip") == held]
        return np.searchsorted(self.ends, met, side="right"), self.buckets[met]


class Store:
    """A folder of kept work; without a folder nothing is kept."""

    def __init__(self, folder: Path | None, forgets: bool = False, waits: bool = False) -> None:
        """``forgets``: whatever is kept of texts that are gone is deleted at once, not when files are merged.

        ``waits``: a state is written by :meth:`finish` only, when the site that it belongs to stands.
        """
        self.folder = folder
        self.forgets = forgets
        self.waits = waits
        self._waiting: State | None = None
        #: Why the last work could not be kept: a full disk, a folder that may not be written to.
        self.trouble: OSError | None = None
        #: Why something that was to be forgotten could not be deleted.
        self.remains: OSError | None = None

    def state(self, depth: int) -> State | None:
        """The last state, when it is whole and of lists this long."""
        packed = self.folder and read_packed(self.folder / "state.bin", f"state {_mark(_COUNTING + _RELATING)} {depth}")
        if not packed:
            return None
        header, arrays = packed
        levels = np.zeros(BUCKETS, np.uint8)
        levels[arrays["known"]] = arrays["levels"]
        return State(
            header["labels"],
            header["reference"],
            levels,
            Rows(arrays["starts"], arrays["buckets"], arrays["weights"]),
            Nearest(arrays["near"], arrays["near_scores"]),
            Nearest(arrays["ranked"], arrays["ranked_scores"]),
        )

    def counts(self, keys: Collection[str]) -> KeptCounts:
        """The kept counts of these texts; those that are not kept are left out."""
        return KeptCounts(_counts_in(self._count_files()), keys)

    def keep(self, state: State, made: Mapping[str, TermCounts]) -> None:
        """Keep a state and the counts just made; without a place for them the next build does the work again."""
        try:
            self._keep(state, made)
        except OSError as error:
            self.trouble = error

    def forget(self, labels: Sequence[str]) -> None:
        """When told to forget: delete first of all what is kept of other texts than these; a full disk can do that."""
        if self.folder is None or not self.forgets:
            return
        try:
            self._delete_leftovers(0)
            self._merge(_keys(labels))
        except OSError as error:
            self.remains = error

    def _keep(self, state: State, made: Mapping[str, TermCounts]) -> None:
        if self.folder is None:
            return
        self._delete_leftovers(_OLD)
        if self.forgets:
            self._delete_state()
        if made:
            _write_counts(self.folder, made)
        if len(self._count_files()) > _MOST_FILES:
            self._merge(_keys(state.labels), self._worth_merging())
        if self.waits:
            self._waiting = state
        else:
            self._write_state(state)

    def finish(self) -> None:
        """Write the state that waits; what goes wrong is :attr:`trouble`."""
        if self._waiting is None:
            return
        try:
            self._write_state(self._waiting)
        except OSError as error:
            self.trouble = error
        self._waiting = None

    def _write_state(self, state: State) -> None:
        assert self.folder
        known = np.flatnonzero(state.levels).astype(np.int32)
        write_packed(
            self.folder / "state.bin",
            f"state {_mark(_COUNTING + _RELATING)} {state.near.depth}",
            {"labels": state.labels, "reference": state.reference},
            {
                "known": known, "levels": state.levels[known],
                "starts": state.rows.starts, "buckets": state.rows.buckets, "weights": state.rows.weights,
                "near": state.near.places, "near_scores": state.near.scores,
                "ranked": state.ranked.places, "ranked_scores": state.ranked.scores,
            },
        )  # fmt: skip

    def _count_files(self) -> list[Path]:
        return sorted(self.folder.glob("terms-*.bin")) if self.folder else []

    def _delete_leftovers(self, age: float) -> None:
        """Delete what killed builds left half written, older than so many seconds."""
        assert self.folder
        for left in (*self.folder.glob(".state.bin.*"), *self.folder.glob(".terms-*")):
            if time.time() - left.stat().st_mtime >= age:
                left.unlink(missing_ok=True)

    def _delete_state(self) -> None:
        assert self.folder
        try:
            (self.folder / "state.bin").unlink(missing_ok=True)
        except OSError as error:
            self.remains = error
            raise

    def _worth_merging(self) -> list[Path]:
        """All files of counts, or all but the largest: to write that anew for a few texts more takes too long."""
        *small, largest = sorted(self._count_files(), key=_size)
        return small if _SMALL_PART * sum(map(_size, small)) < _size(largest) else [*small, largest]

    def _merge(self, used: frozenset[str], files: Sequence[Path] | None = None) -> None:
        """Make one file of some, or of those that hold counts of texts that are gone; the counts in use stay."""
        if files is None:
            files = [path for path in self._count_files() if _has_others(path, used)]
        merged = dict(KeptCounts(_counts_in(files), used))
        for path in files:
            path.unlink(missing_ok=True)
        if merged:
            try:
                _write_counts(files[0].parent, merged)
            except OSError as error:  # they are counted again
                self.trouble = error


def _size(path: Path) -> int:
    return path.stat().st_size


def _keys(labels: Sequence[str]) -> frozenset[str]:
    return frozenset(label.rpartition("\0")[2] for label in labels)


def _has_others(path: Path, used: frozenset[str]) -> bool:
    packed = read_packed(path, _counts_kind())
    return packed is None or not used.issuperset(packed[0]["keys"])


def _write_counts(folder: Path, counts: Mapping[str, TermCounts]) -> Path:
    keys = sorted(counts)
    path = folder / f"terms-{blake2b(' '.join(keys).encode(), digest_size=8).hexdigest()}.bin"
    arrays = {
        "ends": np.cumsum([len(counts[key].buckets) for key in keys]),
        "buckets": np.concatenate([counts[key].buckets for key in keys]),
        "times": np.concatenate([counts[key].times for key in keys]),
    }
    write_packed(path, _counts_kind(), {"keys": keys}, arrays)
    return path


def _counts_in(paths: Iterable[Path]) -> Iterator[CountFile]:
    for path in paths:
        if packed := read_packed(path, _counts_kind(), mapped=True):
            header, arrays = packed
            yield CountFile(header["keys"], arrays["ends"], arrays["buckets"], arrays["times"])


def _counts_kind() -> str:
    return f"counts {_mark(_COUNTING)}"


@cache
def _mark(files: tuple[str, ...]) -> str:
    """A hash of what made the kept work: code, lists and versions."""
    made_by = blake2b(f"{sys.version} {np.__version__}".encode(), digest_size=16)
    for name in files:
        made_by.update((_HERE / name).read_bytes())
    return made_by.hexdigest()
