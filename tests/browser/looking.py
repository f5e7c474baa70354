"""Opening pages of the site as a reader's browser does, and telling what happened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


@dataclass
class Visit:
    """A page of a browser and what it asked for and complained about since it was opened."""

    page: Page
    server: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def foreign(self) -> list[str]:
        """Requests that went to another origin."""
        own = urlsplit(self.server).netloc
        return [url for url in self.requests if urlsplit(url).scheme != "data" and urlsplit(url).netloc != own]

    def miss(self, url: str, why: str | None) -> None:
        """Keep an address that gave nothing.

        The live counter may be away or slow: nothing on a page waits for it. What the browser itself gave up because
        the reader went on to another page (the worker of the figures starts after the page is loaded) did not fail.
        """
        if why != "net::ERR_ABORTED" and not urlsplit(url).path.startswith("/_v/"):
            self.complaints.append(f"{self.page.url}: failed {url} ({why})")

    def hear(self, kind: str, text: str) -> None:
        """Keep what the console says, when it is a complaint."""
        if kind in ("error", "warning"):
            self.complaints.append(f"{self.page.url}: {text}")

    def go(self, address: str) -> Page:
        """Open an address of the site and wait until everything on the first screen is there."""
        self.page.goto(self.server + address, wait_until="load")
        return self.page


@contextmanager
def visit(
    browser: Browser, server: str, width: int, height: int = 900, scheme: Scheme = "light", *, script: bool = True
) -> Iterator[Visit]:
    """A fresh context with its policy in force, with script or without; closed after the block."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        locale="vi-VN",
        reduced_motion="reduce",
        java_script_enabled=script,
    )
    page = context.new_page()
    seen = Visit(page, server)
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("pageerror", lambda error: seen.complaints.append(f"{page.url}: {error}"))
    page.on("requestfailed", lambda request: seen.miss(request.url, request.failure))
    page.on("console", lambda message: seen.hear(message.type, message.text))
    try:
        yield seen
    finally:
        context.close()


def load_everything(page: Page) -> None:
    """Scroll to the foot so that lazy pictures come too, and wait for each."""
    page.evaluate(
        """async () => {
          for (const image of document.images) { image.scrollIntoView(); await image.decode().catch(() => {}); }
          scrollTo(0, document.body.scrollHeight);
          await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
        }"""
    )
