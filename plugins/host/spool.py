"""Values that a child leaves for its parent beside its answer: in a file without a name, for they may be many."""

from __future__ import annotations

import marshal
import tempfile
from collections.abc import Iterator
from typing import Any

_HEAD = 8


class Spool:
    """Written by one process, then read by another; it goes with the last of them, killed or not."""

    def __init__(self, folder: str) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 (closed by close())

    def add(self, value: Any) -> None:
        """Append a value that marshal can write."""
        data = marshal.dumps(value)
        self._file.write(len(data).to_bytes(_HEAD, "little"))
        self._file.write(data)

    def flush(self) -> None:
        """Have everything in the file. Raises OSError."""
        self._file.flush()

    def __iter__(self) -> Iterator[Any]:
        """The values, one after another."""
        self._file.seek(0)
        while head := self._file.read(_HEAD):
            yield marshal.loads(self._file.read(int.from_bytes(head, "little")))

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
