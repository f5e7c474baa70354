"""The service worker of the offline copies: which one is published, and who registers it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plugins.common import places
from plugins.tip_off.script import SCRIPTS
from plugins.tip_off.worker import worker_script
from tests.conftest import Builder
from tests.support import ROOT, Site
from tools.pelican_run import PUBLISH_SETTINGS

WITHOUT = """import sys
sys.path.insert(0, "{root}")
from publishconf import *
TIP_OFF = {{**TIP_OFF, "offline": False}}
"""


def test_it_keeps_the_pages_that_there_are() -> None:
    text = worker_script(places.WORKER)
    assert f'PAGES=["{places.TIP_OFF}","{places.TIP_OFF_ENGLISH}"]' in text
    assert f'RECORD="{places.WORKER}?' in text


def test_the_one_that_goes_takes_away_what_the_other_kept() -> None:
    cache = re.search(r'CACHE = "(.*?)\d+"', (SCRIPTS / "worker.js").read_text("utf-8"))
    assert cache
    assert f'startsWith("{cache[1]}")' in worker_script("")
    assert "unregister()" in worker_script("")
    assert "fetch" not in worker_script(""), "it answers nothing"


def test_the_pages_that_register_it_know_its_scope() -> None:
    script = (ROOT / "theme/static/js/offline.js").read_text("utf-8")
    assert f'scope = "{places.TIP_OFF.rstrip("/")}"' in script


@pytest.mark.parametrize("offline", [True, False])
def test_a_build_publishes_one_of_them(build: Builder, tmp_path: Path, offline: bool) -> None:
    settings = tmp_path / "settings.py"
    settings.write_text(WITHOUT.format(root=ROOT), "utf-8")
    done = build("tests/sites/minimal", settings=PUBLISH_SETTINGS if offline else settings)
    assert done.returncode == 0, done.printed
    href = places.WORKER if offline else ""
    assert (done.output / "sw.js").read_text("utf-8") == worker_script(href)
    for page in Site(done.output).pages:
        named = [script.get("data-worker") for script in page.soup.select("script[src*='/site.']")]
        is_tip_off = page.address.startswith(places.TIP_OFF)
        assert page.is_alias or named == ([] if is_tip_off else [href or None]), page.address
        assert not (is_tip_off and offline) or " data-copy-time>" in page.html
