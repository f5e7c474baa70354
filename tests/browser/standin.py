"""A stand-in for the live counter: the site as it was built, and under ``/_v/`` what a test wants to be answered."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tools.serve import QuietHandler, running

DEADLINE = 20.0
FIGURES = {
    **{"total": 13063999, "online": 31, "today": 1412, "yesterday": 13305, "this_week": 64999, "last_week": 110240},
    **{"this_month": 470798, "last_month": 726288, "as_of": "2026-11-22T14:03:05+07:00"},
}


@dataclass
class StandIn:
    """What is answered, and what was asked. ``figures`` and ``views`` are bodies of answers, or values for one."""

    url: str = ""
    figures: Any = field(default_factory=lambda: dict(FIGURES))
    views: Any = field(default_factory=dict)
    status: int = 200
    hit_status: int = 204
    hits: list[str] = field(default_factory=list)
    #: Closed, nothing is answered; tests open it again before they end.
    gate: threading.Event = field(default_factory=threading.Event)

    def body(self, path: str) -> bytes:
        """What stands at an address of the service."""
        data = self.figures if path == "/_v/stats.json" else self.views
        return data if isinstance(data, bytes) else json.dumps(data).encode()


@contextmanager
def standing_in(site: Path) -> Iterator[StandIn]:
    """Serve a site with a stand-in."""
    stand_in = StandIn()
    stand_in.gate.set()

    class Handler(QuietHandler):
        """The site's handler and the addresses of the service."""

        def do_POST(self) -> None:  # noqa: N802 (the base class names it)
            """A hit."""
            stand_in.hits.append(self.path)
            stand_in.gate.wait(DEADLINE)
            self.send_response(stand_in.hit_status)
            self.send_header("X-Counted", "1")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def do_GET(self) -> None:  # noqa: N802
            """A file of the service, or of the site."""
            if not self.path.startswith("/_v/"):
                super().do_GET()
                return
            stand_in.gate.wait(DEADLINE)
            self.send_response(stand_in.status)
            body = stand_in.body(self.path)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with running(site, Handler) as address:
        stand_in.url = address.rstrip("/")
        try:
            yield stand_in
        finally:
            stand_in.gate.set()


def settle(page: Page) -> None:
    """Wait until the page's worker has ended: whatever it had to tell is told."""
    until = time.monotonic() + DEADLINE
    while page.workers and time.monotonic() < until:
        page.evaluate("0")
    assert not page.workers
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def texts(page: Page) -> dict[str, str]:
    """What every cell says, by its key."""
    cells = page.locator("[data-figure]")
    found: list[tuple[str, str]] = cells.evaluate_all("cells => cells.map(e => [e.dataset.figure, e.textContent])")
    return dict(found)
