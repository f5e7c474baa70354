"""The SQLite file that keeps the figures: how it is made, opened and brought to the disk."""

from __future__ import annotations

import os
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

from plugins.visit_counter.service.model import StoreUnavailableError
from plugins.visit_counter.service.sqlite_errors import is_damage, unavailable
from plugins.visit_counter.service.sqlite_tables import lay_out

NAME = "counter.db"
#: Seconds that a writer waits for another one (an import of 30,000 pages takes about one).
PATIENCE = 5.0
#: Seconds after which a half-built file is nobody's any more.
ABANDONED = 600
#: The least size in bytes of the log's index while anybody uses a database.
_INDEX = 32_768
Mode = Literal["rw", "ro", "immutable"]


def connect(path: Path, mode: Mode = "rw") -> sqlite3.Connection:
    """Open an existing database. ``immutable`` reads a file that nobody can change. Raises sqlite3.Error."""
    query = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{query}", uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA temp_store = MEMORY")
        if mode == "rw":
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA secure_delete = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Open an existing database for reading, on a full or read-only disk too. Raises sqlite3.Error.

    Nothing of a damaged file is changed by it, not even by closing it.
    """
    modes: list[Mode] = ["ro"]
    if may_write(path) and not has_log(path):
        modes.insert(0, "rw")  # other than "ro" it leaves no empty log behind, and there is none to be brought in
    if _size(f"{path}-shm") < _INDEX and not has_log(path):
        modes.append("immutable")  # a full or read-only disk: nobody can change the file
    for mode in modes[:-1]:
        try:
            return _tried(path, mode)
        except sqlite3.OperationalError as error:
            if is_damage(error):
                raise
    return _tried(path, modes[-1])


def _tried(path: Path, mode: Mode) -> sqlite3.Connection:
    connection = connect(path, mode)
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def connect_to_write(path: Path) -> sqlite3.Connection:
    """Open an existing database with its log.

    Raises StoreUnavailableError when the disk is read-only or full, sqlite3.Error when the file is damaged.
    """
    if not may_write(path):
        raise StoreUnavailableError("không có quyền ghi, hoặc hệ thống tệp chỉ cho đọc")
    connection = None
    try:
        connection = connect(path)
        use_wal(connection)
        with writing(connection):  # the log and its index are made now rather than at the first hit
            pass
    except sqlite3.Error as error:
        if connection:
            connection.close()
        if is_damage(error):
            raise
        raise unavailable(error) from None
    return connection


def may_write(path: Path) -> bool:
    """Whether the disk, and who this process runs as, permit writing to a database."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def has_log(path: Path) -> bool:
    """Whether a part of a database is still in its log."""
    return _size(f"{path}-wal") > 0


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def use_wal(connection: sqlite3.Connection) -> None:
    """Write-ahead log: readers and a writer do not wait for each other. Raises sqlite3.Error."""
    connection.execute("PRAGMA journal_mode = WAL").fetchone()
    connection.execute("PRAGMA wal_autocheckpoint = 1000")


def create(path: Path, store_id: str | None = None) -> None:
    """Make an empty database; one that another process made at the same time stays. Raises OSError, sqlite3.Error.

    It appears under its name when it is complete, so that an empty file is always a damaged one.
    """
    with building(path) as temporary:
        with opened(temporary) as connection:
            use_wal(connection)
            lay_out(connection, store_id or secrets.token_hex(16))
        sync(temporary)
        try:
            os.link(temporary, path)
        except FileExistsError:
            pass
        except OSError:  # a file system without hard links
            os.rename(temporary, path)
    sync(path.parent)


@contextmanager
def building(path: Path) -> Iterator[Path]:
    """An empty file beside ``path``, private to this user; what is left of it afterwards is removed."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        yield temporary
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            Path(f"{temporary}{suffix}").unlink(missing_ok=True)


def clear_away(folder: Path) -> None:
    """Remove what killed processes left half built: it may hold who was seen. Raises OSError."""
    for path in folder.glob(".*.db.*.tmp*"):
        if time.time() - path.stat().st_mtime > ABANDONED:
            path.unlink(missing_ok=True)


@contextmanager
def opened(path: Path, *, to_read: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection that is closed at the end."""
    connection = connect_to_read(path) if to_read else connect(path)
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction: everything or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        roll_back(connection)
        raise


@contextmanager
def reading(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction in which nothing changes under the reader."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        roll_back(connection)


def roll_back(connection: sqlite3.Connection) -> None:
    """Leave the transaction that an error may have left open."""
    with suppress(sqlite3.Error):
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def sync(path: Path) -> None:
    """Wait until a file or folder is on disk. Raises OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
