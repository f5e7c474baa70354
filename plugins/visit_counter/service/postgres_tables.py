"""The tables of a shared PostgreSQL server: how they are made, read and written. Imported when a server is used.

``keng_recent`` and ``keng_salts`` are unlogged: nobody who was seen, and no salt, ever gets into the server's log, its
standbys or what is restored from the log. ``pg_dump`` copies them like any table: dumps are to be made with
``--no-unlogged-table-data``. The program's own backups do not have them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from plugins.visit_counter.service.kept import Kept
from plugins.visit_counter.service.model import (
    DayCount,
    Import,
    StoreError,
    StoreInUseError,
    StoreUnavailableError,
)

Connection = psycopg.Connection[tuple[Any, ...]]

SCHEMA = 1
#: Seconds to wait for a server, and for the session of a killed predecessor to end.
PATIENCE = 10
#: The same for who must not wait.
BRIEF = 2
#: Advisory locks: the first number of nodes' locks, and of those that all share.
_NODES, _SHARED = 0x6B656E67, 0x6B656E68
_RUNNING, _MAKING, _IMPORTING = 1, 2, 3

_TABLES = """
CREATE TABLE IF NOT EXISTS keng_meta (key text PRIMARY KEY, value text NOT NULL);
CREATE TABLE IF NOT EXISTS keng_nodes (node text PRIMARY KEY);
CREATE TABLE IF NOT EXISTS keng_days (
    node text, day integer, visits bigint NOT NULL, views bigint NOT NULL, PRIMARY KEY (node, day)
) WITH (fillfactor = 70);
CREATE INDEX IF NOT EXISTS keng_days_day ON keng_days (day);
CREATE TABLE IF NOT EXISTS keng_pages (
    node text, path text, views bigint NOT NULL, PRIMARY KEY (node, path)
) WITH (fillfactor = 70);
CREATE TABLE IF NOT EXISTS keng_imports (
    number integer PRIMARY KEY, kind text NOT NULL, as_of integer NOT NULL, total bigint, source text NOT NULL,
    entered bigint NOT NULL
);
CREATE SEQUENCE IF NOT EXISTS keng_seq;
CREATE UNLOGGED TABLE IF NOT EXISTS keng_recent (
    node text, seq bigint, day integer NOT NULL, second bigint NOT NULL, keys bytea NOT NULL, PRIMARY KEY (node, seq)
);
CREATE INDEX IF NOT EXISTS keng_recent_second ON keng_recent (second);
CREATE UNLOGGED TABLE IF NOT EXISTS keng_salts (day integer PRIMARY KEY, salt bytea NOT NULL);
INSERT INTO keng_meta VALUES ('store_id', replace(gen_random_uuid()::text, '-', '')) ON CONFLICT DO NOTHING;
INSERT INTO keng_meta VALUES ('schema', '1') ON CONFLICT DO NOTHING;
"""
_SESSION = f"""
SET synchronous_commit = on; SET client_min_messages = warning;
SET statement_timeout = '{PATIENCE}s'; SET idle_in_transaction_session_timeout = '60s';
SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3;
"""
WRITE_DAYS = """INSERT INTO keng_days SELECT * FROM unnest(%s::text[], %s::int[], %s::bigint[], %s::bigint[])
ON CONFLICT (node, day) DO UPDATE SET
visits = greatest(keng_days.visits, excluded.visits), views = greatest(keng_days.views, excluded.views)"""
WRITE_PAGES = """INSERT INTO keng_pages SELECT * FROM unnest(%s::text[], %s::text[], %s::bigint[])
ON CONFLICT (node, path) DO UPDATE SET views = greatest(keng_pages.views, excluded.views)"""


def session(url: str, patience: int = PATIENCE) -> Connection:
    """A plain session, within ``patience`` seconds. Raises StoreUnavailableError, StoreError."""
    try:
        return psycopg.connect(
            url, autocommit=True, connect_timeout=patience, application_name="tieng-keng",
            keepalives_idle=10, keepalives_interval=5, keepalives_count=3, tcp_user_timeout=patience * 1000,
        )  # fmt: skip
    except psycopg.ProgrammingError:
        raise StoreError(
            "Không đọc được địa chỉ PostgreSQL. Hãy viết theo dạng postgresql://người-dùng@máy:5432/cơ-sở-dữ-liệu "
            "(ký tự đặc biệt trong mật khẩu viết dạng %XX, hoặc để mật khẩu trong tệp ~/.pgpass)."
        ) from None
    except psycopg.Error as error:
        raise unavailable(url, error) from None


def connect(url: str, patience: int = PATIENCE) -> Connection:
    """A session whose commits are durable, with every table made. Raises StoreUnavailableError, StoreError."""
    connection = session(url, patience)
    try:
        connection.execute(_SESSION)
        _make(connection, url)
    except psycopg.Error as error:
        connection.close()
        raise unavailable(url, error) from None
    except BaseException:
        connection.close()
        raise
    return connection


def reached(url: str) -> Connection:
    """``connect`` for a start or a command: a server that is away is a StoreError with a remedy."""
    try:
        return connect(url)
    except StoreUnavailableError as error:
        raise start_error(error) from None


def start_error(error: StoreUnavailableError) -> StoreError:
    """What keeps a service or a command from starting, with a remedy."""
    return StoreError(
        f"Không dùng được kho số liệu: {error}. Hãy kiểm tra máy chủ PostgreSQL có chạy không, địa chỉ sau --store "
        "có đúng không, và người dùng có quyền tạo bảng không."
    )


def unavailable(url: str, error: psycopg.Error) -> StoreUnavailableError:
    """What an error of the server means, in Vietnamese, without the password."""
    text = " ".join(str(error).split()) or type(error).__name__
    return StoreUnavailableError(f"máy chủ PostgreSQL {shown(url)} không nhận ({_without_password(url, text)})")


def shown(url: str) -> str:
    """Where a server is, without user and password."""
    try:
        parts = conninfo_to_dict(url)
    except psycopg.Error:
        return "?"
    return f"{parts.get('host') or 'localhost'}:{parts.get('port') or 5432}/{parts.get('dbname') or ''}"


def take_node(connection: Connection, node: str, url: str, patience: int = PATIENCE) -> None:
    """Hold a node, and the right to run, until the session ends; waits for a killed predecessor's session.

    Raises StoreInUseError; psycopg.Error when the server goes away.
    """
    connection.execute(f"SET statement_timeout = 0; SET lock_timeout = '{patience}s'")
    try:
        connection.execute("SELECT pg_advisory_lock_shared(%s, %s)", (_SHARED, _RUNNING))
        connection.execute("SELECT pg_advisory_lock(%s, %s)", (_NODES, _number(node)))
    except psycopg.errors.LockNotAvailable:
        raise StoreInUseError(
            f"Nút “{node}” trên máy chủ PostgreSQL {shown(url)} đang do tiến trình khác sử dụng (hoặc đang được khôi "
            "phục). Hãy dừng tiến trình ấy, hoặc đặt tên khác bằng --node."
        ) from None
    finally:
        if not connection.closed:
            connection.execute(f"SET lock_timeout = 0; SET statement_timeout = '{PATIENCE}s'")
    connection.execute("INSERT INTO keng_nodes VALUES (%s) ON CONFLICT DO NOTHING", (node,))


def running_nodes(connection: Connection) -> int:
    """How many counters use the server now."""
    row = connection.execute(
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = %s AND objid = %s "
        "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
        (_SHARED, _RUNNING),
    ).fetchone()
    return int(row[0]) if row else 0


@contextmanager
def alone(connection: Connection) -> Iterator[None]:
    """A transaction in which no import is entered by anybody else."""
    with connection.transaction():
        connection.execute("SET LOCAL statement_timeout = 0")
        connection.execute("SELECT pg_advisory_xact_lock(%s, %s)", (_SHARED, _IMPORTING))
        yield


@contextmanager
def while_none_runs(connection: Connection) -> Iterator[None]:
    """A transaction that no counter starts in. Raises StoreInUseError when one runs."""
    with alone(connection):
        row = connection.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", (_SHARED, _RUNNING)).fetchone()
        if not row or not row[0]:
            raise StoreInUseError("Còn bộ đếm đang dùng máy chủ PostgreSQL này. Hãy dừng mọi nút rồi chạy lại.")
        yield


def store_id(connection: Connection) -> str:
    """Which store this is."""
    row = connection.execute("SELECT value FROM keng_meta WHERE key = 'store_id'").fetchone()
    return str(row[0]) if row else ""


def read_kept(connection: Connection) -> Kept:
    """Everything that lasts; to be called within a transaction that sees one moment. Raises psycopg.Error."""
    kept = Kept(imports=read_imports(connection))
    with connection.cursor(binary=True) as cursor:
        for node, day, visits, views in cursor.execute("SELECT node, day, visits, views FROM keng_days"):
            kept.days.setdefault(node, {})[day] = DayCount(visits, views)
        for node, path, views in cursor.execute("SELECT node, path, views FROM keng_pages"):
            kept.pages.setdefault(node, {})[path] = views
    return kept


def read_imports(connection: Connection) -> list[Import]:
    """Every audited entry, in order."""
    rows = connection.execute("SELECT number, kind, as_of, total, source, entered FROM keng_imports ORDER BY number")
    return [Import(*row) for row in rows]


def write_kept(connection: Connection, kept: Kept) -> None:
    """Add rows and entries; to be called within a transaction. Raises psycopg.Error."""
    days = [(node, day, c.visits, c.views) for node, rows in kept.days.items() for day, c in rows.items()]
    pages = [(node, path, views) for node, rows in kept.pages.items() for path, views in rows.items()]
    connection.execute(WRITE_DAYS, columns(days, 4))
    connection.execute(WRITE_PAGES, columns(pages, 3))
    for e in kept.imports:
        connection.execute(
            "INSERT INTO keng_imports VALUES (%s, %s, %s, %s, %s, %s)",
            (e.number, e.kind, e.as_of, e.total, e.source, e.entered),
        )


def columns(rows: list[tuple[Any, ...]], width: int) -> list[list[Any]]:
    """Rows as one list for each column."""
    return [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in range(width)]


@contextmanager
def one_moment(connection: Connection, *, patient: bool = True) -> Iterator[None]:
    """A transaction in which nothing changes under the reader; who is ``patient`` waits for as long as it takes."""
    with connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        if patient:
            connection.execute("SET LOCAL statement_timeout = 0")
        yield


def has_tables(connection: Connection) -> bool:
    """Whether a counter ever used this database."""
    return connection.execute("SELECT to_regclass('keng_meta')").fetchone() != (None,)


def _make(connection: Connection, url: str) -> None:
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s, %s)", (_SHARED, _MAKING))
        if not has_tables(connection):  # laying out again what is there would lock out the other nodes' commits
            connection.execute(_TABLES)
    row = connection.execute("SELECT value FROM keng_meta WHERE key = 'schema'").fetchone()
    if not row or int(row[0]) > SCHEMA:
        raise StoreError(
            f"Kho số liệu trên {shown(url)} do một phiên bản mới hơn của chương trình tạo ra. "
            "Hãy cập nhật chương trình."
        )


def _number(node: str) -> int:
    """A node's name as a signed number of 32 bits."""
    value = zlib.crc32(node.encode())
    return value - (1 << 32) if value >= 1 << 31 else value


def _without_password(url: str, text: str) -> str:
    try:
        password = str(conninfo_to_dict(url).get("password") or "")
    except psycopg.Error:
        return "?"
    return text.replace(password, "***") if password else text
