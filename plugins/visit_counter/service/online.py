"""How many visitors were last seen in each of the latest seconds: a ring, so that counting them costs nothing."""

from __future__ import annotations

from array import array

#: Who viewed a page in so many seconds is online.
ONLINE = 300

_SIZE = 512


class Online:
    """Visitors by the second of their last view; seconds are Unix seconds."""

    def __init__(self, now: int) -> None:
        self._now = now
        self._ring = array("Q", bytes(8 * _SIZE))

    def advance(self, now: int) -> None:
        """Move forward to a second."""
        for second in range(max(self._now + 1, now - _SIZE + 1), now + 1):
            self._ring[second % _SIZE] = 0
        self._now = max(now, self._now)

    def move(self, age: int) -> None:
        """A visitor is here now who was last here ``age`` seconds ago (-1: not known)."""
        if age >= 0:
            self.remove(self._now - age)
        self._ring[self._now % _SIZE] += 1

    def add(self, second: int) -> None:
        """A visitor was last here at a second."""
        if 0 <= self._now - second <= ONLINE:
            self._ring[second % _SIZE] += 1

    def remove(self, second: int) -> None:
        """A visitor that was added at a second is counted elsewhere now."""
        if 0 <= self._now - second <= ONLINE and self._ring[second % _SIZE]:
            self._ring[second % _SIZE] -= 1

    def count(self) -> int:
        """Visitors seen in the last 300 seconds."""
        return sum(self._ring[second % _SIZE] for second in range(self._now - ONLINE, self._now + 1))

    def shift(self, back: int) -> None:
        """The clock went back: every second moves with it."""
        moved = array("Q", bytes(8 * _SIZE))
        for second in range(self._now - ONLINE, self._now + 1):
            moved[(second - back) % _SIZE] = self._ring[second % _SIZE]
        self._ring, self._now = moved, self._now - back
