"""No page carries inline code, loads anything from elsewhere, or leaks what should not be published."""

import re

from plugins.tip_off.script import exit_script
from tests.support import ROOT, Site, report, text_of

KINDS = {".html", ".xml", ".txt", ".css", ".js", ".json", ".svg", ".png", ".jpg", ".webp", ".avif", ".ico", ".pdf",
         ".docx", ".xlsx", ".odt", ".mp4", ".webm", ".vtt", ".webmanifest", ".md", ".xsl"}  # fmt: skip
#: Their exit script stands in the page, allowed by its hash; the gate of plugins/tip_off compares it to the letter.
TIP_OFF = ("/to-giac-toi-pham/", "/to-giac-toi-pham/en/")


def test_no_inline_style_script_or_handler(site: Site) -> None:
    problems = []
    for page in site.pages:
        for element in page.soup.find_all(True):
            bad = [name for name in element.attrs if name == "style" or name.startswith("on")]
            data_block = element.name == "script" and "json" in text_of(element, "type")
            data_block |= page.address in TIP_OFF and element.string == exit_script().text
            if element.name == "style" or (element.name == "script" and not element.get("src") and not data_block):
                bad.append("inline")
            bad += [url for key in ("href", "src") if (url := text_of(element, key)).lower().startswith("javascript:")]
            problems += [f"{page.address}: <{element.name}> {', '.join(bad)}"] if bad else []
    assert not problems, report(problems)


def test_every_page_has_a_strict_policy(site: Site) -> None:
    problems = []
    for page in site.pages:
        policy = page.meta("Content-Security-Policy")
        directives = dict(part.strip().partition(" ")[::2] for part in policy.split(";") if part.strip())
        if "default-src" not in directives or re.search(r"'unsafe-|\*|https?:", policy):
            problems.append(f"{page.address}: {policy or 'no policy'}")
        if directives.get("object-src", directives.get("default-src")) != "'none'" or "base-uri" not in directives:
            problems.append(f"{page.address}: object-src or base-uri is open: {policy}")
    assert not problems, report(problems)


def test_the_policy_comes_before_what_it_governs(site: Site) -> None:
    for page in site.pages:
        governed = re.search(r"<(?:script|link[^>]+stylesheet|style)\b", page.html)
        assert governed is None or "Content-Security-Policy" in page.html[: governed.start()], page.address


def test_nothing_is_loaded_from_elsewhere(site: Site) -> None:
    problems = []
    for page in site.pages:
        for link in page.links():
            if link.loads and not link.url.startswith("data:") and site.local(link.url, page.address) is None:
                problems.append(f"{page.address}: <{link.element.name}> {link.url}")
    assert not problems, report(problems)


def test_forms_stay_on_the_site(site: Site) -> None:
    forms = [(page, text_of(form, "action")) for page in site.pages for form in page.soup.find_all("form")]
    assert not [f"{page.address}: {url}" for page, url in forms if site.local(url or page.address) is None]


def test_links_that_open_a_window_give_nothing_away(site: Site) -> None:
    problems = []
    for page in site.pages:
        for link in page.soup.select("a[target=_blank]"):
            if not {"noopener", "noreferrer"} & set(text_of(link, "rel").split()):
                problems.append(f"{page.address}: {link.get('href')}")
    assert not problems, report(problems)


def test_only_expected_kinds_of_files(site: Site) -> None:
    names = [path.relative_to(site.folder).as_posix() for path in site.files]
    strange = [name for name in names if f".{name.rpartition('.')[2]}" not in KINDS or "/." in f"/{name}"]
    assert not strange, report(strange)
    assert not [name for name in names if name.startswith("drafts/") or name.endswith("~")]


def test_no_page_names_this_machine(site: Site) -> None:
    words = [str(ROOT), str(site.folder), "localhost", "127.0.0.1"]
    texts = [path for path in site.files if path.suffix in (".html", ".xml", ".txt", ".css", ".js", ".json")]
    problems = [f"{path}: {word}" for path in texts for word in words if word in path.read_text("utf-8")]
    assert not problems, report(problems)


def widget_texts(site: Site) -> set[str]:
    """Lines of the blocks around articles that no editor wrote: headings, labels, figures."""
    written = "\n".join(path.read_text("utf-8") for path in (ROOT / "content").rglob("*.md"))
    texts: set[str] = set()
    for page in [site.by_address["/"], *site.articles]:
        blocks = page.soup.select("aside, footer, header nav")
        texts |= {" ".join(text.split()) for block in blocks for text in block.stripped_strings}
        texts -= {page.meta("og:site_name"), *(title.get_text(" ", strip=True) for title in page.soup.select("h1"))}
    return {text for text in texts if len(text) > 10 and text not in written}


def test_feeds_and_descriptions_hold_no_widget_text(site: Site) -> None:
    widgets = widget_texts(site) - {page.soup.h1.get_text(" ", strip=True) for page in site.pages if page.soup.h1}
    assert len(widgets) > 10, f"hardly any widget was seen: {widgets}"
    machine = {path.name: path.read_text("utf-8") for path in site.files if path.parent.name == "feeds"}
    machine |= {page.address: f"{page.meta('description')} {page.meta('og:description')}" for page in site.articles}
    problems = [f"{name}: {text}" for name, body in machine.items() for text in widgets if text in body]
    assert not problems, report(problems)


def test_articles_have_descriptions(site: Site) -> None:
    problems = [page.address for page in site.articles if len(page.meta("description")) < 20]
    assert not problems, report(problems)
