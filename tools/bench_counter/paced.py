"""Load at an even pace: hits fall due at fixed moments, and each one's time counts from when it fell due.

So a server that stalls pays for every hit that waited meanwhile, which a client that waits politely would not notice.
"""

import asyncio
import re
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
PATIENCE = 30.0


@dataclass
class Paced:
    """Answers to a paced run: latencies in milliseconds, statuses and how often each came."""

    latencies: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)

    def p(self, percent: float) -> float:
        """The latency that so many percent stay within."""
        ordered = sorted(self.latencies)
        return ordered[max(0, ceil(len(ordered) * percent / 100) - 1)]


class _Connection(asyncio.Protocol):
    """One kept-alive connection with at most one request on its way."""

    def __init__(self, free: Callable[["_Connection"], None], answered: Callable[[int, float], None]) -> None:
        self._free = free
        self._answered = answered
        self._buffer = b""
        self._due = 0.0
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def send(self, request: bytes, due: float) -> None:
        """Send a request that was due at a moment of the loop's clock."""
        assert self.transport is not None
        self._due = due
        self.transport.write(request)

    def data_received(self, data: bytes) -> None:
        """Tell of an answer when it is whole."""
        self._buffer += data
        head, end, body = self._buffer.partition(b"\r\n\r\n")
        length = LENGTH.search(head)
        if end and len(body) >= (int(length[1]) if length else 0):
            self._buffer = b""
            self._answered(int(head[9:12]), self._due)
            self._free(self)


class _Run:
    """One paced run over a fixed set of connections."""

    def __init__(self, make_request: Callable[[int], bytes], count: int) -> None:
        self._make_request = make_request
        self._count = count
        self._idle: deque[_Connection] = deque()
        self._waiting: deque[tuple[int, float]] = deque()
        self._loop = asyncio.get_running_loop()
        self._end = self._loop.create_future()
        self.result = Paced()

    def free(self, connection: _Connection) -> None:
        """A connection can take the next request that is due."""
        if self._waiting:
            number, due = self._waiting.popleft()
            connection.send(self._make_request(number), due)
        else:
            self._idle.append(connection)

    def answered(self, status: int, due: float) -> None:
        """Note an answer; its time is counted from when it was due, so that waiting for a connection counts too."""
        self.result.latencies.append((self._loop.time() - due) * 1000)
        self.result.statuses[status] = self.result.statuses.get(status, 0) + 1
        if len(self.result.latencies) == self._count and not self._end.done():
            self._end.set_result(None)

    def due(self, number: int, when: float) -> None:
        """A request is due."""
        self._waiting.append((number, when))
        if self._idle:
            self.free(self._idle.popleft())

    async def hits(self, port: int, connections: int, rate: float) -> None:
        """Send all of them and wait for all answers."""
        open_ = [
            await self._loop.create_connection(lambda: _Connection(self.free, self.answered), "127.0.0.1", port)
            for _ in range(connections)
        ]
        self._idle.extend(protocol for _, protocol in open_)
        start = self._loop.time() + 0.1
        for number in range(self._count):
            when = start + number / rate
            self._loop.call_at(when, self.due, number, when)
        try:
            await asyncio.wait_for(self._end, self._count / rate + PATIENCE)
        finally:
            for transport, _ in open_:
                transport.close()


def paced(port: int, make_request: Callable[[int], bytes], *, rate: float, count: int, connections: int) -> Paced:
    """Send ``count`` requests, ``rate`` a second. Raises OSError, and TimeoutError when answers do not come."""

    async def run() -> Paced:
        hits = _Run(make_request, count)
        await hits.hits(port, connections, rate)
        return hits.result

    return asyncio.run(run())
