"""Runs of words that readers see or hear, each with the line it begins on."""

from __future__ import annotations

from typing import NamedTuple


class Passage(NamedTuple):
    """A text and the line of the file on which it begins; in the body a newline ends each line."""

    text: str
    first: int
    #: Whether lines of the text are lines of the file.
    is_body: bool = False

    def line(self, offset: int) -> int:
        """The line of a place in the text."""
        return self.first + self.text.count("\n", 0, offset) if self.is_body else self.first

    def around(self, start: int, end: int, reach: int) -> tuple[str, str]:
        """What stands before and behind a place: of the same paragraph, at most ``reach`` signs each."""
        before = self.text[max(0, start - reach) : start].rpartition("\n\n")[2]
        return before, self.text[end : end + reach].partition("\n\n")[0]
