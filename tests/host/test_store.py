"""The store: what is there comes back whole; whatever happened to the file, it is never wrong nor stops a build."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from plugins.host.store import Store
from plugins.host.workers import fork, wait_for
from tests.visit_counter.service.disks import small_disk

KEY, OTHER = b"k" * 32, b"o" * 32


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


def kept(folder: Path, items: dict[bytes, bytes], kind: str = "document", max_mb: int = 10) -> Path:
    store = Store(folder, max_mb)
    store.put_many(kind, items)
    store.close()
    assert store.trouble is None
    return store.path


def change(path: Path, words: str, *values: object) -> None:
    base = sqlite3.connect(path)
    with base:
        base.execute(words, values)
    base.close()


def test_what_was_kept_is_there_in_the_next_build(folder: Path) -> None:
    kept(folder, {KEY: b"one", OTHER: b""})
    store = Store(folder, 10)
    assert store.get("document", KEY) == b"one"
    assert store.get_many("document", [KEY, OTHER, b"none"]) == {KEY: b"one", OTHER: b""}
    assert store.get("page", KEY) is None
    assert store.report().bytes == 3


def test_more_keys_than_are_asked_for_at_once(folder: Path) -> None:
    items = {number.to_bytes(4, "big"): str(number).encode() for number in range(1234)}
    kept(folder, items)
    assert Store(folder, 10).get_many("document", items) == items


def test_a_value_may_be_replaced(folder: Path) -> None:
    kept(folder, {KEY: b"old"})
    path = kept(folder, {KEY: b"new"})
    assert Store(folder, 10).get("document", KEY) == b"new"
    base = sqlite3.connect(path)
    assert base.execute("SELECT COUNT(*) FROM blobs").fetchone() == (1,)
    base.close()


def test_what_is_forgotten_is_nowhere_in_the_files(folder: Path) -> None:
    store = Store(folder, 10)
    store.put("record", KEY, b"Nguyen Van Khong Ai" * 3)
    store.forget("record", [KEY])
    store.close()
    assert all(b"Van Khong" not in path.read_bytes() for path in folder.iterdir())


@pytest.mark.parametrize("column", ["value", "sum"])
def test_a_damaged_value_is_not_there(folder: Path, column: str) -> None:
    path = kept(folder, {KEY: b"right"})
    table = "blobs" if column == "value" else "entries"
    change(path, f"UPDATE {table} SET {column} = ?", b"wrong")
    assert Store(folder, 10).get("document", KEY) is None


def test_a_value_under_a_strange_key_or_kind_is_not_there(folder: Path) -> None:
    path = kept(folder, {KEY: b"right"})
    change(path, "UPDATE entries SET key = ?", OTHER)
    assert Store(folder, 10).get("document", OTHER) is None
    change(path, "UPDATE entries SET key = ?, kind = 'page'", KEY)
    assert Store(folder, 10).get("page", KEY) is None


@pytest.mark.parametrize("content", [b"no database at all" * 100, b"", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_corrupt_file_is_set_aside_and_made_anew(folder: Path, content: bytes) -> None:
    path = kept(folder, {KEY: b"one"})
    path.write_bytes(content)
    store = Store(folder, 10)
    assert store.get("document", KEY) is None
    store.put("document", KEY, b"again")
    store.close()
    assert Store(folder, 10).get("document", KEY) == b"again"


def test_damage_in_the_middle_of_the_file(folder: Path) -> None:
    items = {number.to_bytes(4, "big"): bytes([number]) * 20_000 for number in range(50)}
    path = kept(folder, items)
    data = bytearray(path.read_bytes())
    data[20_000:500_000] = os.urandom(480_000)
    path.write_bytes(data)
    store = Store(folder, 10)
    found = store.get_many("document", items)
    assert all(items[key] == value for key, value in found.items())
    store.put_many("document", items)
    store.close()
    again = Store(folder, 10)
    again.put_many("document", items)
    found = again.get_many("document", items)
    assert all(items[key] == value for key, value in found.items())


def test_a_file_cut_short(folder: Path) -> None:
    items = {number.to_bytes(4, "big"): bytes([number]) * 20_000 for number in range(50)}
    path = kept(folder, items)
    os.truncate(path, path.stat().st_size // 2)
    store = Store(folder, 10)
    found = store.get_many("document", items)
    assert all(items[key] == value for key, value in found.items())
    store.close()


@pytest.mark.parametrize("table", ["entries", "blobs", "runs"])
def test_a_table_of_another_shape(folder: Path, table: str) -> None:
    path = kept(folder, {KEY: b"one"})
    change(path, f"DROP TABLE {table}")
    change(path, f"CREATE TABLE {table} (something TEXT)")
    assert Store(folder, 10).get("document", KEY) is None
    kept_again(folder)


def test_a_folder_in_the_place_of_the_file(folder: Path) -> None:
    path = folder / kept(folder, {KEY: b"one"}).name
    for file in folder.iterdir():
        file.unlink()
    (path / "inner").mkdir(parents=True)
    kept_again(folder)


def kept_again(folder: Path) -> None:
    """The store has healed: a value stays until the next build."""
    store = Store(folder, 10)
    store.put("document", KEY, b"two")
    store.close()
    store = Store(folder, 10)
    assert (store.get("document", KEY), store.trouble) == (b"two", None)
    store.close()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file")
    store = Store(tmp_path / "store", 10)
    store.put("document", KEY, b"one")
    assert store.get("document", KEY) is None
    assert store.trouble
    assert store.report().bytes == 0
    store.close()


def test_a_file_that_may_only_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(folder, {KEY: b"one"})
    store = Store(folder, 10)
    assert store._base
    store._base.execute("PRAGMA query_only = ON")  # tests may run as root, whom no mode of a file holds back
    store.put("document", OTHER, b"two")
    assert store.trouble
    assert store.get_many("document", [KEY, OTHER]) == {KEY: b"one"}
    store.close()


def test_a_full_disk_keeps_what_was_there(folder: Path) -> None:
    kept(folder, {KEY: b"one"})
    store = Store(folder, 10)
    assert store._base
    (pages,) = store._base.execute("PRAGMA page_count").fetchone()
    store._base.execute(f"PRAGMA max_page_count = {pages}")
    store.put_many("document", {OTHER: b"x" * 1_000_000})
    assert store.trouble
    assert store.get_many("document", [KEY, OTHER]) == {KEY: b"one"}
    store.close()


def test_killed_while_writing(folder: Path) -> None:
    kept(folder, {KEY: b"one"})

    def die(parts: range) -> bytes:
        store = Store(folder, 10)
        store.put("document", OTHER, b"whole")
        assert store._base
        store._base.execute("BEGIN IMMEDIATE")
        store._base.execute("DELETE FROM entries")
        os.kill(os.getpid(), 9)
        return b""

    child = fork(range(1), die)
    assert child
    assert wait_for(child) is None
    assert Store(folder, 10).get_many("document", [KEY, OTHER]) == {KEY: b"one", OTHER: b"whole"}


@pytest.mark.parametrize("at", [1, 30])
def test_killed_in_the_middle_of_many_values(folder: Path, at: int) -> None:
    kept(folder, {KEY: b"one"})
    items = {number.to_bytes(4, "big"): bytes([number]) * 50_000 for number in range(60)}

    class Deadly(dict[bytes, bytes]):
        """Kills whoever goes through it."""

        def items(self) -> Any:
            for number, item in enumerate(super().items()):
                if number == at:
                    os.kill(os.getpid(), 9)
                yield item

    def die(parts: range) -> bytes:
        Store(folder, 10).put_many("document", Deadly(items))
        return b""

    child = fork(range(1), die)
    assert child
    assert wait_for(child) is None
    assert Store(folder, 10).keys("document") == {KEY}
    kept(folder, items)
    assert Store(folder, 10).get_many("document", items) == items


def test_a_disk_that_is_full_or_may_only_be_read(tmp_path: Path) -> None:
    items = {number.to_bytes(4, "big"): os.urandom(100_000) for number in range(10)}
    with small_disk(tmp_path / "disk") as disk:
        folder = disk.folder / "store"
        kept(folder, {KEY: b"one"})
        disk.fill()
        store = Store(folder, 10)
        store.put_many("document", items)
        assert store.trouble
        assert store.get_many("document", [KEY, *items]) in ({KEY: b"one"}, {})
        store.close()
        disk.make_room()
        kept(folder, items)
        disk.read_only(True)
        store = Store(folder, 10)
        store.put("document", OTHER, b"two")
        assert store.get("document", OTHER) is None
        assert store.get_many("document", items) in (items, {})
        store.close()
        disk.read_only(False)
        store = Store(folder, 10)
        assert store.get_many("document", items) == items
        store.close()


def test_two_builds_at_once(folder: Path) -> None:
    def write(parts: range) -> bytes:
        store = Store(folder, 10)
        for number in parts:
            store.put("document", number.to_bytes(4, "big"), str(number).encode() * 100)
        store.close()
        return (store.trouble or "well").encode()

    shares = range(0, 100, 2), range(1, 100, 2)
    children = [child for parts in shares if (child := fork(parts, write))]
    assert [wait_for(child) for child in children] == [b"well", b"well"]
    assert len(Store(folder, 10).keys("document")) == 100


def test_what_was_used_longest_ago_goes_first(folder: Path) -> None:
    items = {bytes([number]): bytes(300_000) for number in range(3)}
    for key, value in items.items():
        kept(folder, {key: value}, max_mb=1)
    store = Store(folder, 1)
    assert store.get("document", b"\0") is not None
    store.put("document", b"new", bytes(300_000))
    store.close()
    assert Store(folder, 1).keys("document") == {b"\0", b"\2", b"new"}


def test_it_never_holds_more_than_it_may(folder: Path) -> None:
    kept(folder, {bytes([number]): bytes(100_000) for number in range(30)}, max_mb=1)
    store = Store(folder, 1)
    assert 0 < store.report().bytes <= store.most == 1_000_000


def test_only_some_are_kept(folder: Path) -> None:
    store = Store(folder, 10)
    store.put_many("file", {KEY: b"one", OTHER: b"two"})
    store.put("page", KEY, b"three")
    store.keep_only("file", [OTHER])
    assert (store.keys("file"), store.keys("page")) == ({OTHER}, {KEY})
