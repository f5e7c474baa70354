"""What stands beside the tip-off pages: whatever a server might give in their place, or say about them."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Collection, Iterator
from pathlib import Path

from plugins.common import places

#: The first step of every path that is the tip-off pages' alone, in small letters: some servers know no others.
_OURS = (places.TIP_OFF.strip("/"), places.WORKER.strip("/"))


def strange_files(folder: Path, own: Collection[str], sheets: Collection[str]) -> Iterator[str]:
    """Files at the place of the tip-off pages that are none of them, and copies of their stylesheets.

    ``own`` are the pages and the worker, checked elsewhere. A packed copy (``.gz``) passes where it holds the same.
    """
    allowed = {*own, *sheets}
    near = [file for name in _names(folder) if name.casefold().startswith(_OURS) for file in _files(folder, name)]
    for sheet in sheets:
        place, _, name = sheet.rpartition("/")
        near += [f"{place}/{found}" for found in _names(folder / place) if found.casefold().startswith(name.casefold())]
    for file in sorted(near):
        if file not in allowed and not _is_packed_copy(folder, file, allowed):
            yield file


def _names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in os.scandir(folder)) if folder.is_dir() else []


def _files(folder: Path, name: str) -> Iterator[str]:
    """Everything below a name but plain folders; a link to a folder counts as a file."""
    path = folder / name
    for found in (path, *path.rglob("*")):
        if found.is_symlink() or not found.is_dir():
            yield found.relative_to(folder).as_posix()


def _is_packed_copy(folder: Path, file: str, allowed: set[str]) -> bool:
    plain = file.removesuffix(".gz")
    if plain == file or plain not in allowed:
        return False
    try:
        data = (folder / plain).read_bytes()
        with gzip.open(folder / file) as packed:
            return packed.read(len(data) + 1) == data
    except (OSError, EOFError, zlib.error):
        return False
