"""Who was seen in the last half hour, 8 bytes a key: a million keys in a few megabytes.

A slot is 48 bits of the key and the low 16 bits of the second in which it was seen. With the table's 8 bits, two of a
million live keys are taken for one with a chance of one in a hundred thousand.
"""

from __future__ import annotations

from collections.abc import Iterable

from plugins.visit_counter.service.slots import TABLES, Slots

#: A view keeps a visit alive this long, in seconds.
WINDOW = 1800
#: A clock may go back so many seconds (NTP) before times are moved; sightings from so near a future count as now.
SLACK = 5

_BITS = 16
_SECONDS = (1 << _BITS) - 1
_FUTURE = _SECONDS + 1 - 2 * SLACK


class Recent(Slots):
    """Keys (64-bit integers) and the second at which each was seen last.

    Every table must be swept at least once in 18 hours, before its seconds come round again.
    """

    def __init__(self) -> None:
        super().__init__(_BITS)

    def touch(self, key: int, now: int) -> int:
        """Note that ``key`` is seen now; gives the seconds since it was last seen, -1 when that is no longer known."""
        return self.put(key, now, now)

    def put(self, key: int, second: int, now: int) -> int:
        """Note that ``key`` was seen at a second of the last half hour; gives what ``touch`` gives."""
        table, place, mark = self.locate(key)
        slot = table[place]
        table[place] = mark | second & _SECONDS
        if slot:
            return _age(slot, now)
        self.added(key, now)
        return -1

    def age(self, key: int, now: int) -> int:
        """Seconds since ``key`` was last seen, -1 when that is more than ``WINDOW`` or never."""
        table, place, _ = self.locate(key)
        slot = table[place]
        return _age(slot, now) if slot else -1

    def forget(self, key: int, now: int) -> None:
        """``key`` is not to be known any more: its slot stays until the next refill, long expired."""
        table, place, mark = self.locate(key)
        if table[place]:
            table[place] = mark | now - 2 * WINDOW & _SECONDS

    def shift(self, seconds: int, now: int) -> None:
        """The clock went back to ``now`` by so many seconds: those seen 10 s ago are still seen 10 s ago."""
        for number in range(TABLES):
            moved = [slot & ~_SECONDS | slot - seconds & _SECONDS for slot in self.kept(number, now + seconds)]
            self.refill(number, moved)

    def clear(self) -> None:
        """Forget everybody."""
        for number in range(TABLES):
            self.refill(number, ())

    def live(self, now: int) -> int:
        """How many keys are known."""
        return sum(1 for number in range(TABLES) for _ in self.kept(number, now))

    def kept(self, number: int, now: int) -> Iterable[int]:
        """The slots of who is known."""
        return (slot for slot in self.taken(number) if _age(slot, now) >= 0)


def _age(slot: int, now: int) -> int:
    age = now - slot & _SECONDS
    if age <= WINDOW:
        return age
    return 0 if age >= _FUTURE else -1
