"""The page and the live counter: whatever the service does, the page is right, still, and the console silent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route

from tests.browser.live import Portal, Workers, portal, texts
from tests.browser.looking import Visit
from tests.conftest import manifest_of

ARTICLE = "/2021/"
RESERVED = "–"


@pytest.fixture(scope="module")
def live(corpus_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The corpus site with the real counter on the same origin."""
    with portal(corpus_site, manifest_of(corpus_site), tmp_path_factory.mktemp("counter") / "data") as made:
        yield made


@pytest.fixture(scope="module")
def article(corpus_site: Path) -> str:
    """The address of an article that brings views from the former portal."""
    for page in sorted(corpus_site.glob("20[0-9][0-9]/*/index.html")):
        if "data-base" in page.read_text("utf-8"):
            return f"/{page.parent.relative_to(corpus_site).as_posix()}/"
    raise AssertionError("no article of the corpus has legacy views")


def is_quiet(reader: Visit) -> bool:
    """No console message, no shift of the layout, no cookie, no request elsewhere."""
    assert reader.complaints == []
    assert reader.foreign == []
    assert reader.page.evaluate("window.shifts") == 0
    assert reader.page.context.cookies() == []
    assert reader.page.evaluate("document.cookie") == ""
    return True


def number(text: str) -> int:
    return int(text.replace(".", ""))


def test_a_reader_is_counted_and_sees_live_figures(live: Portal, browser: Browser, article: str) -> None:
    before = live.figures()["total"]
    with live.reader(browser) as reader:
        workers = Workers(reader.page)
        page = reader.go(article)
        workers.wait()
        assert live.waits_for(lambda: live.figures()["total"] == before + 1)
        shown = texts(page)
        assert number(shown["total"]) in (before, before + 1)
        assert page.evaluate("Object.keys(localStorage).length") == 1
        assert page.evaluate("/^[0-9]{13}$/.test(Object.values(localStorage)[0])"), "a bare time and nothing else"
        assert is_quiet(reader)


def seen_since(live: Portal, article: str, views: int) -> bool:
    return live.views(article) == views + 1


def test_the_views_of_an_article_are_old_and_live_ones(live: Portal, browser: Browser, article: str) -> None:
    for _ in range(2):
        views = live.views(article)
        with live.reader(browser) as reader:
            page = reader.go(article)
            assert live.waits_for(partial(seen_since, live, article, views))
    with live.reader(browser) as reader:
        page = reader.page
        workers = Workers(page)
        reader.go(article)
        workers.wait()
        cell = page.locator("[data-base]")
        base = int(cell.get_attribute("data-base") or "")
        assert number(cell.inner_text()) - base in (live.views(article) - 1, live.views(article))
        assert live.views(article) >= 3
        assert is_quiet(reader)


def test_a_reload_and_the_next_page_are_one_visit(live: Portal, browser: Browser, article: str) -> None:
    before = live.figures()["total"]
    with live.reader(browser) as reader:
        for place in (article, "/", article, "/thong-ke/"):
            with reader.page.expect_response(lambda answer: "/_v/hit" in answer.url) as hit:
                reader.go(place)
            assert hit.value.status == 204
        hits = [url for url in reader.requests if "/_v/hit?" in url]
        assert ["n=1" in url for url in hits] == [True, False, False, False], "the hint is given once"
        assert live.figures()["total"] == before + 1
        assert is_quiet(reader)


@pytest.mark.parametrize(("place", "width"), [("/", 360), ("article", 360), ("article", 1280), ("/thong-ke/", 768)])
@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("blocked", lambda route: route.abort("blockedbyclient")),
        ("refused", lambda route: route.abort("connectionrefused")),
        ("500", lambda route: route.fulfill(status=500, body="Internal Server Error")),
        ("garbage", lambda route: route.fulfill(status=200, body="<html>Loading...</html>")),
        ("wrong", lambda route: route.fulfill(status=200, json={"total": "13", "online": -1, "today": 1.5})),
    ],
)
def test_a_sick_counter_changes_nothing(
    live: Portal, browser: Browser, article: str, place: str, width: int, name: str, answer: Callable[[Route], None]
) -> None:
    asked = []

    def sick(route: Route) -> None:
        asked.append(route.request.url)
        answer(route)

    with live.reader(browser, width) as reader:
        page = reader.page
        page.route("**/_v/**", sick)
        page.route("**/figures.*.js", lambda route: route.abort())
        reader.go(article if place == "article" else place)
        baked = page.inner_text("body")
        page.unroute("**/figures.*.js")
        reader.complaints.clear()
        workers = Workers(page)
        page.reload()
        workers.wait()
        assert any("/_v/hit" in url for url in asked)
        assert page.inner_text("body") == baked
        assert is_quiet(reader)


