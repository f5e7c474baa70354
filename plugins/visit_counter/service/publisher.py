"""Writes the public files: ``stats.json``, a shard of views for every 256th of the pages, ``snapshot.json``.

A web server may serve them as they are, also while the service is down. Each is written beside its place, synced, then
renamed: a reader never sees half a file.
"""

from __future__ import annotations

import contextlib
import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plugins.common.files import write_atomic
from plugins.visit_counter.service.counter import Counter
from plugins.visit_counter.service.days import iso_day, iso_moment
from plugins.visit_counter.service.summary import summarise
from plugins.visit_counter.shards import shard_of

log = logging.getLogger(__name__)

#: Seconds between two writings of what did not change but grows old (``as_of``, online).
STALE = 15
#: Seconds between two writings of the whole history.
HISTORY = 60


class Publisher:
    """Makes the public answers from what is durable, and keeps them as files below ``folder``."""

    def __init__(self, counter: Counter, folder: Path) -> None:
        self._counter = counter
        self._folder = folder
        self._figures: dict[str, int | None] = {}
        self._written = 0
        self._history = 0
        #: Names of shards that are due, the longest due first.
        self._shards = dict.fromkeys(sorted({*counter.manifest.shards, *self._existing_shards()}))
        self._failing = False

    def clear_away(self) -> None:
        """Remove what a killed process had not yet renamed."""
        for file in self._folder.glob("**/.*.json.*"):
            with contextlib.suppress(OSError):
                file.unlink()

    def stats(self) -> dict[str, Any]:
        """The eight figures and their moment."""
        counter = self._counter
        counter.advance()
        now, today = counter.visitors.now, counter.visitors.today.day
        figures = summarise(counter.ledger.days, counter.ledger.total, counter.visitors.online, today)
        return {**figures, "as_of": iso_moment(now)}

    def views(self, asked: list[str]) -> dict[str, int]:
        """The views of the asked addresses that are countable, under the names they were asked by."""
        manifest, ledger = self._counter.manifest, self._counter.ledger
        found = {path: manifest.find(path) for path in asked}
        return {path: ledger.views(manifest.names(page.path)) for path, page in found.items() if page}

    def shard(self, name: str) -> dict[str, int]:
        """The views of a shard's pages, of those that have any."""
        manifest, ledger = self._counter.manifest, self._counter.ledger
        views = {path: ledger.views(manifest.names(path)) for path in manifest.shards.get(name, ())}
        return {path: count for path, count in views.items() if count}

    def has_shard(self, name: str) -> bool:
        """Whether any countable page is in a shard of this name."""
        return name in self._counter.manifest.shards

    def snapshot(self) -> dict[str, Any]:
        """The figures, every measured day and every import: what a build and a restore start from."""
        ledger = self._counter.ledger
        stats, today = self.stats(), self._counter.visitors.today.day
        # What a clock that was ahead has counted is in the total, but no day of the history yet.
        past = sorted((day, count) for day, count in ledger.days.items() if day <= today)
        days = [{"day": iso_day(day), "visits": c.visits, "views": c.views} for day, c in past]
        imports = [
            {
                "kind": entry.kind,
                "as_of": iso_day(entry.as_of),
                "total": entry.total,
                "from": entry.source,
                "entered": iso_moment(entry.entered),
            }
            for entry in ledger.imports
        ]
        return {**stats, "store": ledger.store_id, "days": days, "imports": imports}

    def note_changes(self) -> None:
        """Mark the shards of pages whose views changed."""
        changed = self._counter.ledger.take_changed(self._counter.manifest)
        self._shards.update(dict.fromkeys(sorted({shard_of(path) for path in changed})))

    def note_new_manifest(self) -> None:
        """Pages came, went or were renamed: their shards come first."""
        self._shards = dict.fromkeys(sorted(self._counter.manifest.changed_shards)) | self._shards

    def due(self, *, figures: bool = True, everything: bool = False) -> dict[str, bytes]:
        """What should be written now, by its name below the folder; taken as written.

        Of the shards it is one at a time: under load all are due, and every one is a sync that hits may wait behind.
        ``figures`` False leaves the figures for another time.
        """
        self.note_changes()
        files: dict[str, bytes] = {}
        for name in list(self._shards)[: None if everything else 1]:
            del self._shards[name]
            files[f"views/{name}.json"] = to_json(self.shard(name))
        return files | self._due_figures(everything) if figures else files

    def _due_figures(self, everything: bool) -> dict[str, bytes]:
        """``stats.json`` when it changed or grows old, and now and then ``snapshot.json``."""
        files: dict[str, bytes] = {}
        stats = self.stats()
        as_of = stats.pop("as_of")
        now = self._counter.visitors.now
        if everything or stats != self._figures or not 0 <= now - self._written < STALE:
            self._figures, self._written = stats, now
            files["stats.json"] = to_json({**stats, "as_of": as_of})
        if everything or not 0 <= now - self._history < HISTORY:
            self._history = now
            files["snapshot.json"] = to_json(self.snapshot())
        return files

    def write(self, files: Mapping[str, bytes]) -> bool:
        """Write the files; runs on a thread of its own. False when one could not be written: all are due again."""
        try:
            for name, data in files.items():
                target = self._folder / name
                if not target.is_file() or target.read_bytes() != data:
                    write_atomic(target, data, durable=True)
        except OSError as error:
            if not self._failing:
                log.error("Không ghi được tệp công bố “%s” (%s).", error.filename, error.strerror)
            self._failing = True
            return False
        self._failing = False
        return True

    def take_back(self, files: Mapping[str, bytes]) -> None:
        """Nothing of these was written for sure: they are due again."""
        self._figures, self._history = {}, 0
        self._shards.update({Path(name).stem: None for name in files if name.startswith("views/")})

    def _existing_shards(self) -> set[str]:
        return {file.stem for file in (self._folder / "views").glob("*.json")}


def to_json(data: Mapping[str, Any]) -> bytes:
    """Compact JSON with a newline."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
