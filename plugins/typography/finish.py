"""typogrify's filters on finished HTML, block by block and only where a block needs them.

As typogrify's smartypants and widont over the whole text, but for two things: ``--`` is an en dash and ``---`` an em
dash, and dots stay (``...`` at the end of what is cited, ``. . . .`` to write on). Left out on purpose: ``caps``
(splits CÔNG AN), ``amp``, ``initial_quotes``.
"""

from __future__ import annotations

import re
from itertools import pairwise

from smartypants import Attr, smartypants, tags_to_skip
from typogrify.filters import widont

_TAG = re.compile(r"<[^>]*>")
#: Ends of blocks that end their line, too. What smartypants leaves alone is passed over: it is never cut in two.
_END_OF_BLOCK = re.compile(
    rf"<({'|'.join(tags_to_skip)})\b[^>]*>.*?(?:</\1>|\Z)"
    r"|</(?:p|h[1-6]|[oud]l|li|dt|dd|div|figure|figcaption|table|thead|tbody|tr|t[hd])>(?=\n)",
    re.DOTALL | re.IGNORECASE,
)
#: Tags hold quotes; dashes may come together where a tag stands between them.
_MAY_NEED_SMARTYPANTS = ('"', "'", "`", "\\", "--", "-<")
_NEEDS_SMARTYPANTS = re.compile(r"[\"'`\\]|--")
_HAS_LAST_WORD = re.compile(r"</(?:p|h[1-6]|li|dt|dd)>")
_LAST_ENDS = frozenset(f"</{tag}>" for tag in ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd"))
_OPENING_TAGS = re.compile(r"\s*(?:<[a-z][^<>]*>\s*)*")
_WORDS_IN_BLOCK = re.compile(
    r"(\s*(?:<(?:p|h[1-6]|[ou]l|li|d[ltd]|t[hdr]|div|blockquote|figcaption)\b[^<>]*>\s*)+)([^<>]{2,})(</[a-z0-9]+>)"
)
#: The one space that widont finds in a block that ends with the only end of a paragraph in it, seen from behind.
_LAST_SPACE = re.compile(
    r"(?:</?(?:a|em|span|strong|i|b)[^>]*>|[^<>\s])(\s+)"
    r"[^<>\s]+\s*(?:</(?:a|em|span|strong|i|b)>\s*)*</(?:p|h[1-6]|li|dt|dd)>\Z"
)
_LONGEST_END = 160
_FLAGS = Attr.q | Attr.b | Attr.D


def finish_html(html: str) -> str:
    """Curled quotes, dashes and no lonely last syllable; ``<pre>`` and ``<code>`` are left alone by the filters."""
    ends = [match.end() for match in _END_OF_BLOCK.finditer(html) if match.group(1) is None]
    return "".join(_finish_block(html[start:end]) for start, end in pairwise([0, *ends, len(html)]))


def _finish_block(block: str) -> str:
    for sign in _MAY_NEED_SMARTYPANTS:
        if sign in block:
            block = _curl(block) if _NEEDS_SMARTYPANTS.search(_TAG.sub("", block)) else block
            break
    if plain := _held_plain(block):
        return plain
    if _HAS_LAST_WORD.search(block) or not block.rstrip().endswith(">"):
        return _hold_last_word(block)
    return block


def _held_plain(block: str) -> str:
    """A block of words alone behind tags that open, with what widont finds there held: the last space; else empty."""
    end = block.rfind("</")
    start = block.rfind(">", 0, max(end, 0)) + 1
    words = block[start:end]
    if block[end:] not in _LAST_ENDS or "<" in words or not _OPENING_TAGS.fullmatch(block, 0, start):
        return ""
    last = words.rsplit(None, 1)
    if len(last) < 2:
        return ""
    behind = words[len(words.rstrip()) :]
    return f"{block[:start]}{last[0]}&nbsp;{last[1]}{behind}{block[end:]}"


def _curl(block: str) -> str:
    """smartypants tries its twenty patterns on every white space between tags; plain words are given to it alone."""
    if words := _WORDS_IN_BLOCK.fullmatch(block):
        return f"{words[1]}{smartypants(words[2], _FLAGS)}{words[3]}"
    return str(smartypants(block, _FLAGS))


def _hold_last_word(block: str) -> str:
    """widont takes ``<br>`` for a word and would indent a line of one word."""
    if len(_HAS_LAST_WORD.findall(block)) == 1 and "<br" not in block:
        window = max(0, len(block) - _LONGEST_END)
        if end := _LAST_SPACE.search(block, window):
            return f"{block[: end.start(1)]}&nbsp;{block[end.end(1) :]}"
    held = str(widont(block))
    return held if "<br>&nbsp;" in block else held.replace("<br>&nbsp;", "<br>\n")
