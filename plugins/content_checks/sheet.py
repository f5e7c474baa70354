"""The words of an article in one string, for rules that look at signs: one search tells that nothing is wrong.

Title and lead first, then the body, a line for a line; what is no prose is an empty line, markup is hidden.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from plugins.common.vietnamese import ALPHABET
from plugins.typography.source import HIDDEN

_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
#: Every small letter of Vietnamese with every tone that it can have, and the capitals; for sets in patterns, where a
#: list of signs is far quicker than ``[^\W\d_]``.
SMALL = "".join(
    letter for base in ALPHABET for tone in _TONES if len(letter := unicodedata.normalize("NFC", base + tone)) == 1
)
CAPITALS = SMALL.upper()
_TOKEN_BEFORE = re.compile(rf"[^\s{HIDDEN}]*\Z")
_TOKEN_BEHIND = re.compile(rf"[^\s{HIDDEN}]*")
#: No token is longer; a value that is shown need not be.
_REACH = 60


class SheetLine(NamedTuple):
    """A line of the sheet: its number in the file, what it is, its text."""

    number: int
    kind: str
    text: str


class Sheet:
    """An article's words; places are offsets in :attr:`text`."""

    def __init__(self, lines: Iterable[SheetLine]) -> None:
        self.lines = tuple(lines)
        self.text = "\n".join([line.text for line in self.lines])

    def line_of(self, place: int) -> SheetLine:
        """The line on which a place is."""
        return self.lines[self.text.count("\n", 0, place)]

    def token(self, start: int, end: int) -> str:
        """What stands between the spaces around a part of the text."""
        text = self.text
        before = _TOKEN_BEFORE.search(text, max(0, start - _REACH), start)
        behind = _TOKEN_BEHIND.match(text, end, end + _REACH)
        return (before[0] if before else "") + text[start:end] + (behind[0] if behind else "")

    def blocks(self) -> Iterator[tuple[int, str]]:
        """The place and text of each paragraph, heading, entry of a list and row of a table."""
        place = start = 0
        block: list[str] = []
        for line in self.lines:
            if block and line.kind not in ("text", "quote"):
                yield start, "\n".join(block)
                block = []
            if line.text:
                start = start if block else place
                block.append(line.text)
            place += len(line.text) + 1
        if block:
            yield start, "\n".join(block)


__all__ = ["CAPITALS", "HIDDEN", "SMALL", "Sheet", "SheetLine"]
