"""Backups put back in their place."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from plugins.visit_counter.service.access import access
from plugins.visit_counter.service.backups import make_backup
from plugins.visit_counter.service.imports import run_import
from plugins.visit_counter.service.kept import Kept
from plugins.visit_counter.service.model import DayCount, StoreError
from plugins.visit_counter.service.restore import run_restore
from plugins.visit_counter.service.sqlite_store import SqliteStore
from plugins.visit_counter.service.stores import open_store
from tests.visit_counter.service.disks import small_disk
from tests.visit_counter.service.stores import COMMIT, NOW, TODAY, batch, bytes_on_disk, in_another_process, publish

BACKUP = Path("backups", "2026-11-22T13.db")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A stopped store: 5 visits, a backup of that, then 3 more visits."""
    folder = tmp_path / "data"
    store = SqliteStore(folder)
    store.load(NOW)
    store.commit(batch(5, {"/a/": 5}))
    make_backup(folder, None, folder / BACKUP)
    store.commit(batch(8, {"/a/": 6, "/b/": 2}, b"k" * 16))
    store.close()
    return folder


def restore(data: Path, backup: Path | None = None, **options: Any) -> int:
    return run_restore(data, options.pop("url", None), backup, now=NOW, **options)


def kept_in(data: Path, url: str | None = None) -> Kept:
    with access(data, url) as store, store.reading():
        return store.read()


@pytest.mark.parametrize("backup", [None, Path("newest"), BACKUP])
def test_a_backup_takes_the_place_and_what_was_there_stays(
    data: Path, backup: Path | None, capsys: pytest.CaptureFixture[str]
) -> None:
    old = kept_in(data)
    assert restore(data, data / BACKUP if backup == BACKUP else backup) == 0
    assert kept_in(data).days == {"main": {TODAY: DayCount(5, 5)}}
    aside = data / "counter.db.replaced-2026-11-22T140000"
    out = capsys.readouterr().out
    assert str(aside) in out
    assert str(data / BACKUP) in out
    assert "Tổng số lượt truy cập: 5." in out
    again = data.parent / "again"
    again.mkdir()
    (again / "counter.db").write_bytes(aside.read_bytes())
    assert kept_in(again) == old
    assert restore(data, aside) == 0  # a mistake can be undone
    assert kept_in(data) == old
    assert (data / "counter.db.replaced-2026-11-22T140000-2").exists()
    store = SqliteStore(data)
    assert store.load(NOW).days[TODAY].visits == 8
    store.close()


def test_visitors_do_not_stay_in_what_was_set_aside(data: Path) -> None:
    assert b"k" * 16 in bytes_on_disk(data)
    assert restore(data) == 0
    assert b"k" * 16 not in bytes_on_disk(data)


def test_the_log_of_a_killed_service_goes_with_its_database(data: Path) -> None:
    for path in data.glob("counter.db*"):
        path.unlink()
    (data / BACKUP).rename(data / "x.db")
    (data / "backups").rmdir()
    assert in_another_process(COMMIT, data).stdout == "committed\n"
    assert (data / "counter.db-wal").stat().st_size > 0
    assert restore(data, data / "x.db") == 0
    assert kept_in(data).days == {"main": {TODAY: DayCount(5, 5)}}
    aside = data / "counter.db.replaced-2026-11-22T140000"
    assert restore(data, aside) == 0
    assert kept_in(data).days == {"main": {TODAY: DayCount(7, 7)}}


