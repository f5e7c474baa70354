"""Small helpers on HTML that this project made itself (people's HTML goes through BeautifulSoup)."""

from __future__ import annotations

import re
from html import escape as _escape
from html import unescape

_TAG = re.compile(r"<[^>]*>")
_BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|td|th|figcaption|blockquote|dt|dd)>", re.IGNORECASE)
_ROOT_RELATIVE = re.compile(r'(\b(?:href|src|poster)=")/(?!/)')
_SRCSET = re.compile(r'(\bsrcset=")([^"]*)"')


def escape(text: str) -> str:
    """Text for an element or a double-quoted attribute."""
    return _escape(text, quote=True)


def strip_tags(html: str) -> str:
    """The words of a piece of HTML, white space folded."""
    return " ".join(unescape(_TAG.sub("", _BLOCK_END.sub(" ", html))).replace("\u00a0", " ").split())


def absolute_links(html: str, site: str) -> str:
    """Root-relative addresses made absolute, for readers of feeds that are not on our site."""
    html = _ROOT_RELATIVE.sub(rf"\1{site}/", html)
    return _SRCSET.sub(lambda m: m.group(1) + re.sub(r"(^|,\s*)/", rf"\1{site}/", m.group(2)) + '"', html)
