"""The lead and the description: one run of inline text, whatever Markdown would make of its first signs."""

from __future__ import annotations

import re

from plugins.common.html import strip_tags

_SYLLABLES = 60
#: A lead is one line: only these starts make a block of it.
_LIST_NUMBER = re.compile(r"(\d+)\.(?=\s|[^\W\d_])")
_BLOCK_SIGN = re.compile(r"[#>]|[-+*](?=\s|$)|(?=([-*_])(?:\s*\1){2,}\s*$)|\[(?=TOC\]$|[^\]]*\]:)", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\[\^[^\]]*\](?!:)")
_BLOCK_TAG = re.compile(
    r"</?(?:p|ul|ol|li|h[1-6]|blockquote|pre|div|table|figure|hr|dl|section|details|video)\b", re.IGNORECASE
)
_PARAGRAPH = re.compile(r"<p(?:\s[^>]*)?>(.*?)</p>", re.DOTALL)


def inline_source(lead: str) -> str:
    """The Markdown of a lead with its first sign escaped where that would open a list, a heading, a quotation ...

    References to footnotes go: the notes stand in the body.
    """
    text = _FOOTNOTE.sub("", lead).strip()
    numbered = _LIST_NUMBER.match(text)
    if numbered:
        return f"{numbered.group(1)}\\{text[numbered.end(1) :]}"
    return f"\\{text}" if _BLOCK_SIGN.match(text) else text


def holds_block(html: str) -> bool:
    """Whether some HTML holds more than inline elements."""
    return bool(_BLOCK_TAG.search(html))


def describe(html: str) -> str:
    """The plain text for meta and feeds: the first paragraph that has words, else all of them, shortened."""
    text = html.partition('<div class="footnote">')[0]
    paragraphs = (strip_tags(match.group(1)) for match in _PARAGRAPH.finditer(text))
    return _shortened(next(filter(None, paragraphs), "") or strip_tags(text))


def _shortened(text: str) -> str:
    """At most so many syllables, whole sentences where one ends in the second half, else cut with an ellipsis."""
    syllables = text.split()
    if len(syllables) <= _SYLLABLES:
        return " ".join(syllables)
    cut = syllables[:_SYLLABLES]
    ends = [number for number, word in enumerate(cut, 1) if word.endswith((".", "!", "?", "…"))]
    if ends and ends[-1] >= _SYLLABLES // 2:
        return " ".join(cut[: ends[-1]])
    return " ".join(cut).rstrip(",;:–-") + "…"
