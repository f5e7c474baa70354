"""Files that hold something else are found; what only looks new is not one of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from plugins.incremental.tree import Tree, differing, stamp_of, walk

LONG_AGO = 1_600_000_000_000_000_000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "tin" / "bai.md"
    path.parent.mkdir()
    path.write_text("một")
    os.utime(path, ns=(LONG_AGO, LONG_AGO))
    return path


def taken(folder: Path, exact: bool = True) -> Tree:
    return {name: stamp_of(f"{folder}/{name}", state, exact=exact) for name, state in walk(str(folder))}


def changed(old: Tree, folder: Path) -> set[str]:
    return differing(old, str(folder), dict(walk(str(folder))))


def write(path: Path, text: str, moment: int) -> None:
    path.write_text(text)
    os.utime(path, ns=(moment, moment))


def test_nothing_changed(file: Path, tmp_path: Path) -> None:
    assert changed(taken(tmp_path), tmp_path) == set()


def test_same_size_and_time_are_taken_for_the_same(file: Path, tmp_path: Path) -> None:
    old = taken(tmp_path)
    write(file, "hai", LONG_AGO)
    file.write_text("mốt")
    assert old["tin/bai.md"].size == file.stat().st_size
    os.utime(file, ns=(LONG_AGO, LONG_AGO))
    assert changed(old, tmp_path) == set()


def test_another_time_makes_the_bytes_decide(file: Path, tmp_path: Path) -> None:
    old = taken(tmp_path)
    os.utime(file, ns=(LONG_AGO, LONG_AGO + 1))
    assert changed(old, tmp_path) == set()
    write(file, "mốt", LONG_AGO + 1)
    assert changed(old, tmp_path) == {"tin/bai.md"}


def test_another_size_at_the_same_time(file: Path, tmp_path: Path) -> None:
    old = taken(tmp_path)
    write(file, "một hai", LONG_AGO)
    assert changed(old, tmp_path) == {"tin/bai.md"}


@pytest.mark.parametrize("exact", [True, False])
def test_written_twice_within_the_tick_of_the_clock(file: Path, tmp_path: Path, exact: bool) -> None:
    file.write_text("một")
    state = file.stat()
    old = taken(tmp_path, exact)
    assert old["tin/bai.md"].changed == 0
    assert changed(old, tmp_path) == set()
    write(file, "mốt", state.st_mtime_ns)
    assert changed(old, tmp_path) == {"tin/bai.md"}


def test_a_large_file_of_another_time_is_another(file: Path, tmp_path: Path) -> None:
    old = taken(tmp_path, exact=False)
    assert old["tin/bai.md"].bytes == b""
    os.utime(file, ns=(LONG_AGO, LONG_AGO + 1))
    assert changed(old, tmp_path) == {"tin/bai.md"}


def test_files_that_came_and_went(file: Path, tmp_path: Path) -> None:
    old = taken(tmp_path)
    file.rename(tmp_path / "khac.md")
    assert changed(old, tmp_path) == {"tin/bai.md", "khac.md"}


def test_links_lead_to_files_and_never_to_folders(file: Path, tmp_path: Path) -> None:
    (tmp_path / "noi.md").symlink_to(file)
    (tmp_path / "vong").symlink_to(tmp_path)
    (tmp_path / "cut.md").symlink_to(tmp_path / "khong-co")
    assert {name for name, _ in walk(str(tmp_path))} == {"tin/bai.md", "noi.md"}
    old = taken(tmp_path)
    write(file, "một hai", LONG_AGO)
    assert changed(old, tmp_path) == {"tin/bai.md", "noi.md"}


def test_what_is_ignored(file: Path, tmp_path: Path) -> None:
    for name in (".git/a.md", "b.md~", "__pycache__/c.pyc"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    assert [name for name, _ in walk(str(tmp_path), (".*", "*~", "__pycache__"))] == ["tin/bai.md"]


def test_a_file_that_vanishes_meanwhile_differs(file: Path, tmp_path: Path) -> None:
    old, found = taken(tmp_path), dict(walk(str(tmp_path)))
    os.utime(file, ns=(LONG_AGO, LONG_AGO + 1))
    found = dict(walk(str(tmp_path)))
    file.unlink()
    assert differing(old, str(tmp_path), found) == {"tin/bai.md"}
