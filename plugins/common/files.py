"""Writing files so that a reader never sees half of one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_atomic(path: Path, *data: bytes | memoryview, durable: bool = False) -> None:
    """Write ``data``, one after another, beside ``path`` and rename it into place; folders are made.

    ``durable`` waits until the bytes are on disk before the rename, so that not even a power cut leaves half a file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def size_text(size: int) -> str:
    """A file's size as Vietnamese readers see it: ``85 KB``, ``1,2 MB``."""
    kilobytes = max(1, round(size / 1000))
    if kilobytes < 1000:
        return f"{kilobytes} KB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")
