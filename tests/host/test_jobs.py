"""Rendering pages in one process and in several."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment, Template

from plugins.common.problems import Report
from plugins.host.jobs import Job, Press


def jobs(template: Template, count: int = 200) -> list[Job]:
    return [Job(f"{number % 7}/{number}/index.html", template, {"number": number}) for number in range(count)]


def written(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.html")}


def only_in_children(do: Callable[[], object]) -> Callable[[], str]:
    """A function for templates that does something in children only."""
    parent = os.getpid()

    def call() -> str:
        if os.getpid() != parent:
            do()
        return ""

    return call


def test_the_same_pages_however_many_processes(tmp_path: Path) -> None:
    template = Environment().from_string("{{ site }} {{ number }} {{ output_file }} trang số ế")
    for processes in (1, 2, 3):
        Press(tmp_path / str(processes), {"site": "Cổng"}, Report()).run(jobs(template), processes)
    first = written(tmp_path / "1")
    assert len(first) == 200
    assert first["3/10/index.html"] == "Cổng 10 3/10/index.html trang số ế"
    assert written(tmp_path / "2") == first == written(tmp_path / "3")


def test_the_pages_of_a_child_that_was_killed_are_made_again(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    environment = Environment()
    environment.globals["trip"] = only_in_children(lambda: os.kill(os.getpid(), 9))
    Press(tmp_path, {}, Report()).run(jobs(environment.from_string("{{ trip() }}{{ number }}")), 2)
    assert sorted(map(int, written(tmp_path).values())) == list(range(200))
    assert "làm lại" in capfd.readouterr().err


def test_the_first_job_that_fails_is_told_as_if_there_were_no_children(tmp_path: Path) -> None:
    template = Environment().from_string("{{ 1 // (number - 101) * (number - 55) // (number - 55) }}")
    with pytest.raises(ZeroDivisionError) as found:
        Press(tmp_path, {}, Report()).run(jobs(template), 2)
    assert found.traceback[1].frame.f_locals["number"] == 55
    assert "54" in {Path(name).parent.name for name in written(tmp_path)}


def test_what_a_child_reports_arrives(tmp_path: Path) -> None:
    report = Report()
    environment = Environment()
    environment.globals["tell"] = only_in_children(lambda: report.warn("bai.md", 1, "lạ"))
    Press(tmp_path, {}, report).run(jobs(environment.from_string("{{ tell() }}")), 2)
    assert [problem.message for problem in report.problems] == ["lạ"]


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "3").write_text("stands where a folder must be")
    with pytest.raises(NotADirectoryError) as found:
        Press(tmp_path, {}, Report()).run(jobs(Environment().from_string("x")), 2)
    assert found.value.filename == str(tmp_path / "3" / "3")


def test_a_child_stops_when_the_build_was_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    press, child = Press(first, {}, Report()), Press(second, {}, Report())
    child._first = -1  # of another process, as in a child
    parents = iter([100, *[100] * 5, *[1] * 500])
    monkeypatch.setattr(os, "getppid", lambda: next(parents))
    template = Environment().from_string("x")
    done: list[int] = []
    child._render_until(jobs(template), range(200), lambda number, _: done.append(number))
    assert done == [0, 1, 2, 3, 4]
    done.clear()
    press._render_until(jobs(template), range(200), lambda number, _: done.append(number))
    assert done == list(range(200)), "the build's own process goes on"


class Lengths:
    """Notes how long each page is, and who looked at it."""

    def __init__(self) -> None:
        self.noted: dict[str, int] = {}
        self.processes: set[int] = set()

    def look(self, job: Job, data: bytes) -> tuple[int, int]:
        return len(data), os.getpid()

    def note(self, job: Job, found: tuple[int, int]) -> None:
        assert job.name not in self.noted
        self.noted[job.name] = found[0]
        self.processes.add(found[1])


@pytest.mark.parametrize("dies", [False, True])
def test_pages_are_noted_once_wherever_they_were_rendered(tmp_path: Path, dies: bool) -> None:
    environment = Environment()
    count = iter(range(1000))

    def trip() -> None:
        if dies and next(count) == 7:
            os.kill(os.getpid(), 9)

    environment.globals["trip"] = only_in_children(trip)
    lengths = Lengths()
    template = environment.from_string("{{ trip() }}{{ 'x' * number }}")
    Press(tmp_path, {}, Report(), lengths).run(jobs(template), 2)
    assert lengths.noted == {f"{number % 7}/{number}/index.html": number for number in range(200)}
    assert written(tmp_path).keys() == lengths.noted.keys()


def test_no_child_does_the_share_of_a_process_alone(tmp_path: Path) -> None:
    pids = Environment().from_string("{{ pid() }}")
    pids.globals["pid"] = os.getpid
    Press(tmp_path, {}, Report()).run(jobs(pids, 3000), 2)
    done = Counter(written(tmp_path).values())
    assert done.total() == 3000
    del done[str(os.getpid())]
    assert max(done.values()) <= 3000 // 2 // 5