def test_a_damaged_database_is_kept_as_it_is_with_its_log(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    junk = {suffix: os.urandom(5000) for suffix in ("", "-wal", "-shm")}
    for suffix, content in junk.items():
        (data / f"counter.db{suffix}").write_bytes(content)
    assert restore(data) == 0
    aside = data / "counter.db.replaced-2026-11-22T140000"
    assert aside.read_bytes() == junk[""]
    assert "hãy xóa khi không cần nữa" in capsys.readouterr().out
    assert kept_in(data).total == 5


def test_it_refuses_while_the_service_runs(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = SqliteStore(data)
    before = bytes_on_disk(data)
    assert restore(data) == 1
    assert "Hãy dừng dịch vụ" in capsys.readouterr().err
    assert bytes_on_disk(data) == before
    store.close()
    assert restore(data) == 0


@pytest.mark.parametrize("content", [b"", b"x" * 5000, None])
def test_a_bad_backup_changes_nothing(data: Path, content: bytes | None, capsys: pytest.CaptureFixture[str]) -> None:
    bad = data.parent / "bad.db"
    if content is not None:
        bad.write_bytes(content)
    before = {path: path.read_bytes() for path in data.glob("counter.db*")}
    assert restore(data, bad) == 1
    error = capsys.readouterr().err
    assert f"Bản sao lưu “{bad}” không dùng được" in error
    assert str(data / BACKUP) in error
    assert {path: path.read_bytes() for path in data.glob("counter.db*")} == before


def test_without_any_backup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert restore(tmp_path) == 1
    assert "không có bản sao lưu nào" in capsys.readouterr().err


def test_a_new_machine(data: Path, tmp_path: Path) -> None:
    assert restore(tmp_path / "new" / "data", data / BACKUP) == 0
    assert kept_in(tmp_path / "new" / "data").total == 5


def test_figures_are_raised_to_what_was_published(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = SqliteStore(data)
    store_id = store.load(NOW).store_id
    store.close()
    days = [{"day": "2026-11-22", "visits": 8, "views": 8}]
    publish(data, store_id, {"total": 8, "today": 8, "days": days}, {"/a/": 6, "/b/": 2})
    manifest = data.parent / "countable.json"
    manifest.write_text('{"paths": ["/a/", "/b/"], "aliases": {}}', "utf-8")
    assert restore(data) == 0
    assert "Đã cộng phần thiếu so với số liệu đã công bố: 3 lượt, 1 ngày" in capsys.readouterr().out
    kept = kept_in(data)
    assert kept.days == {"main": {TODAY: DayCount(5, 5)}, "restore": {TODAY: DayCount(3, 3)}}
    assert [(entry.kind, entry.total) for entry in kept.imports] == [("restore", None)]
    service = SqliteStore(data, canonical=lambda path: path)  # it knows the pages
    assert service.load(NOW).others.pages == {"/a/": 1, "/b/": 2}
    service.close()
    total = kept_in(data).total
    assert run_restore(data, None, None, manifest, NOW) == 0
    assert kept_in(data).pages == {"main": {"/a/": 5}, "restore": {"/a/": 1, "/b/": 2}}
    assert kept_in(data).total == total == 8


def test_a_full_disk_leaves_everything_in_its_place(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with small_disk(data.parent / "disk", 1) as disk:
        store = SqliteStore(disk.folder)
        store.load(NOW)
        store.commit(batch(8))
        store.close()
        disk.fill()
        before = (disk.folder / "counter.db").read_bytes()
        assert restore(disk.folder, data / BACKUP) == 1
        assert "Không khôi phục được" in capsys.readouterr().err
        assert (disk.folder / "counter.db").read_bytes() == before
        assert sorted(path.name for path in disk.folder.iterdir()) == ["counter.db", "filler", "lock"]
        disk.make_room()
        assert restore(disk.folder, data / BACKUP) == 0


def test_a_crash_between_moving_away_and_putting_in_place_is_noticed(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", die)
    with pytest.raises(KeyboardInterrupt):
        restore(data)
    monkeypatch.undo()
    with pytest.raises(StoreError, match="không còn tệp"):
        SqliteStore(data)
    assert restore(data) == 0
    assert kept_in(data).total == 5


def test_moving_to_a_server_and_back(data: Path, postgres_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_import(data, None, 1000, "2026-11-21", "cũ", None, None, NOW) == 0
    make_backup(data, None, data / "move.db")
    first = kept_in(data)
    assert restore(data, data / "move.db", url=postgres_url) == 0
    assert kept_in(data, postgres_url) == first
    store = open_store(data, postgres_url, "a")
    loaded = store.load(NOW)
    assert (loaded.others.days[TODAY].visits, loaded.others.base) == (8, 1000)
    store.commit(batch(2, {"/a/": 1}))
    for folder, said in ((data, f"Thư mục “{data}” đang do"), (data.parent / "other", "Còn bộ đếm đang dùng")):
        assert restore(folder, data / "move.db", url=postgres_url) == 1
        assert said in capsys.readouterr().err
    store.close()
    later = kept_in(data, postgres_url)
    assert restore(data, data / "move.db", url=postgres_url) == 0
    aside = data / "postgresql.replaced-2026-11-22T140000.db"
    assert str(aside) in capsys.readouterr().out
    assert kept_in(data, postgres_url) == first
    assert restore(data, aside) == 0
    assert kept_in(data) == later
    back = SqliteStore(data)
    assert back.load(NOW).store_id == loaded.store_id
    back.close()
