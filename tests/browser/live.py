"""The corpus site with the real counter behind its /_v/, and readers who are told apart by their agent."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import Browser, BrowserContext, Page, Worker

from tests.browser.looking import Visit
from tools.counter import TRUST_US
from tools.counter_process import CounterProcess
from tools.forward import Upstream
from tools.serve import QuietHandler, SiteServer, address, make_server

DEADLINE = 20.0
PHONE = "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.{} Mobile Safari/537.36"  # noqa: E501
#: Notes every shift of the layout, from before the first paint on.
WATCH_SHIFTS = """
window.shifts = 0;
new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shifts += entry.value; })
  .observe({type: "layout-shift", buffered: true});
"""


@dataclass
class Portal:
    """A served site and its counter."""

    url: str
    counter: CounterProcess
    server: SiteServer
    readers: int = field(default=0)

    def figures(self) -> dict[str, Any]:
        """What the counter says, asked directly."""
        with urlopen(f"http://127.0.0.1:{self.counter.port}/_v/stats.json") as answer:
            found: dict[str, Any] = json.load(answer)
        return found

    def views(self, path: str) -> int:
        """The live views of a page."""
        with urlopen(f"http://127.0.0.1:{self.counter.port}/_v/views.json?path={path}") as answer:
            found: dict[str, int] = json.load(answer)
        return found[path]

    def waits_for(self, done: Callable[[], bool]) -> bool:
        """Whether something comes true before the deadline."""
        until = time.monotonic() + DEADLINE
        while not done():
            if time.monotonic() > until:
                return False
        return True

    @contextmanager
    def reader(self, browser: Browser, width: int = 1280, **options: Any) -> Iterator[Visit]:
        """A reader with a browser of its own: an agent that nobody else has, an empty storage."""
        self.readers += 1
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            locale="vi-VN",
            user_agent=PHONE.format(self.readers),
            **options,
        )
        context.add_init_script(WATCH_SHIFTS)
        seen = watch(context, self.url)
        try:
            yield seen
        finally:
            context.close()


class Workers:
    """The workers that a page started: the counter's script asks from one, and ends it when all is answered."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._started = self._ended = 0
        page.on("worker", self._start)

    def _start(self, worker: Worker) -> None:
        self._started += 1
        worker.on("close", self._end)

    def _end(self, worker: Worker) -> None:
        self._ended += 1

    def wait(self, count: int = 1) -> None:
        """Until so many have started and all of them have ended. Fails after the deadline."""
        until = time.monotonic() + DEADLINE
        while self._started < count or self._ended < self._started:
            assert time.monotonic() < until, f"{self._started} workers started, {self._ended} ended"
            self._page.wait_for_timeout(5)  # lets Playwright hear


def watch(context: BrowserContext, url: str) -> Visit:
    """A page whose requests and complaints are kept."""
    page = context.new_page()
    seen = Visit(page, url)
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("pageerror", lambda error: seen.complaints.append(f"{page.url}: {error}"))
    page.on("console", lambda message: seen.hear(message.type, message.text))
    return seen


@contextmanager
def portal(site: Path, manifest: Path, data: Path, handler: type[QuietHandler] = QuietHandler) -> Iterator[Portal]:
    """Serve a built site with a live counter on the same origin."""
    server = make_server(site, 0, handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    url = address(server).rstrip("/")
    with CounterProcess(data, manifest, [*TRUST_US, "--no-backups"]) as counter:
        server.upstream = Upstream(f"http://127.0.0.1:{counter.port}", data / "public")
        thread.start()
        try:
            yield Portal(url, counter, server)
        finally:
            server.shutdown()
            server.server_close()
            thread.join()
            server.upstream.close()


def texts(page: Page) -> dict[str, str]:
    """The cells that the script fills, by the key of their figure."""
    found: dict[str, str] = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('[data-figure]')]"
        ".map(cell => [cell.dataset.figure, cell.textContent.trim()]))"
    )
    return found
