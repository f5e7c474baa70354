"""Files of the content folder, whichever way the letters of their names are encoded."""

from __future__ import annotations

import os
from pathlib import Path

from plugins.common.vietnamese import normalise


def find_file(path: Path, root: Path) -> Path | None:
    """The file at a path, or the one whose name differs only in how its letters are encoded (NFC, NFD); else None.

    A Mac writes ``ả`` in a file's name as two characters, an article has one.
    """
    if not path.is_relative_to(root):
        return None
    if os.path.isfile(path):
        return path
    here = root
    for part in path.relative_to(root).parts:
        found = _entry(here, part)
        if found is None:
            return None
        here = found
    return here if here.is_file() else None


def _entry(folder: Path, name: str) -> Path | None:
    exact = folder / name
    if name.isascii() or os.path.lexists(exact):
        return exact if os.path.lexists(exact) else None
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return None
    return next((folder / other for other in names if normalise(other) == normalise(name)), None)
