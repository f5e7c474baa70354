"""The tip-off pages of the finished site in a browser: they ask for nothing, keep nothing and let nothing in."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.looking import visit
from tests.support import Site, report, text_of, words

TIP_OFF = "/to-giac-toi-pham/"
ADDRESSES = (TIP_OFF, f"{TIP_OFF}en/", f"{TIP_OFF}#ma-tuy")
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
KEPT = """async () => ({
  cookie: document.cookie, local: localStorage.length, session: sessionStorage.length,
  databases: (await indexedDB.databases()).length, caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"cookie": "", "local": 0, "session": 0, "databases": 0, "caches": [], "workers": 0}
#: What a theme or a plugin could slip in, by the rule that refuses it.
SLIPPED = {
    **{"script-src-elem": '["script", {textContent: "window.slipped = 1"}]', "img-src": '["img", {src: "/hinh.png"}]'},
    **{"frame-src": '["iframe", {src: "/khung/"}]', "style-src-elem": '["style", {textContent: "p { color: red }"}]'},
    **{"media-src": '["video", {src: "/phim.mp4"}]', "object-src": '["embed", {src: "/ve.svg"}]'},
    **{"script-src-attr": '["p", {outer: "onclick"}]', "connect-src": '["fetch", {}]'},
}
SLIP_IN = """([name, values]) => new Promise(done => {
  addEventListener("securitypolicyviolation", event => done(event.effectiveDirective), {once: true});
  if (name === "fetch") return fetch("/_v/hit").catch(() => {});
  const element = document.createElement(name);
  if (values.outer) element.setAttribute(values.outer, "window.slipped = 1");
  document.body.append(Object.assign(element, values));
})"""


@SCRIPT
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_visit_asks_for_the_page_and_its_stylesheet_and_for_nothing_else(
    browser: Browser, corpus_server: str, site: Site, address: str, script: bool
) -> None:
    path = urlsplit(address).path
    sheet = site.by_address[path].soup.select_one("link[rel=stylesheet]")
    assert sheet is not None
    with visit(browser, corpus_server, 360, script=script) as seen:
        page = seen.go(address)
        page.mouse.wheel(0, 5000)
        page.keyboard.press("Tab")
        page.wait_for_load_state("networkidle")
        asked, complaints = [urlsplit(url).path for url in seen.requests], seen.complaints
    assert asked == [path, text_of(sheet, "href")]
    assert not complaints, report(complaints)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_visit_leaves_nothing_in_the_browser(browser: Browser, corpus_server: str, address: str) -> None:
    with visit(browser, corpus_server, 360) as seen:
        page = seen.go(address)
        assert page.evaluate(KEPT) == NOTHING
        assert page.context.cookies() == []
        assert page.context.storage_state() == {"cookies": [], "origins": []}


def test_without_script_nothing_is_left_either(browser: Browser, corpus_server: str) -> None:
    with visit(browser, corpus_server, 360, script=False) as seen:
        seen.go(TIP_OFF)
        assert seen.page.context.storage_state() == {"cookies": [], "origins": []}


def test_an_ordinary_page_would_have_been_caught(browser: Browser, corpus_server: str) -> None:
    with visit(browser, corpus_server, 360) as seen:
        page = seen.go("/")
        page.wait_for_function("localStorage.length > 0")
        assert page.evaluate(KEPT) != NOTHING
        assert len(seen.requests) > 2


@pytest.mark.parametrize("address", ADDRESSES[:2])
@pytest.mark.parametrize("rule", SLIPPED)
def test_what_is_slipped_in_is_refused(browser: Browser, corpus_server: str, address: str, rule: str) -> None:
    with visit(browser, corpus_server, 360) as seen:
        page = seen.go(address)
        answered: list[str] = []
        page.on("response", lambda response: answered.append(response.url))
        assert page.evaluate(SLIP_IN, page.evaluate(SLIPPED[rule])) == rule
        assert page.evaluate("window.slipped") is None
        page.wait_for_load_state("networkidle")
        assert not answered


@pytest.mark.parametrize("address", ADDRESSES[:2])
def test_links_tell_nobody(site: Site, address: str) -> None:
    page = site.by_address[address]
    assert page.meta("referrer") == "no-referrer"
    out = [link for link in page.soup.select("a[href]") if urlsplit(text_of(link, "href")).netloc]
    assert out, "the exit at least leads out"
    careless = [str(link) for link in out if not {"noreferrer", "noopener"} <= set(words(link, "rel"))]
    assert not careless, report(careless)
    assert not [link for link in out if ".onion" in text_of(link, "href")]
    assert not page.soup.select("a[target], a[ping], a[download]")


@SCRIPT
def test_the_exit_tells_the_other_site_nothing(browser: Browser, corpus_server: str, script: bool) -> None:
    heard: list[dict[str, str]] = []
    with visit(browser, corpus_server, 360, script=script) as seen:

        def answer(route: Any) -> None:
            heard.append(route.request.all_headers())
            route.fulfill(body="<title>weather</title>", content_type="text/html")

        page = seen.go(TIP_OFF)
        page.context.route("https://**", answer)
        page.locator(".exit a").click()
        page.wait_for_url("https://**")
        assert page.title() == "weather"
    assert heard
    assert not [headers for headers in heard if "referer" in headers or "cookie" in headers]


def shown_topics(page: Page) -> list[str]:
    return [str(each.get_attribute("id")) for each in page.locator(".topic").all() if each.is_visible()]


@SCRIPT
def test_an_article_opens_its_own_topic_and_no_other(
    browser: Browser, corpus_server: str, site: Site, script: bool
) -> None:
    tiles = {
        text_of(link, "href"): page.address for page in site.articles for link in page.soup.select(".tip a[href*='#']")
    }
    assert tiles, "no article has a topic"
    with visit(browser, corpus_server, 360, 640, script=script) as seen:
        assert shown_topics(seen.go(TIP_OFF)) == []
        for href, article in tiles.items():
            page = seen.go(article)
            page.locator(f".tip a[href='{href}']").click()
            page.wait_for_url(f"**{href}")
            topic = href.partition("#")[2]
            assert shown_topics(page) == [topic]
            box = page.locator(f"#{topic} h2").bounding_box()
            assert box is not None
            assert 0 <= box["y"] < 200, "the topic is seen at once"


@SCRIPT
def test_every_topic_of_the_page_can_be_opened_from_it(browser: Browser, corpus_server: str, script: bool) -> None:
    with visit(browser, corpus_server, 360, 640, script=script) as seen:
        page = seen.go(TIP_OFF)
        links = page.locator(".kinds a")
        assert links.count() == page.locator(".topic").count() > 3
        for link in links.all():
            href = str(link.get_attribute("href"))
            link.click()
            page.wait_for_url(f"**{href}")
            assert shown_topics(page) == [href.removeprefix("#")]


def test_without_the_stylesheet_every_topic_can_be_read(browser: Browser, corpus_server: str) -> None:
    with visit(browser, corpus_server, 360) as seen:
        seen.page.route("**/*.css", lambda route: route.abort())
        page = seen.go(TIP_OFF)
        assert len(shown_topics(page)) == page.locator(".topic").count() > 3


@pytest.mark.parametrize("address", ADDRESSES[:2])
def test_it_says_of_the_exit_what_is_so(browser: Browser, corpus_server: str, address: str) -> None:
    """With script the way back is closed and a key leaves; without it neither is so."""
    for script in (True, False):
        with visit(browser, corpus_server, 360, script=script) as seen:
            page = seen.go(address)
            told = page.locator(".box [data-exit-hint]"), page.locator(".unscripted")
            assert [part.is_visible() for part in told] == [script, not script]
