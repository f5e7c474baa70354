"""Without a network the tip-off pages open, for everybody who has seen the portal; having them betrays nobody."""

from __future__ import annotations

import time
from datetime import datetime, timedelta, timezone
from http import HTTPStatus

import pytest
from playwright.sync_api import Error, Page, Response, expect

from plugins.common.places import TIP_OFF, TIP_OFF_ENGLISH, WORKER
from plugins.tip_off.worker import worker_script
from tests.browser.line import Line, State, settled, wait_until_gone
from tests.browser.looking import Visit

PAGES = [TIP_OFF, TIP_OFF_ENGLISH]
FORMS = {TIP_OFF: "%H:%M ngày %d/%m/%Y", TIP_OFF_ENGLISH: "%d/%m/%Y %H:%M"}
NOTE = "[data-copy]"


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
def test_one_can_try_again(page: Page, line: Line, address: str) -> None:
    line.state = "cut"
    page.goto(f"{line.url}{address}#cua-3")
    again = page.locator(f"{NOTE} a")
    before = page.evaluate("history.length")
    with page.expect_navigation():
        again.click()
    assert page.locator(NOTE).is_visible()
    line.state = "well"
    with page.expect_navigation():
        again.click()
    expect(page.locator(NOTE)).to_be_hidden()
    assert page.url == line.url + address
    assert page.evaluate("history.length") == before


@pytest.mark.parametrize("address", PAGES)
def test_a_copy_comes_with_what_the_server_would_say(page: Page, line: Line, address: str) -> None:
    line.state = "cut"
    answer = page.goto(line.url + address)
    assert answer
    assert answer.from_service_worker
    said = answer.all_headers()
    assert said["content-security-policy"] == "frame-ancestors 'none'"
    assert said["x-content-type-options"] == "nosniff"
    assert said["referrer-policy"] == "no-referrer"
    assert said["cache-control"] == "no-store"


def test_a_copy_is_for_a_window_and_never_for_a_frame(page: Page, line: Line) -> None:
    line.texts["/khung/"] = f"<!DOCTYPE html><title>Khung</title><iframe src='{TIP_OFF}'></iframe>".encode()
    line.odd[TIP_OFF] = HTTPStatus.SERVICE_UNAVAILABLE
    with page.expect_response(line.url + TIP_OFF) as framed:
        page.goto(line.url + "/khung/")
    assert (framed.value.status, framed.value.from_service_worker) == (503, False)
    answer = page.goto(line.url + TIP_OFF)
    assert answer
    assert (answer.status, answer.from_service_worker) == (200, True)


@pytest.mark.parametrize("address", PAGES)
def test_a_first_visit_to_the_page_keeps_nothing(reader: Visit, line: Line, address: str) -> None:
    page = reader.go(address)
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    assert WORKER not in [path for path, _ in line.asked]
    line.state = "cut"
    with pytest.raises(Error):
        page.goto(line.url + address)


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
