"""Which files there are, and which of them hold something else than an earlier build saw.

A file is taken for the same when its size and time of change are; when only the time is another (a fresh checkout), its
bytes decide. A time that is almost now decides nothing: the file may be written again within the clock's step.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from fnmatch import translate
from hashlib import blake2b
from typing import NamedTuple

#: Nanoseconds within which a file may be written twice and show one time.
_TICK = 2_000_000_000


class Stamp(NamedTuple):
    """Time of change (ns; 0: look at the bytes), size, and a digest of the bytes; empty where the time must do."""

    changed: int
    size: int
    bytes: bytes


Tree = dict[str, Stamp]


def walk(folder: str, ignored: Iterable[str] = ()) -> Iterator[tuple[str, os.stat_result]]:
    """Every file below a folder, by its path from there, with its state; links lead to files, never to folders."""
    is_ignored = re.compile("|".join(map(translate, ignored)) or "(?!)").match
    stack = [""]
    while stack:
        below = stack.pop()
        # By the open folder, so that the way to it is walked once.
        with _opened(f"{folder}/{below}" if below else folder) as here, os.scandir(here) as entries:
            for entry in entries:
                name = f"{below}/{entry.name}" if below else entry.name
                if is_ignored(entry.name):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    stack.append(name)
                elif entry.is_file():
                    yield name, entry.stat()


@contextmanager
def _opened(folder: str) -> Iterator[int]:
    found = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        yield found
    finally:
        os.close(found)


def digest_of(path: str) -> bytes:
    """16 bytes of a file's bytes; empty when it cannot be read."""
    try:
        with open(path, "rb") as file:
            return blake2b(file.read(), digest_size=16).digest()
    except OSError:
        return b""


def stamp_of(path: str, state: os.stat_result, *, exact: bool = True) -> Stamp:
    """The stamp of a file; not ``exact`` leaves its bytes unread (pictures, documents) where the time will do."""
    is_settled = time.time_ns() - state.st_mtime_ns > _TICK
    data = digest_of(path) if exact or not is_settled else b""
    return Stamp(state.st_mtime_ns if is_settled else 0, state.st_size, data)


def differing(old: Mapping[str, Stamp], folder: str, found: Mapping[str, os.stat_result]) -> set[str]:
    """The names that came, went, or hold other bytes than when ``old`` was taken; ``found`` are the files of now."""
    changed = set(old.keys() ^ found.keys())
    for name, state in found.items():
        known = old.get(name)
        if known is None or (state.st_mtime_ns == known.changed and state.st_size == known.size):
            continue
        if state.st_size != known.size or not known.bytes or digest_of(f"{folder}/{name}") != known.bytes:
            changed.add(name)
    return changed
