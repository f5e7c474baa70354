"""Links and pictures of a body: what they say, where they lead, on which line they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple

#: Words in square brackets, which may hold a picture or other brackets.
_WORDS = r"\[((?:[^\[\]]++|\[[^\[\]]*+\](?:\([^()]*+\))?+)*+)\]"
_ADDRESS = r"(<[^<>\n]*+>|(?:[^\s()<>\"]++|\([^\s()]*+\))++)"
#: The sign of a picture stands before it: a pattern that may begin with that sign is slow to find.
_INLINE = re.compile(rf"{_WORDS}\(\s*+{_ADDRESS}?(?:\s++\"([^\"]*+)\"|\s++'([^']*+)')?\s*+\)")
_REFERENCE = re.compile(r"(!?)\[([^\[\]]++)\] ?\[([^\[\]]*+)\]")
_DEFINITION = re.compile(
    r"^ {0,3}\[(?!\^)([^\[\]\n]++)\]:[ \t]*+<?([^\s<>]++)>?(?:[ \t]++[\"'(]([^\n]*)[\"')])?[ \t]*$", re.MULTILINE
)
_ANCHOR = re.compile(
    r"<a\b[^<>]*?\bhref\s*=\s*[\"']?([^\"'<>\s]*)[^<>]*>(.{0,1000}?)</a\s*>", re.IGNORECASE | re.DOTALL
)
_IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b(src|alt)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_SHOWN = re.compile(r"<(https?://[^\s<>]+)>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
#: What is left of a line that holds only pictures.
_PICTURES = re.compile(r"!\[[^\[\]]*\]\([^()\n]*\)(?:\{[^}\n]*\})?")


class Target(NamedTuple):
    """A link or a picture: its line in the file, what it says, where it leads, its title.

    ``is_alone``: a picture on a line that holds nothing but pictures, so that its words are a caption. Pasted tags
    (``is_html``) have no caption: ``words`` is then the alternative text.
    """

    line: int
    words: str
    address: str
    title: str = ""
    is_picture: bool = False
    is_alone: bool = False
    is_html: bool = False


def read_targets(text: str, first_line: int) -> Iterator[Target]:
    """Every link and picture of a body whose code is blanked, in no certain order."""
    if "](" in text:
        yield from _inline(text, first_line)
    if "][" in text or "] [" in text or "]:" in text:
        yield from _referenced(text, first_line)
    if "<" in text:
        yield from _tags(text, first_line)


def _inline(text: str, first: int, *, is_linked: bool = False) -> Iterator[Target]:
    for match in _INLINE.finditer(text):
        words, address, *titles = match.groups()
        is_picture = text[match.start() - 1 : match.start()] == "!"
        line = first + text.count("\n", 0, match.start())
        title = _folded(next(filter(None, titles), ""))
        is_alone = is_picture and not is_linked and _is_alone(text, match.start(), match.end())
        yield Target(line, _folded(words), (address or "").strip("<>"), title, is_picture, is_alone)
        if not is_picture and "![" in words:
            yield from _inline(words, line, is_linked=True)


def _is_alone(text: str, start: int, end: int) -> bool:
    stop = text.find("\n", end)
    line = text[text.rfind("\n", 0, start) + 1 : len(text) if stop < 0 else stop]
    return not _PICTURES.sub("", line).strip()


def _referenced(text: str, first: int) -> Iterator[Target]:
    known: dict[str, tuple[str, str]] = {}
    for match in _DEFINITION.finditer(text):
        known[_key(match[1])] = match[2], match[3] or ""
        yield Target(first + text.count("\n", 0, match.start()), "", match[2])
    if known:
        yield from _uses(text, first, known)


def _uses(text: str, first: int, known: Mapping[str, tuple[str, str]]) -> Iterator[Target]:
    """The links that name a definition. Where they lead is told once, at the definition."""
    for match in _REFERENCE.finditer(text):
        found = known.get(_key(match[3] or match[2]))
        if found:
            line = first + text.count("\n", 0, match.start())
            address, title = found if match[1] else ("", "")
            yield Target(line, _folded(match[2]), address, title, bool(match[1]))


def _tags(text: str, first: int) -> Iterator[Target]:
    for match in _SHOWN.finditer(text):
        yield Target(first + text.count("\n", 0, match.start()), match[1], match[1])
    lower = text.lower()
    for match in _ANCHOR.finditer(text) if "<a" in lower else ():
        words = _folded(unescape(_TAG.sub("", match[2])))
        yield Target(first + text.count("\n", 0, match.start()), words, unescape(match[1]), is_html=True)
    for match in _IMAGE.finditer(text) if "<img" in lower else ():
        found = {name.lower(): unescape(one or other) for name, one, other in _ATTRIBUTE.findall(match[0])}
        line = first + text.count("\n", 0, match.start())
        yield Target(line, _folded(found.get("alt", "")), found.get("src", ""), is_picture=True, is_html=True)


def _folded(words: str) -> str:
    return " ".join(words.split())


def _key(name: str) -> str:
    return _folded(name).casefold()
