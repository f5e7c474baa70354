"""What an article costs a reader on a slow line."""

import gzip

from tests.support import Page, Site, report, text_of

PAGE_LIMIT = 30_000
"""Bytes of HTML, CSS and script of an article page, each compressed; pictures apart."""
SCRIPT_LIMIT = 5_000
"""Bytes of script, uncompressed: what the phone has to read."""


def packed(data: bytes) -> int:
    """The size after gzip, as a web server does it."""
    return len(gzip.compress(data, compresslevel=6, mtime=0))


def parts(site: Site, page: Page) -> tuple[list[bytes], list[bytes]]:
    """The page's stylesheets and its scripts."""
    sheets = [text_of(link, "href") for link in page.soup.select("link[rel~=stylesheet]")]
    scripts = [text_of(script, "src") for script in page.soup.select("script[src]")]
    return [site.read(url) for url in sheets], [site.read(url) for url in scripts]


def test_article_pages_are_light(site: Site) -> None:
    problems = []
    for page in site.articles:
        sheets, scripts = parts(site, page)
        assert sheets, f"{page.address} has no stylesheet"
        weight = packed(page.html.encode()) + sum(map(packed, [*sheets, *scripts]))
        if weight > PAGE_LIMIT:
            problems.append(f"{page.address}: {weight} bytes compressed, {PAGE_LIMIT} allowed")
        script_size = sum(map(len, scripts))
        if script_size > SCRIPT_LIMIT:
            problems.append(f"{page.address}: {script_size} bytes of script, {SCRIPT_LIMIT} allowed")
    assert not problems, report(problems)


def test_stylesheets_load_nothing_more(site: Site) -> None:
    assert not [path.name for path in site.files if path.suffix == ".css" and "@import" in path.read_text("utf-8")]
