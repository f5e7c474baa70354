"""A database that was damaged or lost: never begun from zero, a backup is named, and the total never falls."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.visit_counter.service.process import NOON, PAGES, Rig, cli, phone, refused, rig

EARLY, LATE = 120, 200


def overwrite(path: Path, start: float, end: float) -> None:
    """Put noise over a part of a file."""
    size = path.stat().st_size
    first, last = int(size * start), int(size * end)
    with path.open("r+b") as file:
        file.seek(first)
        file.write(random.Random(1).randbytes(last - first))


def replace(path: Path, data: bytes) -> None:
    """Put other bytes in a file's place."""
    path.write_bytes(data)


DAMAGES: dict[str, Callable[[Path], None]] = {
    "header": lambda path: overwrite(path, 0, 100 / path.stat().st_size),
    "middle": lambda path: overwrite(path, 0.3, 0.8),
    "end": lambda path: overwrite(path, 0.8, 1),
    "all": lambda path: overwrite(path, 0, 1),
    "cut to zero": lambda path: replace(path, b""),
    "cut in half": lambda path: replace(path, path.read_bytes()[: path.stat().st_size // 2]),
    "another file": lambda path: replace(path, b"<html></html>" * 5000),
    "deleted": lambda path: path.unlink(),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Rig:
    """Data of a service that ended in order: a backup with some of the visits, and more visits after it."""
    pages = [f"/2026/bai-viet-{number}/" for number in range(LATE)]
    rigged = rig(tmp_path_factory.mktemp("sound"), manifest={"paths": [*PAGES, *pages], "aliases": {}})
    with rigged.service as service:
        client = rigged.client()
        for number in range(EARLY):
            client.hit(pages[number], phone(number))
        done = cli("backup", "--data", rigged.data, "--clock", rigged.clock.path)
        assert done.returncode == 0, done.stderr
        for number in range(EARLY, LATE):
            client.hit(pages[number], phone(number))
        client.close()
        assert service.stop() == 0
    return rigged


def copy_of(sound: Rig, folder: Path) -> Rig:
    """The same data in a folder of its own, two hours later."""
    shutil.copytree(sound.folder, folder / "copy")
    copied = rig(folder / "rig", data=folder / "copy" / "data", now=NOON + 7200)
    copied.service.manifest = folder / "copy" / sound.service.manifest.name
    return copied


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_database(sound: Rig, tmp_path: Path, damage: str) -> None:
    copied = copy_of(sound, tmp_path)
    published = json.loads((copied.public / "stats.json").read_bytes())["total"]
    assert published == LATE
    database = copied.data / "counter.db"
    DAMAGES[damage](database)
    before = database.read_bytes() if database.exists() else None
    backup = max((copied.data / "backups").glob("*.db"))
    for _ in range(2):  # the second time is not better than the first
        done = refused(copied.service)
        assert done.returncode != 0
        assert done.stderr.startswith("Lỗi: ")
        assert backup.name in done.stderr
        assert "ao lưu" in done.stderr
        assert "restore" in done.stderr
        assert "Traceback" not in done.stderr
        assert (database.read_bytes() if database.exists() else None) == before
        assert json.loads((copied.public / "stats.json").read_bytes())["total"] == published
    restored = cli("restore", "--data", copied.data, "--clock", copied.clock.path, backup)
    assert restored.returncode == 0, restored.stderr
    with copied.service:
        client = copied.client()
        assert client.stats()["total"] >= published
        days = client.get("/_v/snapshot.json").json()["days"]
        assert sum(day["visits"] for day in days) >= published
        assert client.hit(PAGES[0], phone(9999)).counted == "1"
        assert client.stats()["total"] == published + 1


def test_restoring_twice_adds_nothing(sound: Rig, tmp_path: Path) -> None:
    copied = copy_of(sound, tmp_path)
    for _ in range(2):
        restored = cli("restore", "--data", copied.data, "--clock", copied.clock.path)
        assert restored.returncode == 0, restored.stderr
        with copied.service as service:
            assert copied.client().stats()["total"] == LATE
            assert service.stop() == 0


def test_without_any_backup_it_still_does_not_begin_from_zero(sound: Rig, tmp_path: Path) -> None:
    copied = copy_of(sound, tmp_path)
    shutil.rmtree(copied.data / "backups")
    (copied.data / "counter.db").unlink()
    done = refused(copied.service)
    assert done.returncode != 0
    assert "ao lưu" in done.stderr
    assert not (copied.data / "counter.db").exists()


def test_a_damaged_backup_is_not_named(sound: Rig, tmp_path: Path) -> None:
    copied = copy_of(sound, tmp_path)
    good = max((copied.data / "backups").glob("*.db"))
    bad = good.with_name("2027-01-01T00.db")
    bad.write_bytes(good.read_bytes())
    overwrite(bad, 0.3, 0.8)
    DAMAGES["all"](copied.data / "counter.db")
    done = refused(copied.service)
    assert good.name in done.stderr
    assert bad.name not in done.stderr
    refusal = cli("restore", "--data", copied.data, bad)
    assert refusal.returncode != 0
    assert "Traceback" not in refusal.stderr
