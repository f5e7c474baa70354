"""Backups: a SQLite file of figures alone, of either kind of store, checked before it gets its name; rotated.

A backup of one kind of store can be restored into the other.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from plugins.visit_counter.service import database
from plugins.visit_counter.service import sqlite_tables as tables
from plugins.visit_counter.service.access import access
from plugins.visit_counter.service.days import ZONE
from plugins.visit_counter.service.kept import Kept
from plugins.visit_counter.service.model import StoreError
from plugins.visit_counter.service.refusals import BACKUPS, FORM, moment_of, newest_healthy, refusal, refuse_when_lost
from plugins.visit_counter.service.sqlite_errors import is_damage, unavailable

__all__ = ["HourlyBackups", "expired", "hourly", "make_backup", "moment_of", "name_of", "newest_healthy", "run_backup"]

log = logging.getLogger(__name__)

#: Seconds after which a failed hourly backup is tried again.
PAUSE = 60


def make_backup(data: Path, store_url: str | None, target: Path) -> None:
    """Write a backup; ``target`` appears when it is complete, checked and on disk. Raises StoreError."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with database.building(target) as temporary:
            if store_url is None:
                _copy(data, temporary)
            else:
                with access(data, store_url) as store, store.reading():
                    write_file(temporary, store.store_id(), store.read())
            database.sync(temporary)
            os.replace(temporary, target)
        database.sync(target.parent)
    except OSError as error:
        raise StoreError(
            f"Không ghi được bản sao lưu “{target}” ({error.strerror}). Hãy kiểm tra quyền và đĩa."
        ) from None
    except sqlite3.Error as error:
        reason = unavailable(error)
        raise StoreError(f"Không ghi được bản sao lưu “{target}”: {reason}. Hãy kiểm tra quyền và đĩa.") from None


def write_file(target: Path, store_id: str, kept: Kept) -> None:
    """Write what any store keeps into an empty file. Raises sqlite3.Error."""
    with database.opened(target) as connection:
        tables.lay_out(connection, store_id)
        with database.writing(connection):
            tables.write_kept(connection, kept)


def hourly(data: Path, store_url: str | None, now: int) -> Path | None:
    """This hour's backup, when it is not there yet, and the rotation of the others. Raises StoreError."""
    folder = data / BACKUPS
    target = folder / name_of(now)
    if target.exists():
        return None
    make_backup(data, store_url, target)
    try:
        for name in expired((path.name for path in folder.glob("*.db")), now):
            (folder / name).unlink(missing_ok=True)
        database.clear_away(folder)
    except OSError as error:
        log.warning("Không xóa được bản sao lưu cũ trong “%s” (%s).", folder, error.strerror)
    return target


class HourlyBackups:
    """For the service to call every second; a failure is logged once and tried again a minute later."""

    def __init__(self, data: Path, store_url: str | None) -> None:
        self._data = data
        self._url = store_url
        self._failed_at: int | None = None

    def __call__(self, now: int) -> None:
        """Make what is due. Never raises."""
        if self._failed_at is not None and 0 <= now - self._failed_at < PAUSE:
            return
        try:
            made = hourly(self._data, self._url, now)
        except (StoreError, OSError) as error:
            if self._failed_at is None:
                log.error("%s", error)
            self._failed_at = now
            return
        if made and self._failed_at is not None:
            log.warning("Đã sao lưu lại được.")
        self._failed_at = None


def name_of(now: int) -> str:
    """The name of an hour's backup, by the clock of Ho Chi Minh City: ``2026-11-22T14.db``."""
    return datetime.fromtimestamp(now, UTC).astimezone(ZONE).strftime(FORM)


def expired(names: Iterable[str], now: int) -> list[str]:
    """Which backups may go.

    What stays: the newest of every hour for 24 hours, of every day for 30 days, of every month for 12 months; names of
    the future (a clock went back) and names that are not of backups.
    """
    moment = datetime.fromtimestamp(now, UTC).astimezone(ZONE)
    known = sorted(((when, name) for name in names if (when := moment_of(name))), reverse=True)
    day_limit, month_limit = (moment - timedelta(days=30)).date(), _months_back(moment, 12)
    kept = {name for when, name in known if when > moment - timedelta(hours=24)}
    known = [(when, name) for when, name in known if when <= moment]  # the future stands for no day and no month
    kept.update(_newest(known, lambda when: when.strftime("%Y-%m-%d") if when.date() > day_limit else ""))
    kept.update(_newest(known, lambda when: when.strftime("%Y-%m") if when.strftime("%Y-%m") > month_limit else ""))
    return sorted(name for _, name in known if name not in kept)


def run_backup(data: Path, store_url: str | None, to: Path | None, now: int | None = None) -> int:
    """The command: back up now, into the data folder or where ``to`` says (a new file, or a folder); an exit code."""
    now = int(time.time()) if now is None else now
    target = data / BACKUPS / name_of(now) if to is None else to / name_of(now) if to.is_dir() else to
    if target.exists() and target == to:
        print(f"Lỗi: đã có tệp “{target}”. Hãy chọn tên khác hoặc một thư mục.", file=sys.stderr)
        return 1
    try:
        make_backup(data, store_url, target)
    except StoreError as error:
        print(f"Lỗi: {error}", file=sys.stderr)
        return 1
    print(f"Đã sao lưu vào “{target}” ({target.stat().st_size} byte); không chứa dữ liệu về người đọc.")
    return 0


def _copy(data: Path, temporary: Path) -> None:
    """SQLite's own copy of one moment, without who was seen. Raises StoreError, sqlite3.Error."""
    refuse_when_lost(data)
    path = data / database.NAME
    if not path.exists():
        raise StoreError(f"Chưa có cơ sở dữ liệu “{path}”. Hãy kiểm tra lại --data.")
    try:
        with database.opened(path, to_read=True) as source, database.opened(temporary) as target:
            source.backup(target)
            target.execute("PRAGMA journal_mode = MEMORY")
            target.execute("PRAGMA synchronous = OFF")  # synced as a whole before it gets its name
            fault = tables.fault(target, thorough=True)
            if not fault:
                target.execute("DELETE FROM recent")
                target.execute("VACUUM")
                target.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        if not is_damage(error):
            raise
        fault = f"tệp bị hỏng ({error})"
    if fault:
        raise refusal(data, fault)


def _newest(known: list[tuple[datetime, str]], period: Callable[[datetime], str]) -> Iterator[str]:
    """The first of every period, "" being none; ``known`` is newest first."""
    seen = {""}
    for when, name in known:
        if (key := period(when)) not in seen:
            seen.add(key)
            yield name


def _months_back(moment: datetime, months: int) -> str:
    count = moment.year * 12 + moment.month - 1 - months
    return f"{count // 12:04d}-{count % 12 + 1:02d}"
