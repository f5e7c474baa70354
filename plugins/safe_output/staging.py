"""A fresh folder beside the output, and how it takes the output's place."""

from __future__ import annotations

import errno
import fcntl
import filecmp
import hashlib
import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from plugins.common.leftovers import abandoned, folder_beside, remove
from plugins.host.writing import FlatFolder

_PAGES = (".html", ".xml", ".txt", ".json")
#: What a file is called while it is copied from another file system: a reader never asks for it.
_COPY = ".moving.new"
#: Bytes up to which two files are compared in memory.
_SMALL = 1_000_000


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
        self.folder = folder_beside(output, "new")
        name = hashlib.sha256(str(output.resolve()).encode()).hexdigest()[:16]
        self._manifest = manifests / f"{name}.txt"
        self._lock = manifests / f"{name}.lock"

    def open(self) -> None:
        """Make the folder empty; what builds that were killed left behind is removed."""
        self.output.parent.mkdir(parents=True, exist_ok=True)
        for path in abandoned(self.output, "new"):
            remove(path)
        remove(self.folder)
        self.folder.mkdir()

    def is_unknown_site(self) -> bool:
        """Whether the output is a site whose files no earlier build recorded here (the cache is new): all may go."""
        return not self._manifest.is_file() and (self.output / "sitemap.xml").is_file()

    def has_strangers(self) -> bool:
        """Whether the output holds things, and nothing tells that they are a site's."""
        return not self._manifest.is_file() and not self.is_unknown_site() and _holds_files(self.output)

    def discard(self) -> None:
        """Remove the folder; the output stays as it was."""
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def flat(self) -> FlatFolder:
        """The folder for files of a site that stands already: each will find its place there."""
        return FlatFolder(str(self.folder))

    def take_place(
        self, delete_others: bool, keep: Iterable[str] = (), then: Callable[[list[str]], None] | None = None
    ) -> Moved:
        """Move every new or changed file into the output, then delete what the last build wrote and this one did not.

        ``delete_others`` (Pelican's DELETE_OUTPUT_DIRECTORY) deletes files of others too, but what ``keep`` names. Two
        builds into one output come one after the other: the later one stands whole. ``then`` is told the names before
        the next one may begin.
        """
        names = sorted(_files(self.folder), key=_pages_last)
        with self.alone():
            old = self._last_names()
            self._announce(names)
            written = self._move_all(names)
            if delete_others:
                old = set(_files(self.output))
            kept = tuple(keep)
            gone = [name for name in sorted(old - set(names)) if name.split("/")[0] not in kept]
            deleted = sum(self._delete(name) for name in gone)
            self._record(names)
            if then:
                then(names)
        self.discard()
        return Moved(written, len(names) - written, deleted)

    def renew(self, changed: Iterable[str], gone: Iterable[str], names: Collection[str]) -> Moved:
        """Move some files into a site that stands, and delete some; ``names`` are all files of the new site.

        The files lie as :meth:`flat` has them. To be called inside :meth:`alone`.
        """
        ordered, flat = sorted(changed, key=_pages_last), self.flat
        self._announce(ordered)
        written = sum(self._move(name, flat.room_for(name)) for name in ordered)
        deleted = sum(self._delete(name) for name in gone)
        self._record(sorted(names))
        return Moved(written, len(names) - written, deleted)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Wait for another build that is moving into this output; the lock goes with the process, killed or not."""
        self._lock.parent.mkdir(parents=True, exist_ok=True)
        with self._lock.open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _announce(self, names: list[str]) -> None:
        """Add what is about to be written to the manifest: were this build killed, the next one knows its files.

        Appended, so that a kill in the middle of this loses nothing of what the last build wrote.
        """
        copies = {f"{folder}{bar}{_COPY}" for folder, bar, _ in (name.rpartition("/") for name in names)}
        with self._manifest.open("a", encoding="utf-8") as file:
            file.write("".join(f"\n{name}" for name in (*names, *sorted(copies))))

    def _record(self, names: list[str]) -> None:
        """The manifest is what was written, and no more."""
        fresh = self._manifest.with_suffix(".new")
        fresh.write_text("\n".join(names), "utf-8")
        fresh.rename(self._manifest)

    def _move_all(self, names: list[str]) -> int:
        """Move every file of the folder, or the folder where there is no output yet; gives how many are new."""
        if not os.path.lexists(self.output):
            with suppress(OSError):
                self.folder.rename(self.output)
                return len(names)
        return sum(self._move(name, f"{self.folder}/{name}") for name in names)

    def _move(self, name: str, source: str) -> bool:
        target = self.output / name
        if _is_same(source, target):
            return False
        self._make_room(target.parent)
        if target.is_dir() and not target.is_symlink():
            shutil.rmtree(target)
        _replace(source, target)
        return True

    def _make_room(self, folder: Path) -> None:
        """A file that stands where a folder must be gives way."""
        if folder.is_dir():
            return
        for parent in (*reversed(folder.relative_to(self.output).parents), folder.relative_to(self.output)):
            path = self.output / parent
            if os.path.lexists(path) and not path.is_dir():
                path.unlink()
        folder.mkdir(parents=True, exist_ok=True)

    def _delete(self, name: str) -> bool:
        path = self.output / name
        if not path.is_file() and not path.is_symlink():
            return False
        path.unlink()
        for parent in path.parents:
            if parent == self.output or parent.is_symlink() or any(parent.iterdir()):
                break
            parent.rmdir()
        return True

    def _last_names(self) -> set[str]:
        """The files of the last build into this output that were recorded; nothing else is ours to delete."""
        return set(self._manifest.read_text("utf-8").split("\n")) - {""} if self._manifest.is_file() else set()


def _pages_last(name: str) -> tuple[bool, str]:
    """Files that pages load come before them."""
    return name.endswith(_PAGES), name


def _is_same(source: str, target: Path) -> bool:
    """Whether the target is a file of the same content; most are pages, and small enough to be read at once."""
    if not os.path.isfile(target):
        return False
    size = os.stat(source).st_size
    if size != os.stat(target).st_size:
        return False
    if size > _SMALL:
        return filecmp.cmp(source, target, shallow=False)
    with open(source, "rb", buffering=0) as fresh, open(target, "rb", buffering=0) as old:
        return fresh.read() == old.read()


def _holds_files(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())


def _files(folder: Path) -> Iterable[str]:
    root = str(folder)
    for parent, _, names in os.walk(root):
        below = f"{parent[len(root) + 1 :]}/" if parent != root else ""
        yield from (f"{below}{name}" for name in names)


def _replace(source: str, target: Path) -> None:
    """Rename; where the output is a file system of its own (a mounted folder), copy beside the target, then rename."""
    try:
        os.replace(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        copy = target.with_name(_COPY)
        shutil.copy2(source, copy)
        os.replace(copy, target)
        os.unlink(source)
