"""Values that an article gets by itself, whatever other articles there are.

A plugin gives them through :func:`enrich`, which also remembers how: an incremental build gives the same values to the
few articles that changed. So a giver is a function of a pure room (or a partial of one) that can be pickled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from typing import Any

from plugins.common.problems import Report, report_of

_GIVERS = "ARTICLE_GIVERS"
_CHECKS = "ARTICLE_CHECKS"
#: Sets attributes of one article, or looks at it; problems go to the report.
Giver = Callable[[Any, Report], None]


def enrich(settings: MutableMapping[str, Any], articles: Iterable[Any], give: Giver) -> None:
    """Give values to each article, and remember the giver for articles that are read later."""
    remember(settings, give)
    report = report_of(settings)
    for article in articles:
        give(article, report)


def remember(settings: MutableMapping[str, Any], give: Giver) -> None:
    """Remember a giver whose values this build's articles have already."""
    settings.setdefault(_GIVERS, []).append(give)


def givers_of(settings: Mapping[str, Any]) -> list[Giver]:
    """The givers of this build, in the order in which they were first used."""
    return list(settings.get(_GIVERS, ()))


def examine(settings: MutableMapping[str, Any], items: Iterable[Any], check: Giver) -> None:
    """Look at each published article or page, and remember the check; it runs when all values are given."""
    settings.setdefault(_CHECKS, []).append(check)
    report = report_of(settings)
    for item in items:
        check(item, report)


def checks_of(settings: Mapping[str, Any]) -> list[Giver]:
    """The checks of this build's articles."""
    return list(settings.get(_CHECKS, ()))
