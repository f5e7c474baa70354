"""How the commands reach what a store keeps, whichever store it is, also while the service runs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from plugins.visit_counter.service import database
from plugins.visit_counter.service import sqlite_tables as tables
from plugins.visit_counter.service.data_lock import owner_of
from plugins.visit_counter.service.kept import Kept
from plugins.visit_counter.service.model import StoreError
from plugins.visit_counter.service.refusals import refusal, refuse_when_lost
from plugins.visit_counter.service.sqlite_errors import is_damage, unavailable


class Access(Protocol):
    """What every store lets a command do."""

    def store_id(self) -> str:
        """Which store this is."""

    def changing(self) -> AbstractContextManager[None]:
        """One transaction that reads and writes; nobody else imports meanwhile."""

    def reading(self) -> AbstractContextManager[None]:
        """One transaction in which nothing changes under the reader."""

    def read(self) -> Kept:
        """Everything that lasts."""

    def write(self, change: Kept) -> None:
        """Add rows and audited entries."""

    def oldest_seen(self) -> int | None:
        """When the oldest remembered visitor was seen, in Unix seconds; None when there is none."""

    def running(self) -> bool:
        """Whether a counter uses the store now."""


class _Sqlite:
    def __init__(self, connection: sqlite3.Connection, data: Path) -> None:
        self._connection = connection
        self._data = data

    def store_id(self) -> str:
        return tables.store_id(self._connection)

    def changing(self) -> AbstractContextManager[None]:
        return database.writing(self._connection)

    def reading(self) -> AbstractContextManager[None]:
        return database.reading(self._connection)

    def read(self) -> Kept:
        return tables.read_kept(self._connection)

    def write(self, change: Kept) -> None:
        tables.write_kept(self._connection, change)

    def oldest_seen(self) -> int | None:
        (oldest,) = self._connection.execute("SELECT min(second) FROM recent").fetchone()
        return None if oldest is None else int(oldest)

    def running(self) -> bool:
        return bool(owner_of(self._data))


@contextmanager
def access(data: Path, url: str | None, *, create: bool = False, to_read: bool = False) -> Iterator[Access]:
    """The store of a data folder, or of a server. ``create`` makes a database where there never was one.

    ``to_read`` checks every page and takes what a full or read-only disk still gives.
    Raises StoreError with a remedy in Vietnamese for whatever goes wrong in the block, too.
    """
    if url is not None:
        from plugins.visit_counter.service.postgres_access import postgres_access

        with postgres_access(url) as reached:
            yield reached
        return
    path = data / database.NAME
    try:
        refuse_when_lost(data)
        if not path.exists():
            if not create:
                raise StoreError(f"Chưa có cơ sở dữ liệu “{path}”. Hãy kiểm tra lại --data.")
            data.mkdir(parents=True, exist_ok=True)
            database.create(path)
        with database.opened(path, to_read=to_read) as connection:
            if fault := tables.fault(connection, thorough=to_read):
                raise refusal(data, fault)
            yield _Sqlite(connection, data)
    except OSError as error:
        raise StoreError(f"Không dùng được thư mục “{data}” ({error.strerror}). Hãy kiểm tra quyền và đĩa.") from None
    except sqlite3.Error as error:
        if is_damage(error):
            raise refusal(data, f"tệp bị hỏng ({error})") from None
        reason = unavailable(error)
        raise StoreError(f"Không dùng được cơ sở dữ liệu “{path}”: {reason}. Hãy kiểm tra quyền và đĩa.") from None
