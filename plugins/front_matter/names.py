"""Persons' names in texts, file names and numbers, however they are spelt or marked up there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from html import unescape
from itertools import pairwise

from plugins.common.vietnamese import slugify

#: Neighbouring syllables of a name that together are shorter say nothing: many a decision's number holds them.
_TELLING = 6
_BETWEEN_NAMES = re.compile(r"[,;]")
_ALSO_CALLED = re.compile(
    r"[,;()]|(?<!\w)(?:còn\s+)?(?:tức|gọi\s+là|có\s+tên\s+khác\s+là|biệt\s+danh)(?:\s+là)?(?!\w):?", re.IGNORECASE
)
#: Signs of a plain text as bytes: letters and digits stay, lines are counted, all else parts words.
_SIGNS = bytes(char if char == 10 or chr(char).isalnum() else 32 for char in range(128)) + b" " * 128
#: Signs that part words and are lost in ASCII.
_DASHES = re.compile("[\u2010-\u2015\u2026\u00b7\u0085\u2028\u2029]")
#: What stands inside a name without being read: tags, the targets of links, attributes, notes.
_MARKUP = re.compile(r"<[^<>]*>|\]\([^()]*\)|\{[^{}]*\}|\[\^[^\]]*\]")


def split_names(written: Iterable[str]) -> tuple[str, ...]:
    """Other names that somebody wrote as one text: ``Tư Lùn, Ba Mập`` are two."""
    parts = (" ".join(part.split()) for text in written for part in _BETWEEN_NAMES.split(text))
    return tuple(dict.fromkeys(filter(None, parts)))


def all_names(name: str, others: Iterable[str]) -> tuple[str, ...]:
    """Every name that a person is known by: ``Trần Văn X (tức Y Z)`` are two."""
    parts = (" ".join(part.split()) for text in (name, *others) for part in _ALSO_CALLED.split(text))
    return tuple(dict.fromkeys(filter(None, parts)))


def holds_name(text: str, names: Iterable[str]) -> str:
    """The name that stands in a text as whole words, however it is spelt there; empty when none does."""
    words = f"-{slugify(text)}-"
    return next((name for name in names if (slug := slugify(name)).count("-") and f"-{slug}-" in words), "")


def holds_part(number: str, names: Iterable[str]) -> str:
    """The name of which a decision's number holds all, or two neighbouring syllables that tell; empty for none."""
    joined = slugify(number).replace("-", "")
    for name in names:
        syllables = slugify(name).split("-")
        pairs = map("".join, pairwise(syllables))
        if any(pair in joined and (len(pair) >= _TELLING or len(syllables) == 2) for pair in pairs):
            return name
    return ""


class Names:
    """Names of two syllables or more (one is half the language), looked for all at once."""

    def __init__(self, names: Iterable[str]) -> None:
        split = {name: tuple(slugify(name).encode().split(b"-")) for name in names}
        self._known = {syllables: name for name, syllables in split.items() if len(syllables) > 1}
        longest_first = sorted(self._known, key=len, reverse=True)
        either = b"|".join(b"[ \n]+".join(map(re.escape, syllables)) for syllables in longest_first)
        self._pattern = re.compile(rb"(?<![a-z0-9])(?:" + (either or b"(?!)") + rb")(?![a-z0-9])")

    def lines_in(self, text: str) -> dict[str, int]:
        """Each name that stands in a source, with the first line on which it does."""
        plain = _plain(text)
        return self._lines(plain) if self._may_hold(plain) else {}

    def lines_in_source(self, source: str, words: Callable[[], str] = str) -> dict[str, int]:
        """As :meth:`lines_in`, also of names that markup parts.

        ``words`` gives what a reader sees of the source; a name that only stands there has line 0. It is asked only
        when the source has every syllable of a name.
        """
        plain = _plain(source)
        found: dict[str, int] = {}
        if self._may_hold(plain):
            parted = _plain(_MARKUP.sub(lambda match: "\n" * match.group().count("\n"), source))
            found = self._lines(parted) | self._lines(plain)
            for name in self._lines(_plain(words())):
                found.setdefault(name, 0)
        return found

    def _may_hold(self, plain: bytes) -> bool:
        """Whether a text has every syllable of a name: few have, and the others need no closer look."""
        words = set(plain.split())
        return any(words.issuperset(syllables) for syllables in self._known)

    def _lines(self, plain: bytes) -> dict[str, int]:
        found: dict[str, int] = {}
        for match in self._pattern.finditer(plain):
            name = self._known[tuple(match.group().split())]
            found.setdefault(name, plain.count(b"\n", 0, match.start()) + 1)
        return found


def _plain(text: str) -> bytes:
    """Small ASCII letters and digits, line ends, and spaces for all else: many times faster than ``slugify``."""
    if "&" in text:
        text = unescape(text)
    letters = unicodedata.normalize("NFKD", _DASHES.sub("-", text).lower().replace("đ", "d"))
    return letters.encode("ascii", "ignore").translate(_SIGNS)
