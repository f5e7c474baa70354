"""Work shared out among processes: this one and forked children, each with every k-th part or with what is next.

A child sees everything that was there when it was forked, and gives back bytes. One that dies gives None, and whoever
asked does its part again: so no result depends on how many there were, or on what became of them.
"""

from __future__ import annotations

import gc
import os
import select
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

#: Fewer parts than this are done before a child has begun.
_WORTH_A_CHILD = 40
#: Bytes of a number in a pipe; a pipe's pages hold a whole number of them.
_TURN = 4


@dataclass(frozen=True)
class Child:
    """A forked process, its end of the pipe, and the parts that are its own."""

    pid: int
    pipe: int
    parts: range


def jobs_of(settings: Mapping[str, Any]) -> int:
    """How many processes build the site: ``JOBS``, or as many as there are cores for this one; at least 1."""
    wished = settings.get("JOBS")
    return max(1, wished if isinstance(wished, int) else len(os.sched_getaffinity(0)))


def share_out(count: int, jobs: int) -> list[range]:
    """The numbers 0 to count - 1, every k-th for each process; the first share is this process's own."""
    jobs = max(1, min(jobs, count // _WORTH_A_CHILD))
    return [range(first, count, jobs) for first in range(jobs)]


class Turns:
    """The numbers 0 to ``count`` - 1, each for one of this process and its children: whoever is free takes the next.

    So all end together. What a child had taken when it died, nobody else is given. At most 16,000 (a pipe's room).
    """

    def __init__(self, count: int) -> None:
        self._pipe, filling = os.pipe()
        os.write(filling, b"".join(number.to_bytes(_TURN, "little") for number in range(count)))
        os.close(filling)

    def __iter__(self) -> Iterator[int]:
        while turn := os.read(self._pipe, _TURN):
            yield int.from_bytes(turn, "little")

    def close(self) -> None:
        """To be called by whoever forked."""
        os.close(self._pipe)


def fork(parts: range, work: Callable[[range], bytes]) -> Child | None:
    """Have a child do ``work(parts)``; None where no process can be made, and then nothing is done."""
    reading, writing = os.pipe()
    try:
        pid = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        return None
    if pid:
        os.close(writing)
        return Child(pid, reading, parts)
    code = 1
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.close(reading)
        gc.freeze()  # what a collection touches would be copied
        gc.enable()
        data = memoryview(work(parts))
        while data:
            data = data[os.write(writing, data) :]
        code = 0
    finally:
        os._exit(code)  # nothing of the parent's is to be closed, deleted or printed twice


def has_answered(child: Child) -> bool:
    """Whether a child is done, or nearly: waiting for it takes no time."""
    return bool(select.select([child.pipe], [], [], 0)[0])


def wait_for(child: Child) -> bytes | None:
    """What a child gave back, when it is done; None when it died."""
    pieces = []
    with suppress(OSError):
        while piece := os.read(child.pipe, 1 << 20):
            pieces.append(piece)
    os.close(child.pipe)
    _, status = os.waitpid(child.pid, 0)
    return b"".join(pieces) if status == 0 else None
