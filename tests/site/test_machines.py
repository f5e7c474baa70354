"""What machines read: feeds, structured data, sitemaps, robots.txt, times. Each is read by a parser of its kind."""

import json
import re
import xml.etree.ElementTree as ET
from datetime import date, datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from bs4 import BeautifulSoup

from tests.support import Page, Site, report, text_of

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
PARTIAL = re.compile(r"\d{4}(-\d{2}){0,2}$")


def feeds(site: Site) -> list[Path]:
    """All feed files."""
    return [path for path in site.files if path.parent.name == "feeds"]


def moment_problem(text: str) -> str:
    """What is wrong with a full moment: it must be ISO 8601 with the offset of Việt Nam."""
    try:
        offset = datetime.fromisoformat(text).utcoffset()
    except ValueError:
        return f"{text!r} is no moment"
    return "" if offset is not None and offset.total_seconds() == 7 * 3600 else f"{text!r} is not at +07:00"


def date_problem(text: str) -> str:
    """What is wrong with a date that may be partial (2022-04) or carry a time (then at +07:00)."""
    if not PARTIAL.match(text):
        return moment_problem(text)
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return f"{text!r} is no date"
    return ""


def test_there_is_a_feed_of_the_site_and_one_of_each_section(site: Site) -> None:
    names = {path.stem for path in feeds(site)}
    sections = {address.strip("/") for address in section_addresses(site)}
    assert "tin-moi" in names
    assert sections, "no section was found"
    assert sections <= names


def section_addresses(site: Site) -> set[str]:
    """Addresses of the sections that have articles, from the articles' breadcrumbs."""
    return {path for page in site.articles for path in breadcrumb(site, page)[1:-1]}


def breadcrumb(site: Site, page: Page) -> list[str]:
    """The paths of a page's BreadcrumbList, the page itself included."""
    items = next(thing for thing in structured_data(page) if thing["@type"] == "BreadcrumbList")["itemListElement"]
    return [site.local(item.get("item", page.canonical)) or "" for item in items]


def test_feeds_are_atom_and_whole(site: Site) -> None:
    problems = []
    for path in feeds(site):
        parsed = feedparser.parse(path.read_bytes())
        name = path.name
        if parsed.bozo or parsed.version != "atom10":
            problems.append(f"{name}: not Atom ({parsed.get('bozo_exception', parsed.version)})")
        ids = [entry.id for entry in parsed.entries]
        if len(ids) != len(set(ids)):
            problems.append(f"{name}: ids are not unique: {ids}")
        for thing in (parsed.feed, *parsed.entries):
            problems += feed_thing_problems(site, name, thing)
    assert not problems, report(problems)


def feed_thing_problems(site: Site, name: str, thing: Any) -> list[str]:
    """What is wrong with a feed or an entry."""
    needed = ("id", "title", "updated", "link")
    problems = [f"{name}: {thing.get('id')}: no {key}" for key in needed if not thing.get(key)]
    if found := moment_problem(thing.get("updated", "")):
        problems.append(f"{name}: {thing.get('id')}: updated {found}")
    for link in thing.get("links", []):
        path = site.local(link.href)
        if not link.href.startswith(site.base) or path is None or not site.file(path).is_file():
            problems.append(f"{name}: link {link.href} leads nowhere")
    return problems


def test_the_main_feed_has_entries(site: Site) -> None:
    assert feedparser.parse((site.folder / "feeds" / "tin-moi.xml").read_bytes()).entries


def test_addresses_inside_feeds_are_absolute(site: Site) -> None:
    problems = []
    for path in feeds(site):
        for element in ET.parse(path).iter():
            if element.tag in (ATOM + "content", ATOM + "summary") and element.get("type") == "html":
                soup = BeautifulSoup(element.text or "", "html.parser")
                urls = [text_of(tag, key) for tag in soup.find_all(True) for key in ("href", "src", "poster")]
                problems += [f"{path.name}: {url}" for url in urls if url and not re.match(r"[a-z]+:", url)]
    assert not problems, report(problems)


def structured_data(page: Page) -> list[dict[str, Any]]:
    """Every JSON-LD object of a page. Raises ValueError when one is no JSON."""
    found: list[dict[str, Any]] = []
    for script in page.soup.select('script[type="application/ld+json"]'):
        data = json.loads(script.string or "")
        things = data if isinstance(data, list) else data.get("@graph", [data])
        found += things
    return found


