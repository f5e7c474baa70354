"""The exit script as it stands in a page."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest
from markupsafe import Markup, escape

from plugins.common import places
from plugins.tip_off.script import SCRIPTS, exit_script, inline_script, minified


def test_the_hash_is_of_what_stands_in_the_page() -> None:
    script = exit_script()
    page = Markup("<script>{}</script>").format(script.text)
    between = page.removeprefix("<script>").removesuffix("</script>")
    digest = base64.b64encode(hashlib.sha256(between.encode()).digest()).decode()
    assert script.hash == f"sha256-{digest}"
    assert escape(script.text) == str(script.text), "a template writes it as it is"


def test_it_is_what_people_read_without_its_comments() -> None:
    text = exit_script().text
    assert text == minified("exit.js")
    assert "// " not in text
    assert 1000 < len(text) < 3000
    assert text == text.strip()


@pytest.mark.parametrize("text", ["a('</script>')", "a('</SCRIPT ')", "a('<script>')", "if (a<!--b) c()"])
def test_nothing_in_it_can_end_its_element(text: str) -> None:
    with pytest.raises(ValueError, match="must not hold"):
        inline_script(text)


@pytest.mark.parametrize("name", ["exit.js", "worker.js"])
def test_scripts_mean_the_pages_that_there_are(name: str) -> None:
    text = (SCRIPTS / name).read_text("utf-8")
    assert f'"{places.TIP_OFF}"' in text
    assert places.TIP_OFF_ENGLISH.startswith(places.TIP_OFF)


def test_the_exit_stores_and_asks_nothing() -> None:
    text = exit_script().text
    words = [
        "fetch",
        "XMLHttp",
        "sendBeacon",
        "Storage",
        "cookie",
        "indexedDB",
        "caches",
        "import",
        "WebSocket",
        "Image",
    ]
    assert not [word for word in words if word in text]
    assert Path(SCRIPTS / "exit.js").read_text("utf-8").isascii()
