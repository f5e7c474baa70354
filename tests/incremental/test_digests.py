"""The theme reads nothing of an article that its digests do not hold.

A whole site is built with every template seeing articles through watchers, which write down what was read; the newest
full build's values are then digested, and none of them may tell where it lies in memory.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.incremental.digests import CARD, RECORD, bytes_digest, digest, joined
from tests.support import NOW, ROOT
from tools.pelican_run import PUBLISH_SETTINGS, command

#: What composing gives an article: its key says these by themselves (:meth:`plugins.incremental.keys.Keys.article`).
COMPOSED = {"related", "keywords", "thread", "thread_others", "newer", "older", "is_rail_settled", "content", "wanted"}
#: Parts of what is digested: of ``href``, ``when`` and the notice.
DERIVED = {"url", "date"}

#: Runs Pelican with watched articles; writes what templates read of the page's own article and of others, and values
#: whose text would be another one in another process.
_WATCHING = """
import json, re, runpy, sys
from jinja2 import Environment
from pelican.contents import Article
import plugins.host.jobs
from plugins.incremental.digests import record_of
told = {"own": set(), "card": set(), "unsteady": set()}
here = []
known = Article.__getattribute__

def watched(self, name):
    asking = sys._getframe(1).f_globals.get("__name__", "")
    if here and not asking.startswith(("pelican.", "plugins.host.articles")):  # what the article's own methods need
        told["own" if self is here[-1] else "card"].add(name)
    return known(self, name)

import jinja2
render = jinja2.Template.render
def with_article(self, *args, **values):
    merged = dict(*args, **values)
    here.append(merged.get("article") if isinstance(merged.get("article"), Article) else self)
    try:
        return render(self, *args, **values)
    finally:
        here.pop()
jinja2.Template.render = with_article
Article.__getattribute__ = watched
from pelican import signals
sites = []
def look(pelican):
    context = sites[0][0].context
    for article in (*context["articles"], *context["hidden_articles"]):
        for name, value in record_of(article).items():
            if re.search(r" at 0x[0-9a-f]{6,}", repr(value)):
                told["unsteady"].add(name)
signals.all_generators_finalized.connect(sites.append, weak=False)
signals.finalized.connect(look, weak=False)
file, sys.argv[1:] = sys.argv[1], sys.argv[2:]
try:
    runpy.run_module("pelican", run_name="__main__", alter_sys=True)
finally:
    with open(file, "w") as out:
        json.dump({key: sorted(names) for key, names in told.items()}, out)
"""


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """What templates read of articles while the corpus site is built, by ``own`` and ``card``."""
    folder: Path = tmp_path_factory.mktemp("watched")
    more = ["JOBS=1", f"CACHE_PATH={json.dumps(str(folder / 'cache'))}"]
    (folder / "cache").mkdir()
    pictures = ROOT / ".cache" / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    (folder / "cache" / "pictures").symlink_to(pictures)
    words = command("content", folder / "trang", PUBLISH_SETTINGS, now=NOW, quiet=True, more=more)
    done = subprocess.run(
        [sys.executable, "-c", _WATCHING, str(folder / "read.json"), *words[3:]],
        cwd=ROOT, env={"SITE_MANIFEST": str(folder / "countable.json"), "PATH": "/usr/bin:/bin"},
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return {key: set(names) for key, names in json.loads((folder / "read.json").read_text()).items()}


def plain(names: set[str]) -> set[str]:
    """Without what Python itself asks for."""
    return {name for name in names if not re.fullmatch(r"__\w+__", name)}


def test_others_are_shown_by_their_cards_only(read: dict[str, set[str]]) -> None:
    assert {"href", "title_html", "when"} <= read["card"]  # it does watch
    assert plain(read["card"]) - {*CARD, "wanted"} == set()


def test_a_page_shows_of_its_own_article_what_is_recorded_or_composed(read: dict[str, set[str]]) -> None:
    assert {"lead_html", "content", "related"} <= read["own"]
    assert plain(read["own"]) - {*RECORD, *COMPOSED, *DERIVED} == set()


def test_no_value_tells_where_it_lies_in_memory(read: dict[str, set[str]]) -> None:
    assert read["unsteady"] == set()


def test_equal_values_equal_digests() -> None:
    assert digest("a", 1, ("b",)) == digest("a", 1, ("b",))
    assert len({digest("a"), digest("b"), digest("a", ""), digest(["a"]), digest(None), digest("None")}) == 6
    assert digest("\udc80") != digest("\udc81")
    assert bytes_digest(b"a") != bytes_digest(b"b")
    assert joined(digest("a"), digest("b")) != joined(digest("b"), digest("a"))
