"""Without a network the tip-off pages open, for everybody who has seen the portal; having them betrays nobody."""

from __future__ import annotations

import hashlib
import re
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from http import HTTPStatus
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, Response, expect

from plugins.common.places import TIP_OFF, TIP_OFF_ENGLISH, WORKER
from plugins.tip_off.worker import worker_script
from tests.browser.line import Line, State, kept, line_to, renewed, settled, tag_of, until, wait_until_gone
from tests.browser.looking import Visit, visit

PAGES = [TIP_OFF, TIP_OFF_ENGLISH]
FORMS = {TIP_OFF: "%H:%M ngày %d/%m/%Y", TIP_OFF_ENGLISH: "%d/%m/%Y %H:%M"}
NOTE = "[data-copy]"
#: Notes that a new worker took over the page.
WATCH = """navigator.serviceWorker.addEventListener("controllerchange", () => { window.taken = true; })"""
#: What an ordinary page does when it is read.
VIEW = "navigator.serviceWorker.getRegistration('/to-giac-toi-pham/').then(found => found.active.postMessage(''))"


@pytest.fixture
def line(corpus_site: Path) -> Iterator[Line]:
    with line_to(corpus_site) as made:
        yield made


@pytest.fixture
def reader(browser: Browser, line: Line) -> Iterator[Visit]:
    """A reader who has seen nothing yet."""
    with visit(browser, line.url, 1280) as seen:
        yield seen


@pytest.fixture
def page(reader: Visit) -> Page:
    """The reader's page after a look at the front page."""
    page = reader.go("/")
    assert settled(page) is not None
    return page


def is_whole(page: Page, address: str) -> bool:
    """Styled, with the numbers, and with a script that runs: the page's own policy lets it."""
    styled = "document.styleSheets.length === 1 && document.styleSheets[0].cssRules.length > 50"
    assert page.evaluate(styled)
    assert page.locator("h1").is_visible()
    assert page.locator("a[href='tel:113']").first.is_visible()
    assert page.locator("[data-exit-hint]").first.is_visible()
    assert page.locator("html").get_attribute("lang") == ("en" if address == TIP_OFF_ENGLISH else "vi")
    return True


def minutes(since: float, until: float, form: str) -> set[str]:
    """How each minute of a span is written, in Vietnam."""
    zone = timezone(timedelta(hours=7))
    moments = [since, *range(int(since), int(until) + 1), until]
    return {datetime.fromtimestamp(moment, zone).strftime(form) for moment in moments}


@pytest.mark.parametrize("address", PAGES)
def test_it_opens_without_a_network_and_tells_its_date(reader: Visit, line: Line, address: str) -> None:
    since = time.time()
    page = reader.go("/")
    settled(page)
    end = time.time()
    page.goto(line.url + address)
    assert is_whole(page, address)
    expect(page.locator(NOTE)).to_be_hidden()
    assert page.locator("[data-copy-time]").text_content() == ""
    line.state = "cut"
    page.goto(line.url + address)
    assert is_whole(page, address)
    expect(page.locator(NOTE)).to_be_visible()
    assert page.locator("[data-copy-time]").text_content() in minutes(since, end, FORMS[address])
    other = PAGES[1 - PAGES.index(address)]
    page.locator(f"a[href='{other}']").first.click()
    page.wait_for_url(line.url + other)
    assert is_whole(page, other)
    assert reader.complaints == []
    assert reader.foreign == []


@pytest.mark.parametrize("path", ["/to-giac-toi-pham", f"{TIP_OFF}index.html", f"{TIP_OFF}#cua-3", f"{TIP_OFF}?x=1"])
def test_it_opens_by_its_other_addresses_too(page: Page, line: Line, path: str) -> None:
    line.state = "cut"
    page.goto(line.url + path)
    assert is_whole(page, TIP_OFF)
    assert page.locator(NOTE).is_visible()


def test_an_address_without_its_slash_is_still_led_to_the_right_one(page: Page, line: Line) -> None:
    page.goto(line.url + TIP_OFF.rstrip("/"))
    assert page.url == line.url + TIP_OFF
    assert page.locator(NOTE).is_hidden()


