"""Seeded traffic for a replay: the gaps, midnights and steps of the clock at which counters err.

Two things are left out because the service cannot know them, and so says: a restart in the first ten minutes of a day
(yesterday's salt is gone with the process), and a view within five minutes after "another phone" of the same address.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from tests.visit_counter.service.events import PEOPLE, Hit, Kind, Look, Restart, Step
from tests.visit_counter.service.oracle import VIETNAM
from tests.visit_counter.service.process import ALIASES, PAGES

_GAPS = (0, 1, 60, 299, 300, 301, 301, 900, 1799, 1800, 1800, 1801, 1801, 3600, 7200)
_MIDNIGHT_GAPS = (1, 30, 61, 130, 200, 290)
_LONG = (86_400, 86_400, 2 * 86_400, 3 * 86_400, 9 * 86_400, 40 * 86_400)
#: Days, as month and day, whose midnight is watched whenever the service runs: ends of years and of February.
_ALWAYS = ((12, 31), (2, 28), (2, 29))
_PRIVATE: tuple[Kind, ...] = ("dnt", "gpc")
_UNCOUNTED: tuple[Kind, ...] = ("robot", "prefetch", "prerender", "head", "foreign", "cross")
_STRANGE_PAGES = ("/wp-login.php", "/2026/tin-mot", "/2026/khong-co/", "", "/to-giac-toi-pham/")


class Traffic:
    """Steps of so many days from the first on; the same for the same seed."""

    def __init__(self, seed: int, first: date, days: int) -> None:
        self._chance = random.Random(seed)
        self._first, self._days = first, days
        self._now = 0
        self._restarts = 0
        self._singles = 0
        self._person = "An"
        self._page = PAGES[1]
        self._another_at = 0

    def steps(self) -> Iterator[Step]:
        """Everything that happens, in order."""
        day, end = self._first, self._first + timedelta(days=self._days)
        while day < end:
            yield from self._day(day)
            day += timedelta(days=1)
            while _second(day, 24) <= self._now + 3600:  # the service was down
                day += timedelta(days=1)

    def _day(self, day: date) -> Iterator[Step]:
        """One day, by its kind; some reach into the next, or to the morning of a later one."""
        kind = self._chance.choices(("busy", "quiet", "down", "midnight", "back"), (55, 12, 4, 10, 8))[0]
        turns = (day + timedelta(days=1)).day == 1 or day.weekday() == 6
        if (turns and kind in ("busy", "quiet") and self._chance.random() < 0.6) or (day.month, day.day) in _ALWAYS:
            kind = "midnight"
        if kind == "quiet":
            yield self._at(_second(day, 12), Look())
        elif kind == "midnight":
            yield from self._midnight(day)
        elif kind == "back":
            yield from self._back(day)
        else:
            yield from self._busy(day)
            if kind == "down":
                yield from self._restart(self._chance.choice(_LONG))

    def _busy(self, day: date) -> Iterator[Step]:
        self._now = max(self._now, _second(day, 6) + self._chance.randrange(6 * 3600))
        for _ in range(self._chance.randint(2, 5)):
            yield from self._after(self._gap(_GAPS))
        if self._chance.random() < 0.1:
            yield from self._restart(self._chance.choice((1, 20, 250, 1000, 1795, 3000)))
            yield from self._after(self._gap(_GAPS))

    def _midnight(self, day: date) -> Iterator[Step]:
        self._now = max(self._now, _second(day, 23, 54) + self._chance.randrange(300))
        end = _second(day, 24) + 660
        while self._now < end:
            yield from self._after(self._gap(_MIDNIGHT_GAPS))

    def _back(self, day: date) -> Iterator[Step]:
        """The clock is set back by a breath, which it makes good, then by hours of the same day."""
        self._now = max(self._now + 301, _second(day, 18))
        for step in (7, -self._chance.randint(1, 5), self._chance.randint(5, 9), -self._chance.randint(3600, 18_000)):
            yield self._at(self._now + step, self._hit(hints=False))
        for _ in range(3):
            yield from self._after(self._gap(_GAPS[:13]))

    def _after(self, gap: int) -> Iterator[Step]:
        yield self._at(self._now + gap, self._hit())

    def _at(self, second: int, what: Hit | Look) -> Step:
        self._now = second
        if isinstance(what, Hit) and what.hint:
            self._another_at = second
        return Step(second, what)

    def _gap(self, gaps: tuple[int, ...]) -> int:
        gap = self._chance.choice(gaps)
        return max(gap, 301) if self._now <= self._another_at + 300 else gap

    def _restart(self, down: int) -> Iterator[Step]:
        """A counted hit first: an answer to one that changes no figure does not promise that it is on disk."""
        self._singles += 1
        single = Hit(f"27.64.{self._singles >> 8}.{self._singles & 255}", PAGES[0])
        yield self._at(self._now + max(self._gap((0, 2)), 1), single)
        self._restarts += 1
        yield Step(self._now, Restart(self._restarts % 2 == 0, down))
        self._now += down

    def _hit(self, *, hints: bool = True) -> Hit:
        """Mostly the same person and page as before, so that gaps and reloads mean something."""
        chance = self._chance
        if chance.random() < 0.4:
            self._person = chance.choice(tuple(PEOPLE))
        if chance.random() < 0.4:
            self._page = chance.choice((*PAGES, *ALIASES))
        spelling, form = chance.randrange(8), chance.random()
        if form < 0.10:
            return Hit(self._person, self._page, chance.choice(_UNCOUNTED), spelling=spelling)
        if form < 0.15:
            return Hit(self._person, chance.choice(_STRANGE_PAGES), spelling=spelling)
        if form < 0.23:
            return Hit(self._person, self._page, chance.choice(_PRIVATE), chance.random() < 0.5, spelling)
        return Hit(self._person, self._page, chance.choice(("person", "gif")), form < 0.28 and hints, spelling)


def _second(day: date, hour: int, minute: int = 0) -> int:
    """The Unix second of a time of day in Vietnam; hour 24 is the next day's midnight."""
    return int((datetime.combine(day, time(), VIETNAM) + timedelta(hours=hour, minutes=minute)).timestamp())
