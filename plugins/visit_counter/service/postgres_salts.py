"""The day's salt that all nodes of a PostgreSQL server share. Imported when a server is used."""

from __future__ import annotations

import logging
import secrets
from threading import Lock

import psycopg

from plugins.visit_counter.service import postgres_tables as tables
from plugins.visit_counter.service.days import day_of
from plugins.visit_counter.service.model import StoreError, StoreUnavailableError

log = logging.getLogger(__name__)

SIZE = 16
#: Seconds before midnight in which the next day's salt is fetched.
AHEAD = 300
#: Seconds after which destroying is tried again when somebody else is reading the salts (a dump does).
AGAIN = 60


class SharedSalts:
    """``of`` is for any thread and has a session of its own; ``tend`` belongs to the thread of the store."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._mutex = Lock()
        #: What the server has, and what was made here while it was away.
        self._known: dict[int, bytes] = {}
        self._own: dict[int, bytes] = {}
        #: The last day that the former days' salts were destroyed in; when, in Unix seconds, it was tried last.
        self._clean = 0
        self._tried = 0

    def of(self, day: int) -> bytes:
        """The day's salt; one of this process alone while the server is away. Never raises."""
        with self._mutex:
            known = self._known.get(day)
        return known or self._remember(day, self._fetched(day))

    def tend(self, connection: tables.Connection, now: int) -> None:
        """Fetch the next day's salt shortly before midnight; destroy those of former days. Raises psycopg.Error."""
        today, soon = day_of(now), day_of(now + AHEAD)
        with self._mutex:
            wanted = soon != today and soon not in self._known
            self._known = {day: salt for day, salt in self._known.items() if today <= day <= today + 1}
            self._own = {day: salt for day, salt in self._own.items() if day >= today}
        if wanted and (salt := _shared(connection, soon)):
            self._remember(soon, salt)
        if self._clean != today and not 0 <= now - self._tried < AGAIN:
            self._tried = now
            if _destroy(connection, today):
                self._clean, self._tried = today, 0

    def _fetched(self, day: int) -> bytes | None:
        try:
            with tables.session(self._url, tables.BRIEF) as connection:
                connection.execute(f"SET statement_timeout = '{tables.BRIEF}s'")
                return _shared(connection, day)
        except (StoreError, StoreUnavailableError) as error:
            reason = str(error)
        except psycopg.Error as error:
            reason = str(tables.unavailable(self._url, error))
        log.warning("Chưa lấy được muối chung của ngày (%s); dùng muối riêng trong bộ nhớ.", reason)
        return None

    def _remember(self, day: int, salt: bytes | None) -> bytes:
        with self._mutex:
            if salt is None:
                return self._own.setdefault(day, secrets.token_bytes(SIZE))
            return self._known.setdefault(day, salt)


def _shared(connection: tables.Connection, day: int) -> bytes | None:
    """The server's salt of a day, made when missing; None when another node destroyed it at once."""
    new = secrets.token_bytes(SIZE)
    connection.execute("INSERT INTO keng_salts VALUES (%s, %s) ON CONFLICT DO NOTHING", (day, new))
    row = connection.execute("SELECT salt FROM keng_salts WHERE day = %s", (day,)).fetchone()
    return bytes(row[0]) if row else None


def _destroy(connection: tables.Connection, today: int) -> bool:
    """Destroy all but today's and tomorrow's salts with their file, which deleting rows would not do.

    Tomorrow's stays: another node's clock may be a little ahead. False when somebody is reading them.
    """
    try:
        with connection.transaction():
            connection.execute("SET LOCAL lock_timeout = '500ms'")
            connection.execute("LOCK TABLE keng_salts IN ACCESS EXCLUSIVE MODE")
            rows = connection.execute("SELECT day, salt FROM keng_salts").fetchall()
            kept = [row for row in rows if today <= row[0] <= today + 1]
            if len(kept) < len(rows):
                connection.execute("TRUNCATE keng_salts")
                for row in kept:
                    connection.execute("INSERT INTO keng_salts VALUES (%s, %s)", row)
    except psycopg.errors.LockNotAvailable:
        log.warning("Chưa hủy được muối cũ trên máy chủ PostgreSQL vì có tiến trình đang đọc; sẽ thử lại.")
        return False
    return True
