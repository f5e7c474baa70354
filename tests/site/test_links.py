"""Every internal address leads to a file, every fragment to an id, and every page can be reached."""

import re
from urllib.parse import unquote, urljoin, urlsplit

from plugins.front_matter.document import RESERVED_IDS
from tests.support import Page, Site, report, text_of

NOT_LINKED = {"/404.html"}
#: What the live counter answers, on the same host: no file of the site.
SERVICE = "/_v/"


def problem(site: Site, page: Page, url: str) -> str:
    """What is wrong with one address in a page; empty when nothing is."""
    path = site.local(url, page.address)
    if path is None or path.startswith(SERVICE):
        return ""
    if not site.file(path).is_file():
        return f"{page.address}: {url} leads to no file"
    fragment = unquote(urlsplit(url).fragment)
    target = site.page(path)
    if "#" in url and not fragment:
        return f"{page.address}: {url} has an empty fragment"
    if fragment and (target is None or fragment not in target.ids):
        return f"{page.address}: no element has the id of {url}"
    return ""


def test_every_internal_address_resolves(site: Site) -> None:
    checked = [problem(site, page, link.url) for page in site.pages for link in page.links()]
    assert len(checked) > 10 * len(site.pages), "hardly any links were found"
    problems = sorted({found for found in checked if found})
    assert not problems, report(problems)


def test_every_address_in_stylesheets_resolves(site: Site) -> None:
    problems = []
    for sheet in (path for path in site.files if path.suffix == ".css"):
        for url in re.findall(r"url\(\s*['\"]?([^'\")]+)", sheet.read_text("utf-8")):
            path = site.local(url, site.address(sheet)) if not url.startswith(("data:", "#")) else "/"
            if path is None or not site.file(path).is_file():
                problems.append(f"{sheet.name}: {url}")
    assert not problems, report(problems)


def test_every_page_can_be_reached_from_the_front(site: Site) -> None:
    seen, todo = {"/"}, ["/"]
    while todo:
        page = site.by_address[todo.pop()]
        for link in page.links():
            path = site.local(link.url, page.address)
            if path in site.by_address and path not in seen:
                seen.add(path)
                todo.append(path)
    unreached = sorted({page.address for page in site.pages if not page.is_alias} - seen - NOT_LINKED)
    assert not unreached, report(unreached)


def test_every_id_is_used_once(site: Site) -> None:
    problems = []
    for page in site.pages:
        ids = [str(element["id"]) for element in page.soup.find_all(id=True)]
        problems += [f"{page.address}: {name}" for name in sorted(set(ids)) if ids.count(name) > 1]
    assert not problems, report(problems)


def test_canonical_is_the_page_itself(site: Site) -> None:
    assert site.base.startswith("https://")
    problems = []
    for page in site.pages:
        wanted = site.base + page.address
        if page.is_alias:
            continue
        if page.address not in NOT_LINKED and unquote(page.canonical) != wanted:
            problems.append(f"{page.address}: canonical is {page.canonical or 'missing'}, not {wanted}")
    assert not problems, report(problems)


def test_old_addresses_lead_on(site: Site) -> None:
    problems = []
    for page in (page for page in site.pages if page.is_alias):
        target = site.page(site.local(page.canonical) or "")
        if target is None or target.is_alias:
            problems.append(f"{page.address}: leads to {page.canonical}")
    assert not problems, report(problems)


def test_open_graph_address_is_the_canonical_one(site: Site) -> None:
    problems = []
    for page in site.articles:
        if page.meta("og:url") != page.canonical or not page.meta("og:title"):
            problems.append(f"{page.address}: og:url {page.meta('og:url')!r}, og:title {page.meta('og:title')!r}")
        image = page.meta("og:image")
        path = site.local(image) if image else None
        if image and (urljoin(site.base, image) != image or path is None or not site.file(path).is_file()):
            problems.append(f"{page.address}: og:image {image}")
    assert not problems, report(problems)


def test_headings_never_take_an_id_of_the_page(site: Site) -> None:
    """Reserved is every id that a page with a text of an editor has outside that text."""
    own: set[str] = set()
    for page in site.pages:
        body = page.soup.select_one(".body")
        if body is not None:
            inside = {text_of(tag, "id") for tag in body.find_all(id=True)}
            own |= page.ids - inside
    assert {"noi-dung", "muc"} <= own
    assert own <= RESERVED_IDS
