"""Folders beside a target: those of ended processes are known, and what cannot be removed is told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.common.leftovers import abandoned, folder_beside, remove


@pytest.fixture
def ended() -> int:
    """The number of a process that has ended."""
    done = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    return int(done.stdout)


def test_only_those_of_ended_processes_and_of_an_earlier_one_of_this_number(tmp_path: Path, ended: int) -> None:
    target = tmp_path / "w.w"
    own = folder_beside(target, "new")
    dead = tmp_path / f".w.w.new-{ended}"
    strangers = [
        f".w.w.new-{os.getppid()}",
        f".w.w.old-{ended}",
        f".wxw.new-{ended}",
        ".w.w.new-ban",
        f"w.w.new-{ended}",
    ]
    for path in (own, dead, *(tmp_path / name for name in strangers)):
        path.mkdir()
    assert set(abandoned(target, "new")) == {own, dead}


def test_removing_removes_all_and_nothing_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c.jpg").touch()
    assert remove(tmp_path / "a") is None
    assert remove(tmp_path / "a") is None
    assert list(tmp_path.iterdir()) == []


def test_what_stays_is_told(tmp_path: Path) -> None:
    (tmp_path / "khac").mkdir()
    (tmp_path / "a").symlink_to(tmp_path / "khac")
    error = remove(tmp_path / "a")
    assert error is not None
    assert (tmp_path / "khac").is_dir()
