"""Files of sites that stand, each under the digest of its bytes: a second name (a hard link) for a file of an output.

So no byte is copied and no space taken twice. The one drawback is that whoever writes into a file of the output in
place writes into what is kept: bytes are believed only when they have their digest, and what has not is lost. For the
same reason nothing here has to be done at one stroke: a build that is killed leaves a name too many or too few. Where
no link can be made (the output is another file system) there is a copy instead.

Nothing here can stop a build: :attr:`FinishedFiles.trouble` says why something could not be kept.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from plugins.host.writing import Folder


class FinishedFiles:
    """The files below ``folder``, which need not exist yet; ``digest`` tells the key of some bytes."""

    def __init__(self, folder: Path, digest: Callable[[bytes], bytes]) -> None:
        self.folder = str(folder)
        #: Why something could not be kept; None as long as all went well.
        self.trouble: str | None = None
        #: Bytes that no output shares, as :meth:`tidy` found them.
        self.bytes = 0
        self._digest = digest

    def keep(self, files: Mapping[bytes, str]) -> None:
        """Keep the files at some paths under their digests."""
        with self._noting_trouble():
            for key, path in files.items():
                target = self._path(key)
                try:
                    _link(path, target)
                except FileExistsError:
                    _share(path, target)

    def put_back(self, key: bytes, folder: Folder, name: str) -> bool:
        """Have a kept file in a folder too, which has none of this name; False when it is not what it was."""
        kept = self._path(key)
        try:
            with open(kept, "rb", buffering=0) as file:
                data = file.read()
        except OSError:
            return False
        if self._digest(data) != key:
            self._delete(kept)  # or the next build would take it for kept
            return False
        try:
            os.link(kept, folder.room_for(name))
        except OSError:
            folder.write(name, data)
        return True

    def let_go(self, keys: Iterable[bytes]) -> None:
        """Delete some files, unless an output has them."""
        for path in map(self._path, keys):
            with suppress(OSError):
                if os.stat(path).st_nlink == 1:
                    os.unlink(path)

    def tidy(self, used: Container[bytes], most: int) -> None:
        """Delete what neither an output nor ``used`` has, and of copies what is more than so many bytes."""
        self.bytes = 0
        with self._noting_trouble():
            for key, entry in self._entries():
                state = entry.stat(follow_symlinks=False)
                if state.st_nlink > 1:
                    continue
                if key in used and self.bytes + state.st_size <= most:
                    self.bytes += state.st_size
                else:
                    self._delete(entry.path)

    def keep_only(self, keys: Container[bytes]) -> None:
        """Delete every other file, also where an output has it."""
        with self._noting_trouble():
            for key, entry in self._entries():
                if key not in keys:
                    self._delete(entry.path)

    def _path(self, key: bytes) -> str:
        name = key.hex()
        return f"{self.folder}/{name[:2]}/{name}"

    def _entries(self) -> Iterator[tuple[bytes, os.DirEntry[str]]]:
        """Every file, with its key; one that is not ours has a key that nobody asks for."""
        folders = os.listdir(self.folder) if os.path.lexists(self.folder) else ()
        for name in folders:
            with os.scandir(f"{self.folder}/{name}") as entries:
                yield from ((_key(entry.name), entry) for entry in entries)

    def _delete(self, path: str) -> None:
        with suppress(FileNotFoundError):  # another build was first
            os.unlink(path)

    @contextmanager
    def _noting_trouble(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.trouble = f"{error.filename}: {error.strerror}"


def _link(path: str, target: str) -> None:
    """Give a file a second name, or copy it. Raises FileExistsError, and OSError when neither can be done."""
    try:
        os.link(path, target)
    except FileExistsError:
        raise
    except OSError as error:
        if error.errno != errno.ENOENT:
            shutil.copyfile(path, target)
            return
        os.makedirs(os.path.dirname(target))
        _link(path, target)


def _share(path: str, target: str) -> None:
    """Have a kept file that no output has any more lie where an output's file does: it would take space of its own."""
    with suppress(FileNotFoundError):  # another build has deleted it: then it is lost, and that can be borne
        if os.stat(target).st_nlink == 1:
            os.unlink(target)
            _link(path, target)


def _key(name: str) -> bytes:
    try:
        return bytes.fromhex(name)
    except ValueError:
        return b""
