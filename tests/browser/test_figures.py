"""The script of the figures: what it writes, what it leaves alone, when it tells that a page was read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.looking import Visit, visit
from tests.browser.standin import FIGURES, StandIn, settle, standing_in, texts
from tests.browser.test_layout import WATCH_SHIFTS
from tests.support import Site

NOW = 1795331045  # 2026-11-22T14:04:05+07:00
WIDTHS = (320, 360, 768, 1024, 1280)
#: Where everything stands that a value could push.
BOXES = """() => [...document.querySelectorAll(".visits, .visits *, .by, .by *, .eight, .eight *, .rail > *, footer")]
  .filter(e => !e.closest("dd, p")).map(e => {
    const box = e.getBoundingClientRect();
    return [e.tagName, box.top + scrollY, box.left, box.height];
  })"""


@pytest.fixture
def service(corpus_site: Path) -> Iterator[StandIn]:
    """The corpus site with a stand-in for the counter."""
    with standing_in(corpus_site) as made:
        yield made


@pytest.fixture
def reader(browser: Browser, service: StandIn) -> Iterator[Visit]:
    """A reader who has never been here, at a desk."""
    with visit(browser, service.url, 1280) as seen:
        yield seen
        assert seen.complaints == []
        assert seen.foreign == []


def article(site: Site, *, with_views: bool) -> str:
    """An article that has views of an earlier site, or none."""
    found = next(page for page in site.articles if bool(page.soup.select("[data-base]")) is with_views)
    return found.address


def open_page(reader: Visit, address: str) -> Page:
    """Open a page and wait until its worker has ended."""
    with reader.page.expect_worker():
        page = reader.go(address)
    settle(page)
    return page


def come_back(page: Page) -> None:
    """As if the back button had brought the page back out of the browser's memory."""
    with page.expect_worker():
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    settle(page)


@pytest.mark.parametrize("kind", ["front", "statistics", "with views", "without views"])
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_moves_when_values_come(browser: Browser, service: StandIn, site: Site, width: int, kind: str) -> None:
    addresses = {"front": "/", "statistics": "/thong-ke/"}
    address = addresses.get(kind) or article(site, with_views=kind == "with views")
    service.figures = {**dict.fromkeys(FIGURES, 99_999_999), "as_of": FIGURES["as_of"]}
    service.views = {address: 98_765}
    service.gate.clear()
    with visit(browser, service.url, width) as seen:
        seen.page.add_init_script(WATCH_SHIFTS)
        with seen.page.expect_worker():
            page = seen.go(address)
        before = page.evaluate(BOXES)
        service.gate.set()
        settle(page)
        assert texts(page)["total"] == "99.999.999"
        assert page.evaluate(BOXES) == before
        assert page.evaluate("window.shifts") == []
        assert seen.complaints == []


def test_values_are_written_the_vietnamese_way(reader: Visit, service: StandIn, site: Site) -> None:
    address = article(site, with_views=True)
    base = int(site.by_address[address].soup.select("[data-base]")[0]["data-base"])  # type: ignore[arg-type]
    service.views = {address: 1200, "/khac/": 5}
    found = texts(open_page(reader, address))
    assert found == {
        address: f"{base + 1200:,}".replace(",", "."),
        **{"total": "13.063.999", "online": "31", "today": "1.412", "yesterday": "13.305", "this_week": "64.999"},
        **{"last_week": "110.240", "this_month": "470.798", "last_month": "726.288", "as_of": "14:03 22/11/2026"},
    }


@pytest.mark.parametrize(
    ("as_of", "text"),
    [("2026-09-05T00:00:59+07:00", "00:00 05/9/2026"), ("2026-02-01T23:59:00+07:00", "23:59 01/02/2026")],
)
def test_the_moment_is_written_as_in_the_baked_page(reader: Visit, service: StandIn, as_of: str, text: str) -> None:
    service.figures = {**FIGURES, "as_of": as_of}
    assert texts(open_page(reader, "/"))["as_of"] == text


def test_views_show_themselves_only_when_they_are_known(reader: Visit, service: StandIn, site: Site) -> None:
    address = article(site, with_views=False)
    page = open_page(reader, address)
    line = page.get_by_text("Đã xem", exact=True)
    assert not line.is_visible()
    service.views = {address: 7}
    come_back(page)
    assert line.is_visible()
    assert texts(page)[address] == "7"


def test_what_was_not_measured_is_said_to_be_so(reader: Visit, service: StandIn) -> None:
    service.figures = {**FIGURES, "yesterday": None, "last_month": None}
    found = texts(open_page(reader, "/gop-y/"))
    assert (found["yesterday"], found["last_month"], found["today"]) == ("chưa đo", "chưa đo", "1.412")


@pytest.mark.parametrize(
    "answer",
    [b"", b"null", b"0", b"true", b"[]", b'"total"', b"<!DOCTYPE html><p>404", b"{", b"\xff\xfe", {}, [1, 2],
     {"total": "<b>9</b>"}, {"total": 5, "online": -1}, {"total": 5, "online": 1.5}, {"total": 5, "online": "7"},
     {"total": 5, "online": True}, {"total": 5, "online": [7]}, {"total": 1e300}, {"total": 5, "as_of": "hôm nay"},
     {"total": 5, "as_of": 5}, {"total": 5, "as_of": {}}, {"total": {"toString": 5}}],
    ids=str,
)  # fmt: skip
def test_garbage_changes_nothing(reader: Visit, service: StandIn, site: Site, answer: Any) -> None:
    address = article(site, with_views=True)
    service.figures = answer
    service.views = answer if isinstance(answer, bytes) else {address: answer}
    page = open_page(reader, address)
    baked = texts(page)
    assert baked.pop(address) == site.by_address[address].soup.select("[data-base]")[0].get_text()
    assert set(baked.values()) == {"–"}
    assert page.locator(".unknown").count() == len(baked)


