"""The key of each page: a digest of everything that its template is given and that may change between two builds.

Templates, settings, code and libraries are the environment (:mod:`plugins.incremental.environment`): when it is another
one, nothing that was kept is used. What is left are articles, which stand here as digests: *own* is all that an
article's page shows of it, *card* what others show of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from plugins.incremental.digests import digest, joined

#: What every page may show beside its own values.
FRAME = (
    "PORTAL", "CSP", "alert", "archive_href", "assets", "banners", "emergency", "events_href", "exit_href", "facts",
    "feed_href", "footer_links", "links", "nav", "notices_section", "statistics_href", "tiles", "tip_link",
    "tip_off_english_href", "tip_off_href", "waiting_visits", "worker_href",
)  # fmt: skip
Digest = Callable[[Any], bytes]


def frame_of(context: Mapping[str, Any], card: Digest) -> bytes:
    """What all pages share; notices stand on each of them."""
    values = digest(*(context.get(name) for name in FRAME))
    return joined(values, *map(card, context["notices"]))


class Keys:
    """The keys of one site; ``own`` and ``card`` give the digests of an article."""

    def __init__(self, context: Mapping[str, Any], own: Digest, card: Digest) -> None:
        self.frame = frame_of(context, card)
        self.countable = context["countable"]
        self.own, self.card = own, card

    def article(self, article: Any) -> bytes:
        """An article's page: itself, its rail, its event, its neighbours, its keywords."""
        related = article.related
        words = (
            [item.basis for item in related],
            [(keyword.label, keyword.href) for keyword in article.keywords],
            article.thread,
            article.href in self.countable,
            (len(related), len(article.thread_others), len(article.newer), len(article.older)),
        )
        others = [item.article for item in related]
        others += article.thread_others
        others += article.newer
        others += article.older
        return self._of(digest(*words), others, self.own(article))

    def list_page(self, template: str, head: Any, page: Any) -> bytes:
        """A page of a section, keyword or event."""
        # What is counted stands on the first page alone.
        named = (head.name, head.href) if page.number else head
        words = (template, named, page.number, page.href, page.newest, page.newer, page.older, page.oldest)
        return self._of(digest(*words, page.href in self.countable), page.articles)

    def period(self, period: Any, years: Iterable[Any]) -> bytes:
        """A year or a month."""
        months = [(month.month, month.count) for month in getattr(period, "months", ())]
        words = (period.href, period.count, months, [year.year for year in years], period.href in self.countable)
        return self._of(digest("period_archives", *words), period.listed)

    def moved(self, old: str, article: Any) -> bytes:
        """A signpost."""
        return self._of(digest("moved", old), [article])

    def front(self, front: Any, visits: Any) -> bytes:
        """The front page; its visit figures are those of the build."""
        shown = [front.lead, *front.secondary, *front.latest]
        sizes = [len(front.secondary), len(front.latest)]
        for block in front.blocks:
            shown += [block.story, *block.rows]
            sizes.append(len(block.rows))
        here = [article is None for article in shown]
        words = digest("index", sizes, here, [block.section for block in front.blocks], visits)
        return self._of(words, [article for article in shown if article is not None])

    def overview(self, template: str, entries: Iterable[Any]) -> bytes:
        """All keywords, or all events."""
        return self._of(digest(template, list(entries)), ())

    def archives(self, years: Iterable[Any]) -> bytes:
        """All years and their months."""
        counts = [(year.year, year.count, [(month.month, month.count) for month in year.months]) for year in years]
        return self._of(digest("archives", counts), ())

    def _of(self, words: bytes, articles: Iterable[Any], *more: bytes) -> bytes:
        return joined(self.frame, words, *more, *map(self.card, articles))
