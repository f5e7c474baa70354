"""Pictures of the main pages, to look at: light and dark, telephone, tablet and desk."""

import re
import shutil
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tools.serve import running

WIDTHS = (360, 768, 1280)
SCHEMES = ("light", "dark")
ARTICLES = 5
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--hide-scrollbars"]  # fmt: skip

ALL_PICTURES = """Promise.all([...document.images].map(image => {
  image.loading = "eager";
  return image.decode().catch(() => {});
}))"""


def addresses(site: Path) -> dict[str, str]:
    """A short name and the address of each page to picture: the front, articles, the tip-off pages."""
    folders = sorted(page.parent for page in site.glob("[0-9]*/*/index.html"))
    articles = [folder for folder in folders if not re.fullmatch(r"\d+", folder.name)]
    found = {"trang-chu": "/"}
    found |= {f"bai-{number}": f"/{page.relative_to(site)}/" for number, page in enumerate(articles[-ARTICLES:], 1)}
    if (site / "to-giac-toi-pham" / "index.html").is_file():
        found |= {"to-giac": "/to-giac-toi-pham/", "to-giac-ma-tuy": "/to-giac-toi-pham/#ma-tuy"}
        found["to-giac-en"] = "/to-giac-toi-pham/en/"
    return found


def _picture_all(browser: Browser, server: str, pages: dict[str, str], output: Path) -> int:
    count = 0
    for scheme in SCHEMES:
        for width in WIDTHS:
            context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
            page = context.new_page()
            for name, address in pages.items():
                page.goto(server.rstrip("/") + address, wait_until="load")
                page.evaluate(ALL_PICTURES)
                page.screenshot(path=output / f"{name}-{width}-{scheme}.png", full_page=True)
                count += 1
            context.close()
            print(f"{width} px, {scheme}: {len(pages)} pictures", flush=True)
    return count


def take(site: Path, output: Path) -> int:
    """Write the pictures into ``output``; exit code 1 when Chromium is not installed."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("Error: chromium is not installed (apt.txt)")
        return 1
    output.mkdir(parents=True, exist_ok=True)
    with running(site) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        print(f"{_picture_all(browser, server, addresses(site), output)} pictures in {output}")
        browser.close()
    return 0
