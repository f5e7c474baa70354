"""The shared store: any number of counters on one PostgreSQL server, each the only writer of its node's rows.

A commit is one statement, and so one transaction and one way to the server and back. What other nodes saw is read by
cursors (node, number): a node has one writer, so its numbers are in the order of its commits.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any, TypeVar

import psycopg

from plugins.visit_counter.service import postgres_tables as tables
from plugins.visit_counter.service.data_lock import DataLock, make_folder
from plugins.visit_counter.service.days import day_of
from plugins.visit_counter.service.kept import IMPORT, Kept, starting_total
from plugins.visit_counter.service.model import (
    Batch,
    DayCount,
    Import,
    Loaded,
    News,
    Seen,
    StoreError,
    StoreUnavailableError,
    Totals,
)
from plugins.visit_counter.service.postgres_salts import SharedSalts
from plugins.visit_counter.service.published import FOLDER, Published, publisher_of, read_published
from plugins.visit_counter.service.raising import missing
from plugins.visit_counter.service.refusals import refusal_of_server

log = logging.getLogger(__name__)
T = TypeVar("T")

#: Seconds that a visitor is remembered; other nodes' clocks may be this much apart.
WINDOW, SLACK = 1800, 60
#: Seconds between two readings of other nodes' pages, and of all their days.
PAGES, DAYS = 10, 300
#: Seconds between two tries to reach a server that is away.
PAUSE = 1

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
    """Implements ``model.Store``. Owns a node, and the folder that its figures are published in, while it is open."""

    def __init__(
        self,
        url: str,
        node: str,
        data: Path | None = None,
        canonical: Callable[[str], str] | None = None,
        patience: int = tables.PATIENCE,
    ) -> None:
        """Connect, make what is missing, and take the node within ``patience`` seconds.

        Without ``data`` nothing is published. ``canonical`` gives an address's present form.
        Raises StoreInUseError and StoreError.
        """
        self._url = url
        self._node = node
        self._data = data
        self._canonical = canonical
        if data:
            make_folder(data)
        self._lock = DataLock(data) if data else None
        try:
            self._connection = self._opened(patience)
        except BaseException:
            self._release()
            raise
        #: When, on the monotonic clock, a server that is away is asked again.
        self._asked_again = 0.0
        self._salts = SharedSalts(url)
        #: Which store was loaded; "" before.
        self._store_id = ""
        #: The last number read of each other node.
        self._cursors: dict[str, int] = {}
        self._others = Totals()
        self._imports: list[Import] = []
        self._read_pages = self._read_days = 0

    def load(self, now: int) -> Loaded:
        """Read everything, after raising it to what was published. Raises StoreError."""
        connection = self._connection
        try:
            store_id = tables.store_id(connection)
            if self._data:
                self._raise(self._data, store_id, now)
            with tables.one_moment(connection):
                kept = tables.read_kept(connection)
                rows = connection.execute(
                    "SELECT node, seq, day, second, keys FROM keng_recent WHERE second >= %s ORDER BY second, seq",
                    (now - WINDOW,),
                    binary=True,
                ).fetchall()
        except psycopg.Error as error:
            raise tables.start_error(tables.unavailable(self._url, error)) from None
        self._store_id = store_id
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
        self._ask(lambda connection: self._salts.tend(connection, now))  # first: what fails here loses no news
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
        """The day's salt, the same for every node; of this process alone while the server is away. For any thread."""
        return self._salts.of(day)

    def close(self) -> None:
        """End the session, and with it the hold on the node; let the folder go."""
        self._connection.close()
        self._release()

    def _opened(self, patience: int) -> tables.Connection:
        connection = tables.reached(self._url)
        try:
            tables.take_node(connection, self._node, self._url, patience)
        except BaseException:
            connection.close()
            raise
        return connection

    def _release(self) -> None:
        if self._lock:
            self._lock.release()

    def _raise(self, data: Path, store_id: str, now: int) -> None:
        """Bring the server up to what this folder published. Raises StoreError when that was another store's."""
        owner = publisher_of(data / FOLDER)
        if owner and owner != store_id:
            raise refusal_of_server(data, tables.shown(self._url))
        published, connection = read_published(data / FOLDER, store_id), self._connection
        with tables.one_moment(connection):
            if not self._missing(published, now):
                return
        with tables.alone(connection):  # another node may have done it meanwhile
            if change := self._missing(published, now):
                tables.write_kept(connection, change)
                log.warning("Máy chủ PostgreSQL thấp hơn số liệu đã công bố; đã cộng phần thiếu (nút “restore”).")

    def _missing(self, published: Published, now: int) -> Kept:
        return missing(tables.read_kept(self._connection), published, self._canonical, now)

    def _ask(self, work: Callable[[tables.Connection], T]) -> T:
        """Do something on a living session that holds the node. Raises StoreUnavailableError."""
        try:
            if self._connection.closed:
                self._connection = self._again()
            return work(self._connection)
        except psycopg.Error as error:
            raise tables.unavailable(self._url, error) from None
        except StoreError as error:  # a server that came back otherwise than it went
            raise StoreUnavailableError(str(error)) from None

    def _again(self) -> tables.Connection:
        if monotonic() < self._asked_again:
            raise StoreUnavailableError(f"máy chủ PostgreSQL {tables.shown(self._url)} chưa trở lại")
        self._asked_again = monotonic() + PAUSE
        connection = tables.connect(self._url, tables.BRIEF)
        try:
            tables.take_node(connection, self._node, self._url, tables.BRIEF)
            if self._store_id and tables.store_id(connection) != self._store_id:
                raise StoreError(
                    f"Cơ sở dữ liệu trên {tables.shown(self._url)} không còn là kho số liệu cũ (đã bị tạo lại?). Hãy "
                    "dừng dịch vụ rồi khôi phục bằng lệnh restore"
                )
        except BaseException:
            connection.close()
            raise
        self._read_days = self._read_pages = 0
        return connection

    def _news(self, connection: tables.Connection, now: int) -> News:
        """All of one moment: an import that lands in between is not to be seen by halves."""
        marks = [list(self._cursors), list(self._cursors.values())]
        before = self._others, self._imports, self._read_pages, self._read_days
        try:
            with tables.one_moment(connection, patient=False):
                rows = connection.execute(_SEEN, (*marks, self._node, now - WINDOW), binary=True).fetchall()
                imports = self._new_imports(connection)
                others = self._new_totals(connection, now, everything=imports is not None)
        except psycopg.Error:
            self._others, self._imports, self._read_pages, self._read_days = before
            raise
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
