"""The content-addressed store: what a build worked out, by a digest of everything it depends on.

A value is found under a kind (``document``, ``record``, ``page`` ...) and a key of bytes, and comes with a checksum:
what was damaged is not there. Nothing here can stop a build. A file that SQLite cannot read is set aside and made anew;
a folder that cannot be written to keeps nothing; :attr:`Store.trouble` says so.

It may be killed at any moment, and two builds may use it at once (SQLite's write-ahead log): a write is there whole or
not at all. Losing the newest writes with the machine's power costs work, never truth; so the disk is not waited for.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from plugins.common.files import size_text

#: Part of the file's name: another version never reads this one's values.
VERSION = 1
#: Milliseconds for which another build's write is waited for.
_PATIENCE = 10_000
_PAGE_BYTES = 16_384
_ASKED_AT_ONCE = 500
#: Values stand apart: whoever looks for keys and sizes does not go through them.
_TABLE = """
CREATE TABLE IF NOT EXISTS entries (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key BLOB NOT NULL, used INTEGER NOT NULL, size INTEGER NOT NULL,
    sum BLOB NOT NULL, UNIQUE (kind, key)
);
CREATE TABLE IF NOT EXISTS blobs (id INTEGER PRIMARY KEY, value BLOB NOT NULL);
CREATE TRIGGER IF NOT EXISTS gone AFTER DELETE ON entries BEGIN DELETE FROM blobs WHERE id = old.id; END;
CREATE TABLE IF NOT EXISTS runs (number INTEGER PRIMARY KEY);
"""
_COLUMNS = {
    *(("entries", name) for name in ("id", "kind", "key", "used", "size", "sum")),
    ("blobs", "id"), ("blobs", "value"), ("runs", "number"),
}  # fmt: skip


@dataclass(frozen=True)
class Sizes:
    """What a store holds: bytes of values, and the most it may hold."""

    bytes: int
    most: int

    def __str__(self) -> str:
        return f"{size_text(self.bytes)} / {size_text(self.most)}"


class Store:
    """One file below ``folder``; ``max_mb`` bounds the bytes of its values."""

    def __init__(self, folder: Path, max_mb: int) -> None:
        self.path = folder / f"store-{VERSION}.db"
        self.most = max_mb * 1_000_000
        #: Why something could not be kept; None as long as all went well.
        self.trouble: str | None = None
        self._used: dict[str, set[bytes]] = {}
        self._run = 0
        self._has_grown = False
        self._base = self._open()

    def get(self, kind: str, key: bytes) -> bytes | None:
        """A value; None when it is not there or was damaged."""
        return self.get_many(kind, [key]).get(key)

    def get_many(self, kind: str, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """The values of those keys that are there."""
        found: dict[bytes, bytes] = {}
        wanted = list(keys)
        for start in range(0, len(wanted), _ASKED_AT_ONCE):
            part = wanted[start : start + _ASKED_AT_ONCE]
            marks = ",".join("?" * len(part))
            words = f"SELECT key, sum, value FROM entries JOIN blobs USING (id) WHERE kind = ? AND key IN ({marks})"
            for key, checksum, value in self._rows(words, kind, *part):
                if _checksum(kind, key, value) == checksum:
                    found[key] = value
        self.touch(kind, found)
        return found

    def keys(self, kind: str) -> set[bytes]:
        """The keys of a kind."""
        return {key for (key,) in self._rows("SELECT key FROM entries WHERE kind = ?", kind)}

    def touch(self, kind: str, keys: Iterable[bytes]) -> None:
        """Note that values are in use, so that others are deleted before them."""
        self._used.setdefault(kind, set()).update(keys)

    def put_many(self, kind: str, items: Mapping[bytes, bytes]) -> None:
        """Keep values; all of them or none."""
        if self._base is None or not items:
            return
        run = self._number()
        try:
            with self._base:
                self._base.execute("BEGIN IMMEDIATE")
                (last,) = self._base.execute("SELECT COALESCE(MAX(id), 0) FROM entries").fetchone()
                entries, blobs = [], []
                for number, (key, value) in enumerate(items.items(), last + 1):
                    entries.append((number, kind, key, run, len(value), _checksum(kind, key, value)))
                    blobs.append((number, value))
                self._base.executemany("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?, ?)", entries)
                self._base.executemany("INSERT OR REPLACE INTO blobs VALUES (?, ?)", blobs)
            self._has_grown = True
        except sqlite3.Error as error:
            self._fail(error)

    def put(self, kind: str, key: bytes, value: bytes) -> None:
        """Keep one value."""
        self.put_many(kind, {key: value})

    def forget(self, kind: str, keys: Iterable[bytes]) -> None:
        """Delete values, so that their bytes are nowhere in the file (secure_delete)."""
        self._write("DELETE FROM entries WHERE kind = ? AND key = ?", [(kind, key) for key in keys])
        self._rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def keep_only(self, kind: str, keys: Iterable[bytes]) -> None:
        """Delete every value of a kind but these."""
        if gone := self.keys(kind).difference(keys):
            self.forget(kind, gone)

    def report(self) -> Sizes:
        """How much is kept."""
        rows = self._rows("SELECT COALESCE(SUM(size), 0) FROM entries")
        return Sizes(rows[0][0] if rows else 0, self.most)

    def close(self) -> None:
        """Note what was used, delete what was used longest ago where there is too much, and let go of the file."""
        if self._has_grown:
            run = self._number()
            used = [(run, kind, key, run) for kind, keys in self._used.items() for key in keys]
            self._write("UPDATE entries SET used = ? WHERE kind = ? AND key = ? AND used <> ?", used)
            self._shrink()
        if self._base is not None:
            with suppress(sqlite3.Error):
                self._base.close()
        self._base = None

    def _shrink(self) -> None:
        over = self.report().bytes - self.most
        gone = []
        for kind, key, size in self._rows("SELECT kind, key, size FROM entries ORDER BY used, id") if over > 0 else ():
            gone.append((kind, key))
            over -= size
            if over <= 0:
                break
        self._write("DELETE FROM entries WHERE kind = ? AND key = ?", gone)

    def _number(self) -> int:
        """The number of this run: later than that of every run before."""
        if not self._run:
            self._write("INSERT INTO runs VALUES (NULL)", [()])
            rows = self._rows("SELECT MAX(number) FROM runs")
            self._run = (rows[0][0] if rows else 0) or 1
        return self._run

    def _rows(self, words: str, *values: object) -> list[tuple[Any, ...]]:
        if self._base is None:
            return []
        try:
            return self._base.execute(words, values).fetchall()
        except sqlite3.Error as error:
            self._fail(error)
            return []

    def _write(self, words: str, rows: Sequence[tuple[object, ...]]) -> None:
        if self._base is None or not rows:
            return
        try:
            with self._base:
                self._base.execute("BEGIN IMMEDIATE")
                self._base.executemany(words, rows)
        except sqlite3.Error as error:
            self._fail(error)

    def _fail(self, error: sqlite3.Error) -> None:
        """Full, locked or read-only: what is there can still be read. Damaged: it is set aside, and holds nothing."""
        self.trouble = str(error)
        if isinstance(error, sqlite3.OperationalError) or self._base is None:
            return
        with suppress(sqlite3.Error):
            self._base.close()
        self._base = None
        self._set_aside()

    def _open(self) -> sqlite3.Connection | None:
        for _ in range(2):
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                if self.path.is_dir():
                    self._set_aside()
                return _connect(self.path)
            except sqlite3.OperationalError as error:
                self.trouble = str(error)
                return None
            except sqlite3.DatabaseError as error:
                self.trouble = str(error)
                self._set_aside()
            except OSError as error:
                self.trouble = error.strerror
                return None
        return None

    def _set_aside(self) -> None:
        with suppress(OSError):
            os.replace(self.path, self.path.with_suffix(".damaged"))
        for ending in ("-wal", "-shm"):
            with suppress(OSError):
                os.unlink(f"{self.path}{ending}")


def _connect(path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(path, timeout=_PATIENCE / 1000, isolation_level=None)
    try:
        base.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = OFF")
        base.execute("PRAGMA secure_delete = ON")
        base.execute("PRAGMA recursive_triggers = ON")  # replacing is deleting too
        base.executescript(_TABLE)
        found = base.execute("SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c")
        if not set(found) >= _COLUMNS:
            raise sqlite3.DatabaseError("tables of another shape")
    except sqlite3.Error:
        base.close()
        raise
    return base


def _checksum(kind: str, key: bytes, value: bytes) -> bytes:
    """A value under another's key is as wrong as a damaged one."""
    return blake2b(value, digest_size=8, key=key[:64], person=kind.encode()[:16]).digest()
