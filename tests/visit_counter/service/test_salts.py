"""The day's salt as a file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from plugins.visit_counter.service.salts import SaltFile, destroy
from tests.visit_counter.service.disks import small_disk

DAY = 739_577


def test_a_salt_lasts_for_its_day(tmp_path: Path) -> None:
    salt = SaltFile(tmp_path).of(DAY)
    assert len(salt) == 16
    assert SaltFile(tmp_path).of(DAY) == salt
    assert len({SaltFile(tmp_path / str(number)).of(DAY) for number in range(3)}) == 3
    assert (tmp_path / "salt").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["salt"]


@pytest.mark.parametrize("other", [DAY + 1, DAY - 1])
def test_the_salt_of_another_day_is_destroyed(tmp_path: Path, other: int) -> None:
    salts = SaltFile(tmp_path)
    first = salts.of(DAY)
    witness = tmp_path / "witness"
    os.link(tmp_path / "salt", witness)  # the same bytes on the disk
    assert salts.of(other) != first
    assert witness.read_bytes().strip(b"\0") == b""
    assert first.hex() not in (tmp_path / "salt").read_text("ascii")
    assert salts.of(DAY) != first


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"739577", b"739577 zz", b"739577 00", b"x " + b"0" * 32])
def test_a_damaged_file_is_replaced(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "salt").write_bytes(content)
    salt = SaltFile(tmp_path).of(DAY)
    assert len(salt) == 16
    assert SaltFile(tmp_path).of(DAY) == salt


def test_a_file_that_others_may_read_is_closed(tmp_path: Path) -> None:
    salt = SaltFile(tmp_path).of(DAY)
    (tmp_path / "salt").chmod(0o644)
    assert SaltFile(tmp_path).of(DAY) == salt
    assert (tmp_path / "salt").stat().st_mode & 0o777 == 0o600


def test_what_a_crash_left_is_destroyed(tmp_path: Path) -> None:
    (tmp_path / ".salt.tmp").write_text(f"{DAY} {'ab' * 16}\n", "ascii")
    SaltFile(tmp_path).of(DAY)
    assert [path.name for path in tmp_path.iterdir()] == ["salt"]


def test_on_a_read_only_disk_it_lives_in_memory(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 1) as disk:
        stored = SaltFile(disk.folder).of(DAY)
        disk.read_only(True)
        salts = SaltFile(disk.folder)
        assert salts.of(DAY) == stored
        tomorrow = salts.of(DAY + 1)
        assert salts.of(DAY + 1) == tomorrow != stored
        disk.read_only(False)
        assert salts.of(DAY + 1) == tomorrow
        assert SaltFile(disk.folder).of(DAY + 1) == tomorrow


def test_on_a_full_disk_the_old_one_is_destroyed_all_the_same(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 1) as disk:
        stored = SaltFile(disk.folder).of(DAY)
        disk.fill()
        assert len(SaltFile(disk.folder).of(DAY + 1)) == 16
        assert stored.hex().encode() not in b"".join(path.read_bytes() for path in disk.folder.glob("*salt*"))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert len(SaltFile(tmp_path / "none").of(DAY)) == 16
    destroy(tmp_path / "none")
