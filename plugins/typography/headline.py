"""Headlines that break between words, not syllables: known compounds are joined with no-break spaces.

Only for headings' HTML: ``<title>``, feeds, cards and search keep plain spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from plugins.common.html import escape

NBSP = "\u00a0"
#: Compounds that often stand in police headlines, one a line.
COMPOUNDS = Path(__file__).with_name("compounds.txt")
_NUMBERED = re.compile(r"\b(năm|tháng|ngày|quý|Điều|số) (?=\d)|(?<=\d) (?=[^\W\d_])", re.IGNORECASE)


class Headlines:
    """Joins compounds; one instance per build, for its pattern is long."""

    def __init__(self, more: Iterable[str] = ()) -> None:
        words = sorted({*COMPOUNDS.read_text("utf-8").splitlines(), *more}, key=len, reverse=True)
        joined = "|".join(re.escape(word).replace(r"\ ", " ") for word in words)
        self._pattern = re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)

    def html(self, title: str) -> str:
        """The title as HTML, its compounds and "năm 2022" held together."""
        kept = self._pattern.sub(lambda match: match.group(0).replace(" ", NBSP), title)
        kept = _NUMBERED.sub(lambda match: match.group(0)[:-1] + NBSP, kept)
        return escape(kept)
