"""Livereload: what is watched, what is built together, and that it ends."""

import sys
import threading
from pathlib import Path

import pytest
from invoke.context import Context

import tasks
from tools import building
from tools import reload as reloading
from tools.reload import STOPPED_BY_HAND, WATCHED, Changes, build_command, livereload


def save_until(done: threading.Event, file: Path) -> None:
    """Save a file again and again: when the watching has begun, nobody is told."""
    number = 0
    while not done.wait(0.05):
        number += 1
        file.write_text(str(number), "utf-8")


def replace_until(done: threading.Event, file: Path, beside: Path) -> None:
    """The same by an editor's program that puts a new file in the old one's place."""
    while not done.wait(0.05):
        beside.write_text("", "utf-8")
        beside.replace(file)


def test_what_a_build_writes_is_not_watched() -> None:
    assert not {".cache", "output", ".build", "."} & set(WATCHED)
    assert {"content", "theme"} <= set(WATCHED)


def test_a_build_is_a_process_of_its_own_that_does_what_is_needed() -> None:
    assert build_command() == [sys.executable, "-m", "invoke", "build"]
    assert build_command("2026-11-22 10:00")[-2:] == ["--now", "2026-11-22 10:00"]


def test_changes_are_given_by_name_and_watching_ends(tmp_path: Path) -> None:
    stop, got = threading.Event(), threading.Event()
    (tmp_path / "bai").mkdir()
    with Changes([tmp_path, tmp_path / "none"], stop) as changes:
        saving = threading.Thread(target=save_until, args=(got, tmp_path / "bai" / "tin.md"))
        saving.start()
        found = iter(changes)
        assert next(found) == {"tin.md"}
        got.set()
        saving.join()
        stop.set()
        assert not any(names - {"tin.md"} for names in found)  # and it ends


def test_a_settings_file_is_watched_after_it_was_replaced(tmp_path: Path) -> None:
    settings, other, stop = tmp_path / "pelicanconf.py", tmp_path / "other.py", threading.Event()
    settings.write_text("", "utf-8")
    with Changes([settings], stop) as changes:
        found = iter(changes)
        for _ in range(5):
            got = threading.Event()
            saving = threading.Thread(target=replace_until, args=(got, settings, other))
            saving.start()
            assert next(found) == {"pelicanconf.py"}
            got.set()
            saving.join()
        stop.set()
        assert not any(names - {"pelicanconf.py"} for names in found)


def test_every_save_reaches_a_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reloading, "ROOT", tmp_path)
    (tmp_path / "content").mkdir()
    stop, again = threading.Event(), threading.Event()
    builds = []

    def build() -> int:
        builds.append(1)
        if len(builds) == 3:
            again.set()
            stop.set()
        return len(builds) % 2  # one that fails ends nothing

    saving = threading.Thread(target=save_until, args=(again, tmp_path / "content" / "tin.md"))
    saving.start()
    assert livereload(build, tmp_path, 0, stop) == 0
    saving.join()
    assert len(builds) >= 3


def test_ctrl_c_in_the_first_build_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reloading, "ROOT", tmp_path)
    (tmp_path / "content").mkdir()
    assert livereload(lambda: STOPPED_BY_HAND, tmp_path, 0) == STOPPED_BY_HAND


def test_tasks_hand_over_what_was_wished(monkeypatch: pytest.MonkeyPatch) -> None:
    wishes: list[tuple[building.Wish, str]] = []

    def build(wish: building.Wish, *, explain: str = "") -> int:
        wishes.append((wish, explain))
        return 0

    monkeypatch.setattr(building, "build", build)
    tasks.build(Context(), output="ra", cache="kho", jobs=2, now="2026", explain="/tin/")
    tasks.build(Context(), quiet=True)
    assert wishes == [
        (building.Wish(output="ra", cache="kho", jobs=2, now="2026"), "/tin/"),
        (building.Wish(quiet=True), ""),
    ]