@pytest.mark.parametrize("state", ["sick", "silent"])
def test_a_server_that_fails_or_says_nothing_is_none(reader: Visit, page: Page, line: Line, state: State) -> None:
    line.state = state
    page.goto(line.url + TIP_OFF)
    assert is_whole(page, TIP_OFF)
    assert page.locator(NOTE).is_visible()
    assert reader.complaints == []


@pytest.mark.parametrize("address", PAGES)
def test_a_first_visit_to_the_page_keeps_nothing(reader: Visit, line: Line, address: str) -> None:
    page = reader.go(address)
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    assert WORKER not in [path for path, _ in line.asked]
    line.state = "cut"
    with pytest.raises(Error):
        page.goto(line.url + address)


def test_a_visit_to_the_page_changes_nothing_that_is_kept(page: Page, line: Line) -> None:
    """Not even when the browser finds a new worker by it."""
    before = kept(page)
    page.add_init_script(WATCH)
    line.texts[WORKER] = worker_script(WORKER).encode() + b"// new\n"
    line.change(TIP_OFF, "113", "0113")
    line.asked.clear()
    page.goto(line.url + TIP_OFF)
    assert page.locator("a[href='tel:0113']").first.is_visible(), "the network comes first"
    until(page, "() => window.taken")
    assert kept(page) == before
    assert len(page.evaluate("caches.keys()")) == 1
    assert [path for path, _ in line.asked].count(TIP_OFF) == 1
    assert not line.conditions(TIP_OFF_ENGLISH)


def test_a_new_number_is_kept_after_one_ordinary_page(page: Page, line: Line) -> None:
    before = settled(page)
    line.change(TIP_OFF, "113", "0113")
    line.asked.clear()
    page.goto(line.url + "/thong-ke/")
    after = renewed(page, before["when"])
    tags = [before["pages"][address]["etag"] for address in PAGES]
    assert [line.conditions(address) for address in PAGES] == [[tag] for tag in tags]
    assert after["pages"][TIP_OFF]["text"] == line.texts[TIP_OFF].decode()
    assert after["pages"][TIP_OFF_ENGLISH] == before["pages"][TIP_OFF_ENGLISH], "what is as it was is not sent again"
    assert after["sheet"] == before["sheet"]
    line.state = "cut"
    page.goto(line.url + TIP_OFF)
    assert page.locator("a[href='tel:0113']").first.is_visible()


def test_an_older_answer_never_takes_the_place_of_a_newer_one(page: Page, line: Line) -> None:
    tags = [kept(page)["pages"][TIP_OFF]["etag"]]
    line.asked.clear()
    event = line.held[TIP_OFF] = threading.Event()
    for number in ("0113", "00113"):
        line.change(TIP_OFF, "113", number)
        tags.append(tag_of(line.texts[TIP_OFF]))
        page.evaluate(VIEW)
        line.wait_for(lambda: ("held", "") in line.asked)
    event.set()
    page.evaluate(VIEW)
    line.wait_for(lambda: len(line.conditions(TIP_OFF)) == 3)
    assert line.conditions(TIP_OFF) == tags


def test_a_new_stylesheet_is_kept_with_the_pages(page: Page, line: Line) -> None:
    before = settled(page)
    sheet = before["sheet"]["href"]
    text = before["sheet"]["text"] + "h1{outline:7px solid}"
    other = sheet_name(text)
    line.texts[other] = text.encode()
    for address in PAGES:
        line.change(address, sheet, other)
    page.goto(line.url + "/thong-ke/")
    assert renewed(page, before["when"])["sheet"] == {"href": other, "text": text}
    line.state = "cut"
    page.goto(line.url + TIP_OFF)
    assert page.locator("h1").evaluate("h1 => getComputedStyle(h1).outlineWidth") == "7px"


def sheet_name(text: str) -> str:
    """The address of a stylesheet, as plugins.assets names it."""
    return f"/theme/site.{hashlib.sha256(text.encode()).hexdigest()[:10]}.css"


