"""A text as counts of terms: single syllables and pairs of neighbouring syllables, each hashed to a bucket.

1. A text is cut into syllables and numbers; a line ends a pair.
2. Each becomes the hash of its key (:func:`plugins.common.vietnamese.syllable_key`), so that case, normal form and
   the place of a tone mark change nothing. Syllables of pure grammar are left out as single terms.
3. A term's bucket is a hash of one or two of them. Nothing has to be remembered to know a bucket, no word is stored,
   and at :data:`BUCKETS` buckets two articles of 150 terms share one by chance once in two hundred pairs.

Source: Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", 2009.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from plugins.common.html import BLOCK_END, parted_text
from plugins.common.vietnamese import syllable_key, words
from plugins.related_news.arrays import distinct
from plugins.related_news.corpus import Document

#: How many buckets there are; odd ones are pairs.
BUCKETS = 1 << 22
#: A title tells what an article is about: its terms count this many times.
TITLE_TIMES = 2
_LINE_END = 0
_MOST_TIMES = 255

Buckets = NDArray[np.int32]
_Hashes = NDArray[np.uint64]


@dataclass(frozen=True)
class TermCounts:
    """The terms of one document: ``buckets`` (int32, ascending) and how often each is there (``times``, uint8)."""

    buckets: Buckets
    times: NDArray[np.uint8]


def count_terms(document: Document) -> TermCounts:
    """The counts of title, body and keywords."""
    title, *tags = map(_parted, (document.title, *document.tags))
    body = parted_text(document.body) if document.is_html else _parted(document.body)
    singles, pairs = buckets_of(_syllables(BLOCK_END.join((*[title] * TITLE_TIMES, body, *tags))))
    buckets, times = distinct(np.concatenate((singles[singles >= 0], pairs[pairs >= 0])))
    return TermCounts(buckets, np.minimum(times, _MOST_TIMES).astype(np.uint8))


def syllables(text: str) -> _Hashes:
    """The hash of each syllable's key, in their order; 0 stands between lines."""
    return _syllables(_parted(text))


def _parted(text: str) -> str:
    return text.replace(BLOCK_END, " ").replace("\n", BLOCK_END)


def _syllables(text: str) -> _Hashes:
    """The same for a text whose lines end with :data:`BLOCK_END`: between them a newline is a space."""
    # What stands between two spaces comes again and again: it is looked up whole.
    parts = unicodedata.normalize("NFC", text).replace(BLOCK_END, f" {BLOCK_END} ").split()
    return np.frombuffer(b"".join(map(_hashes_in, parts)), np.uint64)


@cache
def function_words() -> frozenset[str]:
    """The keys of syllables that say nothing of a text's matter (``function_words.txt``)."""
    listed = Path(__file__).with_name("function_words.txt").read_text("utf-8")
    return frozenset(syllable_key(word) for word in listed.split())


@lru_cache(maxsize=1 << 16)
def _hashes_in(part: str) -> bytes:
    """The hashes of the syllables of a part without spaces, as they lie in an array; 0 for the end of a line only."""
    found = [_LINE_END] if part == BLOCK_END else [_hash(word) for word in words(part)]
    return np.array(found, np.uint64).tobytes()


def _hash(word: str) -> int:
    """31 bits, and a lowest one that is set for function words."""
    key = syllable_key(word)
    return (crc32(key.encode("utf-8", "surrogatepass")) | 2) & ~1 | (key in function_words())


def buckets_of(hashes: _Hashes) -> tuple[Buckets, Buckets]:
    """The buckets of single syllables and of pairs; -1 where there is none."""
    one = np.uint64(1)
    singles = np.where((hashes == _LINE_END) | (hashes & one == one), -1, _mixed(hashes))
    first, second = hashes[:-1], hashes[1:]
    parted = (first == _LINE_END) | (second == _LINE_END)
    pairs = np.where(parted, -1, _mixed((first << np.uint64(32)) | second) + 1)
    return singles.astype(np.int32), pairs.astype(np.int32)


def _mixed(hashes: _Hashes) -> NDArray[np.int64]:
    """An even bucket from all 64 bits (the finaliser of splitmix64, Steele et al. 2014)."""
    mixed = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    return (mixed >> np.uint64(64 - 21) << np.uint64(1)).astype(np.int64)
