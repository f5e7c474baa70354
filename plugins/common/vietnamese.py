"""Vietnamese text: one normal form, one fold for slugs, ids, search and related news, one order for sorting.

Sources: Unicode TR15 (NFC); XML 1.0, 2.2 (characters that no page or feed may hold); CLDR's collation for ``vi``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import groupby

#: Letters in the order of the Vietnamese alphabet, with the foreign ones where readers look for them.
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
#: What stands before the letters, in CLDR's order (NFKD makes three dots of "…", a space of every other space).
_BEFORE_LETTERS = " _-–—,;:!¡?¿.·'‘’\"“”«»()[]{}§¶@*/\\&#%‰•′″`´^¯¨°©®+±÷×<=>¬|¦~¤¢$£¥₫€0123456789"
_RANK = {char: index + 1 for index, char in enumerate(_BEFORE_LETTERS + ALPHABET)}
#: A sign that is not in the list stands before the digits, a letter of another script after z.
_OTHER_SIGN, _OTHER_LETTER = _RANK["€"], len(_RANK) + 1
#: Tones in dictionary order (huyền, hỏi, ngã, sắc, nặng; ngang has no mark); marks of other languages follow.
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
#: Marks that make another letter of the alphabet: ă, â ê ô, ơ ư.
_LETTER_MARKS = "\u0306\u0302\u031b"
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
#: Neither HTML nor XML may hold them: C0 without tab and newline, DEL, C1, noncharacters.
_CONTROLS = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160), *range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF))
#: Some programs end a line at the last five. A space in their place keeps words apart and lines counted.
_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2007\u2009\u000b\u000c\u0085\u2028\u2029"), " ")
_CLEAN = _INVISIBLE | _CONTROLS | _SPACES
#: Finding out that there is nothing to clean is far cheaper than cleaning.
_UNCLEAN = re.compile(f"[{re.escape(''.join(map(chr, _CLEAN)))}]")
_MARKS = re.compile("[\u0300-\u036f]")
_SEPARATORS = re.compile(r"[^a-z0-9]+")
_WORD = re.compile("\\w[\\w\u0300-\u036f]*")
#: Syllables that end in y or i as the writer likes: ``chiến sỹ``, ``kĩ thuật``, ``quý``.
_Y_OR_I = frozenset(f"{consonant}y" for consonant in ("h", "k", "l", "m", "qu", "s", "t"))


def normalise(text: str) -> str:
    """NFC without what cannot be seen: controls, zero-width characters, soft hyphens; every space a plain one.

    No-break spaces come back from typography. The number of newlines stays the same.
    """
    return unicodedata.normalize("NFC", text.translate(_CLEAN) if _UNCLEAN.search(text) else text)


def fold(text: str) -> str:
    """Lower case without any mark, đ as d: ``Hoà Bình`` and ``hòa bình`` are both ``hoa binh``."""
    small = text.lower()
    if small.isascii():
        return small
    plain = unicodedata.normalize("NFD", small.replace("đ", "d"))
    return unicodedata.normalize("NFC", _MARKS.sub("", plain))


def words(text: str) -> list[str]:
    """The syllables and numbers of a text as it writes them, in their order; ``text`` is NFC."""
    return _WORD.findall(text.replace("_", " "))


def syllable_key(word: str) -> str:
    """One key for all spellings of a syllable: letters of either case, composed or not, then its tone.

    Where the tone stands does not matter (``hoà`` and ``hòa``), nor whether a syllable ends in i or y where both are
    right (``chiến sĩ`` and ``chiến sỹ``). Accents do: ``ma``, ``má`` and ``mạ`` are three keys.
    """
    parted = unicodedata.normalize("NFD", word.upper().casefold())
    letters = "".join(char for char in parted if char not in _TONES)
    tones = "".join(char for char in parted if char in _TONES)
    return (letters[:-1] + "i" if letters in _Y_OR_I else letters) + tones


@lru_cache(maxsize=4096)
def slugify(text: str) -> str:
    """An address part of ASCII letters, digits and hyphens: ``656/KH-UBND`` becomes ``656-kh-ubnd``."""
    ascii_text = fold(text)
    if not ascii_text.isascii():
        ascii_text = unicodedata.normalize("NFKD", ascii_text).encode("ascii", "replace").decode()
    return _SEPARATORS.sub("-", ascii_text).strip("-")


@lru_cache(maxsize=4096)
def sort_key(text: str) -> tuple[tuple[int, ...], tuple[tuple[int, ...], ...], tuple[bool, ...], str]:
    """A collation key as ICU's for ``vi``: letters and signs, then tones, then capitals, each over the whole text.

    Other than ICU, the tone belongs to its syllable, so that ``hòa`` and ``hoà`` differ only in the last place.
    """
    letters: list[int] = []
    marks: list[tuple[int, ...]] = []
    capitals: list[bool] = []
    composed = unicodedata.normalize("NFC", text)
    for is_word, run in groupby(composed, _is_of_a_word):
        found: list[int] = []
        for char in run:
            ranks, tones = _weights(char.lower())
            letters += ranks
            found += tones
            capitals.append(char != char.lower())
        if is_word:
            marks.append(tuple(found))
    return tuple(letters), tuple(marks), tuple(capitals), composed


def is_capitals(text: str) -> bool:
    """Whether more than 80 % of the letters are capitals (the rule of the theme's calm setting of such titles)."""
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and sum(char.isupper() for char in letters) > 0.8 * len(letters)


def _is_of_a_word(char: str) -> bool:
    return char.isalnum() or unicodedata.combining(char) > 0


@lru_cache(maxsize=1024)
def _weights(char: str) -> tuple[list[int], list[int]]:
    """The ranks of a character's letters and of its marks; ``ê`` is a letter of its own, ``é`` an ``e`` with a tone."""
    letters: list[int] = []
    marks: list[int] = []
    for part in unicodedata.normalize("NFKD", char):
        if not unicodedata.combining(part):
            letters.append(_RANK.get(part) or (_OTHER_LETTER + ord(part) if part.isalpha() else _OTHER_SIGN))
        elif part in _LETTER_MARKS and (letter := _with_mark(char, part)):
            letters[-1:] = [_RANK[letter]]
        else:
            marks.append(_TONES.get(part, ord(part)))
    return letters, marks


def _with_mark(char: str, mark: str) -> str:
    """The letter of the alphabet that ``char`` is with this mark and without its tone; empty when there is none."""
    letter = unicodedata.normalize("NFC", unicodedata.normalize("NFD", char)[0] + mark)
    return letter if letter in _RANK else ""
