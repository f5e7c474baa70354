"""One measured run of related news, in a process of its own: ``python -m tools.related_run KIND NUMBER FOLDER``.

The folder holds ``documents.jsonl`` (the archive, oldest first, then the articles to be added) and, once a cold run was
made, ``store``. Only what was asked is timed: neither the start of Python and NumPy nor the reading of articles,
which a build has read anyway. Prints a line of JSON: CPU seconds, peak memory in MB, and what it was before.
"""

import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from plugins.related_news.corpus import Document
from plugins.related_news.relations import relate
from plugins.related_news.store import State, Store
from tools.bench_counter.process import memory

ADDED = 5
"""So many of the last articles are held back, to be added one at a time."""


def main(kind: str, number: int, folder: Path) -> None:
    """Run and print."""
    documents = read_documents(folder / "documents.jsonl")
    work = prepared(kind, number, documents, folder)
    _, texts = memory(os.getpid())
    started = time.process_time()
    work()
    seconds = time.process_time() - started
    _, peak = memory(os.getpid())
    print(json.dumps({"seconds": seconds, "megabytes": peak, "texts": texts}))


def read_documents(path: Path) -> list[Document]:
    """The documents of a file that :func:`tools.bench_related_speed.write_documents` wrote."""
    found = []
    with path.open(encoding="utf-8") as file:
        for line in file:
            value = json.loads(line)
            found.append(Document(**{**value, "tags": tuple(value["tags"])}))
    return found


def prepared(kind: str, number: int, documents: Sequence[Document], folder: Path) -> Callable[[], object]:
    """What is to be timed, with its store as it must be."""
    archive, held_back = list(documents[:-ADDED]), documents[-ADDED:]
    kept, work = folder / "store", folder / "work"
    if kind == "cold":
        shutil.rmtree(kept, ignore_errors=True)
        return lambda: relate(archive, store=Store(kept))
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(kept, work)
    if kind == "warm":
        return lambda: relate(archive, store=_WithoutState(work))
    if kind == "added in memory":
        before = relate(archive, store=Store(work)).state
        return lambda: relate([*archive, held_back[number]], store=_InMemory(before))
    if kind == "added":
        archive.append(held_back[number])
    elif kind == "edited":
        place = (number + 1) * len(archive) // (ADDED + 1)
        archive[place] = edited(archive[place], held_back[number])
    return lambda: relate(archive, store=Store(work))


def edited(document: Document, other: Document) -> Document:
    """The document with the first sentences of another one at its end."""
    return replace(document, body=f"{document.body}\n{other.body.strip().splitlines()[0]}")


class _WithoutState(Store):
    """A store that has term counts, and nothing else that an earlier build found out."""

    def state(self, depth: int) -> None:
        """None."""


class _InMemory(Store):
    """A store that has one state in memory, and writes nothing."""

    def __init__(self, state: State) -> None:
        super().__init__(None)
        self._state = state

    def state(self, depth: int) -> State:
        """The one."""
        return self._state

    def keep(self, *what: object) -> None:
        """Nothing."""


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
