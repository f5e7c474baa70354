"""The shared store when its server, or its session, goes away."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from plugins.visit_counter.service import postgres_tables
from plugins.visit_counter.service.model import DayCount, StoreError, StoreUnavailableError
from plugins.visit_counter.service.postgres_store import PostgresStore
from plugins.visit_counter.service.stores import open_store
from tests.visit_counter.service.postgres import close, execute, nodes, running_server
from tests.visit_counter.service.stores import NOW, TODAY, batch


def test_a_session_that_is_ended_is_begun_anew_and_holds_the_node(postgres_url: str) -> None:
    a, b = nodes(postgres_url, "a", "b")
    for number in range(3):
        a._asked_again = 0.0
        execute(postgres_url, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                              "AND datname = current_database()")  # fmt: skip
        with pytest.raises(StoreUnavailableError):
            a.commit(batch(number + 1))
        a.commit(batch(number + 1, {}, b"a" * 16))
        assert postgres_tables.running_nodes(a._connection) >= 1
    with pytest.raises(StoreUnavailableError):
        b.news(NOW)
    others = b.news(NOW).others
    assert others is not None
    assert others.days == {TODAY: DayCount(3, 0)}
    close(a, b)


def test_a_server_that_crashes_and_comes_back() -> None:
    with running_server() as server:
        url = server.make("keng")
        (a,) = nodes(url, "a")
        a.commit(batch(5, {"/a/": 2}, b"k" * 16))
        salt = a.salt(TODAY)
        server.stop(signal.SIGQUIT)
        for work in (a.commit, a.commit):
            with pytest.raises(StoreUnavailableError) as caught:
                work(batch(6))
            assert "mat-khau" not in str(caught.value)
            assert f"127.0.0.1:{server.port}/keng" in str(caught.value)
        with pytest.raises(StoreUnavailableError):
            a.news(NOW)
        assert a.salt(TODAY) == salt
        alone = a.salt(TODAY + 1)
        assert alone == a.salt(TODAY + 1) != salt
        server.start()
        a._asked_again = 0.0
        a.commit(batch(6, {"/a/": 3}))
        a.close()
        (a,) = nodes(url, "a")
        assert a.load(NOW).days == {TODAY: DayCount(6, 3)}
        a.close()


def test_another_process_that_took_the_node_meanwhile_is_not_overwritten(postgres_url: str) -> None:
    (first,) = nodes(postgres_url, "a")
    first.commit(batch(5))
    first._connection.close()
    (second,) = nodes(postgres_url, "a")
    second.commit(batch(9))
    with pytest.raises(StoreUnavailableError, match="“a”"):
        first.commit(batch(6))
    second.close()
    first._asked_again = 0.0
    first.commit(batch(6))
    assert execute(postgres_url, "SELECT visits FROM keng_days") == [(9,)]
    first.close()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://keng:bi-mat@127.0.0.1:1/keng", "127.0.0.1:1/keng"),
        ("postgresql://keng:bi-mat%zz@127.0.0.1/keng", "postgresql://người-dùng"),
        ("postgresql://keng:bi-mat@127.0.0.1:port/keng", "kho số liệu"),
        ("mysql://keng:bi-mat@localhost/x", "postgresql://người-dùng"),
        ("", "kho số liệu"),
    ],
)
def test_a_server_that_cannot_be_reached(tmp_path: Path, url: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGHOST", "127.0.0.1")
    monkeypatch.setenv("PGPORT", "1")
    with pytest.raises(StoreError, match="Hãy") as caught:
        open_store(tmp_path, url, "a")
    assert said in str(caught.value)
    assert "bi-mat" not in str(caught.value)


def test_a_password_that_the_server_repeats_is_hidden(postgres_url: str) -> None:
    url = postgres_url.replace("keng:mat-khau", "bi-mat:bi-mat")
    with pytest.raises(StoreError) as caught:
        PostgresStore(url, "a")
    assert "bi-mat" not in str(caught.value)
