"""A fresh folder beside the output, and how it takes the output's place."""

from __future__ import annotations

import filecmp
import hashlib
import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_PAGES = {".html", ".xml", ".txt", ".json"}


@dataclass(frozen=True)
class Moved:
    """What taking the place changed, in files."""

    written: int
    unchanged: int
    deleted: int


class Staging:
    """The folder that a build writes into; it lies beside the output, so that moving a file is a rename."""

    def __init__(self, output: Path, manifests: Path) -> None:
        self.output = output
        self.folder = output.parent / f".{output.name}.new-{os.getpid()}"
        name = hashlib.sha256(str(output.absolute()).encode()).hexdigest()[:16]
        self._manifest = manifests / f"{name}.txt"

    def open(self) -> None:
        """Make the folder empty; what builds that were killed left behind is removed."""
        self.output.parent.mkdir(parents=True, exist_ok=True)
        for path in self.output.parent.glob(f".{self.output.name}.new-*"):
            if not _is_running(path):
                shutil.rmtree(path, ignore_errors=True)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()

    def discard(self) -> None:
        """Remove the folder; the output stays as it was."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def take_place(self, delete_others: bool, keep: Iterable[str] = ()) -> Moved:
        """Move every new or changed file into the output, then delete what the last build wrote and this one did not.

        ``delete_others`` (Pelican's DELETE_OUTPUT_DIRECTORY) deletes files of others too, but what ``keep`` names.
        """
        names = sorted(_files(self.folder), key=lambda name: (Path(name).suffix in _PAGES, name))
        written = sum(self._move(name) for name in names)
        old = set(_files(self.output)) if delete_others else self._last_names()
        kept = tuple(keep)
        gone = [name for name in sorted(old - set(names)) if name.split("/")[0] not in kept]
        deleted = sum(self._delete(name) for name in gone)
        self._manifest.parent.mkdir(parents=True, exist_ok=True)
        self._manifest.write_text("\n".join(names), "utf-8")
        self.discard()
        return Moved(written, len(names) - written, deleted)

    def _move(self, name: str) -> bool:
        source, target = self.folder / name, self.output / name
        if target.is_file() and filecmp.cmp(source, target, shallow=False):
            return False
        self._make_room(target.parent)
        if target.is_dir():
            shutil.rmtree(target)
        os.replace(source, target)
        return True

    def _make_room(self, folder: Path) -> None:
        """A file that stands where a folder must be gives way."""
        for parent in (*reversed(folder.relative_to(self.output).parents), folder.relative_to(self.output)):
            path = self.output / parent
            if path.is_file():
                path.unlink()
        folder.mkdir(parents=True, exist_ok=True)

    def _delete(self, name: str) -> bool:
        path = self.output / name
        if not path.is_file() and not path.is_symlink():
            return False
        path.unlink()
        for parent in path.parents:
            if parent == self.output or any(parent.iterdir()):
                break
            parent.rmdir()
        return True

    def _last_names(self) -> set[str]:
        """The files of the last build into this output that were recorded; nothing else is ours to delete."""
        return set(self._manifest.read_text("utf-8").split("\n")) - {""} if self._manifest.is_file() else set()


def _files(folder: Path) -> Iterable[str]:
    for parent, _, names in os.walk(folder):
        for name in names:
            yield os.path.relpath(os.path.join(parent, name), folder).replace(os.sep, "/")


def _is_running(path: Path) -> bool:
    match = re.search(r"-(\d+)$", path.name)
    if match is None:
        return False
    try:
        os.kill(int(match.group(1)), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
