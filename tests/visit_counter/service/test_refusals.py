"""Databases that must not be used: damaged, lost, of another version."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.visit_counter.service.backups import make_backup
from plugins.visit_counter.service.model import StoreError
from plugins.visit_counter.service.sqlite_store import SqliteStore
from tests.visit_counter.service.stores import NOW, batch, publish


def filled(data: Path, backups: bool) -> None:
    """A store with figures, and a sound backup."""
    store = SqliteStore(data)
    store.load(NOW)
    store.commit(batch(7, {f"/{number}/": number for number in range(2000)}))
    store.close()
    if backups:
        make_backup(data, None, data / "backups" / "2026-11-22T13.db")


def drop_table(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE days")
    connection.close()


def newer_schema(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    connection.close()


def no_name(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM meta WHERE key = 'store_id'")
    connection.close()


def other_database(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()


def noise(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[20_000:60_000] = os.urandom(40_000)
    path.write_bytes(data)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "garbage": lambda path: path.write_bytes(os.urandom(9000)),
    "header": lambda path: path.write_bytes(b"x" * 100 + path.read_bytes()[100:]),
    "half": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "noise": noise,
    "table": drop_table,
    "newer": newer_schema,
    "nameless": no_name,
    "gone": lambda path: path.unlink(),
    "other database": other_database,
}


@pytest.mark.parametrize("backups", [True, False])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_or_lost_database_is_refused(tmp_path: Path, damage: str, backups: bool) -> None:
    data = tmp_path / "có dấu cách"
    filled(data, backups)
    publish(data, "x", {"total": 7})
    DAMAGES[damage](data / "counter.db")
    bad = data / "backups" / "2026-11-22T23.db"
    bad.parent.mkdir(exist_ok=True)
    bad.write_bytes(b"SQLite format 3\0" + bytes(5000))
    before = sorted((path.name, path.read_bytes()) for path in data.rglob("*") if path.is_file())
    with pytest.raises(StoreError) as caught:
        SqliteStore(data)
    message = str(caught.value)
    assert "Không dùng được cơ sở dữ liệu" in message
    assert f"python -m plugins.visit_counter restore --data '{data}'" in message
    assert bad.name not in message
    assert ("2026-11-22T13.db" in message) is backups
    assert ("không có bản sao lưu nào" in message) is not backups
    assert sorted((path.name, path.read_bytes()) for path in data.rglob("*") if path.is_file()) == before
    bad.unlink()
    with pytest.raises(StoreError):  # the lock was let go, and the second try is not better than the first
        SqliteStore(data)


@pytest.mark.parametrize("trace", ["backups/2026-11-22T13.db", "public/_v/snapshot.json", "counter.db-wal"])
def test_what_shows_that_there_was_a_database(tmp_path: Path, trace: str) -> None:
    (tmp_path / trace).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / trace).write_bytes(b"{}")
    with pytest.raises(StoreError, match="không còn tệp"):
        SqliteStore(tmp_path)
    (tmp_path / trace).unlink()
    SqliteStore(tmp_path).close()
