"""The build benchmark: what it measures on, what its figures come to, and that it notices a build that did nothing."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools import ROOT
from tools.bench_build import Bench, BuildError
from tools.bench_build_measure import Cost, Memory, measure, proportional_size, tree
from tools.bench_build_reload import until_served
from tools.bench_build_report import COLD, HUGO, KINDS, LARGE, LIVERELOAD, Row, as_json, growth, targets, told
from tools.bench_build_site import COPIED, Site, environment, touched
from tools.serve import running

ARTICLE = """\
---
title: "Tin số {0}"
date: 201{0}-05-01T07:00:00+07:00
category: "An ninh"
slug: tin-{0}
---

Nội dung.
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Nine articles and one template, as a copied project has them."""
    made = Site(tmp_path)
    folder = made.content / "an-ninh"
    folder.mkdir(parents=True)
    (folder / "_index.md").write_text("---\ntitle: An ninh\n---\n", "utf-8")
    for number in range(9):
        (folder / f"bai-{9 - number}.md").write_text(ARTICLE.format(number), "utf-8")
    templates = made.project / "theme" / "templates"
    templates.mkdir(parents=True)
    (templates / "base.html").write_text("<html><head></head></html>", "utf-8")
    return made


@pytest.fixture
def child() -> Iterator[int]:
    """A process that stays until it is told to go."""
    args = [sys.executable, "-c", "print(1, flush=True); input()"]
    with subprocess.Popen(args, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process.pid
        process.communicate(b"\n")


def test_memory_is_that_of_the_whole_tree(child: int) -> None:
    assert {os.getpid(), child} <= set(tree(os.getpid()))
    assert proportional_size(child) > 0
    looked = threading.Event()

    class Told(Memory):
        @property
        def peak(self) -> int:
            return self._peak

        @peak.setter
        def peak(self, value: int) -> None:
            self._peak = value
            if value:
                looked.set()

    with Told(child) as memory:
        assert looked.wait(30)
    assert memory.peak > 1000


def test_a_process_that_is_gone_has_no_memory() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    assert proportional_size(process.pid) == 0
    assert tree(process.pid) == [process.pid]


def test_measuring_gives_code_and_output(tmp_path: Path) -> None:
    program = "import os, sys; print(os.getcwd(), os.environ['A']); sys.exit(3)"
    cost = measure("x", [sys.executable, "-c", program], tmp_path / "log", tmp_path, {"A": "b"})
    assert (cost.name, cost.code) == ("x", 3)
    assert cost.cpu > 0
    assert (tmp_path / "log").read_text("utf-8").split() == [str(tmp_path), "b"]


def test_what_is_copied_is_there_and_no_variable_reaches_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    assert all((ROOT / name).exists() for name in COPIED)
    monkeypatch.setenv("SITE_NOW", "2020")
    monkeypatch.setenv("PYTHONPATH", "/x")
    assert not {"SITE_NOW", "PYTHONPATH"} & environment().keys()


def test_articles_are_in_order_and_change_as_by_an_editor(site: Site) -> None:
    first, last = site.articles[0], site.articles[-1]
    assert (len(site.articles), first.name, site.page(last)) == (9, "bai-9.md", "/2018/tin-8/")
    site.edit(first, "Thêm một câu.")
    assert first.read_text("utf-8") == ARTICLE.format(0) + "\nThêm một câu.\n"
    added = site.add(2)
    assert site.page(added) == "/2022/bai-them-2/"
    assert added.read_text("utf-8").endswith("---\n\nNội dung.\n")
    assert sorted(path.suffix for path in added.parent.iterdir()) == [".md"] * 11


def test_the_base_template_changes_in_every_page(site: Site) -> None:
    template = site.project / "theme" / "templates" / "base.html"
    assert [site.change_base_template(), site.change_base_template()] == [" </head>", "  </head>"]
    assert template.read_text("utf-8") == "<html><head>  </head></html>"
    template.write_text("<html>", "utf-8")
    with pytest.raises(ValueError, match="has no </head>"):
        site.change_base_template()


def test_only_scaled_pictures_are_left_for_a_cold_build(site: Site) -> None:
    left, site_file = site.project / ".cache" / "pictures" / "a.webp", site.output / "index.html"
    for file in (left, site_file, site.project / ".cache" / "store" / "store.db", site.project / ".build" / "x"):
        file.parent.mkdir(parents=True)
        file.write_text("1", "utf-8")
    site.forget()
    assert [path for path in site.folder.rglob("*") if path.is_file() and path.read_bytes() == b"1"] == [left]


def test_touched_are_new_changed_and_removed_files(site: Site) -> None:
    for name in ("same", "changed", "gone"):
        (site.output / "a").mkdir(parents=True, exist_ok=True)
        (site.output / "a" / name).write_text("1", "utf-8")
    before = site.states()
    assert touched(before, site.states()) == 0
    (site.output / "a" / "changed").write_text("22", "utf-8")
    (site.output / "a" / "gone").unlink()
    (site.output / "new").write_text("1", "utf-8")
    assert touched(before, site.states()) == 3


def test_pages_are_waited_for(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("có bài mới", "utf-8")
    with running(tmp_path) as address:
        host = address.removeprefix("http://").strip("/")
        assert until_served(host, "/", "bài mới", 10)
        assert not until_served(host, "/", "bài cũ", 0)


def rows(**changed: Row) -> dict[str, Row]:
    """Figures that just keep every target."""
    found = {
        COLD: Row(COLD, 1, 36.0, 60.0, 500.0),
        HUGO: Row(HUGO, 1, 30.0, 60.0, 1000.0),
        "output deleted": Row("output deleted", 1, 9.0, 9.0, 100.0),
        "base template": Row("base template", 1, 9.0, 24.0, 100.0),
        "edited": Row("edited", 3, 1.0, 1.0, 50.0, 9),
        "added": Row("added", 3, 1.0, 1.5, 50.0, 40),
        LIVERELOAD: Row(LIVERELOAD, 3, 2.0),
    }
    return found | {row.name: row for row in changed.values()}


def test_every_target_is_told_and_can_be_missed() -> None:
    kept = targets(rows())
    assert len(kept) == 10
    assert all(target.passed for target in kept)
    missed = [
        t for t in targets(rows(x=Row("edited", 3, 1.0, 1.3, 50.0), y=Row("added", 3, 1, 1, 1, 41))) if not t.passed
    ]
    assert [target.name for target in missed] == [
        "edited, CPU seconds beside Hugo's",
        "edited, CPU seconds",
        "added, files touched",
    ]
    assert str(missed[1]) == "FAIL  edited, CPU seconds: 1.3 (at most 1)"


def test_without_hugo_only_what_stands_alone_is_promised() -> None:
    found = {name: row for name, row in rows().items() if name != HUGO}
    assert [target.name for target in targets(found)] == [
        "edited, CPU seconds",
        "added, files touched",
        "livereload, wall seconds",
    ]


def test_many_articles_may_cost_a_little_more_than_in_proportion() -> None:
    few, many = Row(COLD, 1, 36.0, 50.0, 500.0), Row(COLD, 1, 100.0, 221.0, 1500.0)
    cpu, memory = growth(4 * LARGE, many, few)
    assert (cpu.limit, cpu.passed, memory.passed) == (4.4, False, True)


def test_the_table_and_the_file_say_the_same() -> None:
    line = told(rows()["added"], rows()[HUGO])
    assert line.split() == ["added", "(median", "of", "3)", "1.50", "1.00", "50", "0.025", "0.033", "40"]
    assert told(rows()[LIVERELOAD], rows()[HUGO]).split()[-1] == "2.00"
    found = as_json(LARGE, rows(), targets(rows()))
    assert found["articles"] == LARGE
    assert {row["name"]: row["by_hugo"]["cpu"] for row in found["rows"]}["output deleted"] == pytest.approx(0.15)
    assert all(target["passed"] for target in found["targets"])
    assert {row.name for row in rows().values()} <= {kind.name for kind in KINDS}


class FakeSite(Site):
    """Builds by copying every article into a page, in this process."""

    idle = False

    def build(self, name: str, *more: str) -> Cost:
        """Nothing when it is idle."""
        self.log(name).write_text("what it said", "utf-8")
        for path in [] if self.idle else self.content.glob("*/*.md"):
            if path.name != "_index.md":
                page = self.output / self.page(path).strip("/") / "index.html"
                page.parent.mkdir(parents=True, exist_ok=True)
                page.write_text(path.read_text("utf-8"), "utf-8")
        return Cost(name, int(name == "failing"), 1.0, 1.0, 1.0)


def test_a_build_that_did_not_do_what_was_asked_is_no_figure(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    fake = FakeSite(site.folder)
    bench = Bench(fake)
    bench.edited()
    bench.added()
    assert {name: (row.rounds, row.cpu) for name, row in bench.rows.items()} == {"edited": (3, 1.0), "added": (3, 1.0)}
    assert "added (median of 3)" in capsys.readouterr().out
    (fake.output / "2022" / "bai-them-0" / "index.html").unlink()
    object.__setattr__(fake, "idle", True)
    with pytest.raises(BuildError, match="was added and has no page"):
        bench.added()


def test_a_build_that_fails_ends_the_benchmark_with_its_last_words(site: Site) -> None:
    with pytest.raises(BuildError, match="failing ended with 1\nwhat it said"):
        Bench(FakeSite(site.folder)).build("failing")
