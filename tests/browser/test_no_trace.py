"""A visit to the tip-off page, by a real browser, to the real site, behind the real web servers: no line in any log."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from plugins.common.places import TIP_OFF, TIP_OFF_ENGLISH
from tests.browser.looking import Visit, visit
from tests.conftest import CHROMIUM_FLAGS
from tests.fronts import FRONTS, Front
from tests.support import Site

DEADLINE = 60
FIRST_SCREEN = 20_000
"""Milliseconds for what must come true in a page."""
HAS_COPY = """async () => (await navigator.serviceWorker.getRegistration("/to-giac-toi-pham"))?.active
  && (await caches.keys()).length > 0 && (await (await caches.open((await caches.keys())[0])).keys()).length > 0"""
"""Whether the worker has kept its copy of the page."""
_REQUEST = re.compile(r'"(?:GET|HEAD|POST) (\S+) HTTP')


@pytest.fixture(params=FRONTS)
def served(request: pytest.FixtureRequest, corpus_site: Path, tmp_path: Path) -> AbstractContextManager[Front]:
    """Each web server before the site, its counter away; what it wrote is whole when the block has ended."""
    return FRONTS[request.param](tmp_path / "logs", corpus_site, tmp_path / "data", 9)


@pytest.fixture
def article(site: Site) -> str:
    """An article's address; it has the tile that leads to the page."""
    return site.articles[0].address


@contextmanager
def reader(browser: Browser, front: Front) -> Iterator[Visit]:
    """Somebody with a browser of his own that has never been here."""
    with visit(browser, front.url, 1280) as found:
        yield found


def opened(reader: Visit, address: str, status: int = 200) -> Page:
    """Open an address, see that it really came from the server, with its stylesheet."""
    reader.requests.clear()
    answer = reader.page.goto(reader.server + address, wait_until="load")
    assert answer is None or answer.status == status  # None: only the place in the page is another
    paths = {urlsplit(url).path for url in reader.requests}
    assert answer is None or any(path.endswith(".css") for path in paths), paths
    assert reader.foreign == []
    return reader.page


def logged_paths(front: Front) -> list[str]:
    """The addresses in everything that a server wrote, in their order. Raises AssertionError for a line without one."""
    found = []
    for line in front.told():
        request = _REQUEST.search(line)
        assert request or line.startswith("{"), line
        found.append(request[1] if request else str(json.loads(line)["request"]["uri"]))
    return found


def test_whoever_comes_straight_to_the_page_was_never_there(
    served: AbstractContextManager[Front], browser: Browser
) -> None:
    with served as front:
        for address in (TIP_OFF, TIP_OFF_ENGLISH, f"{TIP_OFF}#ma-tuy", TIP_OFF.rstrip("/")):
            with reader(browser, front) as someone:
                page = opened(someone, address)
                assert urlsplit(page.url).path == (TIP_OFF_ENGLISH if "/en/" in address else TIP_OFF)
                opened(someone, f"{TIP_OFF}#ma-tuy")
                page.reload(wait_until="load")
                page.goto("about:blank")
                page.go_back(wait_until="load")
                assert page.locator("[data-exit]").count() > 0
        with reader(browser, front) as someone:
            page = opened(someone, f"{TIP_OFF}khong-co/", status=404)
            assert page.locator("[data-exit]").count() > 0
            assert page.evaluate("navigator.serviceWorker.getRegistrations().then(found => found.length)") == 0
    assert front.told() == []


def test_a_browser_that_nobody_steers_asks_for_nothing_that_is_logged(
    served: AbstractContextManager[Front], tmp_path: Path
) -> None:
    chromium = shutil.which("chromium")
    assert chromium
    with served as front:
        flags = [*CHROMIUM_FLAGS, "--headless", f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom"]
        command = [chromium, *flags, f"{front.url}{TIP_OFF}"]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=DEADLINE)
        assert "data-exit" in done.stdout
    assert front.told() == []


def test_the_log_does_not_tell_who_went_on_to_the_page(
    served: AbstractContextManager[Front], browser: Browser, article: str
) -> None:
    with served as front, reader(browser, front) as someone:
        page = opened(someone, article)
        page.locator(f"a[href^='{TIP_OFF}']").first.click()
        page.wait_for_url(f"**{TIP_OFF}**")
        page.wait_for_load_state("load")
        assert page.locator("[data-exit]").count() > 0
    assert logged_paths(front) == [article]


def test_the_copy_that_every_reader_keeps_is_fetched_in_silence(
    served: AbstractContextManager[Front], browser: Browser, article: str
) -> None:
    with served as front, reader(browser, front) as someone:
        page = opened(someone, article)
        page.wait_for_function(HAS_COPY, timeout=FIRST_SCREEN)
        opened(someone, article)
        opened(someone, TIP_OFF)
    assert logged_paths(front) == [article, article]
