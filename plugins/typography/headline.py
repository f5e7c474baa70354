"""Headlines that break between words, not syllables: known compounds are joined with no-break spaces.

Only for headings' HTML: ``<title>``, feeds, cards and search keep plain spaces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from plugins.common.problems import Report
from plugins.common.vietnamese import is_capitals

NBSP = "\u00a0"
#: Compounds that often stand in police headlines, one a line.
COMPOUNDS = Path(__file__).with_name("compounds.txt")
_NUMBERED = re.compile(r"\b(năm|tháng|ngày|quý|Điều|số) (?=\d)|(?<=\d) (?=[^\W\d_])", re.IGNORECASE)
#: ``Covid-19`` and short numbers of documents (``15/QĐ-CSĐT``).
_HYPHENATED = re.compile(r"(?<![\w&#;/-])(?:[^\W\d_]+-\d+|\d{1,5}/[^\W\d_]{1,6}-[^\W_]{1,6})(?![\w/-])")


class Headlines:
    """Joins compounds; one instance per build, for its pattern is long."""

    def __init__(self, more: Iterable[str] = ()) -> None:
        words = sorted({*COMPOUNDS.read_text("utf-8").splitlines(), *more}, key=len, reverse=True)
        joined = "|".join(re.escape(word).replace(r"\ ", " ") for word in words)
        self._pattern = re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)

    def html(self, title: str) -> Markup:
        """The title as HTML, its compounds and "năm 2022" held together."""
        kept = self._pattern.sub(lambda match: match.group(0).replace(" ", NBSP), title)
        kept = _NUMBERED.sub(lambda match: match.group(0)[:-1] + NBSP, kept)
        return title_line(kept)


def give_titles(item: Any, report: Report, *, headlines: Headlines) -> None:
    """Set ``title_html``, ``title_line`` and ``is_caps`` on an article or page."""
    item.title_html = headlines.html(item.title)
    item.title_line = title_line(item.title)
    item.is_caps = is_capitals(item.title)


def title_line(title: str) -> Markup:
    """A title for cards and lists: plain spaces; ``Covid-19``, ``78/KH-UBND`` in one piece (browsers break at "-")."""
    return Markup(_HYPHENATED.sub(r'<span class="nb">\g<0></span>', str(escape(title))))
