"""What of the shared words may be told to readers: keywords first, then phrases that are safe and say something.

1. Keywords that both articles have: the editors wrote them.
2. A proper name only when the text somewhere names what it is, and that is a place (``thị xã Ba Đồn``), or when it is
   an office or an abbreviation. A rail never makes a person its subject: neither a suspect nor a victim.
3. Of other phrases those of two or four syllables, for most Vietnamese words have two: an odd number is often the half
   of a word. Words of office talk (``office_words.txt``) tell nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path

from plugins.common.vietnamese import syllable_key

#: Terms that are told at most.
MOST = 2
#: What stands before the name of a place. Not with a capital where that is a name too (Hồ, Đường).
_KINDS = (
    "ấp|bản|biển|buôn|cảng|cầu|chợ|đảo|đèo|đặc khu|đồn|đường|hồ|huyện|khu phố|khu vực|làng|miền|núi|phố|phường|quận"
    "|quốc lộ|sông|suối|thành phố|thị trấn|thị xã|thôn|tỉnh|vịnh|vùng|xã|Huyện|Tỉnh|Phường|Quận|Thành phố|Thị xã|Xã"
)
_LONGEST_KIND = 12
_OFFICES = "Ban|Bộ|Chi cục|Công an|Cục|Đảng|Đoàn|Đội|Hội|Quốc hội|Sở|Tòa án|Ủy ban|Viện"
_IS_OFFICE = re.compile(rf"(?:{_OFFICES})\b")
_IS_PLACE = re.compile(rf"(?:{_KINDS})\s+[^\W\d_]")
_ENDS_IN_KIND = re.compile(rf"(?:^|\W)(?:{_KINDS})\s+$")


def told(phrases: Iterable[str], text: str, tags: Sequence[str], others_tags: Sequence[str]) -> list[str]:
    """At most two terms for readers of a text: of the keywords of two articles and of the phrases that they share."""
    keywords = {_key(tag) for tag in others_tags}
    found = {_key(tag): tag for tag in tags if _key(tag) in keywords}
    for phrase in phrases:
        if len(found) >= MOST:
            break
        key = _key(phrase)
        # "ma túy" beside "ma túy ở Ba Đồn" says nothing more.
        if not any(key in known or known in key for known in found) and _may_be_told(phrase, text):
            found[key] = phrase
    return list(found.values())[:MOST]


def _may_be_told(phrase: str, text: str) -> bool:
    syllables = phrase.split()
    great = [word[0].isupper() for word in syllables]
    if phrase.isupper() and len(syllables) == 1:
        return len(phrase) > 1
    if _IS_OFFICE.match(phrase):
        return len(syllables) % 2 == 0
    if sum(great) > 1 or (any(great) and not great[0]):
        return _is_place(phrase, text)
    return len(syllables) in (2, 4) and not _is_office_talk(syllables)


def _is_place(phrase: str, text: str) -> bool:
    """Whether the phrase says what kind of place it is, or the text does somewhere right before it."""
    if _IS_PLACE.match(phrase):
        return True
    place = text.find(phrase)
    while place >= 0:
        if _ENDS_IN_KIND.search(text[max(0, place - _LONGEST_KIND) : place]):
            return True
        place = text.find(phrase, place + 1)
    return False


def _is_office_talk(syllables: Sequence[str]) -> bool:
    pairs = [_key(" ".join(syllables[place : place + 2])) for place in range(0, len(syllables), 2)]
    return all(pair in office_words() for pair in pairs)


@cache
def office_words() -> frozenset[str]:
    """The keys of words that stand in every report."""
    lines = Path(__file__).with_name("office_words.txt").read_text("utf-8").splitlines()
    return frozenset(_key(word) for line in lines for word in line.split(", "))


@lru_cache(maxsize=4096)
def _key(words: str) -> str:
    return " ".join(map(syllable_key, words.split()))
