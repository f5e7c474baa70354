"""What the tests of the stores share: batches, and a second process on the same data."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from plugins.visit_counter.service.days import day_of
from plugins.visit_counter.service.model import Batch, DayCount, Seen
from plugins.visit_counter.shards import shard_of
from tools import ROOT

#: 22 November 2026, 14:00 in Ho Chi Minh City.
NOW = 1_795_330_800
TODAY = day_of(NOW)

#: Commits 7 visits in the folder that is named, then dies.
COMMIT = """
import sys, os, signal
from pathlib import Path
from plugins.visit_counter.service.sqlite_store import SqliteStore
from tests.visit_counter.service.stores import NOW, batch
store = SqliteStore(Path(sys.argv[1]))
store.load(NOW)
store.commit(batch(7, {"/a/": 3, "/b/": 4}, b"k" * 16))
print("committed", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
#: Imports a total of 1,000 into the folder that is named.
IMPORT = """
import sys
from pathlib import Path
from plugins.visit_counter.service.imports import run_import
from tests.visit_counter.service.stores import NOW
sys.exit(run_import(Path(sys.argv[1]), None, "1000", "2026-11-21", "cũ", None, None, NOW))
"""


def batch(
    visits: int = 0, pages: dict[str, int] | None = None, seen: bytes = b"", *, day: int = TODAY, now: int = NOW
) -> Batch:
    """A batch of one day whose views are those of its pages."""
    pages = pages or {}
    keys = [Seen(day, now, seen)] if seen else []
    return Batch({day: DayCount(visits, sum(pages.values()))}, pages, keys, now)


def in_another_process(code: str, *words: object) -> subprocess.CompletedProcess[str]:
    """Run Python code, with ``sys.argv[1:]`` as given."""
    line = [sys.executable, "-c", code, *map(str, words)]
    return subprocess.run(line, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


def bytes_on_disk(folder: Path) -> bytes:
    """Every file of a folder."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def publish(data: Path, store_id: str, figures: dict[str, Any], pages: dict[str, int] | None = None) -> None:
    """Write the public files as the service does."""
    folder = data / "public" / "_v"
    (folder / "views").mkdir(parents=True, exist_ok=True)
    stats = {"total": 0, "online": 0, "today": None, "yesterday": None, "as_of": "2026-11-22T13:00:00+07:00"}
    stats |= {key: figures[key] for key in stats if key in figures}
    (folder / "stats.json").write_text(json.dumps(stats), "utf-8")
    snapshot = {**stats, "store": store_id, "days": figures.get("days", []), "imports": figures.get("imports", [])}
    (folder / "snapshot.json").write_text(json.dumps(snapshot), "utf-8")
    shards: dict[str, dict[str, int]] = {}
    for path, views in (pages or {}).items():
        shards.setdefault(shard_of(path), {})[path] = views
    for name, content in shards.items():
        (folder / "views" / f"{name}.json").write_text(json.dumps(content), "utf-8")
