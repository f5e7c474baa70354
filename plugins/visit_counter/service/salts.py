"""The day's salt as a file of its own: outside the database, so that no backup and no log of it ever holds one."""

from __future__ import annotations

import logging
import os
import secrets
from contextlib import suppress
from pathlib import Path

from plugins.visit_counter.service.database import sync

log = logging.getLogger(__name__)

NAME = "salt"
SIZE = 16


class SaltFile:
    """``DIR/salt``: the day's ordinal and 16 bytes in hexadecimal; readable by the service only."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._day = 0
        self._salt = b""

    def of(self, day: int) -> bytes:
        """The day's salt, made when missing. Never raises: without a writable folder it lives in memory only."""
        stored = _read(self._path)
        if stored and stored[0] == day:
            self._day, self._salt = stored
            return self._salt
        if self._day != day:
            self._day, self._salt = day, secrets.token_bytes(SIZE)
        try:
            destroy(self._path)
            self._write()
        except OSError as error:
            log.warning("Không ghi được muối của ngày (%s); muối chỉ ở trong bộ nhớ.", error.strerror)
        return self._salt

    def _write(self) -> None:
        temporary = self._path.with_name(f".{NAME}.tmp")
        destroy(temporary)  # left by a crash
        handle = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(f"{self._day} {self._salt.hex()}\n")
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, self._path)
        except BaseException:
            with suppress(OSError):
                destroy(temporary)
            raise
        sync(self._path.parent)


def destroy(path: Path) -> None:
    """Overwrite a salt in its place and remove it. Raises OSError."""
    try:
        handle = os.open(path, os.O_WRONLY)
    except FileNotFoundError:
        return
    try:
        os.write(handle, bytes(max(1, os.fstat(handle).st_size)))
        os.fsync(handle)
    finally:
        os.close(handle)
    path.unlink(missing_ok=True)


def _read(path: Path) -> tuple[int, bytes] | None:
    """The day and salt of a file; None when there is none or it is damaged. Its mode is put right."""
    try:
        day, salt = path.read_text("ascii").split()
        stored = int(day), bytes.fromhex(salt)
    except (OSError, ValueError):
        return None
    with suppress(OSError):
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)
    return stored if len(stored[1]) == SIZE else None
