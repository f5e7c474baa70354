"""A text as pieces, with all that decides where a phrase may begin and end.

1. A text is cut at white space. What a part holds is found once and remembered: the same parts come again and again.
2. A piece is a syllable or a number, or the end of a line. Pieces are numbers in one array, so that what they are is
   asked of a whole text at once.
3. A sign, a number, a syllable of grammar and the edge of a name (``điều tra | Công an``) part two pieces, and so does
   it when the text seldom writes them together.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from plugins.common.vietnamese import is_capitals, words
from plugins.related_news.terms import Buckets, buckets_of, syllables

#: How often two syllables must stand together, by how often each stands: pair ** 2 / (first x second).
TOGETHER = 0.2
#: No Vietnamese syllable is longer (nghiêng): what is, is a foreign name of one word.
_SYLLABLE = 7
#: What stands before the name of an office.
_OFFICES = frozenset(
    ("ban", "bộ", "cục", "đảng", "đội", "hội", "phó", "phòng", "sở", "toà", "tòa", "tổng", "trường", "viện", "vụ")
)
_SENTENCE_ENDS = frozenset('.!?…:“"‘')
#: What is known of a piece, above the 32 bits of its hash. First what a word is:
_SMALL, _GREAT, _CAPITALS, _NUMBER, _LONG, _LETTER, _OFFICE = (1 << bit for bit in range(7))
#: Then what is around it: nothing but a space or a hyphen before it or after it, a space or a hyphen before it, the end
#: of a sentence before it or after it. Last, what is no word: a sign that stands alone, the end of a line.
_OPEN, _OPEN_AFTER, _SPACED, _HYPHEN, _BEGINS, _ENDS, _SIGN, _LINE = (1 << bit for bit in range(7, 15))
_FLAGS = 32
_HASH = (1 << _FLAGS) - 1
_LINE_END = (_LINE | _ENDS) << _FLAGS

_Flags = NDArray[np.bool_]


class Reading:
    """The pieces of a text; every array but ``buckets`` has an entry for each piece, about it or it and the next one.

    Attributes:
        buckets: the buckets of all terms, ascending, each once.
        singles: which of ``buckets`` a piece is by itself.
        pairs: which of them it is together with the next one.
        closeness: how firmly it stands together with the next one in the whole text, 0 to 1.
        joined: whether it and the next one may be of one phrase.
        held: whether they are, if both share it: they are joined, and close enough.
        named: whether it has a capital that no sentence asks for.
    """

    def __init__(self, text: str) -> None:
        self._lines = unicodedata.normalize("NFC", text).split("\n")
        self._parts = [*chain.from_iterable((*line.split(), "\n") for line in self._lines)]
        self._hashes, self._flags, self._part = _pieces_of(self._parts)
        singles, pairs = buckets_of(self._hashes)
        self.buckets, self.singles, self.pairs, self.closeness = _counted(singles, pairs)
        great, not_number = self._is(_GREAT), ~self._is(_NUMBER)
        self._shouted = self._find_shouted(great)
        self._begins = self._find_begins()
        # A syllable of grammar that is part of a name (Bà Rịa) parts nothing.
        is_name = great & ~(self._shouted | self._begins)
        free = not_number & ((singles >= 0) | is_name)
        self.joined = self._is(_OPEN_AFTER) & free & _next(self._is(_OPEN) & free)
        self.joined &= self._shouted | ~self._find_edges(great)
        self.held = self.joined & (self.closeness >= TOGETHER)
        self.named = is_name | (great & self._is(_CAPITALS) & ~self._shouted)
        self.named &= not_number & ~self._is(_LETTER)

    def hashes(self, run: range) -> list[int]:
        """The syllables of a run, as numbers that are the same for every spelling."""
        found: list[int] = self._hashes[run.start : run.stop].tolist()
        return found

    def spelling(self, run: range) -> tuple[str, int]:
        """How a run is written, and how sure that is: the capital of a sentence is taken back and counts half."""
        shouted, begins, hyphens = self._marks
        text = self._word(run.start)
        for place in run[1:]:
            text += ("-" if hyphens[place] else " ") + self._word(place)
        if shouted[run.start]:
            return text, 0
        if begins[run.start] and text[1:].islower():
            return text[0].lower() + text[1:], 1
        return text, 2

    def _word(self, place: int) -> str:
        """A piece as the text writes it."""
        part, before = self._part[place], place
        while before and self._part[before - 1] == part:
            before -= 1
        return _words(self._parts[part])[place - before]

    @cached_property
    def _marks(self) -> tuple[bytes, bytes, bytes]:
        """Whether a piece is shouted, begins a sentence, has a hyphen before it; single bytes are quicker to ask."""
        return self._shouted.tobytes(), self._begins.tobytes(), self._is(_HYPHEN).tobytes()

    def _is(self, flag: int) -> _Flags:
        found: _Flags = (self._flags & flag) != 0
        return found

    def _find_shouted(self, great: _Flags) -> _Flags:
        """Which pieces are of a line in capitals, which say nothing then."""
        lines = np.zeros(len(great), np.intp)
        np.cumsum(self._is(_LINE)[:-1], out=lines[1:])
        # A line of which most words begin with a small letter need not be read letter by letter.
        loud = np.bincount(lines, great) > np.bincount(lines, self._is(_SMALL))
        for line in np.flatnonzero(loud):
            loud[line] = is_capitals(self._lines[line])
        shouted: _Flags = loud[lines]
        return shouted

    def _find_begins(self) -> _Flags:
        """Which pieces begin a sentence."""
        begins = self._is(_BEGINS)
        begins[0] = True
        begins[1:] |= self._is(_ENDS)[:-1]
        return begins

    def _find_edges(self, great: _Flags) -> _Flags:
        """Where a name begins or ends between a piece and the next one."""
        small, capitals, next_great = self._is(_SMALL), self._is(_CAPITALS), _next(great)
        # Only the first word of an office goes on in small letters: Công an, Bộ Y tế, but Ba Đồn | triển khai.
        after_name = self._is(_SPACED)
        after_name[1:] &= (great & ~capitals & ~self._is(_OFFICE))[:-1]
        after_name[0] = False
        return np.where(small | next_great, small & next_great, capitals | self._is(_LONG) | after_name)


def _next(flags: _Flags) -> _Flags:
    """What is true of the next piece."""
    found = np.zeros_like(flags)
    found[:-1] = flags[1:]
    return found


def _counted(
    singles: Buckets, pairs: Buckets
) -> tuple[Buckets, NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]:
    """All buckets, the places in them of singles and of pairs, and how close each syllable and the next one are."""
    found = np.full(2 * len(singles), -1, np.int32)
    found[: len(singles)], found[len(singles) : -1] = singles, pairs
    # Bucket and place in one number: to sort those is quicker than to sort places by their buckets.
    keys = found.astype(np.int64) << _FLAGS | np.arange(len(found))
    keys.sort()
    ascending, order = (keys >> _FLAGS).astype(np.int32), keys & _HASH
    first = np.ones(len(found), bool)
    np.not_equal(ascending[1:], ascending[:-1], out=first[1:])
    which = np.empty(len(found), np.intp)
    which[order] = np.cumsum(first) - 1
    starts = np.flatnonzero(first)
    times = np.diff(starts, append=len(found))
    of_single, of_pair = which[: len(singles)], which[len(singles) :]
    together = times[of_pair]
    # A syllable of grammar has no count of its own; here it is part of a name.
    alone = np.where(singles >= 0, times[of_single], 0)
    after = np.append(alone[1:], 0)
    alone, after = np.where(alone, alone, together), np.where(after, after, together)
    return ascending[starts], of_single, of_pair, together**2 / (alone * after)


def _pieces_of(parts: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.uint16], NDArray[np.intp]]:
    """The hashes of the pieces of a text, what is known of each, and of which part each is."""
    found = [*map(_codes, parts)]
    lengths = np.fromiter(map(len, found), np.intp, len(found))
    codes = np.fromiter(chain.from_iterable(found), np.int64, lengths.sum())
    hashes, flags = (codes & _HASH).astype(np.uint64), (codes >> _FLAGS).astype(np.uint16)
    part = np.arange(len(found)).repeat(lengths)
    signs = (flags & _SIGN) != 0
    if signs.any():
        # A sign between two words is kept as what the second one has before it.
        after = np.flatnonzero(signs[:-1]) + 1
        flags[after] = (flags[after] & ~np.uint16(_OPEN)) | (flags[after - 1] & _BEGINS)
        hashes, flags, part = hashes[~signs], flags[~signs], part[~signs]
    return hashes, flags, part


@lru_cache(maxsize=1 << 16)
def _words(part: str) -> Sequence[str]:
    return tuple(words(part))


@lru_cache(maxsize=1 << 16)
def _codes(part: str) -> Sequence[int]:
    """Hash and flags of each word of a part without white space; one that has no word is a sign, or ends a line."""
    if part == "\n":
        return (_LINE_END,)
    written = words(part)
    if not written:
        return ((_SIGN | (0 if _SENTENCE_ENDS.isdisjoint(part) else _BEGINS)) << _FLAGS,)
    gaps, end = [], 0
    for word in written:
        start = part.index(word, end)
        gaps.append(part[end:start])
        end = start + len(word)
    gaps.append(part[end:])
    ends = [not _SENTENCE_ENDS.isdisjoint(gap) for gap in gaps]
    # A hyphen joins two words of a part; before the first and after the last one nothing may stand.
    is_open = [gap == ("-" if 0 < place < len(written) else "") for place, gap in enumerate(gaps)]
    codes = []
    for place, (word, number) in enumerate(zip(written, syllables(part).tolist(), strict=True)):
        around = (
            (_OPEN, is_open[place]),
            (_OPEN_AFTER, is_open[place + 1]),
            (_SPACED, not place and is_open[place]),
            (_HYPHEN, place > 0),
            (_BEGINS, ends[place]),
            (_ENDS, ends[place + 1]),
        )
        codes.append((_of_word(word) | sum(flag for flag, holds in around if holds)) << _FLAGS | number)
    return tuple(codes)


def _of_word(word: str) -> int:
    found = (
        (_SMALL, word[0].islower()),
        (_GREAT, word[0].isupper()),
        (_CAPITALS, len(word) > 1 and word.isupper()),
        (_NUMBER, any(char.isdigit() for char in word)),
        (_LONG, len(word) > _SYLLABLE),
        (_LETTER, len(word) == 1),
        (_OFFICE, word.lower() in _OFFICES),
    )
    return sum(flag for flag, holds in found if holds)
