"""The quick exit: it leaves at once, by every way, leaves no way back, and never goes by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from plugins.common.places import TIP_OFF, TIP_OFF_ENGLISH
from tests.support import Site, text_of
from tools.serve import running

PAGES = [TIP_OFF, TIP_OFF_ENGLISH]
REGION = "[data-exit-status]"
EMPTY = "document.body.innerText.trim() === document.querySelector('[data-exit-status]').textContent"


@dataclass(frozen=True)
class World:
    """The portal, the page of another site that its exit leads to, and an article that links to a topic."""

    portal: str
    elsewhere: str
    article: str


@pytest.fixture(scope="module")
def world(corpus_site: Path, site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The corpus site, whose exit leads to a site on this computer."""
    other = tmp_path_factory.mktemp("elsewhere")
    (other / "index.html").write_text('<!DOCTYPE html><link rel="icon" href="data:,"><title>Dự báo</title><p>Trời nắng')
    portal = copytree(corpus_site, tmp_path_factory.mktemp("portal") / "site")
    link = site.by_address[TIP_OFF].soup.select_one("a[data-exit]")
    assert link
    with running(other) as elsewhere, running(portal) as address:
        # Another name of this computer, so that it is another site to the browser too.
        elsewhere = elsewhere.replace("127.0.0.1", "localhost")
        for page in PAGES:
            file = portal / page.strip("/") / "index.html"
            file.write_text(file.read_text("utf-8").replace(text_of(link, "href"), elsewhere), "utf-8")
        yield World(address.rstrip("/"), elsewhere, article_with_topic(site))


def article_with_topic(site: Site) -> str:
    """An article whose link to the tip-off page names a topic that this page has."""
    ids = site.by_address[TIP_OFF].ids
    for page in site.articles:
        for link in page.soup.select(f'main a[href^="{TIP_OFF}#"]'):
            if text_of(link, "href").partition("#")[2] in ids:
                return page.address
    raise AssertionError("no article leads to a topic of the tip-off page")


@pytest.fixture(scope="module")
def keeping(launch: Callable[..., Browser]) -> Browser:
    """A browser that keeps the pages one leaves, as readers' browsers do."""
    return launch(without=["--disable-back-forward-cache"])


@pytest.fixture
def context(keeping: Browser) -> Iterator[BrowserContext]:
    made = keeping.new_context(locale="vi-VN")
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def by_click(page: Page) -> None:
    page.locator("section.exit a[data-exit]").click()


def by_skip_link(page: Page) -> None:
    skip = page.locator(".skips [data-exit]")
    for _ in range(3):
        page.keyboard.press("Tab")
        if skip.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")


