"""Group commit over a real store: what is answered when, and what happens while the store cannot write."""

import asyncio
import json
import sqlite3
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from plugins.visit_counter.service import committer as module
from plugins.visit_counter.service import database
from plugins.visit_counter.service.committer import Committer
from plugins.visit_counter.service.counter import Counter
from plugins.visit_counter.service.manifest import Manifest
from plugins.visit_counter.service.model import Batch, Store
from plugins.visit_counter.service.sqlite_store import SqliteStore

NOW = 1_795_312_800
PHONE = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36"
)


class HeldStore(SqliteStore):
    """A real store whose disk hangs until it is let go."""

    def __init__(self, data: Path) -> None:
        super().__init__(data)
        self.held = threading.Event()
        self.held.set()

    def commit(self, batch: Batch) -> None:
        self.held.wait(60)
        super().commit(batch)


def run(store: Store, folder: Path, work: Callable[[Counter, Committer], Coroutine[Any, Any, None]]) -> None:
    """Run a test's work with a counter and its committer, in a thread that has no event loop yet."""
    file = folder / "m.json"
    file.write_text(json.dumps({"paths": ["/"]}))

    async def main() -> None:
        counter = Counter(store.load(NOW), Manifest(file), lambda: NOW, store.salt, 1000)
        with ThreadPoolExecutor(1) as threads:
            committer = Committer(counter, store, threads)
            running = asyncio.ensure_future(committer.run())
            await work(counter, committer)
            running.cancel()
        store.close()

    with ThreadPoolExecutor(1) as outside:
        outside.submit(lambda: asyncio.run(main())).result()


def hit(counter: Counter, network: int) -> None:
    assert counter.hit("/", network.to_bytes(4), PHONE)


def stored(data: Path) -> int:
    """Today's visits, as another process reads them."""
    with sqlite3.connect(data / "counter.db") as connection:
        (visits,) = connection.execute("SELECT visits FROM days").fetchone()
    connection.close()
    return int(visits)


def test_hits_that_come_together_share_a_batch_and_all_are_on_disk(tmp_path: Path) -> None:
    async def work(counter: Counter, committer: Committer) -> None:
        answers = []
        for network in range(50):
            hit(counter, network)
            answers.append(committer.durable())
        assert await asyncio.gather(*answers) == [True] * 50
        assert stored(tmp_path / "data") == 50
        assert counter.ledger.total == 50

    run(SqliteStore(tmp_path / "data"), tmp_path, work)


def test_a_store_that_hangs_holds_nobody_up_and_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "DEADLINE", 0.05)
    store = HeldStore(tmp_path / "data")

    async def work(counter: Counter, committer: Committer) -> None:
        store.held.clear()
        hit(counter, 1)
        assert await committer.durable() is False
        assert committer.trouble
        hit(counter, 2)
        assert await committer.durable() is False, "at once, while there is trouble"
        assert counter.ledger.total == 0, "what is not on disk is not shown"
        store.held.set()
        while committer.trouble:
            await committer.tend(NOW)
            await asyncio.sleep(0)
        hit(counter, 3)
        assert await committer.durable() is True
        assert stored(tmp_path / "data") == counter.ledger.total == 3

    run(store, tmp_path, work)


def test_an_idle_service_notices_that_the_store_is_well_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.2)  # the other writer goes only after that, however long it is
    data = tmp_path / "data"
    store = SqliteStore(data)

    async def work(counter: Counter, committer: Committer) -> None:
        await committer.commit()
        other = sqlite3.connect(data / "counter.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        hit(counter, 1)
        assert await committer.durable() is False
        other.execute("ROLLBACK")
        other.close()
        while committer.trouble:
            await committer.tend(NOW)
            await asyncio.sleep(0)
        assert stored(data) == counter.ledger.total == 1

    run(store, tmp_path, work)
    assert caplog.text.count("Chưa ghi được số liệu") == 1


def test_a_request_that_was_given_up_disturbs_nobody(tmp_path: Path) -> None:
    async def work(counter: Counter, committer: Committer) -> None:
        hit(counter, 1)
        given_up, waiting = committer.durable(), committer.durable()
        assert isinstance(given_up, asyncio.Future)
        given_up.cancel()
        assert await waiting is True

    run(SqliteStore(tmp_path / "data"), tmp_path, work)
