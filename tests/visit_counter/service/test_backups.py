"""Backups of a living store, and which of them stay."""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from plugins.visit_counter.service import backups
from plugins.visit_counter.service.backups import HourlyBackups, expired, hourly, make_backup, name_of, newest_healthy
from plugins.visit_counter.service.database import opened
from plugins.visit_counter.service.days import ZONE
from plugins.visit_counter.service.imports import run_import
from plugins.visit_counter.service.model import StoreError
from plugins.visit_counter.service.sqlite_store import SqliteStore
from plugins.visit_counter.service.sqlite_tables import read_kept, store_id
from plugins.visit_counter.service.stores import open_store
from tests.visit_counter.service.disks import small_disk
from tests.visit_counter.service.stores import NOW, TODAY, batch

KEYS = os.urandom(1600)


def store_with_figures(data: Path) -> SqliteStore:
    """A running store: figures, an import, a visitor, a salt."""
    store = SqliteStore(data)
    store.load(NOW)
    store.commit(batch(7, {"/a/": 3, "/b/": 4}, KEYS))
    assert run_import(data, None, 1000, "2026-11-21", "cũ", None, None, NOW) == 0
    store.salt(TODAY)
    return store


def kept_in(path: Path) -> object:
    """What a file keeps."""
    with opened(path, to_read=True) as connection:
        return store_id(connection), read_kept(connection)


def test_a_backup_holds_every_figure_and_no_visitor(tmp_path: Path) -> None:
    store = store_with_figures(tmp_path)
    salt = store.salt(TODAY)
    target = tmp_path / "backups" / "x.db"
    make_backup(tmp_path, None, target)
    assert kept_in(target) == kept_in(tmp_path / "counter.db")
    content = target.read_bytes()
    assert KEYS[:16] in (tmp_path / "counter.db-wal").read_bytes()
    assert not [start for start in range(0, 1600, 16) if KEYS[start : start + 16] in content]
    assert salt not in content
    assert salt.hex().encode() not in content
    connection = sqlite3.connect(target)
    assert connection.execute("SELECT count(*) FROM recent").fetchone() == (0,)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    assert [path.name for path in target.parent.iterdir()] == ["x.db"]
    store.commit(batch(8))
    store.close()


def test_a_backup_of_a_server_is_the_same_kind_of_file(tmp_path: Path, postgres_url: str) -> None:
    store = open_store(tmp_path, postgres_url, "a")
    loaded = store.load(NOW)
    store.commit(batch(7, {"/a/": 3, "/b/": 4}, KEYS))
    assert run_import(tmp_path, postgres_url, 1000, "2026-11-21", "cũ", None, None, NOW) == 0
    target = tmp_path / "x.db"
    make_backup(tmp_path, postgres_url, target)
    store.close()
    assert KEYS[:16] not in target.read_bytes()
    shutil.copy(target, tmp_path / "counter.db")
    sqlite_store = SqliteStore(tmp_path, "a")
    moved = sqlite_store.load(NOW)
    assert moved.store_id == loaded.store_id
    assert (moved.days[TODAY].visits, moved.pages, moved.others.base) == (7, {"/a/": 3, "/b/": 4}, 1000)
    sqlite_store.close()


def test_a_damaged_database_gives_no_backup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store_with_figures(tmp_path).close()
    make_backup(tmp_path, None, tmp_path / "backups" / name_of(NOW))
    path = tmp_path / "counter.db"
    content = bytearray(path.read_bytes())
    content[9000:20000] = os.urandom(11000)
    path.write_bytes(content)
    with pytest.raises(StoreError, match=name_of(NOW)):
        make_backup(tmp_path, None, tmp_path / "x.db")
    assert backups.run_backup(tmp_path, None, tmp_path / "x.db") == 1
    assert capsys.readouterr().err.startswith("Lỗi: Không dùng được cơ sở dữ liệu")
    assert {path.name for path in tmp_path.iterdir()} == {"backups", "counter.db", "lock", "salt"}


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    data = tmp_path / "data"
    store_with_figures(data).close()
    with small_disk(tmp_path / "disk", 1) as disk:
        disk.fill()
        with pytest.raises(StoreError, match=r"đĩa đầy|No space"):
            make_backup(data, None, disk.folder / "x.db")
        assert [path.name for path in disk.folder.iterdir()] == ["filler"]


def test_a_read_only_store_can_still_be_saved(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 2) as disk:
        store_with_figures(disk.folder).close()
        disk.read_only(True)
        make_backup(disk.folder, None, tmp_path / "x.db")
    assert newest_healthy(tmp_path) == tmp_path / "x.db"


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "data"
    assert backups.run_backup(data, None, None, NOW) == 1
    assert "Chưa có cơ sở dữ liệu" in capsys.readouterr().err
    store = store_with_figures(data)
    capsys.readouterr()
    for to, made in [(None, data / "backups" / "2026-11-22T14.db"), (tmp_path, tmp_path / "2026-11-22T14.db"),
                     (tmp_path / "x.db", tmp_path / "x.db")]:  # fmt: skip
        assert backups.run_backup(data, None, to, NOW) == 0
        assert str(made) in capsys.readouterr().out
        assert newest_healthy(made.parent)
    assert backups.run_backup(data, None, None, NOW) == 0  # this hour's is replaced
    assert backups.run_backup(data, None, tmp_path / "x.db", NOW) == 1
    assert "đã có tệp" in capsys.readouterr().err
    store.close()


