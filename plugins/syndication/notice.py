"""Wanted notices in feeds: the fields that the page shows, as plain HTML, so that an item is whole."""

from __future__ import annotations

from typing import Any

from plugins.common.html import escape
from plugins.common.wanted import Wanted


def notice_html(article: Any) -> str:
    """What stands before an item's text: the notice's fields, or the calm sentence once it is lifted; else nothing.

    No photograph: what programs have copied from a feed is not called back when the notice is lifted.
    """
    wanted: Wanted | None = article.wanted
    if wanted is None:
        return ""
    sentence = f"<p>{escape(wanted.sentence)}</p>\n" if wanted.sentence else ""
    if wanted.is_lifted:
        return sentence
    rows = "".join(f"<li>{escape(line.label)}: {_value(line.value, line.href)}</li>\n" for line in wanted.lines)
    return f"{sentence}<ul>\n{rows}</ul>\n"


def is_lifted(article: Any) -> bool:
    """Whether an article is a wanted notice that is no longer in force."""
    return article.wanted is not None and article.wanted.is_lifted


def _value(value: str, href: str) -> str:
    return f'<a href="{escape(href)}">{escape(value)}</a>' if href else escape(value)
