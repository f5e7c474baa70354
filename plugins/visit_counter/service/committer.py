"""Group commit: what many hits changed becomes durable in one batch, then all of them are answered."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from plugins.visit_counter.service.counter import Counter
from plugins.visit_counter.service.model import Store, StoreUnavailableError

log = logging.getLogger(__name__)
T = TypeVar("T")

#: Seconds in which hits gather before a batch is written when many come: few enough not to be felt, enough to share one
#: sync and one turn of the store's thread.
GATHER = 0.001
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
        #: Set when a batch has become durable; whoever publishes clears it.
        self.settled = asyncio.Event()
        #: Why the store cannot write now; "" while it can.
        self.trouble = ""

    def durable(self) -> Awaitable[bool]:
        """Wait until every hit that was counted before this call is on disk; False when it could not be written."""
        future = asyncio.get_running_loop().create_future()
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
        counter = self._counter
        if counter.stepped_back and not await self._rebase():
            return False
        if not counter.has_changes:
            return not self.trouble
        batch = counter.take_batch()
        try:
            await self.call(self._store.commit, batch)
        except StoreUnavailableError as error:
            counter.give_back(batch)
            self._complain(str(error))
            return False
        counter.ledger.settle(batch)
        self.settled.set()
        self._recover()
        return True

    async def _rebase(self) -> bool:
        back, self._counter.stepped_back = self._counter.stepped_back, 0
        log.warning("Đồng hồ của máy lùi lại %d giây.", back)
        try:
            await self.call(self._store.rebase, back)
        except StoreUnavailableError as error:
            self._counter.stepped_back += back
            self._complain(str(error))
            return False
        return True

    async def call(self, work: Callable[..., T], *args: object) -> T:
        """Run a method of the store on its thread."""
        return await asyncio.get_running_loop().run_in_executor(self._executor, work, *args)

    async def tend(self, now: int) -> None:
        """Once a second: store what a quiet second changed, let the seen expire, hear what others wrote."""
        if self._counter.has_changes or self.trouble:
            self._wake.set()
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
