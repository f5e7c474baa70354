"""Nothing sticks out sideways, nothing jumps, nothing comes from elsewhere, nothing complains."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser

from tests.browser.looking import load_everything, visit
from tests.support import Site, report

WIDTHS = [320, 360, 768, 1280, 1920]
HEIGHT = 900
TOO_WIDE = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const out = [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > wide + 0.5);
  return out.slice(0, 3).map(e => `${e.tagName.toLowerCase()}.${e.className} ${e.getBoundingClientRect().right}px`)
    .concat(`page ${document.documentElement.scrollWidth}px`);
}"""
WATCH_SHIFTS = """
window.shifts = [];
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) {
    const nodes = entry.sources.map(s => s.node && (s.node.outerHTML || s.node.textContent || "").slice(0, 80));
    window.shifts.push({value: entry.value, nodes});
  }
}).observe({type: "layout-shift", buffered: true});
"""


def test_no_page_is_wider_than_the_screen(browser: Browser, corpus_server: str, site: Site) -> None:
    """Each page is opened once, on the narrowest screen, which then becomes wider; no script asks for the width."""
    problems = []
    with visit(browser, corpus_server, WIDTHS[0]) as seen:
        for kind, address in site.kinds().items():
            seen.page.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
            page = seen.go(address)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": HEIGHT})
                assert page.evaluate("innerWidth") == width
                if wide := page.evaluate(TOO_WIDE):
                    problems.append(f"{kind} {address} at {width}: {wide}")
    assert not problems, report(problems)


def test_letters_of_twice_the_size_still_fit(launch: Callable[..., Browser], corpus_server: str, site: Site) -> None:
    problems = []
    with visit(launch("--blink-settings=defaultFontSize=32"), corpus_server, 640) as seen:
        for kind, address in site.kinds().items():
            page = seen.go(address)
            assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
            if wide := page.evaluate(TOO_WIDE):
                problems.append(f"{kind} {address}: {wide}")
    assert not problems, report(problems)


def test_every_page_asks_only_its_own_origin_and_complains_of_nothing(
    browser: Browser, corpus_server: str, site: Site
) -> None:
    pages = [page for page in site.pages if not page.is_alias]
    with visit(browser, corpus_server, 1280) as seen:
        for page in pages:
            load_everything(seen.go(page.address))
        foreign, complaints, count = seen.foreign, seen.complaints, len(seen.requests)
    assert count > len(pages)
    assert not foreign, report(foreign)
    assert not complaints, report(complaints)


def test_a_missing_address_answers_with_our_own_page(browser: Browser, corpus_server: str) -> None:
    with visit(browser, corpus_server, 1280) as seen:
        answer = seen.page.goto(corpus_server + "/khong/co/trang-nay/")
        assert answer is not None
        assert answer.status == 404
        assert seen.page.locator("h1").count() == 1
        assert not seen.foreign
        images_and_styles = [url for url in seen.requests if "/khong/co/" in url]
        assert len(images_and_styles) == 1, "the 404 page must use root-relative addresses"


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_shifts_while_a_page_loads(browser: Browser, corpus_server: str, site: Site, width: int) -> None:
    problems = []
    for address in ["/", *(page.address for page in site.articles)]:
        with visit(browser, corpus_server, width) as seen:
            seen.page.add_init_script(WATCH_SHIFTS)
            page = seen.go(address)
            load_everything(page)
            problems += [f"{address}: {shift}" for shift in page.evaluate("window.shifts")]
    assert not problems, report(problems)
