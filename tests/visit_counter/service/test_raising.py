"""No start shows less than what was published."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from plugins.visit_counter.service import database
from plugins.visit_counter.service.model import DayCount, Loaded, News, StoreUnavailableError
from plugins.visit_counter.service.sqlite_store import SqliteStore
from tests.visit_counter.service.stores import IMPORT, NOW, TODAY, batch, in_another_process, publish

SHOWN: dict[str, Any] = {
    "total": 120, "today": 30, "yesterday": 40, "as_of": "2026-11-22T13:00:00+07:00",
    "days": [{"day": "2026-11-20", "visits": 40, "views": 50}, {"day": "2026-11-21", "visits": 40, "views": 60},
             {"day": "2026-11-22", "visits": 28, "views": 35}],
}  # fmt: skip


def test_an_old_database_is_raised_to_what_was_published(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    store = SqliteStore(tmp_path)
    store.commit(batch(40, {"/old/": 50}, day=TODAY - 2))
    store.commit(batch(10, {"/a/": 5}, day=TODAY))
    store_id = store.load(NOW).store_id
    store.close()
    publish(tmp_path, store_id, SHOWN, {"/new/": 60, "/a/": 9})
    seen = []
    for _ in range(2):
        store = SqliteStore(tmp_path, canonical=lambda path: {"/old/": "/new/"}.get(path, path))
        with caplog.at_level(logging.WARNING):
            loaded = store.load(NOW)
        store.close()
        seen.append((loaded.others, loaded.imports))
        assert loaded.days == {TODAY - 2: DayCount(40, 50), TODAY: DayCount(10, 5)}
        assert loaded.others.days == {TODAY - 1: DayCount(40, 60), TODAY: DayCount(20, 30)}
        assert loaded.others.pages == {"/new/": 10, "/a/": 4}
        assert loaded.others.base == 10
        assert [(entry.kind, entry.total, entry.entered) for entry in loaded.imports] == [("restore", 10, NOW)]
    assert seen[0] == seen[1]
    assert len([record for record in caplog.records if "restore" in record.message]) == 1


def test_pages_are_not_raised_when_no_view_is_missing(tmp_path: Path) -> None:
    """An alias that was taken off leaves views that belonged to the page: nothing was lost."""
    store = SqliteStore(tmp_path)
    store.commit(batch(1, {"/old/": 5, "/new/": 2}))
    store_id = store.load(NOW).store_id
    store.close()
    publish(tmp_path, store_id, {"total": 1}, {"/new/": 7})
    store = SqliteStore(tmp_path, canonical=lambda path: path)
    assert store.load(NOW).others.pages == {}
    store.close()


def test_lost_imports_come_back_as_they_were(tmp_path: Path) -> None:
    """A database from before an import: the same import afterwards changes nothing."""
    store = SqliteStore(tmp_path)
    store.commit(batch(10, day=TODAY))
    store_id = store.load(NOW).store_id
    store.close()
    entry = {
        "kind": "import",
        "as_of": "2026-11-21",
        "total": 1000,
        "from": "cũ",
        "entered": "2026-11-22T08:00:00+07:00",
    }
    days = [{"day": "2026-11-21", "visits": 300, "views": 400}, {"day": "2026-11-22", "visits": 10, "views": 0}]
    publish(tmp_path, store_id, {"total": 1010, "days": days, "imports": [entry]})
    store = SqliteStore(tmp_path)
    loaded = store.load(NOW)
    assert loaded.others.days == {TODAY - 1: DayCount(300, 400)}
    assert loaded.others.base == 700
    assert [(e.kind, e.total, e.source) for e in loaded.imports] == [
        ("import", 1000, "cũ"),
        ("restore", None, "số liệu đã công bố"),
    ]
    assert in_another_process(IMPORT, tmp_path).returncode == 0
    assert store.load(NOW).others == loaded.others
    store.close()


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff\xfe", b'{"total": -1}', b'{"total": true}', b"null"])
def test_damaged_public_files_are_ignored(tmp_path: Path, damage: bytes, caplog: pytest.LogCaptureFixture) -> None:
    store = SqliteStore(tmp_path)
    store.commit(batch(10))
    store_id = store.load(NOW).store_id
    publish(tmp_path, store_id, {"total": 50}, {"/a/": 3})
    for path in (tmp_path / "public").rglob("*.json"):
        path.write_bytes(damage)
    with caplog.at_level(logging.WARNING):
        loaded = store.load(NOW)
    assert (loaded.others.base, loaded.others.days, loaded.imports) == (0, {}, [])
    assert sum("bị hỏng" in record.message for record in caplog.records) >= 2
    store.close()


def test_public_files_of_another_store_are_ignored(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    store.commit(batch(10))
    publish(tmp_path, "0" * 32, SHOWN)
    assert store.load(NOW).others.base == 0
    store.close()


def test_a_day_that_was_published_before_it_was_stored_is_no_loss(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    store_id = store.load(NOW).store_id
    publish(tmp_path, store_id, {"total": 0, "today": 0, "days": [{"day": "2026-11-22", "visits": 0, "views": 0}]})
    assert store.load(NOW).imports == []
    store.close()


def total(loaded: Loaded | News, own: int) -> int:
    """What is shown: the starting total, the others' days and the own visits."""
    assert loaded.others
    return loaded.others.base + sum(count.visits for count in loaded.others.days.values()) + own


@pytest.mark.parametrize("begun", [False, True])
def test_what_could_not_be_raised_at_the_start_is_raised_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begun: bool
) -> None:
    """Somebody holds the database, from before the store is opened or from before it is read."""
    monkeypatch.setattr(database, "PATIENCE", 0.02)
    store = SqliteStore(tmp_path)
    store_id = store.load(NOW).store_id
    store.commit(batch(2))
    store.close()
    publish(tmp_path, store_id, {"total": 6, "today": 6})
    early = SqliteStore(tmp_path) if begun else None
    other = sqlite3.connect(tmp_path / "counter.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store = early or SqliteStore(tmp_path)
    assert total(store.load(NOW), 2) == 6
    with pytest.raises(StoreUnavailableError):
        store.commit(batch(3))
    other.execute("INSERT INTO meta VALUES ('x', 'y')")
    other.execute("COMMIT")
    assert total(store.news(NOW), 3) == 7
    store.commit(batch(3))
    assert total(store.news(NOW), 3) == 7
    store.commit(batch(4))
    other.execute("DELETE FROM meta WHERE key = 'x'")
    other.close()
    assert total(store.news(NOW), 4) == 8
    store.close()
    (tmp_path / "public" / "_v" / "snapshot.json").unlink()
    (tmp_path / "public" / "_v" / "stats.json").unlink()
    store = SqliteStore(tmp_path)
    assert total(store.load(NOW), 4) == 8
    store.close()
