"""The shared store, on a real server: several nodes, killed processes, a server that goes away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from plugins.visit_counter.service import postgres_store
from plugins.visit_counter.service.imports import run_import
from plugins.visit_counter.service.model import (
    DayCount,
    Seen,
    StoreError,
    StoreInUseError,
)
from plugins.visit_counter.service.postgres_store import PostgresStore
from plugins.visit_counter.service.stores import open_store
from tests.visit_counter.service.postgres import close, execute, nodes
from tests.visit_counter.service.stores import NOW, TODAY, batch
from tools import ROOT

HOLD = """
import sys
from plugins.visit_counter.service.postgres_store import PostgresStore
from tests.visit_counter.service.stores import NOW, batch
store = PostgresStore(sys.argv[1], "a")
store.load(NOW)
store.commit(batch(7, {"/a/": 3}, b"k" * 16))
print("committed", flush=True)
sys.stdin.read()
"""


def test_figures_of_a_node_and_of_the_others(postgres_url: str) -> None:
    a, b = nodes(postgres_url, "a", "b")
    a.commit(batch(3, {"/a/": 2, "/b/": 1}))
    b.commit(batch(4, {"/b/": 5}))
    a.commit(batch(5, {"/a/": 3}))
    a.commit(batch(3, {"/a/": 2}))  # late
    close(a, b)
    a, c = PostgresStore(postgres_url, "a"), PostgresStore(postgres_url, "c")
    own, other = a.load(NOW), c.load(NOW)
    assert (own.days, own.pages) == ({TODAY: DayCount(5, 3)}, {"/a/": 3, "/b/": 1})
    assert (own.others.days, own.others.pages) == ({TODAY: DayCount(4, 5)}, {"/b/": 5})
    assert (other.days, other.pages) == ({}, {})
    assert (other.others.days, other.others.pages) == ({TODAY: DayCount(9, 8)}, {"/a/": 3, "/b/": 6})
    assert own.store_id == other.store_id != ""
    close(a, c)


def test_news_come_once_and_in_the_order_of_commits(postgres_url: str) -> None:
    a, b, c = nodes(postgres_url, "a", "b", "c")
    for number in range(5):
        a.commit(batch(number + 1, {}, bytes([number]) * 16))
        b.commit(batch(number + 1, {}, bytes([100 + number]) * 16))
    news = c.news(NOW)
    for first in (0, 100):
        keys = [seen.keys[0] for seen in news.seen if first <= seen.keys[0] < first + 100]
        assert keys == [first + number for number in range(5)]
    assert news.others is not None
    assert news.others.days == {TODAY: DayCount(10, 0)}
    assert c.news(NOW + 1) == c.news(NOW + 2)
    assert c.news(NOW + 2).seen == []
    assert [seen.keys[0] for seen in a.news(NOW).seen] == [100, 101, 102, 103, 104]
    a.commit(batch(9, {}, b"z" * 16))
    assert [seen.keys for seen in c.news(NOW + 3).seen] == [b"z" * 16]
    close(a, b, c)


def test_a_node_that_joins_later_is_heard(postgres_url: str) -> None:
    (a,) = nodes(postgres_url, "a")
    assert a.news(NOW).seen == []
    (b,) = nodes(postgres_url, "b")
    b.commit(batch(1, {}, b"b" * 16))
    assert a.news(NOW).seen == [Seen(TODAY, NOW, b"b" * 16)]
    b.sweep(NOW + 1801)
    b.close()
    (b,) = nodes(postgres_url, "b")  # its numbers go on, although no row of it is left
    b.commit(batch(2, {}, b"c" * 16, now=NOW + 1801))
    assert a.news(NOW + 1801).seen == [Seen(TODAY, NOW + 1801, b"c" * 16)]
    close(a, b)


def test_what_is_loaded_is_not_heard_again(postgres_url: str) -> None:
    (a,) = nodes(postgres_url, "a")
    a.commit(batch(1, {}, b"a" * 16))
    b = PostgresStore(postgres_url, "b")
    assert [seen.keys for seen in b.load(NOW).seen] == [b"a" * 16]
    assert b.news(NOW).seen == []
    close(a, b)


def test_pages_and_old_days_are_heard_in_time(postgres_url: str) -> None:
    a, b = nodes(postgres_url, "a", "b")
    first = b.news(NOW).others
    a.commit(batch(1, {"/a/": 1}, day=TODAY - 100))
    assert b.news(NOW + 1).others is None is first
    pages = b.news(NOW + postgres_store.PAGES).others
    assert pages is not None
    assert (pages.pages, pages.days) == ({"/a/": 1}, {})
    everything = b.news(NOW + postgres_store.DAYS).others
    assert everything is not None
    assert everything.days == {TODAY - 100: DayCount(1, 1)}
    assert everything.pages is pages.pages
    close(a, b)


def test_an_import_is_heard_at_once(postgres_url: str, tmp_path: Path) -> None:
    (a,) = nodes(postgres_url, "a")
    days = tmp_path / "days.csv"
    days.write_text("day,visits\n2020-01-01,400\n", "utf-8")
    for _ in range(2):
        assert run_import(tmp_path, postgres_url, "1000", "2026-11-21", "cũ", days, None, NOW) == 0
    news = a.news(NOW + 1)
    assert news.others is not None
    assert (news.others.base, [count.visits for count in news.others.days.values()]) == (600, [400])
    assert news.imports is not None
    assert [(entry.total, entry.source) for entry in news.imports] == [(1000, "cũ")]
    assert a.news(NOW + 2).imports is None
    a.close()


def test_who_was_seen_expires_for_every_node(postgres_url: str) -> None:
    a, b = nodes(postgres_url, "a", "b")
    a.commit(batch(1, {}, b"a" * 16))
    b.commit(batch(1, {}, b"b" * 16))
    a.sweep(NOW + 1800)
    assert len(execute(postgres_url, "SELECT * FROM keng_recent")) == 2
    a.sweep(NOW + 1801)
    assert execute(postgres_url, "SELECT node FROM keng_recent") == [("b",)]
    a.sweep(NOW + 1861)  # b may be gone
    assert execute(postgres_url, "SELECT node FROM keng_recent") == []
    close(a, b)


def test_only_the_own_seen_move_with_the_clock(postgres_url: str) -> None:
    a, b = nodes(postgres_url, "a", "b")
    a.commit(batch(1, {}, b"a" * 16))
    b.commit(batch(1, {}, b"b" * 16))
    a.rebase(100)
    assert sorted(execute(postgres_url, "SELECT node, second FROM keng_recent")) == [("a", NOW - 100), ("b", NOW)]
    close(a, b)


def test_nodes_share_the_days_salt_and_destroy_the_old(postgres_url: str) -> None:
    a, b = nodes(postgres_url, "a", "b")
    salt = a.salt(TODAY)
    assert len(salt) == 16
    assert b.salt(TODAY) == salt
    tomorrow = b.salt(TODAY + 1)
    assert tomorrow != salt
    assert a.salt(TODAY + 1) == tomorrow
    a.news(NOW)  # its clock is behind: the others' salt stays
    assert execute(postgres_url, "SELECT day FROM keng_salts ORDER BY day") == [(TODAY,), (TODAY + 1,)]
    b.news(NOW + 86_400)
    assert execute(postgres_url, "SELECT day, salt FROM keng_salts") == [(TODAY + 1, tomorrow)]
    close(a, b)


def test_nodes_that_ask_for_a_salt_together_get_the_same(postgres_url: str) -> None:
    stores = nodes(postgres_url, *"abcdef")
    found: list[bytes] = []
    threads = [threading.Thread(target=lambda store=store: found.append(store.salt(TODAY))) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 6
    assert len(set(found)) == 1
    close(*stores)


def test_visitors_and_salts_are_not_in_the_servers_log(postgres_url: str) -> None:
    close(*nodes(postgres_url, "a"))
    statement = "SELECT relname::text, relpersistence::text FROM pg_class WHERE relname ~ '^keng_' AND relkind = 'r'"
    unlogged = {name for name, kind in execute(postgres_url, statement) if kind == "u"}
    assert unlogged == {"keng_recent", "keng_salts"}


def test_an_acknowledged_batch_is_durable(postgres_url: str) -> None:
    execute(postgres_url, "ALTER ROLE keng SET synchronous_commit = off")
    try:
        (a,) = nodes(postgres_url, "a")
        assert a._connection.execute("SHOW synchronous_commit").fetchone() == ("on",)
        a.close()
    finally:
        execute(postgres_url, "ALTER ROLE keng RESET synchronous_commit")


def test_a_commit_is_one_statement(postgres_url: str) -> None:
    (a,) = nodes(postgres_url, "a")
    before = execute(postgres_url, "SELECT pg_current_wal_insert_lsn()")
    a.commit(batch(1, {f"/{number}/": 1 for number in range(64)}, b"k" * 16))
    assert before != execute(postgres_url, "SELECT pg_current_wal_insert_lsn()")
    rows = execute(postgres_url, "SELECT xmin::text FROM keng_pages UNION SELECT xmin::text FROM keng_days "
                                 "UNION SELECT xmin::text FROM keng_recent")  # fmt: skip
    assert len(rows) == 1
    a.close()


def test_makers_of_the_tables_do_not_get_in_each_others_way(postgres_url: str) -> None:
    errors: list[BaseException] = []

    def make(name: str) -> None:
        try:
            PostgresStore(postgres_url, name).close()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=make, args=(name,)) for name in "abcdefgh"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    assert len(execute(postgres_url, "SELECT * FROM keng_meta")) == 2


def test_a_node_belongs_to_one_process_until_it_is_killed(postgres_url: str) -> None:
    words = [sys.executable, "-c", HOLD, postgres_url]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as holder:
        try:
            assert holder.stdout
            assert holder.stdout.readline() == "committed\n"
            with pytest.raises(StoreInUseError, match=r"“a”.*--node"):
                PostgresStore(postgres_url, "a", patience=1)
        finally:
            holder.send_signal(signal.SIGKILL)
    a = PostgresStore(postgres_url, "a")
    loaded = a.load(NOW)
    assert (loaded.days, loaded.pages, loaded.seen) == (
        {TODAY: DayCount(7, 3)},
        {"/a/": 3},
        [Seen(TODAY, NOW, b"k" * 16)],
    )
    a.close()


def test_tables_of_a_newer_version_are_refused(postgres_url: str) -> None:
    close(*nodes(postgres_url, "a"))
    execute(postgres_url, "UPDATE keng_meta SET value = '99' WHERE key = 'schema'")
    with pytest.raises(StoreError, match="phiên bản mới hơn"):
        PostgresStore(postgres_url, "a")


def test_a_node_without_a_name_is_named_after_the_machine(tmp_path: Path, postgres_url: str) -> None:
    store = open_store(tmp_path, postgres_url)
    store.close()
    assert execute(postgres_url, "SELECT node FROM keng_nodes") == [(os.uname().nodename,)]