def missing(line: Line) -> None:
    line.odd[TIP_OFF_ENGLISH] = HTTPStatus.NOT_FOUND


def led_elsewhere(line: Line) -> None:
    line.odd[TIP_OFF_ENGLISH] = HTTPStatus.FOUND


def another_site(line: Line) -> None:
    line.texts[TIP_OFF] = line.texts[TIP_OFF_ENGLISH] = b"<!DOCTYPE html><html lang=vi><title>Wi-Fi</title><p>113"


def without_the_place_of_the_date(line: Line) -> None:
    line.change(TIP_OFF, " data-copy-time>", ">")


def with_a_stylesheet_that_is_another(line: Line) -> None:
    sheet = re.findall(r"/theme/site\.[0-9a-f]+\.css", line.read(TIP_OFF))[0]
    for address in PAGES:
        line.change(address, sheet, "/theme/site.0123456789.css")
    line.texts["/theme/site.0123456789.css"] = b"body{display:none}"


def with_a_stylesheet_of_its_own(line: Line) -> None:
    """As when a new site takes the old one's place between the two requests."""
    sheet = re.findall(r"/theme/site\.[0-9a-f]+\.css", line.read(TIP_OFF))[0]
    line.change(TIP_OFF_ENGLISH, sheet, "/theme/site.0123456789.css")


def sick(line: Line) -> None:
    line.state = "sick"


def captive(line: Line) -> None:
    line.state = "captive"


Fault = Callable[[Line], None]
FAULTS: list[Fault] = [
    sick,
    captive,
    missing,
    led_elsewhere,
    another_site,
    without_the_place_of_the_date,
    with_a_stylesheet_that_is_another,
    with_a_stylesheet_of_its_own,
]


@pytest.mark.parametrize("fault", FAULTS)
def test_only_a_whole_copy_of_our_pages_is_kept(page: Page, line: Line, fault: Fault) -> None:
    before = kept(page)
    tags = [before["pages"][address]["etag"] for address in PAGES]
    line.asked.clear()
    fault(line)
    page.evaluate(VIEW)
    line.wait_for(lambda: all(line.conditions(address) for address in PAGES))
    # Views are answered one after the other: what the next one asks with is what the first one left.
    line.asked.clear()
    line.state = "well"
    line.texts.clear()
    line.odd.clear()
    page.evaluate(VIEW)
    after = renewed(page, before["when"])
    assert [line.conditions(address)[-1] for address in PAGES] == tags
    assert {**after, "when": 0} == {**before, "when": 0}


@pytest.mark.parametrize("fault", FAULTS[2:])
def test_nor_does_a_browser_begin_with_half_a_copy(reader: Visit, line: Line, fault: Fault) -> None:
    fault(line)
    page = reader.go("/")
    assert settled(page) is None
    assert page.evaluate("caches.keys()") == []
    line.state = "cut"
    with pytest.raises(Error):
        page.goto(line.url + TIP_OFF)


def test_the_worker_answers_nothing_else(reader: Visit, page: Page, line: Line) -> None:
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(line.url + "/")
    page.goto(line.url + "/gop-y/")
    assert len(answers) > 3
    assert not any(answer.from_service_worker for answer in answers)
    assert page.evaluate("navigator.serviceWorker.controller") is None
    line.state = "cut"
    for path in ("/", "/thong-ke/", "/to-giac-toi-pham/khac/"):
        with pytest.raises(Error):
            page.goto(line.url + path)


@pytest.mark.parametrize("address", ["/", TIP_OFF])
def test_switched_off_it_takes_itself_away(page: Page, line: Line, reader: Visit, address: str) -> None:
    page.goto("about:blank")
    line.texts[WORKER] = worker_script("").encode()
    line.change("/", f' data-worker="{WORKER}"', "")
    page.goto(line.url + address)
    wait_until_gone(page)
    line.asked.clear()
    page.goto(line.url + "/")
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    assert WORKER not in [path for path, _ in line.asked]
    assert reader.complaints == []
    line.state = "cut"
    with pytest.raises(Error):
        page.goto(line.url + TIP_OFF)
