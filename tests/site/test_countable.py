"""What is counted is what carries the script, and nothing that must not be counted does."""

import json
import re
from pathlib import Path

import pytest

from plugins.visit_counter.shards import shard_href
from tests.conftest import manifest_of
from tests.site.test_weight import packed
from tests.support import Page, Site, report, text_of

LIMIT = 800
NEVER = {"/to-giac-toi-pham/", "/to-giac-toi-pham/en/", "/404.html"}
#: Words that lists of ad blockers look for in addresses.
LISTED = re.compile(r"count|stat|track|analy|visit|hit|beacon|pixel|metric|log|ads?\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def paths(corpus_site: Path) -> list[str]:
    """The countable addresses."""
    data = json.loads(manifest_of(corpus_site).read_text("utf-8"))
    assert sorted(data) == ["aliases", "origin", "paths"]
    found: list[str] = data["paths"]
    return found


def script(page: Page) -> str:
    """The address of the page's script of the figures; empty when it has none."""
    found = [text_of(tag, "src") for tag in page.soup.select("script[src]")]
    return next((src for src in found if src.startswith("/theme/figures.")), "")


def test_the_list_is_the_pages_that_carry_the_script(site: Site, paths: list[str]) -> None:
    assert paths == sorted(page.address for page in site.pages if script(page))
    assert len(paths) == len(set(paths)) > 20


def test_every_page_is_counted_but_those_that_never_are(site: Site, paths: list[str]) -> None:
    unlisted = {page.address for page in site.pages if page.is_alias or "noindex" in page.meta("robots")}
    assert set(paths) == {page.address for page in site.pages} - NEVER - unlisted


def test_every_kind_of_page_is_in_the_list(site: Site, paths: list[str]) -> None:
    missing = [kind for kind, address in site.kinds().items() if address not in paths]
    assert missing == ["tip-off", "tip-off in English", "missing"]


def test_without_script_a_picture_tells_the_same(site: Site, paths: list[str]) -> None:
    problems = []
    for page in site.pages:
        pictures = [text_of(image, "src") for image in page.soup.select("img[src^='/_v/']")]
        inside = [text_of(image, "src") for image in page.soup.select("noscript > img")]
        wanted = [f"/_v/hit.gif?p={page.address}"] if page.address in paths else []
        if pictures != wanted or inside != wanted:
            problems.append(f"{page.address}: {pictures}")
    assert not problems, report(problems)


def test_pages_that_are_never_counted_know_nothing_of_the_counter(site: Site) -> None:
    for address in sorted(NEVER):
        page = site.by_address[address]
        assert "/_v/" not in page.html
        assert "data-figure" not in page.html
        assert not page.soup.select("noscript")


def test_old_addresses_carry_views_on(site: Site, corpus_site: Path, paths: list[str]) -> None:
    data = json.loads(manifest_of(corpus_site).read_text("utf-8"))
    assert data["origin"] == site.base
    signposts = {page.address: site.local(page.canonical) for page in site.pages if page.is_alias}
    assert data["aliases"] == {old: new for old, new in signposts.items() if new in paths}


def test_the_list_is_not_published(site: Site) -> None:
    assert not [path for path in site.files if path.name == "countable.json"]


def test_the_script_weighs_little_and_has_a_plain_name(site: Site, paths: list[str]) -> None:
    sources = {script(site.by_address[path]) for path in paths}
    assert len(sources) == 1
    source = sources.pop()
    assert re.fullmatch(r"/theme/figures\.[0-9a-f]{10}\.js", source)
    assert not LISTED.search(source.rpartition("/")[2].split(".")[0])
    assert packed(site.read(source)) <= LIMIT


def test_the_script_waits_until_the_page_is_there(site: Site, paths: list[str]) -> None:
    assert all(site.by_address[path].soup.select("script[src^='/theme/figures.'][defer]") for path in paths)


def test_the_policy_lets_it_work(site: Site, paths: list[str]) -> None:
    for path in paths:
        policy = site.by_address[path].meta("Content-Security-Policy")
        parts = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
        worker = parts.get("worker-src", parts.get("child-src", parts["script-src"]))
        assert {worker, parts["connect-src"], parts["img-src"]} == {"'self'"}, path


def test_only_two_pages_carry_figures(site: Site) -> None:
    keys = ("total", "today")
    carrying = set()
    for page in site.pages:
        found = [cell.get_text() for key in keys for cell in page.soup.select(f"[data-figure={key}]")]
        if any(text != "–" for text in found):
            carrying.add(page.address)
    assert carrying == {"/", "/thong-ke/"}


def test_articles_know_where_their_views_are(site: Site, paths: list[str]) -> None:
    for page in site.articles:
        cells = page.soup.select(f"[data-figure='{page.address}']")
        if page.address not in paths:
            assert not cells
            continue
        assert [text_of(cell, "data-src") for cell in cells] == [shard_href(page.address)]
        base = text_of(cells[0], "data-base")
        assert cells[0].get_text().replace(".", "") == (base or "–")
