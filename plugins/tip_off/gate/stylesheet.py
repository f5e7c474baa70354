"""The one file that the tip-off pages load: it must lead to no other file of style and to no other host."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from plugins.tip_off.gate.needed import COPY_SHEET_NAME

_ESCAPE = re.compile(r"\\(?:([0-9A-Fa-f]{1,6})[ \t\n\f\r]?|(.))", re.DOTALL)
#: What a browser drops from an address before it follows it.
_DROPPED = re.compile(r"[\t\n\f\r]")
_LEADING = "".join(map(chr, range(0x21)))
_IMPORT = re.compile(r"@import", re.IGNORECASE)
#: An address of another host at the start of a string or inside brackets, as in ``url(`` and ``image-set("``. A browser
#: drops control characters and spaces that stand before an address.
_ELSEWHERE = re.compile(r"""["'(][\x00-\x20]*(?:(?:https?|wss?|ftp|file|blob):|[/\\]{2})[^"')]*""", re.IGNORECASE)


def wrong_stylesheet(css: str) -> Iterator[tuple[str, str]]:
    """What must not be in a stylesheet: the message and the piece.

    Pictures and fonts of our own and ``data:`` pass: the whole portal shares this file, and on the tip-off pages their
    policy keeps a browser from asking for them. Comments are not taken out first, for the mark of a comment inside a
    string would hide what follows.
    """
    text = _DROPPED.sub("", _ESCAPE.sub(_letter, css))
    for match in _IMPORT.finditer(text):
        yield "tệp trình bày của trang tố giác không được có @import", text[match.start() : match.start() + 80]
    for match in _ELSEWHERE.finditer(text):
        yield "tệp trình bày của trang tố giác dẫn tới máy chủ khác", match[0][1:].strip(_LEADING)


def is_named_by_hash(href: str, css: str) -> bool:
    """Whether the name says what is in the file: else the worker (scripts/worker.js) takes it for none of ours."""
    name = COPY_SHEET_NAME.fullmatch(href)
    # A browser reads the text without the mark of its encoding.
    digest = hashlib.sha256(css.removeprefix("\ufeff").encode()).hexdigest()
    return name is not None and digest.startswith(name[1])


def _letter(match: re.Match[str]) -> str:
    if match[2] is not None:
        return match[2]
    code = int(match[1], 16)
    return chr(code) if 0 < code <= 0x10FFFF else "\ufffd"
