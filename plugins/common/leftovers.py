"""Folders that a process makes beside a target while it works, and what a killed one leaves behind.

Each is called ``.TARGET.MARK-PROCESS``: it lies on the target's file system, so that taking its place is a rename, and
it tells whose it is.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path


def folder_beside(target: Path, mark: str) -> Path:
    """This process's folder of that mark; nothing is made."""
    return target.with_name(f".{target.name}.{mark}-{os.getpid()}")


def abandoned(target: Path, mark: str) -> Iterator[Path]:
    """The folders of that mark whose process has ended; one of this process's number is an earlier one's too."""
    ours = re.compile(rf"\.{re.escape(target.name)}\.{mark}-([0-9]{{1,9}})")
    for path in sorted(target.parent.iterdir()):
        match = ours.fullmatch(path.name)
        if match and not _is_another_running(int(match.group(1))):
            yield path


def remove(folder: Path) -> OSError | None:
    """Remove a folder, as much of it as can be; gives why something stays. One that is not there is removed already."""
    found: list[OSError] = []

    def keep(_function: object, _path: str, error: tuple[type[BaseException], BaseException, object]) -> None:
        if isinstance(error[1], OSError):
            found.append(error[1])

    if os.path.lexists(folder):
        shutil.rmtree(folder, onerror=keep)
    return found[0] if found else None


def _is_another_running(process: int) -> bool:
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
