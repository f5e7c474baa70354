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
_NEEDS_SMARTYPANTS = re.compile(r"[\"'`\\]|--")
_HAS_LAST_WORD = re.compile(r"</(?:p|h[1-6]|li|dt|dd)>")
_FLAGS = Attr.q | Attr.b | Attr.D


def finish_html(html: str) -> str:
    """Curled quotes, dashes and no lonely last syllable; ``<pre>`` and ``<code>`` are left alone by the filters."""
    ends = [match.end() for match in _END_OF_BLOCK.finditer(html) if match.group(1) is None]
    return "".join(_finish_block(html[start:end]) for start, end in pairwise([0, *ends, len(html)]))


def _finish_block(block: str) -> str:
    if _NEEDS_SMARTYPANTS.search(_TAG.sub("", block)):
        block = smartypants(block, _FLAGS)
    if _HAS_LAST_WORD.search(block) or not block.rstrip().endswith(">"):
        return _hold_last_word(block)
    return block


def _hold_last_word(block: str) -> str:
    """widont takes ``<br>`` for a word and would indent a line of one word."""
    held = str(widont(block))
    return held if "<br>&nbsp;" in block else held.replace("<br>&nbsp;", "<br>\n")
