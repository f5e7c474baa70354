"""Who is a visitor: a keyed hash of (random salt of the day, network, agent), known for half an hour.

At midnight the salt changes and with it every key. Yesterday's salt and keys stay in memory for 300 s, so that nobody
is online twice and a reload across midnight is recognised; then they are gone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from hashlib import blake2b

from plugins.visit_counter.service.days import day_of, start_of
from plugins.visit_counter.service.model import Seen
from plugins.visit_counter.service.online import ONLINE, Online
from plugins.visit_counter.service.recent import SLACK, WINDOW, Recent

_LOW = 0xFFFF_FFFF_FFFF_FFFF


class Day:
    """One day's salt and those seen under it: visitors, and visitors with the page they saw."""

    def __init__(self, day: int, salt: bytes) -> None:
        self.day = day
        self.salt = salt
        self.visitors = Recent()
        self.views = Recent()

    def keys(self, network: bytes, agent: bytes) -> tuple[int, int]:
        """The visitor's key, and the number that makes keys of (visitor, page)."""
        both = int.from_bytes(blake2b(network + agent, digest_size=16, key=self.salt).digest())
        return both >> 64, both & _LOW


class Visitors:
    """Those seen lately. Seconds are Unix seconds of the service's clock; it may step either way."""

    def __init__(self, now: int, salt_of: Callable[[int], bytes]) -> None:
        self._salt_of = salt_of
        self.now = now
        self.today = Day(day_of(now), salt_of(day_of(now)))
        self._yesterday: Day | None = None
        self._forget_at = now
        self._online = Online(now)

    def advance(self, now: int) -> int:
        """Move to a moment; gives by how many seconds the clock stepped back (0 when it did not)."""
        last, back = self.now, 0
        if now == last:
            return 0
        if now < last - SLACK:
            back = last - now
            self._shift(back, now)
        elif now < last:
            return 0  # a clock that is set back by a breath stands still for as long
        elif now > last + WINDOW:
            self._clear()
        self.now = now
        self._online.advance(now)
        if self._yesterday and now >= self._forget_at:
            self._yesterday = None
        if day_of(now) != self.today.day:
            self._turn(day_of(now), now)
        return back

    def see(self, visitor: int) -> int:
        """A visitor's key is seen now: seconds since its last view, -1 when it is not known."""
        return self.today.visitors.touch(visitor, self.now)

    def see_view(self, view: int, page: int, network: bytes, agent: bytes) -> bool:
        """A visitor's view of a page is seen now: whether it is a reload, before midnight too."""
        if self.today.views.touch(view, self.now) >= 0:
            return True
        if not self._yesterday:
            return False
        _, blend = self._yesterday.keys(network, agent)
        return self._yesterday.views.age(blend ^ page, self.now) >= 0

    def unsee(self, visitor: int) -> None:
        """What ``see`` noted of a key that was not known is undone."""
        self.today.visitors.forget(visitor, self.now)

    def enter(self, age: int, network: bytes, agent: bytes) -> None:
        """A visitor is online, who was here ``age`` seconds ago (-1: not today)."""
        if age < 0 and self._yesterday:
            old, _ = self._yesterday.keys(network, agent)
            age = self._yesterday.visitors.age(old, self.now)
            self._yesterday.visitors.forget(old, self.now)
        self._online.move(age)

    def enter_another(self) -> None:
        """Another phone with the key of a known visitor is online; the known one stays where it was last seen."""
        self._online.move(-1)

    @property
    def online(self) -> int:
        """Distinct visitors with a view in the last 300 seconds."""
        return self._online.count()

    def recall(self, seen: Iterable[Seen]) -> None:
        """Take over who was seen before a restart, or by another node; of former days only who is online."""
        former: dict[int, int] = {}
        for batch in seen:
            second = min(batch.second, self.now)
            if self.now - second > WINDOW:
                continue
            keys = memoryview(batch.keys).cast("Q")
            if batch.day != self.today.day:
                former.update(dict.fromkeys(keys[::2], second))
                continue
            for visitor, view in zip(keys[::2], keys[1::2], strict=True):
                self._recall_one(visitor, view, second)
        for second in former.values():
            self._online.add(second)

    def _recall_one(self, visitor: int, view: int, second: int) -> None:
        age = self.today.visitors.age(visitor, self.now)
        if age < 0 or self.now - age < second:
            self.today.visitors.put(visitor, second, self.now)
            if age >= 0:
                self._online.remove(self.now - age)
            self._online.add(second)
        age = self.today.views.age(view, self.now)
        if age < 0 or self.now - age < second:
            self.today.views.put(view, second, self.now)

    @property
    def former_day(self) -> int | None:
        """The day whose salt is still in memory beside today's."""
        return self._yesterday.day if self._yesterday else None

    def sweep(self) -> None:
        """Let those who are expired go, a few tables at a time."""
        self.today.visitors.sweep(self.now)
        self.today.views.sweep(self.now)

    def _turn(self, day: int, now: int) -> None:
        """A new day begins, or the clock went back to one."""
        former = self.today
        if self._yesterday and self._yesterday.day == day:
            self.today = self._yesterday
        else:
            self.today = Day(day, self._salt_of(day))
        self._forget_at = (start_of(day) if day > former.day else now) + ONLINE
        self._yesterday = former if now < self._forget_at else None

    def _shift(self, back: int, now: int) -> None:
        for day in (self.today, self._yesterday):
            if day:
                day.visitors.shift(back, now)
                day.views.shift(back, now)
        self._online.shift(back)
        self._forget_at -= back

    def _clear(self) -> None:
        self.today.visitors.clear()
        self.today.views.clear()
        self._yesterday = None
