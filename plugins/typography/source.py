"""Slips in the Markdown source that would change its meaning or its look, put right.

Only what is certain is touched: the space after a list number, a year at the start of a line that Markdown would take
for a list, the indents of a word processor, primes of minutes and seconds, spaces inside quotes. Words stay as written.

1. Line by line: numbers and indents; fenced code is left alone.
2. Block by block (lines that follow one another; each entry, heading and table row is one of its own), outside tags,
   addresses, attributes and code: primes, then quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_NUMBER_WITHOUT_SPACE = re.compile(r"^( {0,3}\d{1,2})\.(?=[^\W\d_])")
_YEAR_AT_START = re.compile(r"^( {0,3}\d{3,})\.(?=\s)")
#: An entry of a list, a footnote, a definition: what lines below it may belong to.
_ENTRY = re.compile(r"^\s*(?:(?:[-*+]|\d{1,2}\.)\s+\S|\[\^[^\]]+\]:|:\s)")
_INDENTED = re.compile(r"^(?: {4,}| {0,3}\t)[ \t]*")
_FENCE = re.compile(r"^\s*(```|~~~)[^`]*$")
_ALONE = re.compile(r"^\s*(?:#|\||\[[^\]]+\]:)")
_MINUTES_SECONDS = re.compile(r"(?<=\d)'(\d{1,2})\"(?!\w)")
_ENDS_OF_QUOTATION = re.compile(r"^[ \t]+(?=\S)|(?<=\S)[ \t]+\Z")
_CURLY_SPACES = re.compile(r"(?<=“) +| +(?=”)")
#: What a quotation may touch at its two ends; a word it may not.
_MAY_STAND_BEFORE = "([{<>“‘:—–-/*_~|\ue000"
_MAY_STAND_BEHIND = ")]}<”’.,;:!?…—–-/*_~|\ue000"
#: What stands in for hidden markup, sign by sign: neither a word nor a space.
HIDDEN = "\ue000"
_MARKUP = re.compile(
    r"(`+)(?!`).+?(?<!`)\1(?!`)"  # code
    r"|<[a-z/!][^>]*>"
    r"""|\]\((?:"[^"]*"|[^()"]|\([^()]*\))*\)|\]\([^)]*\)"""  # an address and its title
    r"|\{[^}]*\}"
    r"|^ {0,3}\[(?!\^)[^\]]+\]:.*"  # the address of a reference
    r"|^\s*(?:[-*+]|\d{1,2}\.)\s+",  # the mark of a list
    re.IGNORECASE | re.DOTALL,
)


#: Nothing is changed in a text that holds neither these signs nor such a number at the start of a line.
_MAY_CHANGE = ('"', "\t", "“ ", " ”", "\n    ")
_NUMBER_MAY_CHANGE = re.compile(r"\n {0,3}\d+\.(?:[^\W\d_]|(?<=\d{3}\.)\s)")


def tidy_lines(lines: list[str]) -> list[str]:
    """The lines of a body, put right; as many as came in. Fenced code is left alone."""
    text = "\n" + "\n".join(lines)
    if not any(sign in text for sign in _MAY_CHANGE) and not _NUMBER_MAY_CHANGE.search(text):
        return lines
    tidied: list[str] = []
    block: list[str] = []
    for line, starts_block, is_code in _tidy_each(lines):
        if starts_block or is_code:
            tidied += _tidy_block(block)
            block = []
        if is_code:
            tidied.append(line)
        else:
            block.append(line)
    return tidied + _tidy_block(block)


def _tidy_each(lines: Iterable[str]) -> Iterator[tuple[str, bool, bool]]:
    """Each line with its number and indent put right; whether a block starts with it; whether it is fenced code."""
    inside_list = after_blank = False
    fence = ""
    for line in lines:
        mark = _FENCE.match(line)
        if fence or mark:
            yield line, False, True
            if mark and fence in ("", mark.group(1)):
                fence = "" if fence else mark.group(1)
            continue
        line = _NUMBER_WITHOUT_SPACE.sub(r"\1. ", line)
        if line.strip():
            inside_list = _stays_in_list(line, inside_list, after_blank)
        after_blank = not line.strip()
        if not inside_list:
            line = _NUMBER_WITHOUT_SPACE.sub(r"\1. ", _INDENTED.sub("", line))
        yield _YEAR_AT_START.sub(r"\1\\.", line), _starts_block(line), False


def _stays_in_list(line: str, inside: bool, after_blank: bool) -> bool:
    """A line that is not indented ends a list only after a blank one: else it goes on with the entry above."""
    if _INDENTED.match(line):
        return inside
    return (inside and not after_blank) or bool(_ENTRY.match(line))


def _starts_block(line: str) -> bool:
    return not line.strip() or bool(_ENTRY.match(line) or _ALONE.match(line))


def _tidy_block(lines: list[str]) -> list[str]:
    text = "\n".join(lines)
    if "“" in text or "”" in text:
        text = _replace_outside_markup(_CURLY_SPACES, "", text)
    if '"' in text:
        text = _trim_quotations(_set_primes(text))
    return text.split("\n") if lines else []


def _set_primes(text: str) -> str:
    return _replace_outside_markup(_MINUTES_SECONDS, "′\\1″", text)


def _replace_outside_markup(pattern: re.Pattern[str], template: str, text: str) -> str:
    for match in reversed(list(pattern.finditer(_masked(text)))):
        text = text[: match.start()] + match.expand(template) + text[match.end() :]
    return text


def quotations(masked: str) -> list[tuple[int, int]]:
    """The places of the straight quotes of a block, in pairs; none where they do not pair for sure."""
    marks = [match.start() for match in re.finditer('"', masked)]
    pairs = list(zip(marks[::2], marks[1::2], strict=False))
    if len(marks) % 2 or any(_can_only_close(masked, first) or _can_only_open(masked, last) for first, last in pairs):
        return []
    return pairs


def _trim_quotations(text: str) -> str:
    """Trim what stands between two straight quotes."""
    for first, last in reversed(quotations(_masked(text))):
        text = text[: first + 1] + _ENDS_OF_QUOTATION.sub("", text[first + 1 : last]) + text[last:]
    return text


def _can_only_close(text: str, mark: int) -> bool:
    """A quote that touches what is before it and not the word behind: an inch (``32" và``), a quotation's end."""
    before, behind = text[mark - 1 : mark].strip(), text[mark + 1 : mark + 2].strip()
    return bool(before) and before not in _MAY_STAND_BEFORE and not behind


def _can_only_open(text: str, mark: int) -> bool:
    before, behind = text[mark - 1 : mark].strip(), text[mark + 1 : mark + 2].strip()
    return bool(behind) and behind not in _MAY_STAND_BEHIND and not before


def _masked(text: str) -> str:
    """The text, as long as it was, with markup hidden: quotes in tags, addresses, attributes and code are not ours."""
    return _MARKUP.sub(lambda match: HIDDEN * len(match.group(0)), text)
