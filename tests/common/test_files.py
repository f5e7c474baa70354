"""Files: never half written; sizes as readers see them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from plugins.common.files import size_text, write_atomic


def test_folders_are_made_and_everybody_may_read(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "c.txt"
    write_atomic(path, b"1")
    assert path.read_bytes() == b"1"
    assert path.stat().st_mode & 0o777 == 0o644


def test_an_old_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "c.txt"
    path.write_bytes(b"old and longer")
    before = path.stat().st_ino
    write_atomic(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_ino != before
    assert [file.name for file in tmp_path.iterdir()] == ["c.txt"]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c.txt"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError("đầy đĩa")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="đầy đĩa"):
        write_atomic(path, b"new")
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["c.txt"]


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "1 KB"),
        (1, "1 KB"),
        (85_000, "85 KB"),
        (85_499, "85 KB"),
        (999_000, "999 KB"),
        (1_000_000, "1,0 MB"),
        (1_234_567, "1,2 MB"),
        (25_000_000, "25,0 MB"),
    ],
)
def test_sizes(size: int, text: str) -> None:
    assert size_text(size) == text


def test_just_below_a_megabyte() -> None:
    assert size_text(999_999) == "1,0 MB"
    assert size_text(999_499) == "999 KB"