def test_a_page_opened_before_the_first_hit_is_answered_gives_no_hint(
    live: Portal, browser: Browser, article: str
) -> None:
    held: list[Route] = []
    with live.reader(browser) as reader:
        page = reader.page
        page.route("**/_v/**", lambda route: held.append(route))
        with page.expect_request("**/_v/hit?**"):
            reader.go(article)
        second = page.context.new_page()
        workers = Workers(second)
        hits: list[str] = []
        second.on("request", lambda request: hits.append(request.url) if "/_v/hit?" in request.url else None)
        second.goto(live.url + article)
        workers.wait()
        assert held
        assert ["n=1" in held[0].request.url, *("n=1" in url for url in hits)] == [True, False]


def test_a_counter_that_is_slow_holds_nothing_up(live: Portal, browser: Browser, article: str) -> None:
    held: list[Route] = []
    with live.reader(browser) as reader:
        page = reader.page
        page.route(
            "**/_v/**", lambda route: held.append(route)
        )  # answered when the test says so, which is as slow as can be
        reader.go(article)
        assert texts(page)["total"] == RESERVED
        page.click("a[href='/']")
        page.wait_for_url("**/")
        assert number(texts(page)["total"]) > 0, "the front page has baked figures"
        assert is_quiet(reader)


def test_a_dead_counter_leaves_what_was_baked_and_published(
    corpus_site: Path, browser: Browser, article: str, tmp_path: Path
) -> None:
    with portal(corpus_site, manifest_of(corpus_site), tmp_path / "data") as place:
        with place.reader(browser) as reader:
            reader.go(article)
            published = tmp_path / "data" / "public" / "_v" / "stats.json"
            assert place.waits_for(lambda: '"total":1' in published.read_text())
        place.counter.kill()
        with place.reader(browser) as reader:
            workers = Workers(reader.page)
            page = reader.go(article)
            workers.wait()
            assert texts(page)["total"] == "1"
            assert is_quiet(reader)
        published.unlink()
        with place.reader(browser) as reader:
            page = reader.page
            workers = Workers(page)
            reader.go(article)
            workers.wait()
            assert texts(page)["total"] == RESERVED
            assert is_quiet(reader)


def test_without_script_a_picture_counts_and_the_baked_figures_stand(live: Portal, browser: Browser) -> None:
    before = live.figures()["total"]
    with live.reader(browser, java_script_enabled=False) as reader:
        page = reader.go("/")
        assert any("/_v/hit.gif?p=" in url for url in reader.requests)
        assert not any("/_v/stats.json" in url for url in reader.requests)
        assert number(page.locator("[data-figure=total]").first.inner_text()) > 0
        assert live.figures()["total"] == before + 1
        assert reader.complaints == []


def test_coming_back_shows_the_page_whole_and_counts_no_second_visit(
    live: Portal, launch: Callable[..., Browser], article: str
) -> None:
    before = live.figures()["total"]
    browser = launch(without=["--disable-back-forward-cache"])
    with live.reader(browser) as reader:
        workers = Workers(reader.page)
        page = reader.go(article)
        page.evaluate("addEventListener('pageshow', event => { window.cameBack = event.persisted; })")
        workers.wait()
        reader.go("/thong-ke/")
        workers.wait(2)
        hits = len([url for url in reader.requests if "/_v/hit?" in url])
        page.go_back(wait_until="commit")
        assert page.evaluate("window.cameBack") is True, "the page came out of the back-forward cache"
        workers.wait(3)
        assert number(texts(page)["total"]) >= before + 1
        assert len([url for url in reader.requests if "/_v/hit?" in url]) == hits + 1
        assert live.figures()["total"] == before + 1
        assert is_quiet(reader)


def test_what_is_never_counted_asks_for_nothing(live: Portal, browser: Browser) -> None:
    for place in ("/to-giac-toi-pham/", "/404.html", "/khong-co-trang-nay/"):
        with live.reader(browser) as reader:
            page = reader.go(place)
            assert not [url for url in reader.requests if "/_v/" in url]
            assert page.evaluate("localStorage.length") == 0
