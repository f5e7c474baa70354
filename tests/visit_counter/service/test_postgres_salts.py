"""The salt that the nodes of a server share: asked for on one thread while another one writes."""

from __future__ import annotations

import psycopg

from tests.visit_counter.service.postgres import close, execute, nodes
from tests.visit_counter.service.stores import NOW, TODAY, batch

#: 22 November 2026, 23:56 in Ho Chi Minh City.
LATE = NOW + 9 * 3600 + 56 * 60
AWAY = "postgresql://keng:mat-khau@127.0.0.1:1/keng"


class GivenUpError(Exception):
    """Ends a transaction without its result."""


def test_a_salt_has_nothing_to_do_with_the_stores_transaction(postgres_url: str) -> None:
    a, b = nodes(postgres_url, "a", "b")
    salt = b""
    try:
        with a._connection.transaction():
            a.commit(batch(3))
            salt = a.salt(TODAY)
            raise GivenUpError
    except GivenUpError:
        pass
    assert execute(postgres_url, "SELECT * FROM keng_days") == []
    assert b.salt(TODAY) == salt == a.salt(TODAY)
    close(a, b)


def test_the_next_days_salt_is_there_before_midnight(postgres_url: str) -> None:
    a, b = nodes(postgres_url, "a", "b")
    today = a.salt(TODAY)
    a.news(LATE - 120)
    assert execute(postgres_url, "SELECT day FROM keng_salts") == [(TODAY,)]
    a.news(LATE)
    assert execute(postgres_url, "SELECT day FROM keng_salts ORDER BY day") == [(TODAY,), (TODAY + 1,)]
    tomorrow = b.salt(TODAY + 1)
    a._salts._url = AWAY
    assert (a.salt(TODAY), a.salt(TODAY + 1)) == (today, tomorrow)
    a.news(LATE + 300)
    assert execute(postgres_url, "SELECT day FROM keng_salts") == [(TODAY + 1,)]
    assert a.salt(TODAY) != today  # not even in memory
    close(a, b)


def test_a_server_that_does_not_answer_in_time(postgres_url: str) -> None:
    a, b = nodes(postgres_url, "a", "b")
    with psycopg.connect(postgres_url) as holder:
        holder.execute("LOCK TABLE keng_salts IN ACCESS EXCLUSIVE MODE")
        alone = a.salt(TODAY)
    assert len(alone) == 16
    assert alone != b.salt(TODAY)
    close(a, b)


def test_a_dump_only_puts_off_the_destroying(postgres_url: str) -> None:
    (a,) = nodes(postgres_url, "a")
    a.salt(TODAY)
    day = 86_400
    with psycopg.connect(postgres_url) as reader:
        reader.execute("SELECT * FROM keng_salts").fetchall()
        a.news(NOW + day)
        a.news(NOW + day + 1)
    assert execute(postgres_url, "SELECT day FROM keng_salts") == [(TODAY,)]
    a.news(NOW + day + 60)
    assert execute(postgres_url, "SELECT day FROM keng_salts") == []
    a.close()
