"""Open-addressed tables of 8-byte slots: a key's mark in the high bits, a small value in the low ones.

1. The low 8 bits of a key choose one of 256 tables, so that growing or sweeping one takes a millisecond or two and
   never all of them at once.
2. A mark is the key's high bits; 0 is the empty slot. A table is refilled when 85 of 100 slots are taken, to 70 of 100.
3. Tables of a page or more are anonymous memory maps: what a table outgrew goes back to the system whole. On the heap,
   768 tables that grow a little at a time leave a third of it in holes.

Python's dict takes more than 100 bytes for such a key and value.
"""

from __future__ import annotations

import mmap
from abc import ABC, abstractmethod
from array import array
from collections.abc import Iterable, Iterator
from typing import TypeAlias

TABLES = 256
_SMALLEST = 8
_PAGE = mmap.PAGESIZE // 8

#: Behaves as a list of unsigned 64-bit integers.
Table: TypeAlias = "array[int] | memoryview"


class Slots(ABC):
    """256 tables whose values have ``bits`` bits; a subclass says which slots are worth keeping."""

    def __init__(self, bits: int) -> None:
        self._bits = bits
        self._tables: list[Table] = [_make(_SMALLEST) for _ in range(TABLES)]
        self._used = [0] * TABLES
        self._swept = 0

    def locate(self, key: int) -> tuple[Table, int, int]:
        """A key's table, its place there (an empty one when the key is new) and its mark shifted to where it stands."""
        table = self._tables[key & 0xFF]
        bits = self._bits
        mark = key >> bits or 1
        size = len(table)
        place = mark % size
        while (slot := table[place]) and slot >> bits != mark:
            place = place + 1 if place + 1 < size else 0
        return table, place, mark << bits

    def added(self, key: int, now: int) -> None:
        """An empty slot of the key's table was filled; the table may grow."""
        number = key & 0xFF
        self._used[number] += 1
        if self._used[number] * 100 > len(self._tables[number]) * 85:
            self.refill(number, self.kept(number, now))

    @abstractmethod
    def kept(self, number: int, now: int) -> Iterable[int]:
        """The slots of a table that are worth keeping."""

    def refill(self, number: int, slots: Iterable[int]) -> None:
        """Give a table a new size and these slots."""
        slots = list(slots)
        size = max(_SMALLEST, len(slots) * 10 // 7 | 1)
        table = _make(size)
        for slot in slots:
            place = (slot >> self._bits) % size
            while table[place]:
                place = place + 1 if place + 1 < size else 0
            table[place] = slot
        self._tables[number] = table
        self._used[number] = len(slots)

    def sweep(self, now: int) -> None:
        """Drop what is not worth keeping from the next 8 tables: 32 calls do all."""
        for _ in range(8):
            if self._used[self._swept]:
                self.refill(self._swept, self.kept(self._swept, now))
            self._swept = (self._swept + 1) % TABLES

    def taken(self, number: int) -> Iterator[int]:
        """The slots of a table that are not empty."""
        return (slot for slot in self._tables[number] if slot)

    @property
    def used(self) -> int:
        """How many slots are taken."""
        return sum(self._used)

    @property
    def size(self) -> int:
        """How many slots there are."""
        return sum(len(table) for table in self._tables)


def _make(size: int) -> Table:
    if size < _PAGE:
        return array("Q", bytes(8 * size))
    return memoryview(mmap.mmap(-1, 8 * size)).cast("Q")
