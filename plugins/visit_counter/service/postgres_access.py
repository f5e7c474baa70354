"""The commands' way to a shared server. Imported when a server is used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import psycopg

from plugins.visit_counter.service import postgres_tables as tables
from plugins.visit_counter.service.kept import Kept
from plugins.visit_counter.service.model import StoreUnavailableError


class PostgresAccess:
    """Implements ``access.Access``."""

    def __init__(self, connection: tables.Connection) -> None:
        self._connection = connection

    def store_id(self) -> str:
        """Which store this is."""
        return tables.store_id(self._connection)

    def changing(self) -> AbstractContextManager[None]:
        """One transaction that reads and writes; nobody else imports meanwhile."""
        return tables.alone(self._connection)

    def reading(self) -> AbstractContextManager[None]:
        """One transaction in which nothing changes under the reader."""
        return tables.one_moment(self._connection)

    def read(self) -> Kept:
        """Everything that lasts."""
        return tables.read_kept(self._connection)

    def write(self, change: Kept) -> None:
        """Add rows and audited entries."""
        tables.write_kept(self._connection, change)

    def while_none_runs(self) -> AbstractContextManager[None]:
        """One transaction that no counter starts in. Raises StoreInUseError when one runs."""
        return tables.while_none_runs(self._connection)

    def replace(self, store_id: str, kept: Kept) -> None:
        """Put other figures in place of everything."""
        self._connection.execute("TRUNCATE keng_days, keng_pages, keng_imports, keng_recent, keng_nodes")
        self._connection.execute("UPDATE keng_meta SET value = %s WHERE key = 'store_id'", (store_id,))
        tables.write_kept(self._connection, kept)

    def running(self) -> bool:
        """Whether a counter uses the server now."""
        return tables.running_nodes(self._connection) > 0

    def oldest_seen(self) -> int | None:
        """When the oldest remembered visitor was seen, in Unix seconds."""
        row = self._connection.execute("SELECT min(second) FROM keng_recent").fetchone()
        return row[0] if row else None


@contextmanager
def postgres_access(url: str) -> Iterator[PostgresAccess]:
    """A session of its own. Raises StoreError for whatever goes wrong, in the block too."""
    connection = tables.reached(url)
    try:
        yield PostgresAccess(connection)
    except psycopg.Error as error:
        raise tables.start_error(tables.unavailable(url, error)) from None
    finally:
        connection.close()


def is_empty(url: str) -> bool:
    """Whether no counter ever used a database; changes nothing. Raises StoreError."""
    try:
        with tables.session(url) as connection:
            return not tables.has_tables(connection)
    except StoreUnavailableError as error:
        raise tables.start_error(error) from None
    except psycopg.Error as error:
        raise tables.start_error(tables.unavailable(url, error)) from None
