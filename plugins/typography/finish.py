"""typogrify's filters on finished HTML, line by line and only where a line needs them.

Left out on purpose: ``caps`` (splits CÔNG AN), ``amp``, ``initial_quotes``; three dots and right dashes stay.
"""

from __future__ import annotations

import re

from typogrify.filters import smartypants, widont

_TAG = re.compile(r"<[^>]*>")
_NEEDS_QUOTES = re.compile(r"[\"'`]|--")
_DOTS = "\ue002"
_ENDS_BLOCK = re.compile(r"</(?:p|h[1-6]|li|dt|dd)>")


def finish_html(html: str) -> str:
    """Curled quotes, dashes and no lonely last syllable; ``<pre>`` and ``<code>`` are left alone by the filters."""
    return "\n".join(_finish_line(line) for line in html.split("\n"))


def _finish_line(line: str) -> str:
    if _NEEDS_QUOTES.search(_TAG.sub("", line)):
        line = smartypants(line.replace("...", _DOTS)).replace(_DOTS, "...")
    return widont(line) if _ENDS_BLOCK.search(line) else line
