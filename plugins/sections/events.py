"""Event threads ("Theo dòng sự kiện"): articles that name the same event, however accented or capitalised.

1. What an article says under ``event`` must make an address.
2. Published articles make the threads; the most used spelling names one.
3. Beside an article stand those of its thread that are nearest in time, none whose notice has expired and none that
   the editor picked, for those stand above.
4. A name that is almost another thread's, and that only one article has, is told: a slip makes a thread of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from plugins.common.dates import NewsDate
from plugins.common.places import EVENTS
from plugins.common.problems import Report
from plugins.common.vietnamese import slugify
from plugins.sections.order import newest_first, order_of

_LONGEST_SLUG = 150
#: From here on two names are almost the same: one or two letters of a name of some words, or a word at its end.
_ALIKE = 0.88
#: Numbers tell events apart that are called alike: ``2025`` and ``2026``, ``quý I`` and ``quý II``.
_NUMBERS = re.compile(r"\d+|\b[IVXLC]+\b")


@dataclass(frozen=True)
class EventThread:
    """An event, its page, how many published articles it has and the date of the newest."""

    name: str
    slug: str
    count: int
    newest: NewsDate

    @property
    def href(self) -> str:
        """The address of its page."""
        return f"{EVENTS}{self.slug}/"


class Events:
    """The threads that published articles make; ``now`` is the build's clock."""

    def __init__(self, published: Iterable[Any], now: datetime) -> None:
        by_slug: dict[str, list[Any]] = defaultdict(list)
        for article in newest_first(published):
            # The reader drops the event of a lifted notice already.
            if (slug := slug_of(article)) and not (article.wanted and article.wanted.is_lifted):
                by_slug[slug].append(article)
        made = [_thread(slug, articles) for slug, articles in by_slug.items()]
        made.sort(key=lambda thread: (-thread.newest.value.timestamp(), thread.slug))
        #: By slug, the one whose newest article is the newest first.
        self.threads = {thread.slug: thread for thread in made}
        self._in_force = {
            slug: [article for article in articles if not (article.expires and article.expires.ends <= now)]
            for slug, articles in by_slug.items()
        }

    def thread_of(self, article: Any) -> EventThread | None:
        """The thread that an article names, published or not; None when no published article is in it."""
        return self.threads.get(slug_of(article))

    def others(self, article: Any, count: int, above: Iterable[Any] = ()) -> list[Any]:
        """Up to so many published articles of the thread, those nearest in time, the newest first.

        Never itself, and none that stands ``above`` already.
        """
        line = self._in_force.get(slug_of(article), [])
        passed = {id(other) for other in (article, *above)}
        reach = count + len(passed)
        # A draft without a date will be the newest.
        at = 0 if article.when.precision == "none" else bisect_left(line, order_of(article), key=order_of)
        near = [other for other in line[max(0, at - reach) : at + reach] if id(other) not in passed]
        if article.when.precision == "none":
            return near[:count]
        near.sort(key=lambda other: (abs(other.date - article.date), order_of(other)))
        return newest_first(near[:count])


def slug_of(article: Any) -> str:
    """The address part of an article's event; empty when it names none, or none that could have a page."""
    name = article.event or ""
    return slugify(name) if any(map(str.isalpha, name)) else ""


def check_names(articles: Iterable[Any], report: Report) -> None:
    """A name that makes no address is an error."""
    for article in articles:
        if not article.event:
            continue
        slug, line = slug_of(article), article.header_lines.get("event", 1)
        if not slug:
            remedy = "viết tên sự kiện bằng chữ, ví dụ Ngày hội toàn dân 2026, hoặc bỏ dòng này"
            report.error(article.source_path, line, "tên dòng sự kiện không có chữ nào", article.event, remedy)
        elif len(slug) > _LONGEST_SLUG:
            remedy = f"viết ngắn lại, tối đa {_LONGEST_SLUG} ký tự"
            report.error(article.source_path, line, "tên dòng sự kiện quá dài", article.event, remedy)


def tell_slips(articles: Iterable[Any], threads: Iterable[EventThread], report: Report) -> None:
    """Warn of a name that one article alone has and that is almost a thread's of more articles; drafts count too."""
    naming: dict[str, list[Any]] = defaultdict(list)
    for article in articles:
        naming[slug_of(article)].append(article)
    larger = _Names(thread for thread in threads if thread.count > 1)
    for slug in sorted(slug for slug, found in naming.items() if slug and len(found) == 1):
        article = naming[slug][0]
        if near := larger.nearest(article.event, slug):
            message = "chỉ một bài có dòng sự kiện này, mà tên gần giống một dòng đã có"
            remedy = f"nếu là cùng sự kiện, viết “{near.name}” ({near.count} bài); nếu là sự kiện khác, cứ để nguyên"
            report.warn(article.source_path, article.header_lines.get("event", 1), message, article.event, remedy)


def _thread(slug: str, articles: list[Any]) -> EventThread:
    # Of spellings that are used as often the one with most accents, then the oldest article's.
    names = Counter(article.event for article in reversed(articles))
    name = max(names, key=lambda name: (names[name], sum(not char.isascii() for char in name)))
    return EventThread(name, slug, len(articles), articles[0].when)


class _Names:
    """The names of threads: finds the one that is almost a given name, and compares few of them letter by letter."""

    def __init__(self, threads: Iterable[EventThread]) -> None:
        named = sorted(threads, key=lambda thread: (len(thread.slug), thread.slug))
        self._lengths = [len(thread.slug) for thread in named]
        self._entries = [(_pairs(thread.slug), _NUMBERS.findall(thread.name), thread) for thread in named]

    def nearest(self, name: str, slug: str) -> EventThread | None:
        """The thread whose name is most like this one; None when none is almost the same."""
        pairs, numbers, length = _pairs(slug), _NUMBERS.findall(name), len(slug)
        matcher = SequenceMatcher(None, "", slug, autojunk=False)
        found: list[tuple[float, int, str, EventThread]] = []
        # Two names can be no more alike than their lengths are.
        first = bisect_left(self._lengths, length * _ALIKE / (2 - _ALIKE))
        last = bisect_right(self._lengths, length * (2 - _ALIKE) / _ALIKE)
        for theirs, their_numbers, thread in self._entries[first:last]:
            # A letter without its match parts at most three pairs, two in its own name and one in the other.
            if (pairs ^ theirs).bit_count() > 3 * (1 - _ALIKE) * (length + len(thread.slug)):
                continue
            if thread.slug == slug or (numbers and their_numbers and numbers != their_numbers):
                continue
            matcher.set_seq1(thread.slug)
            if matcher.quick_ratio() >= _ALIKE and (ratio := matcher.ratio()) >= _ALIKE:
                found.append((-ratio, -thread.count, thread.slug, thread))
        return min(found)[3] if found else None


def _pairs(slug: str) -> int:
    """The pairs of neighbouring letters as a set of bits; two may share one, which only makes names more alike."""
    bits = 0
    for one, other in pairwise(slug.encode()):
        bits |= 1 << (one * 31 + other) % 512
    return bits
