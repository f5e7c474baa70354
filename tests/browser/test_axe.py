"""WCAG 2.0 to 2.2, levels A and AA, by axe: nothing on any kind of page, narrow and wide, light and dark."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.looking import SCHEMES, Scheme, visit
from tests.support import Site, report

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
RUN = """async tags => {
  const found = await axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]});
  const told = node => node.target.join(" ") + " | " + node.failureSummary;
  return found.violations.map(rule => ({id: rule.id, nodes: rule.nodes.map(told)}));
}"""


def violations(page: Page, axe_script: str) -> list[str]:
    """What axe finds on the open page, one line for each element."""
    page.evaluate(axe_script)
    return run_axe(page)


def run_axe(page: Page) -> list[str]:
    """The same, where axe is there already."""
    found: list[dict[str, Any]] = page.evaluate(RUN, TAGS)
    return [f"{rule['id']}: {' '.join(node.split())}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("width", [320, 1280])
def test_no_kind_of_page_has_a_violation(
    browser: Browser, corpus_server: str, site: Site, axe_script: str, width: int
) -> None:
    """Each page is opened once; the reader changes from light to dark while it is open."""
    problems = []
    with visit(browser, corpus_server, width) as seen:
        for kind, address in site.kinds().items():
            page = seen.go(address)
            page.evaluate(axe_script)
            for scheme in SCHEMES:
                page.emulate_media(color_scheme=scheme)
                assert page.evaluate(f"matchMedia('(prefers-color-scheme: {scheme})').matches")
                problems += [f"{kind} {address} {scheme}: {found}" for found in run_axe(page)]
    assert not problems, report(problems)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_open_section_menu_has_no_violation(
    browser: Browser, corpus_server: str, axe_script: str, scheme: Scheme
) -> None:
    with visit(browser, corpus_server, 320, scheme=scheme) as seen:
        page = seen.go("/")
        page.get_by_role("button", name="Mục").first.click()
        problems = violations(page, axe_script)
    assert not problems, report(problems)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [320, 1280])
def test_an_open_topic_of_the_tip_off_page_has_no_violation(
    browser: Browser, corpus_server: str, axe_script: str, width: int, scheme: Scheme
) -> None:
    with visit(browser, corpus_server, width, scheme=scheme) as seen:
        page = seen.go("/to-giac-toi-pham/#ma-tuy")
        assert page.locator("#ma-tuy").is_visible()
        problems = violations(page, axe_script)
    assert not problems, report(problems)


def test_axe_sees_violations(browser: Browser, axe_script: str) -> None:
    page = browser.new_page()
    page.set_content('<html lang="vi"><title>x</title><img src="data:,"><p style="color:#ddd">nhạt</p></html>')
    found = violations(page, axe_script)
    page.context.close()
    assert {line.split(":")[0] for line in found} >= {"image-alt", "color-contrast"}
