"""The portal at the end of a line that a test can spoil, and what a reader's browser keeps of it."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tools.serve import TYPES, QuietHandler, SiteServer, address

State = Literal["well", "cut", "sick", "captive", "silent"]
#: What a network says that wants its guests to log in.
LOGIN = b"<!DOCTYPE html><html lang='vi'><title>Wi-Fi</title><p>Wi-Fi 113: nh\xe1\xba\xafn tin"

#: The worker's record, or null.
RECORD = "caches.match('/sw.js?ban-sao').then(found => found ? found.json() : null)"
_UNTIL = """async () => {{
  for (let left = 3000; !(await ({what})()); left--) {{
    if (!left) throw new Error("half a minute");
    await new Promise(next => setTimeout(next, 10));
  }}
}}"""
_AT_WORK = """async () => {
  const registration = await navigator.serviceWorker.getRegistration("/to-giac-toi-pham/");
  return registration?.active?.state === "activated";
}"""
_GONE = """async () =>
  !(await navigator.serviceWorker.getRegistrations()).length && !(await caches.keys()).length"""


@dataclass
class Line:
    """The state of the line, texts that differ from the site's files, and what was asked for with which ETag."""

    site: Path
    url: str = ""
    state: State = "well"
    texts: dict[str, bytes] = field(default_factory=dict)
    odd: dict[str, HTTPStatus] = field(default_factory=dict)
    """Addresses that answer with another status than 200; one that leads elsewhere leads to its own copy."""
    held: dict[str, threading.Event] = field(default_factory=dict)
    """Addresses whose next answer, as it is now, waits for an event; that it waits is told as the address “held”."""
    asked: list[tuple[str, str]] = field(default_factory=list)
    heard: threading.Condition = field(default_factory=threading.Condition)
    let_go: threading.Event = field(default_factory=threading.Event)

    def read(self, path: str) -> str:
        """A file of the site by its address."""
        return (self.site / path.lstrip("/") / ("index.html" if path.endswith("/") else "")).read_text("utf-8")

    def change(self, path: str, old: str, new: str) -> None:
        """Publish a page with other words."""
        assert old in self.read(path)
        self.texts[path] = self.read(path).replace(old, new).encode()

    def tell(self, path: str, condition: str) -> None:
        """Note what is asked for."""
        with self.heard:
            self.asked.append((path, condition))
            self.heard.notify_all()

    def wait_for(self, done: Callable[[], bool]) -> None:
        """Until what was asked for is enough. Fails after a minute."""
        with self.heard:
            assert self.heard.wait_for(done, 60), self.asked

    def conditions(self, path: str) -> list[str]:
        """The ETags that an address was asked for with, since `asked` was last emptied."""
        return [condition for asked, condition in self.asked if asked == path]


def tag_of(body: bytes) -> str:
    """The ETag of a body."""
    return f'"{hashlib.sha256(body).hexdigest()[:16]}"'


class _Handler(QuietHandler):
    """Answers as the line lets it, with ETags as real servers give them."""

    def __init__(self, *args: Any, line: Line, **options: Any) -> None:
        self.line = line
        super().__init__(*args, **options)

    def do_GET(self) -> None:  # noqa: N802
        path = urlsplit(self.path).path
        self.line.tell(path, self.headers.get("If-None-Match", ""))
        if self.line.state == "cut":
            self.close_connection = True
        elif self.line.state == "silent" and path.startswith("/to-giac"):
            self.line.let_go.wait(60)
            self.close_connection = True
        elif self.line.state == "sick":
            self.send_page(b"<!DOCTYPE html><title>502</title><p>Bad Gateway", HTTPStatus.BAD_GATEWAY)
        elif self.line.state == "captive":
            self.send_page(LOGIN)
        elif path in self.line.odd:
            self._send_oddly(path, self.line.odd[path])
        elif path.startswith("/to-giac") or path in self.line.texts:
            self._send(path)
        else:
            super().do_GET()

    def _send_oddly(self, path: str, status: HTTPStatus) -> None:
        if status != HTTPStatus.FOUND:
            self.send_page(self.line.read(path).encode(), status)
            return
        self.send_response(status)
        self.send_header("Location", f"{path}index.html")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, path: str) -> None:
        file = Path(self.translate_path(path), "index.html" if path.endswith("/") else "")
        if path not in self.line.texts and not file.is_file():
            super().do_GET()
            return
        body = self.line.texts.get(path) or file.read_bytes()
        if event := self.line.held.pop(path, None):
            self.line.tell("held", "")
            event.wait(60)
        tag = tag_of(body)
        known = self.headers.get("If-None-Match") == tag
        self.send_response(HTTPStatus.NOT_MODIFIED if known else HTTPStatus.OK)
        self.send_header("Content-Type", TYPES[file.suffix])
        self.send_header("ETag", tag)
        self.send_header("Content-Length", str(0 if known else len(body)))
        self.end_headers()
        self.wfile.write(b"" if known else body)


@contextmanager
def line_to(site: Path) -> Iterator[Line]:
    """Serve a built site over a line of its own."""
    line = Line(site)
    server = SiteServer(("127.0.0.1", 0), partial(_Handler, line=line, directory=str(site)))
    line.url = address(server).rstrip("/")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield line
    finally:
        line.let_go.set()
        server.shutdown()
        server.server_close()
        thread.join()


def until(page: Page, what: str) -> None:
    """Until a function of the page, which may be asynchronous, says yes. Fails after half a minute."""
    page.evaluate(_UNTIL.format(what=what))


def kept(page: Page) -> Any:
    """What is kept at this moment: the record, or None."""
    return page.evaluate(RECORD)


def settled(page: Page) -> Any:
    """What is kept once the worker is at work."""
    until(page, _AT_WORK)
    return kept(page)


def renewed(page: Page, when: float) -> Any:
    """What is kept once it is newer than a moment."""
    until(page, f"async () => (await {RECORD})?.when > {when}")
    return kept(page)


def wait_until_gone(page: Page) -> None:
    """Until neither a worker nor a copy is left."""
    until(page, _GONE)
