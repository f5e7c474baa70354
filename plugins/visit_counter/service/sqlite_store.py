"""The embedded store: one SQLite file in the data folder, write-ahead log, every commit synced.

Other processes (import, backup, doctor) use the same file while the service runs.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from plugins.visit_counter.service import database
from plugins.visit_counter.service import sqlite_tables as tables
from plugins.visit_counter.service.data_lock import DataLock, make_folder
from plugins.visit_counter.service.database import connect_to_read, connect_to_write, reading, writing
from plugins.visit_counter.service.kept import Kept
from plugins.visit_counter.service.model import (
    Batch,
    Loaded,
    News,
    Seen,
    StoreError,
    StoreUnavailableError,
)
from plugins.visit_counter.service.published import FOLDER, Published, read_published
from plugins.visit_counter.service.raising import missing
from plugins.visit_counter.service.recent import WINDOW
from plugins.visit_counter.service.refusals import refusal, refuse_when_lost
from plugins.visit_counter.service.salts import SaltFile
from plugins.visit_counter.service.sqlite_errors import is_damage, unavailable

log = logging.getLogger(__name__)

#: Seconds between two rewritings of the log after which nothing of the forgotten is left in it.
SCRUB = 10


class SqliteStore:
    """Implements ``model.Store``. Owns the data folder while it is open."""

    def __init__(self, data: Path, node: str = "main", canonical: Callable[[str], str] | None = None) -> None:
        """Open, or make, the database of a folder. ``canonical`` gives an address's present form.

        Raises StoreInUseError, and StoreError when the database is damaged or was lost.
        """
        self._data = data
        self._node = node
        self._canonical = canonical
        self._salts = SaltFile(data)
        self._version = -1
        #: Numbers of the own node's addresses.
        self._numbers: dict[str, int] = {}
        self._scrub_due = False
        self._scrubbed = 0
        #: Why nothing can be written; "" when the connection may write.
        self._read_only = ""
        #: What was published, and when that was read, as long as the database is lower and could not be raised.
        self._owed: tuple[Published, int] | None = None
        make_folder(data)
        self._lock = DataLock(data)
        try:
            self._connection = self._open()
        except BaseException:
            self._lock.release()
            raise

    def load(self, now: int) -> Loaded:
        """Read everything, after raising it to what was published. Raises StoreError."""
        try:
            (self._version,) = self._connection.execute("PRAGMA data_version").fetchone()
            store_id = tables.store_id(self._connection)
            kept = self._raised(read_published(self._data / FOLDER, store_id), now)
            seen = self._seen(now)
        except sqlite3.Error as error:
            raise self._unusable(error) from None
        own_days, own_pages = kept.days.get(self._node, {}), kept.pages.get(self._node, {})
        return Loaded(store_id, own_days, own_pages, kept.others(self._node), kept.imports, seen)

    def commit(self, batch: Batch) -> None:
        """Write a batch; on disk on return. Raises StoreUnavailableError."""
        connection, node = self._writer(), self._node
        try:
            with writing(connection):
                connection.executemany(
                    tables.WRITE_DAY, [(node, day, c.visits, c.views) for day, c in batch.days.items()]
                )
                numbers = self._numbers
                if new := [path for path in batch.pages if path not in numbers]:
                    numbers = {**numbers, **{path: tables.number_of(connection, node, path) for path in new}}
                connection.executemany(
                    tables.WRITE_VIEWS, [(numbers[path], views) for path, views in batch.pages.items()]
                )
                connection.executemany(tables.WRITE_SEEN, [(s.day, s.second, s.keys) for s in batch.seen])
        except sqlite3.Error as error:
            raise unavailable(error) from None
        self._numbers = numbers

    def news(self, now: int) -> News:
        """What imports wrote since the last look. Raises StoreUnavailableError."""
        connection = self._connection
        try:
            (version,) = connection.execute("PRAGMA data_version").fetchone()
            if version == self._version:
                return News()
            with reading(connection):
                kept = tables.read_kept(connection)
        except sqlite3.Error as error:
            raise unavailable(error) from None
        if self._owed:
            kept = kept.with_change(self._missing(kept, *self._owed))
        self._version = version
        return News(kept.others(self._node), kept.imports)

    def sweep(self, now: int) -> None:
        """Delete who was seen more than half an hour ago, soon from the log too. Raises StoreUnavailableError."""
        if self._read_only:
            return
        connection = self._writer()
        try:
            deleted = connection.execute("DELETE FROM recent WHERE second < ?", (now - WINDOW,)).rowcount
            self._scrub_due = self._scrub_due or deleted > 0
            if self._scrub_due and abs(now - self._scrubbed) >= SCRUB:
                self._scrub(now)
        except sqlite3.Error as error:
            database.roll_back(connection)
            raise unavailable(error) from None

    def rebase(self, seconds: int) -> None:
        """Move the times of the seen back. Raises StoreUnavailableError."""
        connection = self._writer()
        try:
            connection.execute("UPDATE recent SET second = second - ?", (seconds,))
        except sqlite3.Error as error:
            database.roll_back(connection)
            raise unavailable(error) from None

    def salt(self, day: int) -> bytes:
        """The day's salt; never raises."""
        return self._salts.of(day)

    def close(self) -> None:
        """Release the database and the folder."""
        self._connection.close()
        self._lock.release()

    def _scrub(self, now: int) -> None:
        """Bring the log into the database and cut it to nothing; not now when somebody is reading it."""
        connection = self._connection
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            connection.execute(f"PRAGMA busy_timeout = {int(database.PATIENCE * 1000)}")
        if not busy:
            self._scrub_due, self._scrubbed = False, now

    def _raised(self, published: Published, now: int) -> Kept:
        """What the database keeps, with the missing part of what was published: in it, or owed to it."""
        self._owed = (published, now)
        try:
            if self._read_only:
                raise StoreUnavailableError(self._read_only)
            return self._pay(published, now)
        except (sqlite3.Error, StoreUnavailableError) as error:
            log.warning("Chưa đối chiếu được với số liệu đã công bố trên đĩa, chỉ trong bộ nhớ (%s).", error)
        with reading(self._connection):
            kept = tables.read_kept(self._connection)
        return kept.with_change(self._missing(kept, published, now))

    def _pay(self, published: Published, now: int) -> Kept:
        """Raise the database to what was published; what it keeps then. Raises sqlite3.Error."""
        with writing(self._connection):
            kept = tables.read_kept(self._connection)
            if change := self._missing(kept, published, now):
                tables.write_kept(self._connection, change)
        if change:
            log.warning("Cơ sở dữ liệu thấp hơn số liệu đã công bố; đã cộng phần thiếu (nút “restore”).")
        self._owed = None
        return kept.with_change(change)

    def _missing(self, kept: Kept, published: Published, now: int) -> Kept:
        return missing(kept, published, self._canonical, now)

    def _seen(self, now: int) -> list[Seen]:
        """Who was seen in the last half hour; what a clock that went back put into the future was seen now."""
        rows = self._connection.execute(
            "SELECT day, min(second, ?1), keys FROM recent WHERE second >= ?1 - ?2 ORDER BY number", (now, WINDOW)
        ).fetchall()
        if not self._read_only:
            with suppress(sqlite3.Error):
                self._connection.execute("UPDATE recent SET second = ?1 WHERE second > ?1", (now,))
        return [Seen(*row) for row in rows]

    def _open(self) -> sqlite3.Connection:
        """A sound database, to be written when the disk permits. Raises StoreError."""
        refuse_when_lost(self._data)
        path = self._data / database.NAME
        with suppress(OSError):
            database.clear_away(self._data)
        try:
            if not path.exists():
                database.create(path)
            with database.opened(path, to_read=True) as connection:
                if fault := tables.fault(connection):
                    raise refusal(self._data, fault)
            return self._connect(path)
        except (OSError, sqlite3.Error) as error:
            raise self._unusable(error) from None

    def _connect(self, path: Path) -> sqlite3.Connection:
        try:
            return connect_to_write(path)
        except StoreUnavailableError as error:
            self._read_only = str(error)
        log.error("Chỉ đọc được số liệu, chưa ghi được: %s.", self._read_only)
        return connect_to_read(path)

    def _writer(self) -> sqlite3.Connection:
        """A connection that may write, to a database that is not below what was published.

        Tries again what was not possible before. Raises StoreUnavailableError.
        """
        if self._read_only:
            self._regain()
        if self._owed:
            try:
                self._pay(*self._owed)
            except sqlite3.Error as error:
                raise unavailable(error) from None
            self._version = -1  # what came of it is told, whatever an import did meanwhile
        return self._connection

    def _regain(self) -> None:
        path = self._data / database.NAME
        self._connection.close()  # the log's index would stay read-only for the whole process
        try:
            if not self._lock.is_held:  # there was no file to lock
                self._lock = DataLock(self._data)
            self._connection, self._read_only, self._version = connect_to_write(path), "", -1
        except StoreError as error:
            raise StoreUnavailableError(str(error)) from None
        except sqlite3.Error as error:
            raise unavailable(error) from None
        finally:
            if self._read_only:
                with suppress(sqlite3.Error):  # a disk that is gone altogether: reading tells so
                    self._connection = connect_to_read(path)

    def _unusable(self, error: OSError | sqlite3.Error) -> StoreError:
        if isinstance(error, sqlite3.Error) and is_damage(error):
            return refusal(self._data, f"tệp bị hỏng ({error})")
        what = unavailable(error) if isinstance(error, sqlite3.Error) else error.strerror
        return StoreError(
            f"Không mở được cơ sở dữ liệu trong “{self._data}”: {what}. Hãy kiểm tra quyền, dung lượng và đĩa."
        )
