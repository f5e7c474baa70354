"""Arrays in one file: written whole or not at all, and read only when every byte is what was written.

A file is a line that names its kind, the length and check of what follows, a JSON header, and the arrays one after
another. What does not add up (another kind, a cut or altered file, none at all) reads as ``None``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import reduce
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from plugins.common.files import write_atomic

Arrays = Mapping[str, np.ndarray[Any, Any]]


def write_packed(path: Path, kind: str, header: Mapping[str, Any], arrays: Arrays) -> None:
    """Write a header of plain values and named arrays of one or two dimensions."""
    shapes = {name: [array.dtype.str, *array.shape] for name, array in arrays.items()}
    told = json.dumps([header, shapes], ensure_ascii=False).encode("utf-8", "surrogatepass")
    parts: list[bytes | memoryview] = [told, *map(_bytes, arrays.values())]
    check = reduce(lambda before, part: crc32(part, before), parts, 0)
    write_atomic(path, f"{kind} {len(told)} {check}\n".encode(), *parts)


def read_packed(
    path: Path, kind: str, *, mapped: bool = False
) -> tuple[dict[str, Any], dict[str, np.ndarray[Any, Any]]] | None:
    """The header and the arrays (not to be written to), or None when the file is not whole or not of this kind.

    ``mapped`` is quicker with large files, which nobody may shorten meanwhile: those here are replaced, never changed.
    """
    try:
        with path.open("rb") as file:
            data = mmap(file.fileno(), 0, access=ACCESS_READ) if mapped else file.read()
    except (OSError, ValueError):  # nothing can be mapped of an empty file
        return None
    try:
        if (end := data.find(b"\n")) < 0:
            return None
        body = memoryview(data)[end + 1 :]
        found, length, check = data[:end].decode().rsplit(" ", 2)
        if found != kind or crc32(body) != int(check):
            return None
        header, shapes = json.loads(bytes(body[: int(length)]).decode("utf-8", "surrogatepass"))
        return header, _arrays(body[int(length) :], shapes)
    except ValueError:
        return None


def _bytes(array: np.ndarray[Any, Any]) -> memoryview:
    """The bytes of an array where they lie."""
    return np.ascontiguousarray(array).reshape(-1).view(np.uint8).data


def _arrays(body: memoryview, shapes: Mapping[str, list[Any]]) -> dict[str, np.ndarray[Any, Any]]:
    arrays, start = {}, 0
    for name, (dtype, *shape) in shapes.items():
        array = np.frombuffer(body, dtype, int(np.prod(shape)), start).reshape(shape)
        arrays[name] = array
        start += array.nbytes
    return arrays
