"""The shared store against what was published: another database, an older one, one that changes while it is used."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from plugins.visit_counter.service.imports import run_import
from plugins.visit_counter.service.model import Import, Loaded, StoreError, StoreInUseError, StoreUnavailableError
from plugins.visit_counter.service.postgres_store import PostgresStore
from plugins.visit_counter.service.stores import open_store
from tests.visit_counter.service.postgres import close, execute, nodes
from tests.visit_counter.service.stores import NOW, TODAY, batch, bytes_on_disk, publish

DAYS = [{"day": "2026-11-21", "visits": 30, "views": 40}, {"day": "2026-11-22", "visits": 9, "views": 9}]


def total(loaded: Loaded) -> int:
    """What is shown."""
    own = sum(count.visits for count in loaded.days.values())
    return loaded.others.base + sum(count.visits for count in loaded.others.days.values()) + own


@pytest.mark.parametrize("figures", [0, 5])
def test_a_database_that_is_not_the_published_one_is_refused(tmp_path: Path, postgres_url: str, figures: int) -> None:
    publish(tmp_path, "0" * 32, {"total": 39, "days": DAYS})
    if figures:
        (other,) = nodes(postgres_url, "other")
        other.commit(batch(figures))
        other.close()
    before = bytes_on_disk(tmp_path / "public")
    store = open_store(tmp_path, postgres_url, "a")
    try:
        with pytest.raises(StoreError, match=r"kho khác.*restore --data.*còn trống") as caught:
            store.load(NOW)
    finally:
        store.close()
    assert str(tmp_path) in str(caught.value)
    assert "mat-khau" not in str(caught.value)
    assert bytes_on_disk(tmp_path / "public") == before
    assert execute(postgres_url, "SELECT * FROM keng_imports") == []


def test_an_older_database_is_raised_once_by_nodes_that_start_together(tmp_path: Path, postgres_url: str) -> None:
    (old,) = nodes(postgres_url, "old")
    old.commit(batch(4, {"/a/": 1}))
    store_id = old.load(NOW).store_id
    old.close()
    stores = []
    for name in "abcdef":
        publish(tmp_path / name, store_id, {"total": 1039, "days": DAYS}, {"/a/": 7})
        stores.append(open_store(tmp_path / name, postgres_url, name, lambda path: path))
    with ThreadPoolExecutor(len(stores)) as pool:
        loaded = list(pool.map(lambda store: store.load(NOW), stores))
    assert [total(one) for one in loaded] == [1039] * 6
    assert {one.others.pages["/a/"] for one in loaded} == {7}
    assert execute(postgres_url, "SELECT kind FROM keng_imports") == [("restore",)]
    close(*stores)


def test_a_folder_belongs_to_one_node(tmp_path: Path, postgres_url: str) -> None:
    store = open_store(tmp_path, postgres_url, "a")
    with pytest.raises(StoreInUseError, match="Thư mục"):
        open_store(tmp_path, postgres_url, "b")
    store.close()
    with pytest.raises(StoreError):
        open_store(tmp_path, "postgresql://keng@127.0.0.1:1/keng", "a")
    open_store(tmp_path, postgres_url, "a").close()


class Interrupted(PostgresStore):
    """Somebody imports days between two readings of the same news."""

    def interrupt(self, folder: Path, url: str) -> None:
        self.folder, self.url = folder, url

    def _new_imports(self, connection: object) -> list[Import] | None:
        found = super()._new_imports(connection)  # type: ignore[arg-type]
        days = self.folder / "days.csv"
        if not days.exists():
            days.write_text("day,visits\n2026-11-21,400\n", "utf-8")
            assert run_import(self.folder, self.url, "1001", "2026-11-21", "cũ", days, None, NOW) == 0
        return found


def test_an_import_that_lands_in_between_is_not_heard_by_halves(tmp_path: Path, postgres_url: str) -> None:
    assert run_import(tmp_path, postgres_url, "1000", "2026-11-20", "cũ", None, None, NOW) == 0
    store = Interrupted(postgres_url, "a")
    store.interrupt(tmp_path, postgres_url)
    last = total(store.load(NOW))
    for second in range(3):
        others = store.news(NOW + second).others
        shown = others.base + sum(count.visits for count in others.days.values()) if others else last
        assert shown >= last
        last = shown
    assert execute(postgres_url, "SELECT count(*) FROM keng_imports") == [(2,)]
    assert last == total(store.load(NOW)) == 1001
    store.close()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE keng_meta SET value = '99' WHERE key = 'schema'", "phiên bản mới hơn"),
        ("UPDATE keng_meta SET value = 'x' WHERE key = 'store_id'", "không còn là kho số liệu cũ"),
    ],
)
def test_a_server_that_comes_back_otherwise_is_only_unavailable(postgres_url: str, change: str, said: str) -> None:
    (store,) = nodes(postgres_url, "a")
    works = (lambda: store.commit(batch(1)), lambda: store.news(NOW), lambda: store.sweep(NOW))
    store._connection.close()
    execute(postgres_url, change)
    for work in works:
        store._asked_again = 0.0
        with pytest.raises(StoreUnavailableError, match=said):
            work()
    assert len(store.salt(TODAY)) == 16
    store.close()
