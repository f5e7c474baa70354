"""What is durable: days and views of all nodes, starting totals. Everything that the public sees comes from here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from plugins.visit_counter.service.manifest import Manifest
from plugins.visit_counter.service.model import Batch, DayCount, Loaded, News

_NONE = DayCount()


class Ledger:
    """Sums over this node, as far as its store has confirmed them, and all others."""

    def __init__(self, loaded: Loaded) -> None:
        self.store_id = loaded.store_id
        self.imports = loaded.imports
        #: Every measured day.
        self.days: dict[int, DayCount] = {}
        self._own_days = {day: replace(count) for day, count in loaded.days.items()}
        self._own_pages = dict(loaded.pages)
        self._others = loaded.others
        self._visits = 0
        #: Addresses, as they were when they were counted, whose views changed since ``take_changed``.
        self._changed: set[str] = set()
        self._sum_up(self._own_days.keys() | self._others.days.keys())

    def settle(self, batch: Batch) -> None:
        """A batch is on disk."""
        self._own_days.update(batch.days)
        self._own_pages.update(batch.pages)
        self._changed.update(batch.pages)
        self._sum_up(batch.days)

    def hear(self, news: News) -> None:
        """What other nodes and imports wrote."""
        if news.imports is not None:
            self.imports = news.imports
        if news.others is not None:
            before, self._others = self._others, news.others
            pages = news.others.pages
            if pages is not before.pages:
                self._changed.update(path for path, views in pages.items() if before.pages.get(path) != views)
            self._sum_up(news.others.days)

    @property
    def total(self) -> int:
        """The starting total and every day."""
        return self._others.base + self._visits

    def views(self, paths: Iterable[str]) -> int:
        """Views of one page, given every address that it had."""
        own, others = self._own_pages, self._others.pages
        return sum(own.get(path, 0) + others.get(path, 0) for path in paths)

    def take_changed(self, manifest: Manifest) -> set[str]:
        """Canonical addresses whose views changed since the last call."""
        changed, self._changed = {manifest.canonical(path) for path in self._changed}, set()
        return changed

    def _sum_up(self, days: Iterable[int]) -> None:
        for day in days:
            own, others = self._own_days.get(day, _NONE), self._others.days.get(day, _NONE)
            count = DayCount(own.visits + others.visits, own.views + others.views)
            self._visits += count.visits - self.days.get(day, _NONE).visits
            self.days[day] = count
