"""Documents that an earlier build read: as good as read again, as long as nothing that reading depends on is another.

A document's key holds the bytes of its file, its path, and the *fingerprint*: the code of everything that reads, the
libraries, the settings, the registries. Pictures and files that a text uses are asked for again at each build: what was
kept counts only when each of them is what it was. Documents with errors are not kept, and notices of wanted persons
neither: nothing about a person lies in the store.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from plugins.common.body import MediaLibrary
from plugins.common.media import MediaError, Picture
from plugins.common.problems import Problem
from plugins.common.registry import REGISTRY_FOLDER
from plugins.front_matter.document import Document, Shelves
from plugins.host.libraries import installed
from plugins.host.store import Store

KIND = "document"
_CODE = ("front_matter", "typography", "article_body", "common", "media")
_PLUGINS = Path(__file__).parents[1]

#: Which shelf was asked, what for, and the answer: a picture, a path, or why there was none.
Use = tuple[str, str, str, Any]


@dataclass
class Read:
    """What reading one file gave: the document, its problems, and what it asked the shelves for."""

    document: Document
    problems: list[Problem] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    may_be_kept: bool = False

    def dump(self) -> bytes:
        """As bytes."""
        return pickle.dumps((self.document.html, self.document.metadata, self.problems, self.uses, self.may_be_kept), 5)

    @classmethod
    def load(cls, data: bytes) -> Read:
        """Raises what pickle raises for bytes of another kind."""
        html, metadata, *more = pickle.loads(data)
        shared = metadata and {sys.intern(name): value for name, value in metadata.items()}
        return cls(Document(html, shared), *more)


class Recorder:
    """A shelf that notes what it is asked for; ``name`` tells which one it is."""

    def __init__(self, shelf: MediaLibrary, name: str, uses: list[Use]) -> None:
        self._shelf = shelf
        self._name = name
        self._uses = uses

    def picture(self, address: str, source_file: str) -> Picture:
        """As the shelf's."""
        found: Picture = self._ask("picture", address, source_file)
        return found

    def file(self, address: str, source_file: str) -> str:
        """As the shelf's."""
        found: str = self._ask("file", address, source_file)
        return found

    def _ask(self, what: str, address: str, source_file: str) -> Any:
        answer = asked(self._shelf, what, address, source_file)
        self._uses.append((self._name, what, address, answer))
        if isinstance(answer, tuple):
            raise MediaError(*answer)
        return answer


def asked(shelf: MediaLibrary, what: str, address: str, source_file: str) -> Any:
    """A shelf's answer; a tuple when it is that there is none, and why."""
    try:
        return shelf.picture(address, source_file) if what == "picture" else shelf.file(address, source_file)
    except MediaError as error:
        return str(error), error.remedy, error.fatal


class KeptDocuments:
    """The documents in a store; ``root`` is the content folder, ``fingerprint`` that of reading."""

    def __init__(self, store: Store, root: str, fingerprint: bytes) -> None:
        self._store = store
        self._root = root
        self._fingerprint = fingerprint
        self._keys: dict[str, bytes] = {}

    def find(self, files: Iterable[str], shelves: Shelves) -> dict[str, Read]:
        """What is kept of these files and still right."""
        self._keys = {file: key for file in files if (key := self._key(file))}
        kept = self._store.get_many(KIND, self._keys.values())
        found = {}
        for file, key in self._keys.items():
            read = _loaded(kept.get(key))
            if read and _is_right(read, file, {"usual": shelves.usual, "neutral": shelves.neutral}):
                found[file] = read
        return found

    def keep(self, made: Mapping[str, bytes]) -> None:
        """Keep what was read from files that :meth:`find` did not have, each as :meth:`Read.dump` gives it."""
        self._store.put_many(KIND, {self._keys[file]: data for file, data in made.items() if file in self._keys})

    def forget_others(self) -> None:
        """Delete all that is kept of other texts than the files of this build: they may name a person."""
        self._store.keep_only(KIND, self._keys.values())

    def _key(self, file: str) -> bytes:
        try:
            with open(file, "rb") as handle:
                data = handle.read()
        except OSError:
            return b""
        name = os.path.relpath(file, self._root).encode("utf-8", "surrogatepass")
        return blake2b(data, digest_size=16, key=blake2b(self._fingerprint + name).digest()).digest()


def _loaded(data: bytes | None) -> Read | None:
    if data is None:
        return None
    try:
        return Read.load(data)
    except Exception:  # written by code that had other classes
        return None


def _is_right(read: Read, file: str, shelves: Mapping[str, MediaLibrary | None]) -> bool:
    for name, what, address, answer in read.uses:
        shelf = shelves[name]
        if shelf is None or asked(shelf, what, address, file) != answer:
            return False
    return True


def fingerprint(settings: Mapping[str, Any], names: Iterable[str], content: Path) -> bytes:
    """16 bytes of everything but files and pictures that reading depends on; ``names`` are the settings that count."""
    found = blake2b(digest_size=16)
    for package in _CODE:
        for path in sorted((_PLUGINS / package).rglob("*")):
            if path.suffix in (".py", ".txt"):
                found.update(path.name.encode() + path.read_bytes())
    for path in sorted((content / REGISTRY_FOLDER).glob("*")):
        if path.is_file():
            found.update(path.name.encode() + path.read_bytes())
    found.update(repr([(name, settings.get(name)) for name in names]).encode("utf-8", "surrogatepass"))
    found.update(repr(installed()).encode())
    return found.digest()
