"""Small helpers on HTML that this project made itself (people's HTML goes through BeautifulSoup)."""

from __future__ import annotations

import re
from html import escape as _escape
from html import unescape

_ONE_TAG = r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>|<[^>]*>"""
_TAG = re.compile(rf"<!--.*?-->|{_ONE_TAG}", re.DOTALL)
#: Tags that part words, as their elements stand on lines of their own.
_BLOCK_TAG = re.compile(
    r"</?(?:p|li|ul|ol|h[1-6]|td|th|tr|table|caption|figure|figcaption|blockquote|dl|dt|dd|div|section|pre|details"
    r"|summary|br|hr)\b[^>]*>",
    re.IGNORECASE,
)
_FOOTNOTE_NUMBER = re.compile(r'<sup id="fnref[^>]*>.*?</sup>', re.DOTALL)
#: What parts two blocks, and the patterns above within a block.
BLOCK_END = "\0"
_TAG_IN_BLOCK = re.compile(rf"<!--[^{BLOCK_END}]*?-->|" + _ONE_TAG.replace("[^", f"[^{BLOCK_END}"))
_FOOTNOTE_IN_BLOCK = re.compile(rf'<sup id="fnref[^>{BLOCK_END}]*>[^{BLOCK_END}]*?</sup>')
_ROOT_RELATIVE = re.compile(r'(\b(?:href|src|poster)=")/(?!/)')
_SRCSET = re.compile(r'(\bsrcset=")([^"]*)"')


def escape(text: str) -> str:
    """Text for an element or a double-quoted attribute."""
    return _escape(text, quote=True)


def strip_tags(html: str) -> str:
    """The words of a piece of HTML, white space folded; the numbers of footnotes are no words."""
    parted = _BLOCK_TAG.sub(" ", _FOOTNOTE_NUMBER.sub("", html))
    return " ".join(unescape(_TAG.sub("", parted)).split())


def text_blocks(html: str) -> list[str]:
    """The words of each paragraph, cell, item or heading, white space folded; empty ones are left out."""
    pieces = (" ".join(piece.split()) for piece in parted_text(html).split(BLOCK_END))
    return [piece for piece in pieces if piece]


def parted_text(html: str) -> str:
    """The words of a piece of HTML with :data:`BLOCK_END` for each tag that parts blocks; white space as it is."""
    text = _BLOCK_TAG.sub(BLOCK_END, html.replace(BLOCK_END, " "))
    if "<" in text:
        text = _TAG_IN_BLOCK.sub("", _FOOTNOTE_IN_BLOCK.sub("", text))
    return unescape(text)


def absolute_links(html: str, site: str) -> str:
    """Root-relative addresses made absolute, for readers of feeds that are not on our site."""
    html = _ROOT_RELATIVE.sub(rf"\1{site}/", html)
    return _SRCSET.sub(lambda m: m.group(1) + re.sub(r"(^|,\s*)/", rf"\1{site}/", m.group(2)) + '"', html)