def article_problems(site: Site, page: Page, news: dict[str, Any]) -> list[str]:
    """What is missing or wrong in a NewsArticle."""
    needed = ("headline", "datePublished", "publisher", "inLanguage", "description", "mainEntityOfPage")
    problems = [f"no {key}" for key in needed if not news.get(key)]
    dates = [news[key] for key in ("datePublished", "dateModified") if key in news]
    problems += [found for text in dates if (found := date_problem(text))]
    main = news.get("mainEntityOfPage", "")
    if (main.get("@id") if isinstance(main, dict) else main) != page.canonical:
        problems.append(f"mainEntityOfPage {main} is not {page.canonical}")
    if not str(news.get("inLanguage", "")).startswith("vi"):
        problems.append(f"inLanguage {news.get('inLanguage')}")
    images = news.get("image", [])
    for image in images if isinstance(images, list) else [images]:
        url = image.get("url", "") if isinstance(image, dict) else image
        path = site.local(url)
        if not url.startswith(site.base) or path is None or not site.file(path).is_file():
            problems.append(f"image {url} leads nowhere")
    return problems


def test_articles_carry_structured_data(site: Site) -> None:
    assert len(site.articles) >= 5
    problems = []
    for page in site.articles:
        things = structured_data(page)
        if sorted(thing["@type"] for thing in things) != ["BreadcrumbList", "NewsArticle"]:
            problems.append(f"{page.address}: {[thing['@type'] for thing in things]}")
            continue
        news = next(thing for thing in things if thing["@type"] == "NewsArticle")
        problems += [f"{page.address}: {found}" for found in article_problems(site, page, news)]
        heading = page.soup.h1.get_text(" ", strip=True).replace("\xa0", " ") if page.soup.h1 else ""
        if news.get("headline") != " ".join(heading.split()):
            problems.append(f"{page.address}: headline {news.get('headline')!r}, h1 {heading!r}")
    assert not problems, report(problems)


def test_breadcrumbs_lead_to_pages(site: Site) -> None:
    problems = []
    for page in site.articles:
        items = next(thing for thing in structured_data(page) if thing["@type"] == "BreadcrumbList")["itemListElement"]
        if [item["position"] for item in items] != list(range(1, len(items) + 1)) or len(items) < 3:
            problems.append(f"{page.address}: positions {[item['position'] for item in items]}")
        problems += [f"{page.address}: {path}" for path in breadcrumb(site, page) if path not in site.by_address]
        problems += [f"{page.address}: a step has no name" for item in items if not item.get("name")]
    assert not problems, report(problems)


def sitemap_addresses(site: Site, name: str) -> list[str]:
    """The loc of every url of a sitemap."""
    root = ET.parse(site.folder / name).getroot()
    assert root.tag == SITEMAP + "urlset"
    return [(element.text or "").strip() for element in root.iter(SITEMAP + "loc")]


@pytest.mark.parametrize("name", ["sitemap-pages.xml", "sitemap-articles.xml", "sitemap-news.xml"])
def test_sitemaps_name_pages_that_are_there(site: Site, name: str) -> None:
    addresses = sitemap_addresses(site, name)
    wrong = [url for url in addresses if not url.startswith(site.base) or site.local(url) not in site.by_address]
    assert not wrong
    assert len(addresses) == len(set(addresses))


def test_the_sitemap_index_names_the_sitemaps(site: Site) -> None:
    root = ET.parse(site.folder / "sitemap.xml").getroot()
    assert root.tag == SITEMAP + "sitemapindex"
    named = {(element.text or "").strip() for element in root.iter(SITEMAP + "loc")}
    assert named == {f"{site.base}/{path.name}" for path in site.folder.glob("sitemap-*.xml")}


def test_all_articles_and_the_front_are_in_the_sitemaps(site: Site) -> None:
    articles = {site.base + page.address for page in site.articles}
    assert set(sitemap_addresses(site, "sitemap-articles.xml")) == articles
    assert site.base + "/" in sitemap_addresses(site, "sitemap-pages.xml")


def test_lastmod_and_news_dates_are_dates(site: Site) -> None:
    problems = []
    for path in site.folder.glob("sitemap*.xml"):
        for element in ET.parse(path).iter():
            if element.tag in (SITEMAP + "lastmod", NEWS + "publication_date"):
                found = date_problem((element.text or "").strip())
                problems += [f"{path.name}: {found}"] if found else []
    assert not problems, report(problems)


def test_robots_names_the_sitemap(site: Site) -> None:
    lines = (site.folder / "robots.txt").read_text("utf-8").splitlines()
    assert f"Sitemap: {site.base}/sitemap.xml" in lines
    assert "Disallow: /" not in [line.strip() for line in lines]


def test_times_are_machine_readable(site: Site) -> None:
    times = [(page, text_of(time, "datetime")) for page in site.pages for time in page.soup.find_all("time")]
    assert times
    problems = [f"{page.address}: {found}" for page, text in times if (found := date_problem(text))]
    assert not problems, report(problems)
