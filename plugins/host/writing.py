"""Many files written into one folder, cheaply: folders below it are made once, a file takes three system calls."""

from __future__ import annotations

import os
from hashlib import blake2b


class Folder:
    """A folder that files are written into; nobody else makes or deletes folders in it meanwhile."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._made: set[str] = set()

    def room_for(self, name: str) -> str:
        """The path of a file of this name, whose folder is there now."""
        path = f"{self.path}/{name}"
        folder = os.path.dirname(path)
        if folder not in self._made:
            self._make(folder)
        return path

    def _make(self, folder: str) -> None:
        """Most folders are new, and what they lie in is there: then one system call will do."""
        try:
            os.mkdir(folder)
        except OSError:
            os.makedirs(folder, exist_ok=True)
        self._made.add(folder)

    def write(self, name: str, data: bytes) -> None:
        """Write a file, whatever stood there. Raises OSError that names the file."""
        path = self.room_for(name)
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o666)
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(file, left) :]
        except OSError as error:
            error.filename = path  # a full disk is told with the file that did not fit
            raise
        finally:
            os.close(file)


class FlatFolder(Folder):
    """The same for files that are moved soon: they lie side by side, for making folders takes as long as writing."""

    def room_for(self, name: str) -> str:
        """The path of a file of this name; the folder has to be there."""
        return f"{self.path}/{blake2b(name.encode('utf-8', 'surrogateescape'), digest_size=16).hexdigest()}"
