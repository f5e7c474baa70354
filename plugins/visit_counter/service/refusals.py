"""Why a store does not start: what is wrong, which backup is sound, and the command that puts it in place."""

from __future__ import annotations

import re
import shlex
import sqlite3
import time
from datetime import datetime
from pathlib import Path

from plugins.visit_counter.service import database
from plugins.visit_counter.service import sqlite_tables as tables
from plugins.visit_counter.service.days import ZONE
from plugins.visit_counter.service.model import StoreError

BACKUPS = "backups"
SNAPSHOT = Path("public", "_v", "snapshot.json")
#: How a backup is named after its hour.
FORM = "%Y-%m-%dT%H.db"
_NAME = re.compile(r"\d{4}-\d\d-\d\dT\d\d\.db")


def moment_of(name: str) -> datetime | None:
    """The hour that a backup's name tells; None for another name."""
    try:
        return datetime.strptime(name, FORM).replace(tzinfo=ZONE) if _NAME.fullmatch(name) else None
    except ValueError:
        return None


def is_ahead(name: str, now: float) -> bool:
    """Whether a backup is named after an hour that has not come: the clock was wrong when it was made."""
    moment = moment_of(name)
    return moment is not None and moment.timestamp() > now


def newest_healthy(folder: Path, now: int | None = None) -> Path | None:
    """The newest backup that passes every check, by the hour of its name, else by when it was written.

    None is named in the future, of which nobody knows when it was made. Without ``now`` it is the machine's clock that
    decides, and as that may be the wrong one, what is written last is then better than nothing.
    """
    moment = time.time() if now is None else now
    ahead = {path for path in folder.glob("*.db") if is_ahead(path.name, moment)}
    files = sorted(set(folder.glob("*.db")) - ahead, key=_age_key, reverse=True)
    if now is None:
        files += sorted(ahead, key=_written, reverse=True)
    return next((path for path in files if not fault_of_file(path)), None)


def _age_key(path: Path) -> tuple[float, str]:
    moment = moment_of(path.name)
    return (moment.timestamp() if moment else _written(path)[0]), path.name


def _written(path: Path) -> tuple[float, str]:
    try:
        return path.stat().st_mtime, path.name
    except OSError:  # it was rotated away meanwhile
        return 0.0, path.name


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


def refusal_of_server(data: Path, shown: str) -> StoreError:
    """The error for a server whose figures are not those that a folder published. ``shown`` has no password."""
    return StoreError(
        f"Thư mục “{data}” đã công bố số liệu của một kho khác, không phải của cơ sở dữ liệu PostgreSQL {shown} (còn "
        "trống, đã bị tạo lại, hoặc sai địa chỉ). Hãy sửa địa chỉ sau --store; hoặc khôi phục một bản sao lưu vào cơ "
        f"sở dữ liệu ấy: python -m plugins.visit_counter restore --data {shlex.quote(str(data))} --store ĐỊA_CHỈ TỆP; "
        "hoặc bắt đầu với một thư mục --data còn trống."
    )
