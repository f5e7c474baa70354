"""How many visits an address has started lately: the bound that keeps one client from inflating the figures.

Time is cut into quarters of an hour; an address is charged for the present quarter and the two before, so that no half
hour, wherever it begins, holds more than the bound. A slot is 34 bits of the address's hash and three counts of 10
bits. All of it lives in memory only, under Python's own random hash key of the process.
"""

from __future__ import annotations

from collections.abc import Iterable

from plugins.visit_counter.service.slots import TABLES, Slots

QUARTER = 900
#: The largest bound that three counts of 10 bits can hold.
LARGEST = 1000

_TEN = 0x3FF
_BITS = 30
_COUNTS = (1 << _BITS) - 1


class Budget(Slots):
    """At most ``bound`` visits (1 to 1,000) of one address in any half hour."""

    def __init__(self, bound: int = LARGEST) -> None:
        if not 1 <= bound <= LARGEST:
            raise ValueError(bound)
        super().__init__(_BITS)
        self.bound = bound
        #: The quarter of an hour that each table's first count stands for.
        self._quarters = [0] * TABLES
        self._charges: dict[int, int] = {}

    def take(self, address: bytes, now: int) -> bool:
        """Charge one visit to the address; False, and nothing charged, when its bound is reached."""
        key = hash(address) & 0xFFFF_FFFF_FFFF_FFFF
        if self._quarters[key & 0xFF] != now // QUARTER:
            self._turn(key & 0xFF, now)
        table, place, mark = self.locate(key)
        slot = table[place]
        if not slot:
            table[place] = mark | 1
            self.added(key, now)
        elif _spent(slot) >= self.bound:
            return False
        else:
            table[place] = slot + 1
        self._charges[now // QUARTER] = self._charges.get(now // QUARTER, 0) + 1
        return True

    def lately(self, now: int) -> int:
        """Visits charged to all addresses in this quarter and the two before."""
        self._charges = {quarter: sum_ for quarter, sum_ in self._charges.items() if quarter > now // QUARTER - 3}
        return sum(self._charges.values())

    def kept(self, number: int, now: int) -> Iterable[int]:
        """The slots of addresses that were charged lately, their counts moved to the present quarter."""
        passed = max(0, now // QUARTER - self._quarters[number])
        self._quarters[number] = now // QUARTER
        for slot in self.taken(number):
            if counts := (slot & _COUNTS) << min(10 * passed, _BITS) & _COUNTS:
                yield slot & ~_COUNTS | counts

    def _turn(self, number: int, now: int) -> None:
        self.refill(number, self.kept(number, now))


def _spent(slot: int) -> int:
    """The visits of the three quarters that a slot holds."""
    return (slot & _TEN) + (slot >> 10 & _TEN) + (slot >> 20 & _TEN)
