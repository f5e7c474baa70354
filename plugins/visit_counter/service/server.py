"""Puts the parts together and runs them: one process and event loop, a thread for the store, one for public files."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import signal
import socket
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn

from plugins.visit_counter.service.app import App
from plugins.visit_counter.service.backups import HourlyBackups
from plugins.visit_counter.service.committer import Committer
from plugins.visit_counter.service.counter import Counter
from plugins.visit_counter.service.days import Clock
from plugins.visit_counter.service.health import Health
from plugins.visit_counter.service.manifest import Manifest
from plugins.visit_counter.service.model import Store, StoreError
from plugins.visit_counter.service.network import Networks, hosts_of
from plugins.visit_counter.service.publisher import Publisher
from plugins.visit_counter.service.stores import open_store

log = logging.getLogger(__name__)

BACKLOG = 1024
#: Seconds that an idle connection stays open: longer than a proxy keeps it, so that it never sends into a closing one.
KEEP_ALIVE = 75
#: Seconds between two looks at the clock, the manifest and what others wrote.
TICK = 1.0
#: Seconds between two writings of public files, one or two at a time: a burst of syncs would hold up the hits.
PAUSE = 0.1
#: Every so many of them the figures are among these files. The first hit after a pause shows at once: who comes alone
#: sees one reader, not none.
FIGURES_EVERY = 5


@dataclass(frozen=True)
class Options:
    """What ``serve`` was asked for."""

    data: Path
    manifest: Path
    clock: Clock
    host: str = "127.0.0.1"
    port: int = 0
    store: str | None = None
    node: str | None = None
    trusted: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    bound: int = 1000
    ignore_dnt: bool = False
    backups: bool = True


class Service:
    """The running parts; ``serve`` starts, tends and ends them."""

    def __init__(self, options: Options) -> None:
        """Open manifest and store. Raises ManifestError, StoreError, ValueError: nothing is served then."""
        self.options = options
        networks = Networks(options.trusted)
        manifest = Manifest(options.manifest)
        self._hosts = hosts_of(options.origins)
        self.store: Store = open_store(options.data, options.store, options.node, manifest.canonical)
        try:
            loaded = self.store.load(options.clock())
        except StoreError:
            self.store.close()
            raise
        self.counter = Counter(loaded, manifest, options.clock, self.store.salt, options.bound)
        self.store_thread = ThreadPoolExecutor(1, "store")
        self.file_thread = ThreadPoolExecutor(1, "files")
        self.committer = Committer(self.counter, self.store, self.store_thread)
        self.publisher = Publisher(self.counter, options.data / "public" / "_v")
        self.health = Health(self.counter, self.committer, options.data / "health.json", options.node or "main")
        self.backups = HourlyBackups(options.data, options.store) if options.backups else None
        self.app = App(
            self.counter,
            self.committer,
            self.publisher,
            networks,
            origins=lambda: self._hosts,
            ignore_dnt=options.ignore_dnt,
            health=self.health.report,
        )
        self._read_origins()

    def _read_origins(self) -> None:
        """Pages of the portal may be opened from the address that the build knows, and from others named."""
        known = self.counter.manifest.origin
        self._hosts = hosts_of([*self.options.origins, *([known] if known else [])])

    async def begin(self) -> None:
        """Make the start durable and public before the first hit."""
        self.publisher.clear_away()
        await self.committer.commit()
        await self._publish(everything=True)
        await self._tell_health()

    async def publish(self) -> None:
        """Write public files when something has become durable, and once a second for what grows old."""
        settled, turn = self.committer.settled, 0
        while True:
            if not settled.is_set():
                turn = 0
            await wait_at_most(settled, TICK)
            settled.clear()
            await self._publish(figures=turn % FIGURES_EVERY == 0)
            turn += 1
            await asyncio.sleep(PAUSE)

    async def tend(self) -> None:
        """Every second, whatever comes in: time, manifest, others, backups."""
        while True:
            await asyncio.sleep(TICK)
            self.counter.tick()
            if self.counter.manifest.reload():
                self.publisher.note_new_manifest()
                with contextlib.suppress(ValueError):  # the addresses known before still hold
                    self._read_origins()
            await self.committer.tend(self.counter.visitors.now)
            await self._tell_health()
            await self._back_up()

    async def end(self) -> None:
        """Store and publish what is left."""
        await self.committer.commit()
        await self._publish(everything=True)
        self.store_thread.submit(self.store.close).result()
        self.store_thread.shutdown()
        self.file_thread.shutdown()

    async def _publish(self, **what: bool) -> None:
        files = self.publisher.due(**what)
        loop = asyncio.get_running_loop()
        if files and not await loop.run_in_executor(self.file_thread, self.publisher.write, files):
            self.publisher.take_back(files)

    async def _tell_health(self) -> None:
        diagnosis = self.health.diagnosis(self.app.forwarded_untrusted)
        await asyncio.get_running_loop().run_in_executor(self.file_thread, self.health.write, diagnosis)

    async def _back_up(self) -> None:
        if self.backups:
            now = self.counter.visitors.now
            await asyncio.get_running_loop().run_in_executor(self.file_thread, self.backups, now)


async def wait_at_most(event: asyncio.Event, seconds: float) -> None:
    """Wait until the event is set, no longer than so many seconds.

    Not with ``asyncio.wait_for``: in Python 3.11 it swallows a cancellation that comes in the moment in which the event
    is set, and a service under load would never end.
    """
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()


class _Server(uvicorn.Server):
    """uvicorn that leaves signals to us: it would raise them again after a clean end."""

    @contextlib.contextmanager
    def capture_signals(self) -> Any:
        """Nothing."""
        yield


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises OSError when the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        sock.bind((host, port))
        sock.listen(BACKLOG)
    except OSError:
        sock.close()
        raise
    return sock


async def serve(service: Service, sock: socket.socket) -> None:
    """Serve until SIGTERM or SIGINT; then finish what is open, store, publish and return."""
    config = uvicorn.Config(
        service.app,
        http="httptools",
        lifespan="off",
        ws="none",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=5,
        backlog=BACKLOG,
    )
    server = _Server(config)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, setattr, server, "should_exit", True)
    await service.begin()
    gc.collect()
    gc.freeze()  # what lives as long as the process is never looked at again
    host, port = sock.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    async with _beside(service.committer.run(), service.publish(), service.tend()):
        print(f"Bộ đếm đang chạy tại http://{shown}:{port}/_v/", flush=True)
        await server.serve([sock])
    await service.end()


@contextlib.asynccontextmanager
async def _beside(*works: Any) -> AsyncIterator[None]:
    """Run works while the block runs. One that fails ends the process: a counter that cannot store must not pretend."""
    main = asyncio.current_task()
    tasks = [asyncio.ensure_future(work) for work in works]

    def ended(task: asyncio.Task[None]) -> None:
        if not task.cancelled() and task.exception() and main:
            main.cancel()

    for task in tasks:
        task.add_done_callback(ended)
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        for result in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(result, Exception):
                raise result
