"""Why a store does not start: what is wrong, which backup is sound, and the command that puts it in place."""

from __future__ import annotations

import shlex
import sqlite3
from pathlib import Path

from plugins.visit_counter.service import database
from plugins.visit_counter.service import sqlite_tables as tables
from plugins.visit_counter.service.model import StoreError

BACKUPS = "backups"
SNAPSHOT = Path("public", "_v", "snapshot.json")


def newest_healthy(folder: Path) -> Path | None:
    """The newest backup that passes every check; names sort by time."""
    files = sorted(folder.glob("*.db"), reverse=True)
    return next((path for path in files if not fault_of_file(path)), None)


def fault_of_file(path: Path) -> str:
    """What is wrong with a database that no process uses, in Vietnamese; "" when it is sound."""
    try:
        if path.stat().st_size == 0:
            return "tệp rỗng"
        with database.opened(path, to_read=True) as connection:
            return tables.fault(connection, thorough=True)
    except (OSError, sqlite3.Error) as error:
        return f"không đọc được tệp ({error})"


def refuse_when_lost(data: Path) -> None:
    """Raises StoreError when the database is gone but there was one: it is never begun from zero again."""
    path = data / database.NAME
    if path.exists():
        if path.stat().st_size == 0:
            raise refusal(data, "tệp rỗng")
        return
    traces = [data / SNAPSHOT, Path(f"{path}-wal"), *sorted((data / BACKUPS).glob("*.db"))]
    if trace := next((trace for trace in traces if trace.exists()), None):
        raise refusal(data, f"không còn tệp, dù trước đây đã có (còn “{trace}”)")


def refusal(data: Path, what: str) -> StoreError:
    """The error for a database that must not be used."""
    path, best = data / database.NAME, newest_healthy(data / BACKUPS)
    if best is None:
        remedy = (
            f"Trong “{data / BACKUPS}” không có bản sao lưu nào dùng được: hãy tìm bản sao lưu ở máy khác rồi chạy: "
            f"{restore_command(data, 'TỆP')}"
        )
    else:
        remedy = f"Bản sao lưu tốt mới nhất là “{best.name}”; để khôi phục, hãy chạy: {restore_command(data, best)}"
    return StoreError(f"Không dùng được cơ sở dữ liệu “{path}”: {what}. {remedy}")


def restore_command(data: Path, backup: Path | str) -> str:
    """What to type to put a backup in place."""
    words = ["restore", "--data", str(data), str(backup)]
    return f"python -m plugins.visit_counter {shlex.join(words)}"
