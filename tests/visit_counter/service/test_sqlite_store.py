"""The embedded store, on real files and real file systems."""

from __future__ import annotations

import os
import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.visit_counter.service.model import (
    Batch,
    DayCount,
    Seen,
    StoreError,
    StoreInUseError,
    StoreUnavailableError,
)
from plugins.visit_counter.service.sqlite_store import SqliteStore
from plugins.visit_counter.service.stores import open_store
from tests.visit_counter.service.disks import SmallDisk, small_disk
from tests.visit_counter.service.stores import COMMIT, IMPORT, NOW, TODAY, batch, bytes_on_disk, in_another_process


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """A disk of 2 MB."""
    with small_disk(tmp_path / "disk", 2) as mounted:
        yield mounted


def test_what_was_committed_is_there_after_a_kill(tmp_path: Path) -> None:
    done = in_another_process(COMMIT, tmp_path)
    assert (done.returncode, done.stdout) == (-signal.SIGKILL, "committed\n"), done.stderr
    store = SqliteStore(tmp_path)
    loaded = store.load(NOW)
    assert loaded.days == {TODAY: DayCount(7, 7)}
    assert loaded.pages == {"/a/": 3, "/b/": 4}
    assert loaded.seen == [Seen(TODAY, NOW, b"k" * 16)]
    assert (loaded.others.days, loaded.others.pages, loaded.others.base, loaded.imports) == ({}, {}, 0, [])
    store.close()


