"""Vietnamese text: one normal form, one fold for slugs, ids, search and related news, one order for sorting.

Sources: Unicode TR15 (NFC), QĐ 1989/QĐ-BGDĐT and TCVN 6909 for the alphabet's order.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Letters in the order of the Vietnamese alphabet, with the foreign ones where readers look for them.
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
#: Tones in dictionary order: ngang, huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_RANK = {letter: index + 100 for index, letter in enumerate(ALPHABET)}
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2007\u2009"), " ")
_MARKS = re.compile("[\u0300-\u036f]")
_SEPARATORS = re.compile(r"[^a-z0-9]+")


def normalise(text: str) -> str:
    """NFC, without zero-width characters, soft hyphens and no-break spaces (which come back from typography)."""
    return unicodedata.normalize("NFC", text).translate(_INVISIBLE).translate(_SPACES)


def fold(text: str) -> str:
    """Lower case without any mark, đ as d: ``Hoà Bình`` and ``hòa bình`` are both ``hoa binh``."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return unicodedata.normalize("NFC", _MARKS.sub("", plain))


def slugify(text: str) -> str:
    """An address part of ASCII letters, digits and hyphens: ``656/KH-UBND`` becomes ``656-kh-ubnd``."""
    ascii_text = unicodedata.normalize("NFKD", fold(text)).encode("ascii", "replace").decode()
    return _SEPARATORS.sub("-", ascii_text).strip("-")


@lru_cache(maxsize=4096)
def sort_key(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """A collation key: letters by the alphabet (a ă â ... d đ), then tones, then the text itself."""
    letters: list[int] = []
    tones: list[int] = []
    for char in unicodedata.normalize("NFC", text):
        tone, base = _split_tone(char.lower())
        if base.isspace() or not (base.isalnum() or base in _RANK):
            letters.append(1)
        else:
            letters.append(_RANK.get(base, ord(base) if ord(base) < 100 else ord(base) + 1000))
        tones.append(tone)
    return tuple(letters), tuple(tones), text


def is_capitals(text: str) -> bool:
    """Whether more than 80 % of the letters are capitals (the rule of the theme's calm setting of such titles)."""
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and sum(char.isupper() for char in letters) > 0.8 * len(letters)


def _split_tone(char: str) -> tuple[int, str]:
    decomposed = unicodedata.normalize("NFD", char)
    tone = next((_TONES[mark] for mark in decomposed if mark in _TONES), 0)
    base = "".join(mark for mark in decomposed if mark not in _TONES)
    return tone, unicodedata.normalize("NFC", base)
