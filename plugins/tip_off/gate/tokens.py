"""A page cut into tags and text, by a grammar so narrow that every browser reads it the same way.

The standard library's parser mends what is broken, and mends it otherwise than a browser, and otherwise in each version
of Python: there something could hide. Here what is not plain is a token of kind ``strange``, with its text, and the
gate refuses it:

- a tag is ``<name name="value" name='value' name>``: values in quotes, without ``<`` and ``>``, a space before names;
- text holds no ``<`` and no control character;
- of comments, declarations and the like there is only ``<!DOCTYPE html>``.

What stands in ``<script>`` is one token of text, maybe empty, up to ``</script``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Literal

Kind = Literal["doctype", "open", "close", "text", "strange"]
#: White space as HTML knows it; Python's ``\s`` would take a no-break space for one.
SPACE = " \t\n\f\r"
_S = f"[{SPACE}]"
_NAME = r"""[^\s"'<>/=\x00-\x1f\x7f]+"""
_VALUE = r""""[^"<>\x00]*"|'[^'<>\x00]*'"""
_ATTRIBUTE = re.compile(rf"{_S}+({_NAME})(?:=({_VALUE}))?")
_OPEN = re.compile(rf"<([A-Za-z][A-Za-z0-9:-]*)((?:{_S}+{_NAME}(?:=(?:{_VALUE}))?)*){_S}*(/?)>")
_CLOSE = re.compile(rf"</([A-Za-z][A-Za-z0-9:-]*){_S}*>")
_DOCTYPE = re.compile(r"<!DOCTYPE html>", re.IGNORECASE)
_TEXT = re.compile(r"[^<\x00-\x08\x0b\x0e-\x1f\x7f]+")
#: How far a strange piece reaches; only so that it is told whole and once.
_STRANGE = re.compile(r"<!--.*?--!?>|<[!?/][^>]*>|<[^<>]*>?|.", re.DOTALL)
_SCRIPT_END = re.compile(r"</script", re.IGNORECASE)
#: A character reference that needs no guessing where it ends.
_REFERENCE = re.compile(r"&(?!(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#[xX][0-9A-Fa-f]+);)")


@dataclass(frozen=True)
class Attribute:
    """An attribute: its name in small letters, its value without quotes and references, None when it has none."""

    name: str
    value: str | None
    #: Whether every ``&`` in it is a reference that ends with ``;``.
    is_plain: bool = True


@dataclass(frozen=True)
class Token:
    """A piece of the page: ``name`` is the element's in small letters, ``source`` the piece as it stands there."""

    kind: Kind
    source: str
    line: int
    name: str = ""
    attributes: tuple[Attribute, ...] = ()
    #: ``<path .../>``
    closes_itself: bool = False

    def value(self, name: str) -> str | None:
        """The value of an attribute; None when the tag has none of that name."""
        return next((item.value or "" for item in self.attributes if item.name == name), None)

    @property
    def names(self) -> set[str]:
        """The names of its attributes."""
        return {item.name for item in self.attributes}


def read_tokens(html: str) -> Iterator[Token]:
    """The whole page, piece by piece: the pieces' sources joined are the page."""
    position, line, in_script = 0, 1, False
    while position < len(html):
        token = _script_text(html, position, line) if in_script else _next(html, position, line)
        yield token
        position += len(token.source)
        line += token.source.count("\n")
        in_script = token.kind == "open" and token.name == "script"


def _script_text(html: str, start: int, line: int) -> Token:
    end = _SCRIPT_END.search(html, start)
    return Token("text", html[start : end.start() if end else len(html)], line)


def _next(html: str, start: int, line: int) -> Token:
    if match := _TEXT.match(html, start):
        return Token("text", match[0], line)
    if match := _OPEN.match(html, start):
        attributes = tuple(_attribute(*item) for item in _ATTRIBUTE.findall(match[2]))
        return Token("open", match[0], line, match[1].lower(), attributes, bool(match[3]))
    if match := _CLOSE.match(html, start):
        return Token("close", match[0], line, match[1].lower())
    if match := _DOCTYPE.match(html, start):
        return Token("doctype", match[0], line)
    match = _STRANGE.match(html, start)
    return Token("strange", match[0] if match else html[start], line)


def _attribute(name: str, quoted: str) -> Attribute:
    if not quoted:
        return Attribute(name.lower(), None)
    return Attribute(name.lower(), unescape(quoted[1:-1]), _REFERENCE.search(quoted) is None)