def test_a_batch_written_twice_or_late_lowers_nothing_and_adds_nothing(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    store.load(NOW)
    first, second = batch(1, {"/a/": 1}), batch(5, {"/a/": 4, "/b/": 1})
    for written in (first, second, second, first):
        store.commit(written)
    loaded = store.load(NOW)
    assert loaded.days == {TODAY: DayCount(5, 5)}
    assert loaded.pages == {"/a/": 4, "/b/": 1}
    store.close()


def test_every_commit_is_synced_to_a_log(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    connection = store._connection
    asked = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
    assert asked == ["wal", 2]
    assert [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("secure_delete", "wal_autocheckpoint")] == [
        1,
        1000,
    ]
    store.close()


def test_the_store_keeps_its_name_and_every_store_has_its_own(tmp_path: Path) -> None:
    names = []
    for folder in ("a", "a", "b"):
        store = SqliteStore(tmp_path / folder)
        names.append(store.load(NOW).store_id)
        store.close()
    assert names[0] == names[1] != names[2]
    assert len(names[0]) == 32


def test_a_folder_belongs_to_one_process(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    code = "import sys; from pathlib import Path\nfrom plugins.visit_counter.service.sqlite_store import SqliteStore\n"
    code += "try: SqliteStore(Path(sys.argv[1]))\nexcept Exception as e: print(type(e).__name__, e)"
    done = in_another_process(code, tmp_path)
    assert done.stdout.startswith("StoreInUseError "), done.stderr
    assert str(tmp_path) in done.stdout
    assert str(os.getpid()) in done.stdout
    with pytest.raises(StoreInUseError):
        open_store(tmp_path)
    store.close()
    open_store(tmp_path).close()


def test_who_was_seen_expires_and_leaves_no_byte(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    store.load(NOW)
    old, young = os.urandom(64 * 200), os.urandom(64)
    for start in range(0, len(old), 640):
        store.commit(batch(1, {}, old[start : start + 640]))
    store.commit(batch(1, {}, young, now=NOW + 1))
    needles = [old[start : start + 16] for start in range(0, len(old), 640)]
    assert all(needle in bytes_on_disk(tmp_path) for needle in needles)
    store.sweep(NOW + 1800)
    assert len(store.load(NOW + 1800).seen) == 21
    store.sweep(NOW + 1801)
    assert [seen.keys for seen in store.load(NOW + 1801).seen] == [young]
    files = bytes_on_disk(tmp_path)
    assert not [needle for needle in needles if needle in files]
    assert young in files
    assert (tmp_path / "counter.db-wal").stat().st_size == 0
    store.close()


def test_the_log_is_cut_at_most_every_ten_seconds_and_never_forgotten(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    store.load(NOW)
    log = tmp_path / "counter.db-wal"
    keys = [os.urandom(16) for _ in range(3)]
    for second, key in enumerate(keys):
        store.commit(batch(1, {}, key, now=NOW + second))
    store.sweep(NOW + 1801)
    assert log.stat().st_size == 0
    store.sweep(NOW + 1802)
    assert keys[1] not in (tmp_path / "counter.db").read_bytes() or log.stat().st_size > 0
    assert log.stat().st_size > 0
    store.sweep(NOW + 1810)
    assert log.stat().st_size > 0
    store.sweep(NOW + 1812)
    assert log.stat().st_size == 0
    assert not [key for key in keys if key in bytes_on_disk(tmp_path)]
    store.close()


def test_a_reader_delays_the_cut_and_does_not_block(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    store.load(NOW)
    key = os.urandom(16)
    store.commit(batch(1, {}, key))
    reader = sqlite3.connect(tmp_path / "counter.db", isolation_level=None)
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM recent").fetchone() == (1,)
    store.sweep(NOW + 1801)
    store.commit(batch(2))
    assert key in bytes_on_disk(tmp_path)
    reader.close()
    store.sweep(NOW + 1802)
    assert key not in bytes_on_disk(tmp_path)
    store.close()


def test_a_clock_that_goes_back_takes_the_seen_with_it(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    store.load(NOW)
    store.commit(batch(1, {}, b"k" * 16))
    store.rebase(3600)
    assert store.load(NOW - 3600).seen == [Seen(TODAY, NOW - 3600, b"k" * 16)]
    store.sweep(NOW - 3600 + 1801)
    assert store.load(NOW - 3600).seen == []
    store.close()


def test_a_clock_that_went_back_while_nothing_ran(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    store.load(NOW)
    store.commit(batch(1, {}, b"k" * 16))
    store.close()
    store = SqliteStore(tmp_path)
    assert store.load(NOW - 7200).seen == [Seen(TODAY, NOW - 7200, b"k" * 16)]
    store.sweep(NOW - 7200 + 1801)
    assert store.load(NOW - 7200).seen == []
    store.close()


def test_an_import_is_heard_once(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    store.load(NOW)
    store.commit(batch(3, {"/a/": 1}))
    assert store.news(NOW) == store.news(NOW)
    assert store.news(NOW).others is None
    done = in_another_process(IMPORT, tmp_path)
    assert done.returncode == 0, done.stderr
    news = store.news(NOW)
    assert news.others is not None
    assert news.others.base == 1000
    assert news.imports is not None
    assert [(entry.kind, entry.total, entry.source) for entry in news.imports] == [("import", 1000, "cũ")]
    store.commit(batch(4))
    assert (store.news(NOW).others, store.news(NOW).imports) == (None, None)
    assert store.load(NOW).days[TODAY].visits == 4
    store.close()


def test_a_full_disk_is_told_and_survived(disk: SmallDisk) -> None:
    data = disk.folder / "data"
    store = SqliteStore(data)
    store.load(NOW)
    store.commit(batch(1, {"/a/": 1}))
    disk.fill()
    for _ in range(3):
        with pytest.raises(StoreUnavailableError, match="đĩa đầy"):
            store.commit(batch(9, {f"/{number}/": 1 for number in range(2000)}, b"k" * 160_000))
    assert store._numbers.keys() == {"/a/"}
    assert not store._connection.in_transaction
    store.news(NOW)
    disk.make_room()
    store.commit(batch(9, {f"/{number}/": 1 for number in range(2000)}, b"k" * 160))
    loaded = store.load(NOW)
    assert (loaded.days[TODAY].visits, len(loaded.pages), len(loaded.seen)) == (9, 2001, 1)
    store.close()


def test_a_start_on_a_full_disk(disk: SmallDisk) -> None:
    data = disk.folder / "data"
    store = SqliteStore(data)
    store.load(NOW)
    store.commit(batch(5, {"/a/": 1}))
    store.close()
    disk.fill()
    store = SqliteStore(data)
    assert store.load(NOW).days[TODAY].visits == 5
    with pytest.raises(StoreUnavailableError):
        store.commit(batch(6))
    store.sweep(NOW)
    store.news(NOW)
    assert len(store.salt(TODAY)) == 16
    disk.make_room()
    store.commit(batch(6))
    assert store.load(NOW).days[TODAY].visits == 6
    store.close()


@pytest.mark.parametrize("killed", [False, True])
def test_a_start_on_a_read_only_disk(disk: SmallDisk, killed: bool) -> None:
    data = disk.folder / "data"
    if killed:  # part of the figures is still in the log
        assert in_another_process(COMMIT, data).stdout == "committed\n"
        assert (data / "counter.db-wal").stat().st_size > 0
    else:
        store = SqliteStore(data)
        store.load(NOW)
        store.commit(batch(7))
        store.close()
    disk.read_only(True)
    store = SqliteStore(data)
    try:
        assert store.load(NOW).days[TODAY].visits == 7
        with pytest.raises(StoreUnavailableError, match="chỉ cho đọc"):
            store.commit(batch(8))
        with pytest.raises(StoreUnavailableError, match="chỉ cho đọc"):
            store.rebase(5)
        store.sweep(NOW)
        assert store.news(NOW).others is None
        assert len(store.salt(TODAY)) == 16
        disk.read_only(False)
        store.commit(batch(8))
        assert store.load(NOW).days[TODAY].visits == 8
    finally:
        store.close()


def test_a_read_only_disk_without_anything(disk: SmallDisk) -> None:
    disk.read_only(True)
    with pytest.raises(StoreError, match="Không tạo được thư mục"):
        SqliteStore(disk.folder / "data")
    with pytest.raises(StoreError, match="Không mở được cơ sở dữ liệu"):
        SqliteStore(disk.folder)


def test_entries_of_the_audit_stay_as_they_are(tmp_path: Path) -> None:
    SqliteStore(tmp_path).close()
    assert in_another_process(IMPORT, tmp_path).returncode == 0
    connection = sqlite3.connect(tmp_path / "counter.db")
    for statement in ("DELETE FROM imports", "UPDATE imports SET total = 1"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
    connection.close()


def test_nobody_else_may_read_who_was_seen(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    store.commit(Batch({}, {}, [Seen(TODAY, NOW, b"k" * 16)], NOW))
    assert {path.stat().st_mode & 0o077 for path in tmp_path.glob("counter.db*")} == {0}
    store.close()


@pytest.mark.parametrize("node", ["import", "restore"])
def test_reserved_names_are_no_nodes(tmp_path: Path, node: str) -> None:
    with pytest.raises(StoreError, match="--node"):
        open_store(tmp_path, None, node)
