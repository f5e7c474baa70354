"""Files that are written when a build has succeeded."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from plugins.common.side_files import hand_over, write_side_files


def test_nothing_is_written_before_the_end(tmp_path: Path) -> None:
    settings: dict[str, Any] = {}
    path = tmp_path / "a" / "b.json"
    hand_over(settings, path, b"1")
    hand_over(settings, path, b"2")
    assert not path.exists()
    write_side_files(settings)
    assert path.read_bytes() == b"2"
    assert os.listdir(path.parent) == ["b.json"]


def test_what_says_the_same_is_not_touched(tmp_path: Path) -> None:
    settings: dict[str, Any] = {}
    path = tmp_path / "b.json"
    hand_over(settings, path, b"1")
    write_side_files(settings)
    os.utime(path, (1, 1))
    hand_over(settings, path, b"1")
    write_side_files(settings)
    assert path.stat().st_mtime == 1
    hand_over(settings, path, b"2")
    write_side_files(settings)
    assert path.read_bytes() == b"2"


def test_each_build_hands_over_its_own(tmp_path: Path) -> None:
    settings: dict[str, Any] = {}
    hand_over(settings, tmp_path / "a", b"1")
    write_side_files(settings)
    (tmp_path / "a").unlink()
    write_side_files(settings)
    assert not (tmp_path / "a").exists()


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    settings: dict[str, Any] = {}
    (tmp_path / "tep").write_bytes(b"")
    hand_over(settings, tmp_path / "tep" / "a", b"1")
    with pytest.raises(OSError, match="tep"):
        write_side_files(settings)
