"""Which addresses count: the list that the build wrote, read again when it changes."""

from __future__ import annotations

import json
import logging
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from plugins.visit_counter.shards import shard_of

log = logging.getLogger(__name__)


class ManifestError(Exception):
    """The list cannot be read: a message in Vietnamese that says what to do."""


class Page(NamedTuple):
    """A countable page: its canonical address and the number of 64 bits that stands for it in view keys."""

    path: str
    number: int


class Manifest:
    """Countable addresses of a site; canonical ones and the old ones that lead to them."""

    def __init__(self, path: Path) -> None:
        """Read the list. Raises ManifestError."""
        self.path = path
        #: Every shard's pages with all their addresses.
        self._layout: dict[str, list[tuple[str, ...]]] = {}
        #: Shards in which the last reading changed a page or its addresses.
        self.changed_shards: set[str] = set()
        self._version = self._look()
        self._take(_read(path))

    def find(self, asked: str) -> Page | None:
        """The page at an address, at its old addresses too; None when it is not countable."""
        return self._pages.get(asked)

    def names(self, path: str) -> tuple[str, ...]:
        """Every address that a countable page has and had."""
        return self._names.get(path, ())

    def canonical(self, path: str) -> str:
        """The address that a page has now."""
        page = self._pages.get(path)
        return page.path if page else path

    def reload(self) -> bool:
        """Read the list again when its file changed; a broken one is logged and the last good one stays."""
        version = self._look()
        if version is None or version == self._version:
            return False
        self._version = version
        try:
            self._take(_read(self.path))
        except ManifestError as error:
            log.error("%s Danh sách cũ vẫn được dùng.", error)
            return False
        log.info("Đã đọc lại danh sách địa chỉ được đếm: %d trang.", len(self.paths))
        return True

    def _look(self) -> tuple[int, int, int] | None:
        try:
            stat = self.path.stat()
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_ino, stat.st_size

    def _take(self, data: dict[str, Any]) -> None:
        pages = {path: Page(path, _number(path)) for path in data["paths"]}
        for old in data["aliases"]:
            if (new := _follow(old, data["aliases"])) in pages:
                pages.setdefault(old, pages[new])
        names: dict[str, tuple[str, ...]] = {}
        for address, page in pages.items():
            names[page.path] = (*names.get(page.path, ()), address)
        self._pages, self._names = pages, names
        self.paths = frozenset(data["paths"])
        self.origin = data["origin"]
        self.shards: dict[str, list[str]] = {}
        for path in sorted(self.paths):
            self.shards.setdefault(shard_of(path), []).append(path)
        before = self._layout
        self._layout = {shard: [(path, *names[path]) for path in paths] for shard, paths in self.shards.items()}
        both = before.keys() | self._layout.keys()
        self.changed_shards = {shard for shard in both if before.get(shard) != self._layout.get(shard)}


def _number(path: str) -> int:
    return int.from_bytes(blake2b(path.encode(), digest_size=8).digest())


def _is_text(path: str) -> bool:
    """JSON may hold halves of characters that no address has."""
    return not any("\ud800" <= letter <= "\udfff" for letter in path)


def _follow(old: str, aliases: dict[str, str]) -> str:
    """Where a chain of renames ends; a ring ends where it is entered."""
    path, steps = old, 0
    while path in aliases and steps < len(aliases):
        path, steps = aliases[path], steps + 1
    return path


def _read(path: Path) -> dict[str, Any]:
    remedy = "Hãy dựng lại trang (make build) rồi chép tệp ấy sang."
    try:
        data = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ManifestError(f"Không đọc được danh sách địa chỉ “{path}” ({error.strerror}). {remedy}") from None
    except (ValueError, RecursionError) as error:
        raise ManifestError(f"Danh sách địa chỉ “{path}” không phải là JSON ({error}). {remedy}") from None
    paths, aliases, origin = (
        (data.get(key) for key in ("paths", "aliases", "origin")) if isinstance(data, dict) else [0] * 3
    )
    good = isinstance(paths, list) and all(isinstance(item, str) and _is_text(item) for item in paths)
    aliases = {} if aliases is None else aliases
    good = good and isinstance(aliases, dict) and all(isinstance(item, str) for item in aliases.values())
    if not good or not (origin is None or isinstance(origin, str)):
        wanted = '{"paths": [...], "aliases": {...}}'
        raise ManifestError(f"Danh sách địa chỉ “{path}” không đúng dạng {wanted}. {remedy}")
    return {"paths": paths, "aliases": aliases, "origin": origin or ""}
