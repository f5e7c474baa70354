"""Slips in the Markdown source that would change its meaning or its look, put right line by line.

Only what is certain is touched: the space after a list number, a year at the start of a line that Markdown would take
for a list, the indents of a word processor, spaces inside quotes, primes of minutes and seconds. Words stay as written.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_NUMBER_WITHOUT_SPACE = re.compile(r"^( {0,3}\d{1,2})\.(?=[^\W\d_])")
_YEAR_AT_START = re.compile(r"^( {0,3}\d{3,})\.(?=\s)")
_LIST_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,2}\.)\s+\S")
_CONTINUED = re.compile(r"^\s*(?:\[\^[^\]]+\]:|:\s)")
_INDENTED = re.compile(r"^(?: {4,}|\t)\s*")
_MINUTES_SECONDS = re.compile(r"(?<=\d)'(\d{1,2})\"(?!\w)")
_STRAIGHT_PAIR = re.compile(r'"([^"\n]*)"')
_CURLY_SPACES = re.compile(r"(?<=“) +| +(?=”)")
_MARKUP = re.compile(r"<[^>]*>|\]\([^)]*\)|\{[^}]*\}")


def tidy_lines(lines: list[str]) -> list[str]:
    """The lines of a body, put right. Fenced code is left alone."""
    tidied: list[str] = []
    inside_list = fenced = False
    for line in lines:
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        if fenced:
            tidied.append(line)
            continue
        if line.strip():
            inside_list = _stays_in_list(line, inside_list)
        tidied.append(_tidy(line if inside_list else _INDENTED.sub("", line)))
    return tidied


def _stays_in_list(line: str, inside: bool) -> bool:
    if _INDENTED.match(line):
        return inside
    return bool(_LIST_ITEM.match(line) or _CONTINUED.match(line))


def _tidy(line: str) -> str:
    line = _NUMBER_WITHOUT_SPACE.sub(r"\1. ", line)
    line = _YEAR_AT_START.sub(r"\1\\.", line)
    if '"' in line:
        line = _MINUTES_SECONDS.sub("′\\1″", line)
        line = _outside_markup(line, lambda text: _STRAIGHT_PAIR.sub(_trimmed, text))
    if "“" in line or "”" in line:
        line = _CURLY_SPACES.sub("", line)
    return line


def _trimmed(match: re.Match[str]) -> str:
    inner = match.group(1).strip()
    return f'"{inner}"' if inner else match.group(0)


def _outside_markup(line: str, change: Callable[[str], str]) -> str:
    """Apply a change to the text of a line, hiding tags, addresses and attributes, whose quotes are not ours."""
    hidden: list[str] = []

    def hide(match: re.Match[str]) -> str:
        hidden.append(match.group(0))
        return f"\ue000{len(hidden) - 1}\ue001"

    changed = change(_MARKUP.sub(hide, line))
    return re.sub("\ue000(\\d+)\ue001", lambda match: hidden[int(match.group(1))], changed)
