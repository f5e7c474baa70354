"""The blocks of the rail below related news. A story stands in it once, in the first of these that it could stand in:

1. "Tin liên quan", as far as it is an editor's pick;
2. the event, so that its line has no gaps;
3. "Tin liên quan", as far as it is similar, or fills up from the section;
4. newer and older news of the section.

Where a story is passed over the next one takes its place. ``plugins.related_news`` asks each article for the second of
these (``find_thread_others``) before it fills the third, so that both come to the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any


def fill_rails(published: Iterable[Any], unlisted: Iterable[Any], count: int) -> None:
    """Set ``thread_others``, ``newer`` and ``older``, once ``related`` is known; ``published`` are newest first.

    ``unlisted`` are hidden articles and drafts: nothing is newer or older than they are.
    """
    by_section: dict[str, list[Any]] = defaultdict(list)
    for article in published:
        _set_thread_others(article)
        by_section[article.section.slug].append(article)
    for article in unlisted:
        _set_thread_others(article)
        article.newer = article.older = []
    for articles in by_section.values():
        neighbours(articles, count)


def neighbours(articles: list[Any], count: int) -> None:
    """Set ``newer`` and ``older`` on the articles of one section: the nearest ``count`` each way, newest first."""
    for position in range(len(articles)):
        neighbours_at(articles, position, count)


def neighbours_at(articles: list[Any], position: int, count: int) -> None:
    """The same on one of them."""
    article = articles[position]
    above = {id(other) for other in (*_related(article), *article.thread_others)}
    reach = count + len(above)
    newer = [other for other in articles[max(0, position - reach) : position] if id(other) not in above]
    older = [other for other in articles[position + 1 : position + 1 + reach] if id(other) not in above]
    article.newer, article.older = newer[max(0, len(newer) - count) :], older[:count]


def _set_thread_others(article: Any) -> None:
    # Related news has passed over what this block shows: leaving out all of it is leaving out the picks.
    article.thread_others = article.find_thread_others(_related(article))


def _related(article: Any) -> list[Any]:
    return [entry.article for entry in getattr(article, "related", ())]
