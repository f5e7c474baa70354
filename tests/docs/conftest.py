"""A small site in front of which the tests put the web servers."""

import json
from pathlib import Path

import pytest

PAGE = "/2026/a/"
ABOUT = "/2026/to-giac-toi-pham-qua-vneid/"
"""An ordinary article about tip-offs."""
_FILES = (
    *("index.html", "404.html", "2026/a/index.html", "sw.js", "theme/site.0123456789.css", "theme/icons/favicon.svg"),
    *("to-giac-toi-pham/index.html", "to-giac-toi-pham/en/index.html", "images/a.jpg", f"{ABOUT[1:]}index.html"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site below ``www``, every file of which says its name, and the list of what is counted."""
    found = tmp_path / "front"
    for name in _FILES:
        path = found / "www" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"trang {name}", "utf-8")
    (found / "countable.json").write_text(json.dumps({"paths": ["/", PAGE], "aliases": {}}), "utf-8")
    return found
