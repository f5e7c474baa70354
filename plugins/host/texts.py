"""The texts of a build, out of memory: thousands of articles are held at once, and each text is looked at a few times.

They lie one after the other in a file without a name, which goes with the process, however it ends.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import MutableMapping
from pathlib import Path
from typing import IO, Any, NamedTuple

_KEY = "TEXT_POOL"


class Place(NamedTuple):
    """Where a text lies: its first byte, and how many there are."""

    start: int
    length: int


class TextPool:
    """Texts below ``folder``; forked processes read them too. What cannot be written stays in memory."""

    def __init__(self, folder: Path) -> None:
        self._owner = os.getpid()
        self._end = 0
        #: Whoever looks at a text looks at it several times in a row.
        self._last: tuple[Place, str] | None = None
        self._file = _nameless(folder)

    def put(self, text: str) -> Place | str:
        """Put a text away; gives its place, or the text itself where it cannot be written."""
        if self._file is None or os.getpid() != self._owner:
            return text
        data = text.encode("utf-8", "surrogatepass")
        try:
            written = os.pwrite(self._file.fileno(), data, self._end)
        except OSError:
            return text
        if written < len(data):
            return text  # the disk is full: the next text is written over the piece
        place = Place(self._end, written)
        self._end += written
        return place

    def get(self, place: Place | str) -> str:
        """The text that was put there."""
        if isinstance(place, str) or self._file is None:
            return str(place)
        if self._last is None or self._last[0] is not place:
            data = os.pread(self._file.fileno(), place.length, place.start)
            self._last = place, data.decode("utf-8", "surrogatepass")
        return self._last[1]

    def close(self) -> None:
        """Let go of the texts that were put away."""
        if self._file is not None:
            self._file.close()
        self._file = None


def _nameless(folder: Path) -> IO[bytes] | None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return tempfile.TemporaryFile(dir=folder)
    except OSError:
        return None


def pool_of(settings: MutableMapping[str, Any]) -> TextPool:
    """The pool of the build that these settings belong to; made when first asked for."""
    pool: TextPool | None = settings.get(_KEY)
    if pool is None:
        pool = settings[_KEY] = TextPool(Path(settings["CACHE_PATH"]))
    return pool


def close_pool(settings: MutableMapping[str, Any]) -> None:
    """Let go of a build's texts."""
    pool: TextPool | None = settings.pop(_KEY, None)
    if pool is not None:
        pool.close()
