"""The tables of the SQLite file: how they are made, checked, read and written. In backups ``recent`` is empty."""

from __future__ import annotations

import sqlite3

from plugins.visit_counter.service.kept import Kept
from plugins.visit_counter.service.model import DayCount, Import
from plugins.visit_counter.service.sqlite_errors import is_damage

#: Raised with every change of the tables that an older version of this program cannot read.
SCHEMA = 1

_COLUMNS = {
    "meta": "key, value",
    "days": "node, day, visits, views",
    "addresses": "number, node, path",
    "views": "address, views",
    "pages": "node, path, views",
    "imports": "number, kind, as_of, total, source, entered",
    "recent": "number, day, second, keys",
}
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE days (
    node TEXT NOT NULL, day INTEGER NOT NULL, visits INTEGER NOT NULL, views INTEGER NOT NULL, PRIMARY KEY (node, day)
) STRICT, WITHOUT ROWID;
CREATE TABLE addresses (
    number INTEGER PRIMARY KEY, node TEXT NOT NULL, path TEXT NOT NULL, UNIQUE (node, path)
) STRICT;
CREATE TABLE views (address INTEGER PRIMARY KEY, views INTEGER NOT NULL) STRICT;
CREATE VIEW pages AS SELECT node, path, views FROM addresses JOIN views ON address = number;
CREATE TABLE imports (
    number INTEGER PRIMARY KEY, kind TEXT NOT NULL, as_of INTEGER NOT NULL, total INTEGER, source TEXT NOT NULL,
    entered INTEGER NOT NULL
) STRICT;
CREATE TRIGGER imports_stay BEFORE DELETE ON imports BEGIN SELECT RAISE(ABORT, 'imports are append-only'); END;
CREATE TRIGGER imports_stand BEFORE UPDATE ON imports BEGIN SELECT RAISE(ABORT, 'imports are append-only'); END;
CREATE TABLE recent (
    number INTEGER PRIMARY KEY, day INTEGER NOT NULL, second INTEGER NOT NULL, keys BLOB NOT NULL
) STRICT;
CREATE INDEX recent_second ON recent (second);
"""
#: Figures only grow, so the larger value stands: a late or repeated write never lowers one.
WRITE_DAY = """INSERT INTO days (node, day, visits, views) VALUES (?, ?, ?, ?) ON CONFLICT (node, day)
DO UPDATE SET visits = max(visits, excluded.visits), views = max(views, excluded.views)"""
WRITE_VIEWS = """INSERT INTO views (address, views) VALUES (?, ?) ON CONFLICT (address)
DO UPDATE SET views = max(views, excluded.views)"""
WRITE_SEEN = "INSERT INTO recent (day, second, keys) VALUES (?, ?, ?)"
_WRITE_IMPORT = "INSERT INTO imports VALUES (?, ?, ?, ?, ?, ?)"


def lay_out(connection: sqlite3.Connection, store_id: str) -> None:
    """Make the tables in an empty file."""
    connection.executescript(f"BEGIN;{_TABLES}COMMIT;")
    connection.executemany("INSERT INTO meta VALUES (?, ?)", [("store_id", store_id), ("schema", str(SCHEMA))])


def fault(connection: sqlite3.Connection, *, thorough: bool = False) -> str:
    """What is wrong with a database, in Vietnamese; "" when it is sound. Raises sqlite3.Error when the disk fails."""
    try:
        check = "integrity_check" if thorough else "quick_check"
        (result,) = connection.execute(f"PRAGMA {check}(1)").fetchone()
        if result != "ok":
            return f"tệp bị hỏng ({' '.join(str(result).split())})"
        tables = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        }
        if missing := sorted(_COLUMNS.keys() - tables):
            return f"thiếu bảng {', '.join(missing)}"
        for table, columns in _COLUMNS.items():
            connection.execute(f"SELECT {columns} FROM {table} LIMIT 0")
        return _wrong_meta(connection)
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return f"tệp bị hỏng ({error})"
        raise


def store_id(connection: sqlite3.Connection) -> str:
    """Which store this is; backups of it say the same."""
    (value,) = connection.execute("SELECT value FROM meta WHERE key = 'store_id'").fetchone()
    return str(value)


def read_kept(connection: sqlite3.Connection) -> Kept:
    """Everything that lasts; to be called within a transaction. Raises sqlite3.Error."""
    kept = Kept(imports=read_imports(connection))
    for node, day, visits, views in connection.execute("SELECT node, day, visits, views FROM days"):
        kept.days.setdefault(node, {})[day] = DayCount(visits, views)
    for node, path, views in connection.execute("SELECT node, path, views FROM pages"):
        kept.pages.setdefault(node, {})[path] = views
    return kept


def read_imports(connection: sqlite3.Connection) -> list[Import]:
    """Every audited entry, in order."""
    rows = connection.execute("SELECT number, kind, as_of, total, source, entered FROM imports ORDER BY number")
    return [Import(*row) for row in rows]


def number_of(connection: sqlite3.Connection, node: str, path: str) -> int:
    """The number under which a node counts an address, given when it is new: a commit then rewrites few small rows."""
    row = connection.execute("SELECT number FROM addresses WHERE node = ? AND path = ?", (node, path)).fetchone()
    row = (
        row
        or connection.execute(
            "INSERT INTO addresses (node, path) VALUES (?, ?) RETURNING number", (node, path)
        ).fetchone()
    )
    return int(row[0])


def write_kept(connection: sqlite3.Connection, kept: Kept) -> None:
    """Add rows and entries; to be called within a transaction. Raises sqlite3.Error."""
    rows = [(node, day, c.visits, c.views) for node, days in kept.days.items() for day, c in days.items()]
    connection.executemany(WRITE_DAY, rows)
    pages = [(node, path, views) for node, paths in kept.pages.items() for path, views in paths.items()]
    connection.executemany(WRITE_VIEWS, [(number_of(connection, node, path), views) for node, path, views in pages])
    entries = [(e.number, e.kind, e.as_of, e.total, e.source, e.entered) for e in kept.imports]
    connection.executemany(_WRITE_IMPORT, entries)


def _wrong_meta(connection: sqlite3.Connection) -> str:
    meta = dict(connection.execute("SELECT key, value FROM meta"))
    if not meta.get("store_id") or not str(meta.get("schema")).isdecimal():
        return "thiếu mã hoặc phiên bản của kho số liệu"
    if int(meta["schema"]) > SCHEMA:
        return (
            f"do một phiên bản mới hơn của chương trình tạo ra (dạng {meta['schema']}, chương trình này hiểu {SCHEMA})"
        )
    return ""