def test_one_an_hour_by_the_clock_of_vietnam(tmp_path: Path) -> None:
    store = store_with_figures(tmp_path)
    folder = tmp_path / "backups"
    assert hourly(tmp_path, None, NOW) == folder / "2026-11-22T14.db"
    assert hourly(tmp_path, None, NOW + 3599) is None
    assert hourly(tmp_path, None, NOW + 3600) == folder / "2026-11-22T15.db"
    assert hourly(tmp_path, None, NOW + 10 * 3600) == folder / "2026-11-23T00.db"
    (folder / "2020-01-01T00.db").write_bytes(b"")
    abandoned = folder / ".2026-11-22T13.db.abc.tmp"
    abandoned.write_bytes(KEYS)
    os.utime(abandoned, (0, 0))
    hourly(tmp_path, None, NOW + 11 * 3600)
    assert sorted(path.name[:-3] for path in folder.iterdir()) == [
        "2026-11-22T14", "2026-11-22T15", "2026-11-23T00", "2026-11-23T01",
    ]  # fmt: skip
    store.close()


def test_a_failure_is_said_once_and_tried_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    store = store_with_figures(tmp_path)
    (tmp_path / "backups").write_text("in the way", "utf-8")
    every_second = HourlyBackups(tmp_path, None)
    with caplog.at_level(logging.WARNING):
        for second in range(130):
            every_second(NOW + second)
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    (tmp_path / "backups").unlink()
    every_second(NOW + 200)
    assert (tmp_path / "backups" / "2026-11-22T14.db").exists()
    assert caplog.records[-1].levelname == "WARNING"
    store.close()


def at(text: str) -> int:
    """Unix seconds of a moment in Vietnam."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp())


def test_which_backups_stay() -> None:
    now = at("2026-11-22T14:30")
    hours = [name_of(now - 3600 * ago) for ago in range(24 * 800)]
    gone = set(expired(hours, now))
    left = [name[:-3] for name in hours if name not in gone]
    day = datetime(2026, 11, 20)
    days = [f"{day - timedelta(days=ago):%Y-%m-%d}T23" for ago in range(28)]  # 22 and 21 are among the hours
    months = ["2026-09-30T23", "2026-08-31T23", "2026-07-31T23", "2026-06-30T23", "2026-05-31T23", "2026-04-30T23",
              "2026-03-31T23", "2026-02-28T23", "2026-01-31T23", "2025-12-31T23"]  # fmt: skip
    assert left == [name[:-3] for name in hours[:24]] + days + months
    assert (days[-1], hours[23]) == ("2026-10-24T23", "2026-11-21T15.db")
    assert not expired([name for name in hours if name not in gone], now)


def test_other_names_and_the_future_stay() -> None:
    names = ["notes.db", "2026-11-22.db", "2026-13-41T99.db", "2030-01-01T00.db", "2026-11-22T14.db.x"]
    assert expired([*names, "2020-01-01T00.db"], NOW) == ["2020-01-01T00.db"]


def test_the_newest_sound_backup(tmp_path: Path) -> None:
    assert newest_healthy(tmp_path) is None
    store_with_figures(tmp_path / "data").close()
    for hour in (1, 2, 3):
        make_backup(tmp_path / "data", None, tmp_path / f"2026-11-22T0{hour}.db")
    (tmp_path / "2026-11-22T03.db").write_bytes(b"")
    content = (tmp_path / "2026-11-22T02.db").read_bytes()
    (tmp_path / "2026-11-22T02.db").write_bytes(content[: len(content) // 2])
    assert newest_healthy(tmp_path) == tmp_path / "2026-11-22T01.db"


def test_a_backup_of_the_future_is_not_chosen_and_stands_for_no_other(tmp_path: Path) -> None:
    data, ahead = tmp_path / "data", "2027-12-25T10.db"
    store_with_figures(data).close()
    for name in ("2020-11-22T03.db", "2020-11-22T04.db", ahead):
        make_backup(data, None, data / "backups" / name)
    assert newest_healthy(data / "backups", NOW) == data / "backups" / "2020-11-22T04.db"
    (data / "backups" / "2020-11-22T04.db").unlink()
    (data / "backups" / "2020-11-22T03.db").unlink()
    assert newest_healthy(data / "backups", NOW) is None
    assert newest_healthy(data / "backups") == data / "backups" / ahead  # the machine's own clock may be wrong
    names = ["2026-11-01T10.db", "2026-11-30T10.db", "2026-10-31T23.db"]
    assert expired(names, at("2026-11-22T14:30")) == []
