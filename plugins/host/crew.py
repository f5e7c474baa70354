"""Work done by this process and forked children while this one goes on: batches that whoever is free takes in turn.

Children send what they made of a batch as soon as it is made. A batch whose child died never comes; whoever asked does
it again: so no result depends on how many there were, or on who was quicker.
"""

from __future__ import annotations

import fcntl
import os
import select
import struct
from collections.abc import Callable
from contextlib import suppress

from plugins.host.workers import Child, fork, wait_for

_NUMBER = struct.Struct("<I")
_FRAME = struct.Struct("<II")
#: Bytes that a child may be ahead of what was asked for; what the system allows without privileges.
_PIPE = 1 << 20
#: As many numbers fit into a pipe from which nobody reads yet.
MOST_BATCHES = 8192


class _Stream:
    """A child, and what it sent so far."""

    def __init__(self, child: Child, pipe: int) -> None:
        self.child = child
        self.pipe = pipe
        self._data = bytearray()

    def read(self) -> list[tuple[int, bytes]] | None:
        """The batches that came whole with the next bytes; None at the end."""
        piece = os.read(self.pipe, _PIPE)
        if not piece:
            return None
        self._data += piece
        found, start = [], 0
        while len(self._data) >= start + _FRAME.size:
            number, length = _FRAME.unpack_from(self._data, start)
            end = start + _FRAME.size + length
            if len(self._data) < end:
                break
            found.append((number, bytes(self._data[start + _FRAME.size : end])))
            start = end
        del self._data[:start]
        return found


class Crew:
    """Children at work on batches 0 to ``count`` - 1; as many of them as there are processes beside this one."""

    def __init__(self, count: int, processes: int, work: Callable[[int], bytes]) -> None:
        """``work`` is what a child does with a batch. Each begins with one that nobody else can take."""
        self._work = work
        self._streams: dict[int, _Stream] = {}
        #: Whether a child died.
        self.has_lost = False
        given = min(count, max(0, processes - 1))
        self._queue, write = os.pipe()
        os.write(write, b"".join(map(_NUMBER.pack, range(given, count))))
        os.close(write)
        self._not_given: list[int] = []
        self._not_given += [number for number in range(given) if not self._hire(number)]

    def claim(self) -> int | None:
        """The next batch that nobody has taken, for this process to do; None when there is none."""
        if self._not_given:
            return self._not_given.pop(0)
        number = os.read(self._queue, _NUMBER.size) if self._queue >= 0 else b""
        return _NUMBER.unpack(number)[0] if number else None

    def received(self, wait: bool = False) -> list[tuple[int, bytes]]:
        """What came from children; with ``wait`` there is something, or no child is left."""
        found: list[tuple[int, bytes]] = []
        while self._streams and not found:
            poll = select.poll()
            for pipe in self._streams:
                poll.register(pipe, select.POLLIN)
            ready = poll.poll(None if wait else 0)
            for pipe, _ in ready:
                came = self._streams[pipe].read()
                found += came or []
                if came is None:
                    self._part_with(self._streams.pop(pipe))
            if not ready:
                break
        return found

    def close(self) -> None:
        """Let go of everything; children still at work end."""
        for stream in self._streams.values():
            os.close(stream.pipe)
        for stream in self._streams.values():
            wait_for(stream.child)
        if self._queue >= 0:
            os.close(self._queue)
        self._streams, self._queue = {}, -1

    def _hire(self, first: int) -> bool:
        reading, writing = os.pipe()
        child = fork(range(first, first + 1), lambda parts: self._serve(parts[0], reading, writing))
        os.close(writing)
        if child is None:
            os.close(reading)
            return False
        self._streams[reading] = _Stream(child, reading)
        return True

    def _serve(self, first: int, reading: int, writing: int) -> bytes:
        """In a child: do batch after batch, until there are no more or nobody listens."""
        for pipe in (reading, *self._streams):
            os.close(pipe)
        with suppress(OSError):  # it is slower then, that is all
            fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _PIPE)
        number: int | None = first
        while number is not None:
            made = self._work(number)
            data = memoryview(_FRAME.pack(number, len(made)) + made)
            while data:
                data = data[os.write(writing, data) :]
            number = self.claim()
        return b""

    def _part_with(self, stream: _Stream) -> None:
        os.close(stream.pipe)
        self.has_lost |= wait_for(stream.child) is None
