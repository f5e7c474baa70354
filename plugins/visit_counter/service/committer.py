"""Group commit: what many hits changed becomes durable in one batch, then all of them are answered."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from plugins.visit_counter.service.counter import Counter
from plugins.visit_counter.service.model import Batch, Store, StoreUnavailableError

log = logging.getLogger(__name__)
T = TypeVar("T")

#: Seconds in which hits gather before a batch is written when many come: few enough not to be felt, enough to share one
#: sync and one turn of the store's thread.
GATHER = 0.001
#: Seconds after which hits are answered although the store has not answered yet: counted, not durable.
DEADLINE = 5.0
#: Hits in a batch from which on the next ones gather.
MANY = 8


class Committer:
    """Owns the store's thread. ``run`` goes on until it is cancelled or ``close`` is called."""

    def __init__(self, counter: Counter, store: Store, executor: ThreadPoolExecutor) -> None:
        self._counter = counter
        self._store = store
        self._executor = executor
        self._waiting: list[asyncio.Future[bool]] = []
        self._wake = asyncio.Event()
        #: A batch that the store has not answered for in time.
        self._open: asyncio.Future[bool] | None = None
        #: Set when a batch has become durable; whoever publishes clears it.
        self.settled = asyncio.Event()
        #: Why the store cannot write now; "" while it can.
        self.trouble = ""

    def durable(self) -> Awaitable[bool]:
        """Wait until every hit that was counted before this call is on disk; False when it cannot be written now."""
        future = asyncio.get_running_loop().create_future()
        if self.trouble:  # `tend` tries again every second; nobody waits for that
            future.set_result(False)
            return future
        self._waiting.append(future)
        self._wake.set()
        return future

    async def run(self) -> None:
        """Write batch after batch."""
        busy = False
        while True:
            await self._wake.wait()
            if busy:
                await asyncio.sleep(GATHER)
            self._wake.clear()
            busy = await self.commit() >= MANY

    async def commit(self) -> int:
        """Write what changed as one batch and answer those who wait for it; gives how many they were."""
        waiting, self._waiting = self._waiting, []
        done = await self._write()
        for future in waiting:
            if not future.done():  # its request was given up
                future.set_result(done)
        return len(waiting)

    async def _write(self) -> bool:
        """Whether everything that was counted before is on disk now."""
        if self._open and not await self._ended(self._open):
            return False
        counter = self._counter
        if not (counter.has_changes or counter.stepped_back or self.trouble):
            return True
        back, counter.stepped_back = counter.stepped_back, 0
        return await self._ended(asyncio.ensure_future(self._store_batch(counter.take_batch(), back)))

    async def _ended(self, work: asyncio.Future[bool]) -> bool:
        """Whether a batch was stored; a store that does not answer in time keeps it, and it is asked about again."""
        await asyncio.wait({work}, timeout=DEADLINE)
        if not work.done():
            self._open = work
            self._complain("kho số liệu không trả lời")
            return False
        self._open = None
        return work.result()

    async def _store_batch(self, batch: Batch, back: int) -> bool:
        counter = self._counter
        try:
            if back:
                await self.call(self._store.rebase, back)
                log.warning("Đồng hồ của máy lùi lại %d giây.", back)
                back = 0
            await self.call(self._store.commit, batch)
        except StoreUnavailableError as error:
            counter.stepped_back += back
            counter.give_back(batch)
            self._complain(str(error))
            return False
        counter.ledger.settle(batch)
        self.settled.set()
        self._recover()
        return True

    async def call(self, work: Callable[..., T], *args: object) -> T:
        """Run a method of the store on its thread."""
        return await asyncio.get_running_loop().run_in_executor(self._executor, work, *args)

    async def tend(self, now: int) -> None:
        """Once a second: store what a quiet second changed, let the seen expire, hear what others wrote."""
        if self._counter.has_changes or self.trouble:
            self._wake.set()
        if self.trouble:
            return  # the store has enough to do, and what others wrote can wait
        try:
            await self.call(self._store.sweep, now)
            self._counter.hear(await self.call(self._store.news, now))
        except StoreUnavailableError as error:
            self._complain(str(error))

    def _complain(self, reason: str) -> None:
        if reason != self.trouble:
            log.error("Chưa ghi được số liệu, đang giữ trong bộ nhớ: %s", reason)
        self.trouble = reason

    def _recover(self) -> None:
        if self.trouble:
            log.warning("Đã ghi lại được số liệu; không mất lượt nào.")
        self.trouble = ""
