"""Reads back what the service published: figures that readers have seen, and that must not go down."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from plugins.visit_counter.service.days import day_of
from plugins.visit_counter.service.model import DayCount, Import

log = logging.getLogger(__name__)

FOLDER = Path("public", "_v")
T = TypeVar("T")
_LARGEST = 2**53


@dataclass(slots=True)
class Published:
    """What the public files show. ``imports`` are numbered from 1 in the order in which they were shown."""

    days: dict[int, DayCount] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)
    imports: list[Import] = field(default_factory=list)
    total: int = 0


def read_published(folder: Path, store_id: str) -> Published:
    """Read ``snapshot.json``, ``stats.json`` and the shards of one store; a damaged file is logged and left out."""
    found = Published()
    snapshot = _read(folder / "snapshot.json", _snapshot)
    if snapshot:
        if snapshot[0] != store_id:
            log.warning("Tệp “%s” là của bộ đếm khác; bỏ qua các số liệu đã công bố.", folder / "snapshot.json")
            return found
        found = snapshot[1]
    if stats := _read(folder / "stats.json", _stats):
        total, days = stats
        found.total = max(found.total, total)
        for day, visits in days.items():
            count = found.days.setdefault(day, DayCount())
            count.visits = max(count.visits, visits)
    for file in sorted(folder.glob("views/*.json")):
        for path, views in (_read(file, _shard) or {}).items():
            found.pages[path] = max(views, found.pages.get(path, 0))
    return found


def publisher_of(folder: Path) -> str:
    """The store that ``snapshot.json`` is of; "" when there is none or it is damaged."""
    snapshot = _read(folder / "snapshot.json", _snapshot)
    return snapshot[0] if snapshot else ""


def _read(path: Path, parse: Callable[[dict[str, Any]], T]) -> T | None:
    try:
        data = json.loads(path.read_text("utf-8"))
        return parse(data if isinstance(data, dict) else {})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        log.warning("Tệp công bố “%s” bị hỏng (%s); bỏ qua.", path, error)
        return None


def _snapshot(data: dict[str, Any]) -> tuple[str, Published]:
    days = {
        date.fromisoformat(row["day"]).toordinal(): DayCount(_count(row["visits"]), _count(row["views"]))
        for row in data["days"]
    }
    return str(data["store"]), Published(days, {}, list(_imports(data["imports"])), _count(data["total"]))


def _imports(rows: list[dict[str, Any]]) -> Iterator[Import]:
    for number, row in enumerate(rows, 1):
        total = None if row["total"] is None else _count(row["total"])
        entered = int(datetime.fromisoformat(row["entered"]).timestamp())
        as_of = date.fromisoformat(row["as_of"]).toordinal()
        yield Import(number, str(row["kind"]), as_of, total, str(row["from"]), entered)


def _stats(data: dict[str, Any]) -> tuple[int, dict[int, int]]:
    today = day_of(int(datetime.fromisoformat(data["as_of"]).timestamp()))
    known = {today - ago: data[key] for ago, key in enumerate(("today", "yesterday")) if data[key] is not None}
    return _count(data["total"]), {day: _count(visits) for day, visits in known.items()}


def _shard(data: dict[str, Any]) -> dict[str, int]:
    return {path: _count(views) for path, views in data.items()}


def _count(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _LARGEST:
        return value
    raise ValueError(f"{value!r} không phải là số đếm")
