"""Addresses read as a browser reads them, so that nothing hides what an address is.

In Markdown's element tree an attribute may still hold entities (``&#106;``), Markdown's own signs for escaped
characters, tabs and line ends; a browser sees through all of them.
"""

from __future__ import annotations

import os
import re
from html import unescape

from markdown.util import AMP_SUBSTITUTE, ETX, STX

#: What a link may lead to; anything else can run, or leads to somebody's own computer.
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_OUTSIDE = re.compile(r"https?:|[/\\]{2}", re.IGNORECASE)
_ESCAPED = re.compile(f"{STX}(\\d+){ETX}")
_CONTROLS = dict.fromkeys(range(0x20))


def plain_text(written: str) -> str:
    """An attribute's words as they will be read: entities and Markdown's signs for escaped characters resolved."""
    return unescape(_ESCAPED.sub(lambda match: chr(int(match.group(1))), written.replace(AMP_SUBSTITUTE, "&")))


def plain_address(written: str) -> str:
    """An address as a browser understands it: plain, without control characters and the space around it."""
    return plain_text(written).translate(_CONTROLS).strip()


def is_refused(address: str) -> bool:
    """Whether a plain address has a scheme that is not in :data:`SCHEMES`."""
    scheme = _SCHEME.match(address)
    return scheme is not None and scheme.group(1).lower() not in SCHEMES


def leads_outside(address: str) -> bool:
    """Whether a plain address leads to another site."""
    return _OUTSIDE.match(address) is not None


def extension_of(address: str) -> str:
    """The ending of a plain address's file name, in small letters: ``.mp4``."""
    return os.path.splitext(address.split("#")[0])[1].lower()
