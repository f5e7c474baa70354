"""The shared store: any number of counters on one PostgreSQL server, each the only writer of its node's rows.

A commit is one statement, and so one transaction and one way to the server and back. What other nodes saw is read by
cursors (node, number): a node has one writer, so its numbers are in the order of its commits.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from time import monotonic
from typing import Any, TypeVar

import psycopg

from plugins.visit_counter.service import postgres_tables as tables
from plugins.visit_counter.service.days import day_of
from plugins.visit_counter.service.kept import IMPORT, starting_total
from plugins.visit_counter.service.model import (
    Batch,
    DayCount,
    Import,
    Loaded,
    News,
    Seen,
    StoreInUseError,
    StoreUnavailableError,
    Totals,
)

log = logging.getLogger(__name__)
T = TypeVar("T")

#: Seconds that a visitor is remembered; other nodes' clocks may be this much apart.
WINDOW, SLACK = 1800, 60
#: Seconds between two readings of other nodes' pages, and of all their days.
PAGES, DAYS = 10, 300
#: Seconds between two tries to reach a server that is away, and that such a try may take.
PAUSE, BRIEF = 1, 2

_COMMIT = f"""WITH days AS ({tables.WRITE_DAYS}), pages AS ({tables.WRITE_PAGES})
INSERT INTO keng_recent SELECT s.node, nextval('keng_seq'), s.day, s.second, s.keys
FROM unnest(%s::text[], %s::int[], %s::bigint[], %s::bytea[]) WITH ORDINALITY AS s (node, day, second, keys, place)
ORDER BY s.place"""
_SEEN = """SELECT n.node, r.seq, r.day, r.second, r.keys FROM keng_nodes n
LEFT JOIN unnest(%s::text[], %s::bigint[]) AS c (node, seq) ON c.node = n.node
JOIN LATERAL (SELECT * FROM keng_recent k WHERE k.node = n.node AND k.seq > coalesce(c.seq, 0)) r ON true
WHERE n.node <> %s AND r.second >= %s ORDER BY r.second, r.seq"""
_DAYS = """SELECT day, sum(visits)::bigint, sum(views)::bigint FROM keng_days
WHERE node <> %s AND day >= %s GROUP BY day"""
_PAGES = "SELECT path, sum(views)::bigint FROM keng_pages WHERE node <> %s GROUP BY path"


class PostgresStore:
    """Implements ``model.Store``. Owns a node while it is open."""

    def __init__(self, url: str, node: str, patience: int = tables.PATIENCE) -> None:
        """Connect, make what is missing, and take the node within ``patience`` seconds.

        Raises StoreInUseError and StoreError.
        """
        self._url = url
        self._node = node
        self._connection = tables.reached(url)
        try:
            tables.take_node(self._connection, node, url, patience)
        except BaseException:
            self._connection.close()
            raise
        #: When, on the monotonic clock, a server that is away is asked again.
        self._asked_again = 0.0
        self._salt = (0, b"")
        #: The last number read of each other node.
        self._cursors: dict[str, int] = {}
        self._others = Totals()
        self._imports: list[Import] = []
        self._read_pages = self._read_days = 0

    def load(self, now: int) -> Loaded:
        """Read everything. Raises StoreError."""
        connection = self._connection
        try:
            with tables.one_moment(connection):
                kept = tables.read_kept(connection)
                store_id = tables.store_id(connection)
                rows = connection.execute(
                    "SELECT node, seq, day, second, keys FROM keng_recent WHERE second >= %s ORDER BY second, seq",
                    (now - WINDOW,),
                    binary=True,
                ).fetchall()
        except psycopg.Error as error:
            raise tables.start_error(tables.unavailable(self._url, error)) from None
        self._others, self._imports = kept.others(self._node), kept.imports
        self._read_pages = self._read_days = now
        return Loaded(
            store_id, kept.days.get(self._node, {}), kept.pages.get(self._node, {}), self._others, kept.imports,
            self._take(rows),
        )  # fmt: skip

    def commit(self, batch: Batch) -> None:
        """Write a batch; durable on return. Raises StoreUnavailableError."""
        node = self._node
        days = [(node, day, c.visits, c.views) for day, c in batch.days.items()]
        pages = [(node, path, views) for path, views in batch.pages.items()]
        seen = [(node, s.day, s.second, s.keys) for s in batch.seen]
        values = [*tables.columns(days, 4), *tables.columns(pages, 3), *tables.columns(seen, 4)]
        self._ask(lambda connection: connection.execute(_COMMIT, values))

    def news(self, now: int) -> News:
        """What other nodes and imports wrote. Raises StoreUnavailableError."""
        return self._ask(lambda connection: self._news(connection, now))

    def sweep(self, now: int) -> None:
        """Delete who was seen more than half an hour ago, by nodes that are gone too. Raises StoreUnavailableError."""
        condition = "(node = %s AND second < %s) OR second < %s"
        self._ask(
            lambda connection: connection.execute(
                "DELETE FROM keng_recent WHERE (node, seq) IN "
                f"(SELECT node, seq FROM keng_recent WHERE {condition} FOR UPDATE SKIP LOCKED)",
                (self._node, now - WINDOW, now - WINDOW - SLACK),
            )
        )

    def rebase(self, seconds: int) -> None:
        """Move the times of the own seen back. Raises StoreUnavailableError."""
        self._ask(
            lambda connection: connection.execute(
                "UPDATE keng_recent SET second = second - %s WHERE node = %s", (seconds, self._node)
            )
        )

    def salt(self, day: int) -> bytes:
        """The day's salt, the same for every node; one of this process alone while the server is away."""
        try:
            return self._ask(lambda connection: _shared_salt(connection, day))
        except StoreUnavailableError as error:
            log.warning("Chưa lấy được muối chung của ngày (%s); dùng muối riêng trong bộ nhớ.", error)
        if self._salt[0] != day:
            self._salt = (day, secrets.token_bytes(16))
        return self._salt[1]

    def close(self) -> None:
        """End the session, and with it the hold on the node."""
        self._connection.close()

    def _ask(self, work: Callable[[tables.Connection], T]) -> T:
        """Do something on a living session that holds the node. Raises StoreUnavailableError."""
        try:
            if self._connection.closed:
                self._connection = self._again()
            return work(self._connection)
        except psycopg.Error as error:
            raise tables.unavailable(self._url, error) from None

    def _again(self) -> tables.Connection:
        if monotonic() < self._asked_again:
            raise StoreUnavailableError(f"máy chủ PostgreSQL {tables.shown(self._url)} chưa trở lại")
        self._asked_again = monotonic() + PAUSE
        connection = tables.connect(self._url, BRIEF)
        try:
            tables.take_node(connection, self._node, self._url, BRIEF)
        except StoreInUseError as error:
            connection.close()
            raise StoreUnavailableError(str(error)) from None
        except BaseException:
            connection.close()
            raise
        self._read_days = self._read_pages = 0
        return connection

    def _news(self, connection: tables.Connection, now: int) -> News:
        marks = [list(self._cursors), list(self._cursors.values())]
        rows = connection.execute(_SEEN, (*marks, self._node, now - WINDOW), binary=True).fetchall()
        imports = self._new_imports(connection)
        others = self._new_totals(connection, now, everything=imports is not None)
        return News(others, imports, self._take(rows))

    def _new_imports(self, connection: tables.Connection) -> list[Import] | None:
        (count,) = connection.execute("SELECT count(*) FROM keng_imports").fetchone() or (0,)
        if count == len(self._imports):
            return None
        self._imports = tables.read_imports(connection)
        return self._imports

    def _new_totals(self, connection: tables.Connection, now: int, *, everything: bool) -> Totals | None:
        """The others' sums, None when they are as before; days of the last week, or all when it is time."""
        before = self._others
        days, pages, base = before.days, before.pages, before.base
        if everything or not 0 <= now - self._read_days < DAYS:
            days = _days(connection, self._node, 0)
            self._read_days = now
        elif changed := _changed(before.days, _days(connection, self._node, day_of(now) - 7)):
            days = {**days, **changed}
        if everything or not 0 <= now - self._read_pages < PAGES:
            read: dict[str, int] = dict(connection.execute(_PAGES, (self._node,), binary=True).fetchall())
            pages = pages if read == pages else read
            self._read_pages = now
        if everything:
            base = starting_total(self._imports, _days_of(connection, IMPORT))
        after = Totals(days, pages, base)
        if after == before:
            return None
        self._others = after
        return after

    def _take(self, rows: list[tuple[Any, ...]]) -> list[Seen]:
        """Rows as values; the cursors move past them."""
        for node, seq, *_ in rows:
            self._cursors[node] = max(seq, self._cursors.get(node, 0))
        return [Seen(day, second, keys) for _, _, day, second, keys in rows]


