"""Puts a backup in the place of the figures, keeps what was there, and raises the figures to what was published."""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from plugins.common.numbers import dotted
from plugins.visit_counter.service import database
from plugins.visit_counter.service import sqlite_tables as tables
from plugins.visit_counter.service.access import access
from plugins.visit_counter.service.data_lock import DataLock, make_folder
from plugins.visit_counter.service.days import ZONE
from plugins.visit_counter.service.kept import Kept
from plugins.visit_counter.service.manifest import Manifest, ManifestError
from plugins.visit_counter.service.model import StoreError
from plugins.visit_counter.service.published import FOLDER, read_published
from plugins.visit_counter.service.raising import missing
from plugins.visit_counter.service.refusals import BACKUPS, fault_of_file, newest_healthy
from plugins.visit_counter.service.sqlite_errors import unavailable

_COMPANIONS = ("", "-wal", "-shm")


def run_restore(
    data: Path, store_url: str | None, backup: Path | None, manifest: Path | None = None, now: int | None = None
) -> int:
    """The command; ``backup`` None or ``newest`` takes the newest sound one. Views of pages need the manifest, which
    the service has when it starts. Gives an exit code."""
    moment = int(time.time()) if now is None else now
    try:
        canonical = Manifest(manifest).canonical if manifest else None
        chosen = _chosen(data, backup, moment)
        make_folder(data)
        lock = DataLock(data)
        try:
            if store_url is None:
                told = _into_folder(data, chosen, canonical, moment)
            else:
                told = _into_server(data, store_url, chosen, canonical, moment)
        finally:
            lock.release()
    except (StoreError, ManifestError) as error:
        print(f"Lỗi: {error}", file=sys.stderr)
        return 1
    print("\n".join(told))
    return 0


def _chosen(data: Path, backup: Path | None, now: int) -> Path:
    """A sound backup. Raises StoreError."""
    if backup is None or str(backup) == "newest":
        best = newest_healthy(data / BACKUPS, now)
        if best is None:
            raise StoreError(f"Trong “{data / BACKUPS}” không có bản sao lưu nào dùng được. Hãy chỉ ra một tệp khác.")
        return best
    if fault := fault_of_file(backup):
        best = newest_healthy(data / BACKUPS, now)
        other = f"Bản tốt mới nhất là “{best}”." if best else "Hãy chọn bản khác."
        raise StoreError(f"Bản sao lưu “{backup}” không dùng được: {fault}. {other}")
    return backup


def _into_folder(data: Path, backup: Path, canonical: Callable[[str], str] | None, now: int) -> list[str]:
    path = data / database.NAME
    told = [f"Bản sao lưu “{backup}” đã được kiểm tra, không có lỗi."]
    try:
        with database.building(path) as temporary:
            with database.opened(backup, to_read=True) as source, database.opened(temporary) as target:
                source.backup(target)
                target.execute("DELETE FROM recent")
            database.sync(temporary)
            if kept := _set_aside(path, now):
                told.append(f"Cơ sở dữ liệu cũ được giữ ở “{kept}”.{_forget_seen(kept)}")
            os.replace(temporary, path)
        database.sync(data)
    except OSError as error:
        raise StoreError(f"Không khôi phục được vào “{data}” ({error.strerror}). Hãy kiểm tra quyền và đĩa.") from None
    except sqlite3.Error as error:
        raise StoreError(f"Không khôi phục được vào “{data}”: {unavailable(error)}.") from None
    told.append(f"Đã đặt bản sao lưu vào “{path}”.")
    with access(data, None) as store, store.changing():
        before = store.read()
        change = missing(before, read_published(data / FOLDER, store.store_id()), canonical, now)
        if change:
            store.write(change)
    return [*told, *_raised(before, change)]


def _set_aside(path: Path, now: int) -> Path | None:
    """Move a database and its log out of the way; the name it has then. Raises OSError.

    The database goes first: should this be the last that happens, the service sees that it is gone and does not start.
    """
    if not any(Path(f"{path}{suffix}").exists() for suffix in _COMPANIONS):
        return None
    stamp = f"{datetime.fromtimestamp(now, UTC).astimezone(ZONE):%Y-%m-%dT%H%M%S}"
    names = [
        path.with_name(f"{path.name}.replaced-{stamp}{extra}") for extra in ("", *(f"-{n}" for n in range(2, 1000)))
    ]
    free = next(name for name in names if not any(Path(f"{name}{suffix}").exists() for suffix in _COMPANIONS))
    for suffix in _COMPANIONS:
        if Path(f"{path}{suffix}").exists():
            os.rename(f"{path}{suffix}", f"{free}{suffix}")
    database.sync(path.parent)
    return free


def _forget_seen(path: Path) -> str:
    """What is set aside shall not keep visitors for longer than half an hour; a remark when it cannot be helped."""
    try:
        with database.opened(path) as connection:
            if not tables.fault(connection):
                connection.execute("DELETE FROM recent")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                return ""
    except sqlite3.Error:
        pass
    return " Tệp ấy hỏng và có thể còn dấu băm của người đọc trong nửa giờ cuối: hãy xóa khi không cần nữa."


def _into_server(data: Path, url: str, backup: Path, canonical: Callable[[str], str] | None, now: int) -> list[str]:
    from plugins.visit_counter.service.backups import write_file
    from plugins.visit_counter.service.postgres_access import postgres_access

    with database.opened(backup, to_read=True) as source:
        store_id, kept = tables.store_id(source), tables.read_kept(source)
    told = [f"Bản sao lưu “{backup}” đã được kiểm tra, không có lỗi."]
    try:
        with postgres_access(url) as store:
            aside = data / f"postgresql.replaced-{datetime.fromtimestamp(now, UTC).astimezone(ZONE):%Y-%m-%dT%H%M%S}.db"
            with store.while_none_runs():
                if old := store.read():
                    with database.building(aside) as temporary:
                        write_file(temporary, store.store_id(), old)
                        database.sync(temporary)
                        os.link(temporary, aside)
                    told.append(f"Số liệu cũ trên máy chủ được giữ ở “{aside}”.")
                change = missing(kept, read_published(data / FOLDER, store_id), canonical, now)
                store.replace(store_id, kept.with_change(change))
    except OSError as error:
        raise StoreError(f"Không giữ được số liệu cũ trong “{data}” ({error.strerror}). Chưa khôi phục gì.") from None
    told.append("Đã đặt bản sao lưu vào máy chủ PostgreSQL.")
    return [*told, *_raised(kept, change)]


def _raised(before: Kept, change: Kept) -> list[str]:
    total = f"Tổng số lượt truy cập: {dotted(before.with_change(change).total)}"
    if not change:
        return [f"Bản sao lưu không thấp hơn số liệu đã công bố. {total}."]
    gained = dotted(before.with_change(change).total - before.total)
    days = sum(len(rows) for rows in change.days.values())
    return [
        f"Đã cộng phần thiếu so với số liệu đã công bố: {gained} lượt, {days} ngày (nút “restore”).",
        f"{total}.",
    ]
