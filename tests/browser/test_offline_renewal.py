"""When the offline copy of the tip-off pages is made anew, and that a whole one is never given up for less."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Callable
from http import HTTPStatus

import pytest
from playwright.sync_api import Error, Page

from plugins.common.places import TIP_OFF, TIP_OFF_ENGLISH, WORKER
from plugins.tip_off.worker import worker_script
from tests.browser.line import Line, kept, renewed, settled, tag_of, until
from tests.browser.looking import Visit

PAGES = [TIP_OFF, TIP_OFF_ENGLISH]
NOTE = "[data-copy]"
#: Notes that a new worker took over the page.
WATCH = """navigator.serviceWorker.addEventListener("controllerchange", () => { window.taken = true; })"""
#: What an ordinary page does when it is read.
VIEW = "navigator.serviceWorker.getRegistration('/to-giac-toi-pham/').then(found => found.active.postMessage(''))"


@pytest.fixture
def page(reader: Visit) -> Page:
    """The reader's page after a look at the front page."""
    page = reader.go("/")
    assert settled(page) is not None
    return page


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


def test_a_version_with_another_form_first_makes_its_copy_and_then_removes_the_old(page: Page, line: Line) -> None:
    before = kept(page)
    page.add_init_script(WATCH)
    line.texts[WORKER] = worker_script(WORKER).replace('"ban-sao-1"', '"ban-sao-2"').encode()
    line.change(TIP_OFF, "113", "0113")
    page.goto(line.url + TIP_OFF)
    until(page, "() => window.taken")
    line.state = "sick"
    line.asked.clear()
    page.evaluate(VIEW)
    page.evaluate(VIEW)
    # Views are answered one after the other: the first has failed when the second asks.
    line.wait_for(lambda: len(line.conditions(TIP_OFF)) == 2)
    assert page.evaluate("caches.keys()") == ["ban-sao-1"]
    line.state = "cut"
    page.goto(line.url + TIP_OFF)
    assert page.locator(NOTE).is_visible()
    assert page.locator("a[href='tel:113']").first.is_visible()
    line.state = "well"
    page.goto(line.url + "/thong-ke/")
    renewed(page, before["when"])
    assert page.evaluate("caches.keys()") == ["ban-sao-2"]
    line.state = "cut"
    page.goto(line.url + TIP_OFF)
    assert page.locator("a[href='tel:0113']").first.is_visible()


#: A copy of another version whose form the worker cannot read, instead of the one that there is.
STRANGE = """async () => {
  const cache = await caches.open("ban-sao-0");
  await cache.put("/sw.js?ban-sao", new Response(JSON.stringify({when: 1, pages: ["113"], sheet: null})));
  await caches.delete("ban-sao-1");
}"""


def test_a_copy_that_cannot_be_read_is_none_but_stays_until_there_is_another(page: Page, line: Line) -> None:
    page.evaluate(STRANGE)
    line.state = "sick"
    answer = page.goto(line.url + TIP_OFF)
    assert answer
    assert answer.status == HTTPStatus.BAD_GATEWAY
    assert page.evaluate("caches.keys()") == ["ban-sao-0"]
    line.state = "well"
    page.evaluate(VIEW)
    renewed(page, 1)
    assert page.evaluate("caches.keys()") == ["ban-sao-1"]


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
