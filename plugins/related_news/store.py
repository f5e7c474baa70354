"""What an archive's relations leave for the next build: term counts by content, and the last state.

The files hold numbers and addresses, no word of any text. They are keyed by what they were made from (content, date,
address; the code of these modules; the versions of Python and NumPy); whatever does not match is made again. Every file
is renamed into place whole, so a build may be killed at any moment and two may run at once.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path

import numpy as np

from plugins.related_news.packed import read_packed, write_packed
from plugins.related_news.products import Nearest
from plugins.related_news.terms import BUCKETS, TermCounts
from plugins.related_news.weights import Levels, Rows

_HERE = Path(__file__).parent
_COUNTING = (
    "corpus.py",
    "counting.py",
    "terms.py",
    "function_words.txt",
    "../common/vietnamese.py",
    "../common/html.py",
)
_RELATING = ("weights.py", "products.py", "neighbours.py", "ranking.py", "relations.py", "packed.py", "store.py")
#: So many files of counts are merged into one.
_MOST_FILES = 12
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

    def counts(self, keys: Collection[str]) -> dict[str, TermCounts]:
        """The kept counts of these texts; those that are not kept are left out."""
        found: dict[str, TermCounts] = {}
        for path in self._count_files():
            found.update((key, counts) for key, counts in _counts_in(path) if key in keys)
        return found

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
            self._merge(_keys(state.labels), all_files=True)
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

    def _merge(self, used: frozenset[str], all_files: bool = False) -> None:
        """Make one file of those that hold counts of texts that are gone, or of all; the counts in use stay."""
        files = [path for path in self._count_files() if all_files or _has_others(path, used)]
        merged = {key: counts for path in files for key, counts in _counts_in(path) if key in used}
        for path in files:
            path.unlink(missing_ok=True)
        if merged:
            try:
                _write_counts(files[0].parent, merged)
            except OSError as error:  # they are counted again
                self.trouble = error


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


def _counts_in(path: Path) -> Iterator[tuple[str, TermCounts]]:
    packed = read_packed(path, _counts_kind())
    if packed is None:
        return
    header, arrays = packed
    start = 0
    for key, end in zip(header["keys"], arrays["ends"].tolist(), strict=True):
        yield key, TermCounts(arrays["buckets"][start:end], arrays["times"][start:end])
        start = end


def _counts_kind() -> str:
    return f"counts {_mark(_COUNTING)}"


@cache
def _mark(files: tuple[str, ...]) -> str:
    """A hash of what made the kept work: code, lists and versions."""
    made_by = blake2b(f"{sys.version} {np.__version__}".encode(), digest_size=16)
    for name in files:
        made_by.update((_HERE / name).read_bytes())
    return made_by.hexdigest()