def by_shift(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")


def by_middle_click(page: Page) -> None:
    page.locator("section.exit a[data-exit]").click(button="middle")


def by_control_click(page: Page) -> None:
    page.locator("section.exit a[data-exit]").click(modifiers=["Control"])


WAYS = [by_click, by_skip_link, by_shift, by_middle_click, by_control_click]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("address", PAGES)
def test_there_is_no_way_back(page: Page, world: World, address: str, way: Callable[[Page], None]) -> None:
    page.goto(world.portal + "/")
    page.goto(world.portal + address)
    before = page.evaluate("history.length")
    with page.expect_request(world.elsewhere) as asked:
        way(page)
    page.wait_for_url(world.elsewhere)
    assert "referer" not in asked.value.all_headers()
    assert len(page.context.pages) == 1, "no other tab has it"
    assert page.evaluate("history.length") == before
    page.go_back(wait_until="commit")
    assert page.url == world.portal + "/"
    page.go_forward(wait_until="commit")
    assert page.url == world.elsewhere


@pytest.mark.parametrize("way", [by_click, by_shift])
def test_nor_after_moving_about_on_the_pages(page: Page, world: World, way: Callable[[Page], None]) -> None:
    page.goto(world.portal + world.article)
    page.locator(f'main a[href^="{TIP_OFF}#"]').first.click()
    page.wait_for_url(re.compile(f"{TIP_OFF}#"))
    before = page.evaluate("history.length")
    for other in (TIP_OFF_ENGLISH, TIP_OFF):
        for link in page.locator('a[href^="#"]').all():
            link.evaluate("link => link.click()")
        page.locator(f'a[href="{other}"]').first.click()
        page.wait_for_url(world.portal + other)
    assert page.evaluate("history.length") == before
    way(page)
    page.wait_for_url(world.elsewhere)
    page.go_back(wait_until="commit")
    assert page.url == world.portal + world.article


@pytest.mark.parametrize("address", PAGES)
def test_nor_after_going_through_another_page_of_the_portal(page: Page, world: World, site: Site, address: str) -> None:
    """Each time the way back has ended where it began, and nothing of it is left ahead."""
    links = {text_of(link, "href") for link in site.by_address[address].soup.select("a[href^='/']")}
    others = sorted(link for link in links if link.endswith("/") and not link.startswith(TIP_OFF))
    assert {"/", "/quyen-rieng-tu/", "/gop-y/"} <= set(others)
    page.goto(world.portal + world.article)
    before = page.evaluate("history.length")
    for other in others:
        page.goto(world.portal + address)
        assert page.evaluate("history.length") == before + 1
        page.locator(f'a[href="{other}"]').first.click()
        page.wait_for_url(world.portal + other)
        page.locator(f'a[href^="{TIP_OFF}"]:visible').first.click()
        page.wait_for_url(f"**{TIP_OFF}**")
        by_click(page)
        page.wait_for_url(world.elsewhere)
        for expected in (other, world.article):
            page.go_back(wait_until="commit")
            assert page.url == world.portal + expected


MODIFIED: list[dict[str, Any]] = [
    {"button": "middle"},
    {"modifiers": ["Control"]},
    {"modifiers": ["Shift"]},
    {"modifiers": ["Alt"]},
]


@pytest.mark.parametrize("how", MODIFIED)
@pytest.mark.parametrize("link", ["header [hreflang]", ".onward a"])
def test_no_second_tab_has_the_page(
    page: Page, context: BrowserContext, world: World, link: str, how: dict[str, Any]
) -> None:
    page.goto(world.portal + TIP_OFF)
    before = page.evaluate("history.length")
    wanted = page.locator(link).first.evaluate("link => link.href")
    page.locator(link).first.click(**how)
    page.wait_for_url(wanted)
    assert len(context.pages) == 1
    assert page.evaluate("history.length") == before


@pytest.mark.parametrize("how", MODIFIED[:2])
def test_another_page_may_be_opened_beside_it(
    page: Page, context: BrowserContext, world: World, how: dict[str, Any]
) -> None:
    page.goto(world.portal + TIP_OFF)
    with context.expect_page() as opened:
        page.locator("main a[href='/quyen-rieng-tu/']").click(**how)
    opened.value.wait_for_url(f"{world.portal}/quyen-rieng-tu/")
    assert page.url == world.portal + TIP_OFF


def test_who_comes_to_a_topic_has_the_exit_next(page: Page, world: World) -> None:
    page.goto(f"{world.portal}{TIP_OFF}#ma-tuy")
    page.keyboard.press("Tab")
    reached = page.locator(":focus")
    assert reached.get_attribute("href") == world.elsewhere
    expect(reached).to_be_in_viewport(ratio=1)
    assert page.locator("#ma-tuy h2").is_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(world.elsewhere)


@pytest.mark.parametrize("address", PAGES)
def test_links_within_the_page_still_lead_there(page: Page, world: World, address: str) -> None:
    page.goto(world.portal + address)
    before = page.evaluate("history.length")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#noi-dung"
    assert page.evaluate("document.activeElement.id") == "noi-dung"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null"), "the keyboard goes on from there"
    links = page.locator('a[href^="#"]').all()
    for link in links:
        link.evaluate("link => link.click()")
        wanted = link.get_attribute("href")
        assert page.evaluate("[location.hash, '#' + document.querySelector(':target')?.id]") == [wanted, wanted]
    assert page.evaluate("history.length") == before


@pytest.mark.parametrize("address", PAGES)
def test_without_script_it_is_a_link(browser: Browser, world: World, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(world.portal + address)
        hints = page.locator("[data-exit-hint]").all()
        assert hints
        assert not any(hint.is_visible() for hint in hints)
        assert page.locator(REGION).text_content() == ""
        by_click(page)
        page.wait_for_url(world.elsewhere)
        assert page.inner_text("p") == "Trời nắng"
    finally:
        context.close()


@pytest.fixture
def stuck(page: Page, world: World) -> Page:
    """The exit leads to an address that gives nothing, so that what it does before can be seen."""
    page.route(world.elsewhere, lambda route: route.fulfill(status=204))
    page.goto(world.portal + TIP_OFF)
    return page


@pytest.mark.parametrize("way", WAYS)
def test_the_page_is_empty_before_anything_comes(
    stuck: Page, world: World, way: Callable[[Page], None], context: BrowserContext
) -> None:
    assert not stuck.evaluate(EMPTY)
    with stuck.expect_request(world.elsewhere):
        way(stuck)
    assert stuck.evaluate(EMPTY)
    assert stuck.evaluate("document.body.children.length") == 1
    box = stuck.locator(REGION).bounding_box()
    assert box
    assert (box["width"], box["height"]) == (1, 1), "what is left is only heard"
    assert stuck.title() == "localhost"
    assert len(context.pages) == 1


def test_what_a_browser_brings_back_leaves_again(stuck: Page, world: World) -> None:
    bring_back = "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"
    stuck.evaluate(bring_back)
    assert not stuck.evaluate(EMPTY), "a page that was not left is shown"
    with stuck.expect_request(world.elsewhere):
        by_click(stuck)
    with stuck.expect_request(world.elsewhere):
        stuck.evaluate(bring_back)
    assert stuck.evaluate(EMPTY)


@pytest.mark.parametrize("address", PAGES)
def test_it_tells_those_who_hear_the_page(page: Page, world: World, address: str) -> None:
    page.route(world.elsewhere, lambda route: route.fulfill(status=204))
    page.clock.install(time=0)
    page.goto(world.portal + address)
    page.clock.pause_at(60)
    region = page.locator(REGION)
    assert all(hint.is_visible() for hint in page.locator("[data-exit-hint]").all())
    said = region.evaluate("region => ({...region.dataset})")
    words = [said[name] for name in ("afterOne", "afterTwo", "expired", "leaving")]
    assert len(set(words)) == 4
    assert all(words)

    def press() -> str:
        page.keyboard.press("Shift")
        return region.text_content() or ""

    assert (region.get_attribute("role"), region.get_attribute("aria-live")) == ("status", "assertive")
    assert region.text_content() == "", "nothing is read when the page opens"
    assert [press(), press()] == words[:2]
    page.clock.run_for(5000)
    assert region.text_content() == words[2]
    assert press() == words[0]
    page.keyboard.press("a")
    assert region.text_content() == "", "what is no longer so is taken back"
    assert [press(), press(), press()] == [words[0], words[1], words[3]]
    page.clock.run_for(20_000)
    page.keyboard.press("a")
    assert region.text_content() == words[3]


STORED = """async () => ({
  cookie: document.cookie, local: localStorage.length, session: sessionStorage.length,
  databases: (await indexedDB.databases()).length, caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length})"""


@pytest.mark.parametrize("address", PAGES)
def test_nothing_is_stored_and_nothing_asked_for(page: Page, world: World, address: str) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(world.portal + address)
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.keyboard.press("x")
    for link in page.locator('a[href^="#"]').all():
        link.evaluate("link => link.click()")
    assert page.evaluate(STORED) == {
        "cookie": "", "local": 0, "session": 0, "databases": 0, "caches": [], "workers": 0,
    }  # fmt: skip
    assert page.context.cookies() == []
    assert page.context.storage_state() == {"cookies": [], "origins": []}
    sheets = [f"{world.portal}{href}" for href in page.locator("link[rel=stylesheet]").evaluate_all(HREFS)]
    assert asked == [world.portal + address, *sheets]
    assert len(sheets) == 1
    assert complaints == []


HREFS = "links => links.map(link => link.getAttribute('href'))"
