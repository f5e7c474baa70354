"""A page that the browser prepares ahead of the reader is counted when the reader comes, and only then.

Chromium does not prerender while a debugger is attached, so this one is started without Playwright; the pages say
themselves how they are.
"""

from __future__ import annotations

import shutil
import subprocess
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.live import PHONE, portal
from tests.conftest import CHROMIUM_FLAGS, manifest_of
from tools.serve import QuietHandler

DEADLINE = 60
START = """<!DOCTYPE html><title>.</title><link rel="icon" href="data:,">
<script type="speculationrules">{"prerender": [{"urls": ["PAGE"], "eagerness": "immediate"}]}</script>
<script>fetch("/doi").then(() => { location.href = "PAGE"; });</script>"""
TELL = """addEventListener("load", () => fetch("/xong?" + document.prerendering));"""


def test_it_is_counted_when_it_is_read(corpus_site: Path, tmp_path: Path) -> None:
    page = corpus_site.glob("20[0-9][0-9]/*/index.html")
    article = f"/{min(page).parent.relative_to(corpus_site).as_posix()}/"
    asked: list[str] = []
    changed, go = threading.Condition(), threading.Event()

    class Handler(QuietHandler):
        def do_GET(self) -> None:  # noqa: N802
            path = urlsplit(self.path).path
            with changed:
                asked.append(self.path)
                changed.notify_all()
            if path == "/bat-dau":
                self.send_page(START.replace("PAGE", article).encode())
            elif path == "/noi.js":
                self.send_page(TELL.encode(), kind="text/javascript")
            elif path == article:
                html = (corpus_site / article.strip("/") / "index.html").read_text("utf-8")
                self.send_page(html.replace("</head>", '<script src="/noi.js"></script></head>').encode())
            elif path in ("/doi", "/xong"):
                if path == "/doi":
                    go.wait(DEADLINE)
                self.send_page(b"")
            else:
                super().do_GET()

        def do_POST(self) -> None:  # noqa: N802
            super().do_POST()
            with changed:
                asked.append(self.path)
                changed.notify_all()

    def wait_for(beginning: str) -> bool:
        with changed:
            return changed.wait_for(lambda: any(path.startswith(beginning) for path in asked), DEADLINE)

    with portal(corpus_site, manifest_of(corpus_site), tmp_path / "data", Handler) as live:
        chromium = shutil.which("chromium")
        if chromium is None:
            pytest.fail("chromium is not installed: run `make test`, which installs apt.txt", pytrace=False)
        flags = [
            *CHROMIUM_FLAGS,
            "--headless",
            f"--user-data-dir={tmp_path / 'profile'}",
            f"--user-agent={PHONE.format(1)}",
        ]
        browser = subprocess.Popen(
            [chromium, *flags, f"{live.url}/bat-dau"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            assert wait_for("/xong?true"), "it was prerendered, whole"
            assert not [path for path in asked if path.startswith("/_v/")]
            assert live.figures()["total"] == 0
            go.set()
            assert wait_for("/_v/hit?"), asked
            assert live.waits_for(lambda: live.figures()["total"] == 1)
            assert "/xong?false" not in asked, "it was shown as it had been prepared, not loaded again"
        finally:
            browser.kill()
            browser.wait()
