"""A reader without a mouse reaches everything, in reading order, and always sees where they are."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.looking import SCHEMES, Scheme, visit
from tests.support import Site, report

REACHABLE = """() => {
  const text = e => (e.getAttribute("aria-label") || e.textContent || e.name || "").trim().slice(0, 40);
  const name = e => `${e.tagName.toLowerCase()} ${text(e)}`;
  const kinds = "a[href], button, input, select, textarea, summary, video[controls], [tabindex='0']";
  window.stops = [...document.querySelectorAll(kinds)].filter(e => !e.disabled && e.tabIndex >= 0 && e.type !== "hidden"
    && e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length);
  return window.stops.map(name);
}"""
OFTEN = ("front", "section", "article 1", "article 3", "archives", "page", "missing")
RESTING = """() => window.stops.map(e => {
  const s = getComputedStyle(e);
  return s.outline + s.boxShadow + s.backgroundColor;
})"""
FOCUSED = """() => {
  const e = document.activeElement, s = getComputedStyle(e), box = e.getBoundingClientRect();
  const outlined = s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2;
  return {index: window.stops.indexOf(e), outlined, look: s.outline + s.boxShadow + s.backgroundColor,
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    name: e.outerHTML.slice(0, 100)};
}"""


def walk(page: Page) -> list[str]:
    """Press Tab through the open page; what is wrong on the way."""
    names: list[str] = page.evaluate(REACHABLE)
    resting: list[str] = page.evaluate(RESTING)
    problems, order = [], []
    for _ in range(len(names) + 2):
        page.keyboard.press("Tab")
        now: dict[str, Any] = page.evaluate(FOCUSED)
        index = now["index"]
        if index < 0 or index in order:
            break
        order.append(index)
        if not now["outlined"] and now["look"] == resting[index]:
            problems.append(f"focus cannot be seen on {now['name']}")
        if not now["seen"]:
            problems.append(f"focus is off the screen on {now['name']}")
    problems += [f"Tab does not reach {names[index]}" for index in range(len(names)) if index not in order]
    if order != sorted(order):
        problems.append(f"Tab goes in another order than the text: {[names[index] for index in order][:20]}")
    return problems


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [360, 1280])
def test_tab_reaches_everything_in_order_and_is_seen(
    browser: Browser, corpus_server: str, site: Site, width: int, scheme: Scheme
) -> None:
    problems = []
    kinds = site.kinds()
    with visit(browser, corpus_server, width, scheme=scheme) as seen:
        for kind in (*OFTEN, "tip-off", "tip-off in English"):
            problems += [f"{kind} {width} {scheme}: {found}" for found in walk(seen.go(kinds[kind]))]
    assert not problems, report(problems)


def test_the_section_menu_opens_and_closes_by_keyboard(browser: Browser, corpus_server: str) -> None:
    with visit(browser, corpus_server, 360) as seen:
        page = seen.go("/")
        button = page.get_by_role("button", name="Mục").first
        links = page.locator("#muc a:visible")
        assert links.count() == 0
        button.focus()
        page.keyboard.press("Enter")
        links.first.wait_for(state="visible")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('#muc').contains(document.activeElement)")
        page.keyboard.press("Escape")
        links.first.wait_for(state="hidden")
        assert page.evaluate("document.activeElement === document.querySelector('[popovertarget=muc]')")


def test_the_first_tab_leads_past_the_header(browser: Browser, corpus_server: str) -> None:
    with visit(browser, corpus_server, 1280) as seen:
        page = seen.go("/")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_walk_sees_what_cannot_be_reached(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content('<a href="#a">một</a><a href="#b" style="outline:none">hai</a><button tabindex="5">ba</button>')
    found = walk(page)
    page.context.close()
    assert any("cannot be seen" in line and "hai" in line for line in found)
    assert any("another order" in line for line in found)
