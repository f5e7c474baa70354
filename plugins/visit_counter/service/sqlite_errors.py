"""What SQLite's errors mean for the service."""

from __future__ import annotations

import sqlite3

from plugins.visit_counter.service.model import StoreUnavailableError

_REASONS = {
    sqlite3.SQLITE_FULL: "đĩa đầy",
    sqlite3.SQLITE_READONLY: "hệ thống tệp chỉ cho đọc",
    sqlite3.SQLITE_IOERR: "đĩa báo lỗi đọc ghi",
    sqlite3.SQLITE_CANTOPEN: "không mở được tệp cơ sở dữ liệu",
    sqlite3.SQLITE_BUSY: "tiến trình khác đang giữ cơ sở dữ liệu",
    sqlite3.SQLITE_LOCKED: "tiến trình khác đang giữ cơ sở dữ liệu",
    sqlite3.SQLITE_CORRUPT: "cơ sở dữ liệu hỏng; hãy dừng dịch vụ rồi chạy lệnh doctor",
    sqlite3.SQLITE_NOTADB: "cơ sở dữ liệu hỏng; hãy dừng dịch vụ rồi chạy lệnh doctor",
}
_OF_THE_FILE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR}


def unavailable(error: sqlite3.Error) -> StoreUnavailableError:
    """What an error of SQLite means for the service, in Vietnamese."""
    code = _code(error)
    return StoreUnavailableError(f"{_REASONS.get(code, 'không ghi được cơ sở dữ liệu')} ({error})")


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file itself is wrong, rather than the disk full, read-only or in use."""
    return isinstance(error, sqlite3.DatabaseError) and _code(error) in _OF_THE_FILE


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