@pytest.mark.parametrize("status", [204, 304, 404, 500, 503])
def test_only_success_counts(reader: Visit, service: StandIn, status: int) -> None:
    service.status = status
    assert set(texts(open_page(reader, "/gop-y/")).values()) == {"–"}


class TestHint:
    """When the script says that this is a new visit."""

    def hits(self, reader: Visit, service: StandIn, kept: str | None, now: float = NOW) -> list[str]:
        reader.page.clock.set_fixed_time(now)
        if kept is not None:
            reader.page.add_init_script(f"localStorage._v = {json.dumps(kept)};")
        open_page(reader, "/gop-y/")
        return service.hits

    def test_first_time(self, reader: Visit, service: StandIn) -> None:
        assert self.hits(reader, service, None) == ["/_v/hit?p=/gop-y/&n=1"]
        assert reader.page.evaluate("JSON.stringify(localStorage)") == f'{{"_v":"{NOW * 1000}"}}'
        assert reader.page.context.cookies() == []

    @pytest.mark.parametrize(
        ("minutes", "is_new"), [(0, False), (29, False), (30, False), (30.01, True), (600, True), (-5, False)]
    )
    def test_after_thirty_minutes(self, reader: Visit, service: StandIn, minutes: float, is_new: bool) -> None:
        hits = self.hits(reader, service, str(round((NOW - minutes * 60) * 1000)))
        assert hits == ["/_v/hit?p=/gop-y/" + "&n=1" * is_new]

    @pytest.mark.parametrize(("seconds_past", "is_new"), [(-1, True), (0, False), (1, False)])
    def test_after_midnight_in_vietnam(self, reader: Visit, service: StandIn, seconds_past: int, is_new: bool) -> None:
        midnight = 1795280400  # 2026-11-22T00:00:00+07:00
        hits = self.hits(reader, service, str((midnight + seconds_past) * 1000), midnight + 300)
        assert hits == ["/_v/hit?p=/gop-y/" + "&n=1" * is_new]

    @pytest.mark.parametrize("kept", ["", "x", "null", "NaN", "0"])
    def test_what_is_no_time_is_none(self, reader: Visit, service: StandIn, kept: str) -> None:
        assert self.hits(reader, service, kept) == ["/_v/hit?p=/gop-y/&n=1"]

    def test_the_time_is_kept_whatever_the_answer(self, reader: Visit, service: StandIn) -> None:
        service.hit_status = 500
        self.hits(reader, service, None)
        open_page(reader, "/lien-he/")
        assert service.hits == ["/_v/hit?p=/gop-y/&n=1", "/_v/hit?p=/lien-he/"]

    @pytest.mark.parametrize("what", ["getItem", "setItem"])
    def test_a_browser_that_keeps_nothing_gives_no_hint(self, reader: Visit, service: StandIn, what: str) -> None:
        blocked = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no'); }});"
        full = "Object.defineProperty(window, 'localStorage', {value: new Proxy({}, {set() { throw 1; }})});"
        reader.page.add_init_script(blocked if what == "getItem" else full)
        open_page(reader, "/gop-y/")
        assert service.hits == ["/_v/hit?p=/gop-y/"]


def test_one_page_one_hit(reader: Visit, service: StandIn) -> None:
    open_page(reader, "/gop-y/?utm=1#x")
    assert service.hits == ["/_v/hit?p=/gop-y/&n=1"]


def test_a_page_brought_back_is_read_again(reader: Visit, service: StandIn) -> None:
    page = open_page(reader, "/gop-y/")
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: false}))")
    service.figures = {**FIGURES, "today": 2000}
    come_back(page)
    assert service.hits == ["/_v/hit?p=/gop-y/&n=1", "/_v/hit?p=/gop-y/"]
    assert texts(page)["today"] == "2.000"


def test_a_prepared_page_is_not_read_until_it_is_shown(reader: Visit, service: StandIn) -> None:
    reader.page.add_init_script("Object.defineProperty(document, 'prerendering', {value: true});")
    page = reader.go("/gop-y/")
    assert (service.hits, page.workers) == ([], [])
    with page.expect_worker():
        page.evaluate("document.dispatchEvent(new Event('prerenderingchange'))")
    settle(page)
    assert service.hits == ["/_v/hit?p=/gop-y/&n=1"]
    assert texts(page)["today"] == "1.412"


def test_a_sample_gives_way_to_live_figures(reader: Visit, service: StandIn) -> None:
    service.status = 500
    note = reader.page.get_by_text("Số liệu mẫu")
    open_page(reader, "/")
    assert note.is_visible()
    service.status = 200
    page = open_page(reader, "/")
    assert not note.is_visible()
    assert page.get_by_text("Cập nhật lúc 14:03 22/11/2026").is_visible()


def test_without_script_nothing_is_odd(browser: Browser, service: StandIn, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 900})
    page = context.new_page()
    with page.expect_request(lambda request: "/_v/hit.gif" in request.url) as asked:
        page.goto(service.url + article(site, with_views=False))
    assert asked.value.url.endswith(f"/_v/hit.gif?p={article(site, with_views=False)}")
    views = page.locator(".facts .unknown")
    assert views.count() == 1
    assert views.bounding_box() is None
    assert page.get_by_role("link", name="Thống kê và cách tính").is_visible()
    context.close()