def _days(connection: tables.Connection, node: str, since: int) -> dict[int, DayCount]:
    rows = connection.execute(_DAYS, (node, since), binary=True)
    return {day: DayCount(visits, views) for day, visits, views in rows}


def _days_of(connection: tables.Connection, node: str) -> dict[int, DayCount]:
    rows = connection.execute("SELECT day, visits, views FROM keng_days WHERE node = %s", (node,), binary=True)
    return {day: DayCount(visits, views) for day, visits, views in rows}


def _changed(before: dict[int, DayCount], after: dict[int, DayCount]) -> dict[int, DayCount]:
    return {day: count for day, count in after.items() if before.get(day) != count}


def _shared_salt(connection: tables.Connection, day: int) -> bytes:
    """The day's salt; those of days before are destroyed with their file, which deleting rows would not do.

    Tomorrow's stays: another node's clock may be a little ahead.
    """
    with connection.transaction():
        connection.execute("LOCK TABLE keng_salts IN ACCESS EXCLUSIVE MODE")
        rows = connection.execute("SELECT day, salt FROM keng_salts").fetchall()
        kept = {other: bytes(salt) for other, salt in rows if day <= other <= day + 1}
        new = {day: secrets.token_bytes(16)} if day not in kept else {}
        if len(kept) < len(rows):
            connection.execute("TRUNCATE keng_salts")
            new = kept | new
        for other, salt in new.items():
            connection.execute("INSERT INTO keng_salts VALUES (%s, %s)", (other, salt))
    return (kept | new)[day]
