"""Days of Ho Chi Minh City as ordinals (``date.toordinal``): UTC+7, no daylight saving, on a host of any time zone."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Protocol

ZONE = timezone(timedelta(hours=7))
_OFFSET = 7 * 3600
_DAY = 86_400
_EPOCH = date(1970, 1, 1).toordinal()


class Clock(Protocol):
    """Where the time comes from."""

    def __call__(self) -> int:
        """Whole Unix seconds."""


class FileClock:
    """The time that a file holds, read at every use: for rehearsals and tests, where days pass in seconds."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._last = int(float(path.read_text("ascii")))

    def __call__(self) -> int:
        """Whole Unix seconds; the last good ones while the file is being written."""
        with contextlib.suppress(OSError, ValueError, OverflowError):
            self._last = int(float(self.path.read_text("ascii")))
        return self._last


def day_of(second: int) -> int:
    """The day that a Unix second lies in."""
    return (second + _OFFSET) // _DAY + _EPOCH


def start_of(day: int) -> int:
    """The Unix second at which a day begins."""
    return (day - _EPOCH) * _DAY - _OFFSET


def iso_day(day: int) -> str:
    """``2026-11-22``."""
    return date.fromordinal(day).isoformat()


def parse_day(text: str) -> int:
    """The day of ``2026-11-22``. Raises ValueError."""
    return date.fromisoformat(text).toordinal()


def iso_moment(second: int) -> str:
    """``2026-11-22T14:03:05+07:00`` (RFC 3339)."""
    return datetime.fromtimestamp(second, UTC).astimezone(ZONE).isoformat()


def week_start(day: int) -> int:
    """The Monday of the day's week."""
    return day - (day - 1) % 7  # ordinal 1 is a Monday


def month_start(day: int) -> int:
    """The first of the day's month."""
    return day - date.fromordinal(day).day + 1
