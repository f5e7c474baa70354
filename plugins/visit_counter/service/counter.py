"""Decides about every hit, in memory and at once; what changed is taken away in batches and comes back as durable."""

from __future__ import annotations

from array import array
from collections import Counter as Tally
from collections.abc import Callable
from copy import copy
from random import getrandbits

from plugins.visit_counter.service.budget import Budget
from plugins.visit_counter.service.days import Clock
from plugins.visit_counter.service.ledger import Ledger
from plugins.visit_counter.service.manifest import Manifest, Page
from plugins.visit_counter.service.model import Batch, DayCount, Loaded, News, Seen
from plugins.visit_counter.service.recent import WINDOW
from plugins.visit_counter.service.robots import Robots
from plugins.visit_counter.service.visitors import Visitors

#: Why a hit was not counted, or that it was; the keys of ``Counter.outcomes``.
COUNTED, UNKNOWN, ROBOT, REPEAT, BOUND = "counted", "unknown", "robot", "repeat", "bound"
#: Requests that are no page view of a reader: prefetched, sent from another site.
PREFETCH, FOREIGN = "prefetch", "foreign"


class Counter:
    """The counting part of one process. Used from one thread only."""

    def __init__(
        self, loaded: Loaded, manifest: Manifest, clock: Clock, salt_of: Callable[[int], bytes], bound: int
    ) -> None:
        self.clock = clock
        self.manifest = manifest
        now = clock()
        self.visitors = Visitors(now, salt_of)
        self.visitors.recall(loaded.seen)
        self.budget = Budget(bound)
        #: Views of those of whom no key is kept: a bound of their own, so that they do not use up the visits.
        self.private_views = Budget(bound)
        self.robots = Robots()
        self.ledger = Ledger(loaded)
        #: How many hits ended how since the start.
        self.outcomes: Tally[str] = Tally()
        #: By how many seconds the clock went back since the store was last told.
        self.stepped_back = 0
        self._days = {day: copy(count) for day, count in loaded.days.items()}
        self._pages = dict(loaded.pages)
        self._changed_days: set[int] = set()
        self._changed_pages: set[str] = set()
        self._seen: dict[tuple[int, int], array[int]] = {}
        self.tick()
        # The first batch is never empty: it shows whether the store writes.
        self._changed_days.add(self.visitors.today.day)

    def tick(self) -> None:
        """Let time pass; called about once a second, so that a day without a hit is a measured day too."""
        self.advance()
        self.visitors.sweep()
        self.budget.sweep(self.visitors.now)
        self.private_views.sweep(self.visitors.now)

    def hit(self, asked: str, network: bytes, agent: str, *, fresh: bool = False, private: bool = False) -> bool:
        """Count a view of the address asked for; True when it changed a figure.

        ``network`` is the visitor's address (4 bytes) or /64 (8 bytes). ``fresh`` is the script's hint that the reader
        began a visit. ``private`` asks that nothing is kept about the reader, not even a hash.
        """
        page = self.manifest.find(asked)
        if page is None:
            outcome = UNKNOWN
        elif self.robots.is_robot(agent):
            outcome = ROBOT
        else:
            self.advance()
            outcome = self._private(page, network, fresh) if private else self._view(page, network, agent, fresh)
        self.outcomes[outcome] += 1
        return outcome is COUNTED

    def _private(self, page: Page, network: bytes, fresh: bool) -> str:
        """Nobody can be told from anybody: views and hinted visits count as long as the address's bounds allow."""
        if not self.private_views.take(network, self.visitors.now):
            return BOUND
        self._add(page, visits=int(fresh and self.budget.take(network, self.visitors.now)))
        return COUNTED

    def _view(self, page: Page, network: bytes, agent: str, fresh: bool) -> str:
        visitors = self.visitors
        agent_bytes = agent.encode("utf-8", "surrogateescape")
        visitor, blend = visitors.today.keys(network, agent_bytes)
        view = blend ^ page.number
        age = visitors.see(visitor)
        admitted = (fresh or age < 0) and self.budget.take(network, visitors.now)
        if age < 0 and not admitted:
            visitors.unsee(visitor)
            return BOUND
        reload = visitors.see_view(view, page.number, network, agent_bytes)
        another = admitted and age >= 0
        if another:
            visitors.enter_another()
            self._remember(getrandbits(64), view, age)  # the other phone: so that a restart still knows of two
        else:
            visitors.enter(age, network, agent_bytes)
        self._remember(visitor, view)
        if reload and not admitted:
            return REPEAT
        self._add(page, visits=int(admitted), views=int(another or not reload))
        return COUNTED

    def _add(self, page: Page, visits: int, views: int = 1) -> None:
        day = self._days[self.visitors.today.day]
        day.visits += visits
        day.views += views
        self._changed_days.add(self.visitors.today.day)
        if views:
            self._pages[page.path] = self._pages.get(page.path, 0) + views
            self._changed_pages.add(page.path)

    def _remember(self, visitor: int, view: int, age: int = 0) -> None:
        """Have a sighting stored that is so many seconds old."""
        key = (self.visitors.today.day, self.visitors.now - age)
        if key not in self._seen:
            self._seen[key] = array("Q")
        self._seen[key].extend((visitor, view))

    def advance(self) -> None:
        """Move to the present moment; a day begins to be measured when the service lives in it."""
        if back := self.visitors.advance(self.clock()):
            self.stepped_back += back
            self._seen = {(day, second - back): keys for (day, second), keys in self._seen.items()}
        today = self.visitors.today.day
        if today not in self._days:
            self._days[today] = DayCount()
            self.ledger.days.setdefault(today, DayCount())
            self._changed_days.add(today)

    @property
    def has_changes(self) -> bool:
        """Whether there is anything to store."""
        return bool(self._changed_days or self._changed_pages or self._seen)

    def take_batch(self) -> Batch:
        """What changed since the last call, as absolute values."""
        batch = Batch(
            days={day: copy(self._days[day]) for day in self._changed_days},
            pages={path: self._pages[path] for path in self._changed_pages},
            seen=[Seen(day, second, keys.tobytes()) for (day, second), keys in self._seen.items()],
            now=self.visitors.now,
        )
        self._changed_days, self._changed_pages, self._seen = set(), set(), {}
        return batch

    def give_back(self, batch: Batch) -> None:
        """The store could not take a batch: it goes out with the next one."""
        self._changed_days |= batch.days.keys()
        self._changed_pages |= batch.pages.keys()
        for seen in batch.seen:
            now = self._seen.get((seen.day, seen.second), array("Q"))
            self._seen[seen.day, seen.second] = array("Q", seen.keys) + now
        self._drop_expired()

    def _drop_expired(self) -> None:
        """A store that is away for hours does not make memory grow: who is expired need not be stored."""
        oldest = self.visitors.now - WINDOW
        self._seen = {key: keys for key, keys in self._seen.items() if key[1] >= oldest}

    def hear(self, news: News) -> None:
        """What other nodes and imports wrote."""
        self.ledger.hear(news)
        self.visitors.recall(news.seen)

    def count_as(self, outcome: str) -> None:
        """Note a hit that was refused before it came here."""
        self.outcomes[outcome] += 1
