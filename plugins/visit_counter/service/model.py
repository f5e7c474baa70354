"""What the parts of the service hand to each other. Days are proleptic ordinals of the calendar of Ho Chi Minh City."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


class StoreError(Exception):
    """The store cannot be used at all: a message in Vietnamese that says what to do. The service does not start."""


class StoreUnavailableError(Exception):
    """The store cannot take a batch now (disk full, read-only, server away); the values stay in memory."""


class StoreInUseError(StoreError):
    """Another process owns this data folder or this node."""


@dataclass(slots=True)
class DayCount:
    """One node's day: visits and views of pages."""

    visits: int = 0
    views: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """Who was seen in one batch: ``keys`` is packed pairs of 64-bit keys (visitor, visitor with page)."""

    day: int
    #: Unix seconds; one for the whole batch.
    second: int
    keys: bytes


@dataclass(frozen=True, slots=True)
class Batch:
    """What changed since the last batch: absolute values of the own node, so that writing it twice is harmless."""

    days: dict[int, DayCount]
    pages: dict[str, int]
    seen: list[Seen]
    #: The service's clock, Unix seconds.
    now: int


@dataclass(frozen=True, slots=True)
class Import:
    """One audited entry of figures that this service did not count itself."""

    number: int
    #: ``import`` (an earlier counter) or ``restore`` (raised to what had been published).
    kind: str
    #: Day up to which ``total`` speaks.
    as_of: int
    #: The earlier counter's total, None when only days or pages came; of a ``restore`` the base that was raised to.
    total: int | None
    source: str
    #: When it was entered, Unix seconds.
    entered: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over nodes other than the own one, imports among them."""

    days: dict[int, DayCount] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)
    #: What earlier counters had, beyond the days that were imported one by one.
    base: int = 0


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything that a starting service reads."""

    #: Random, made with the store; says whose published files these are.
    store_id: str
    days: dict[int, DayCount]
    pages: dict[str, int]
    others: Totals
    imports: list[Import]
    #: In the order in which they were written, of any node; nothing older than half an hour.
    seen: list[Seen]


@dataclass(frozen=True, slots=True)
class News:
    """What other writers (nodes, imports) did since the last look; None where nothing changed."""

    others: Totals | None = None
    imports: list[Import] | None = None
    seen: list[Seen] = field(default_factory=list)


class Store(Protocol):
    """A place that keeps figures. All methods run on the one thread of the store; each may take milliseconds."""

    def load(self, now: int) -> Loaded:
        """Read everything. Raises StoreError."""

    def commit(self, batch: Batch) -> None:
        """Write a batch; durable on return. Raises StoreUnavailableError, and then nothing of it counts as written."""

    def news(self, now: int) -> News:
        """What others wrote. Called about once a second. Raises StoreUnavailableError."""

    def sweep(self, now: int) -> None:
        """Delete who was seen more than 30 minutes ago. Called about once a second. Raises StoreUnavailableError."""

    def rebase(self, seconds: int) -> None:
        """The clock went back by so many seconds: move the times of the seen with it. Raises StoreUnavailableError."""

    def salt(self, day: int) -> bytes:
        """The day's 16 random bytes, made when missing; those of other days are destroyed. Never raises."""

    def close(self) -> None:
        """Release everything."""
