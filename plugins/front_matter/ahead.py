"""Many files read in several processes, before Pelican asks for one after the other; what is kept is not read again."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from plugins.common.problems import Report
from plugins.common.progress import say
from plugins.common.wanted import Withdrawn
from plugins.front_matter.decisions import Decision
from plugins.front_matter.document import Document, DocumentReader, Shelves
from plugins.front_matter.kept import KeptDocuments, Read, Recorder
from plugins.host.workers import fork, share_out, wait_for


@dataclass(frozen=True)
class Share:
    """What a child read: by path, each pickled by itself, those that may be kept, and what reading leaves behind."""

    documents: dict[str, bytes]
    lasting: set[str]
    decisions: list[Decision]
    withdrawn: list[Withdrawn]
    plans: dict[str, Any]


class ReadAhead:
    """Documents that were read already, each handed out once; ``asked_by`` is whoever they were read for."""

    def __init__(self, reader: DocumentReader, asked_by: object = None, kept: KeptDocuments | None = None) -> None:
        self.asked_by = asked_by
        self._reader = reader
        self._kept = kept
        self._own: dict[str, Read] = {}
        self._sent: dict[str, bytes] = {}
        # The plans of both shelves are in one place; another library may have none.
        self._plans: dict[str, Any] = getattr(reader.shelves.usual, "plans", {})

    def read(self, files: Iterable[str], processes: int) -> None:
        """Read articles, in this process and in children; a file that cannot be read is left to :meth:`take`'s caller.

        Problems, decisions, lifted notices and plans of pictures are in the reader and the library, as if it had read
        all of them itself.
        """
        names = sorted(files)
        found = self._kept.find(names, self._reader.shelves) if self._kept else {}
        names = [name for name in names if name not in found]
        first, *others = share_out(len(names), processes)
        if not (others or self._kept):
            return
        children = [child for parts in others if (child := fork(parts, lambda parts: self._send(names, parts)))]
        try:
            self._own = self._read(names[number] for number in first)
            self._keep({file: read.dump() for file, read in self._own.items() if read.may_be_kept})
        finally:
            for child in children:
                self._receive(wait_for(child))
        self._own |= found

    def take(self, file: str) -> Document | None:
        """The document of a file, its problems told; None when it was not read."""
        read = self._own.pop(file, None)
        if read is None and file in self._sent:
            read = Read.load(self._sent.pop(file))
        if read is None:
            return None
        for problem in read.problems:
            self._reader.report.add(problem)
        return read.document

    def _keep(self, made: dict[str, bytes]) -> None:
        if self._kept and made:
            self._kept.keep(made)

    def _read(self, files: Iterable[str]) -> dict[str, Read]:
        reader, found = self._reader, {}
        report, shelves = reader.report, reader.shelves
        try:
            for file in files:
                if (read := self._read_one(file, shelves)) is not None:
                    found[file] = read
        finally:
            reader.report, reader.shelves = report, shelves
        return found

    def _read_one(self, file: str, shelves: Shelves) -> Read | None:
        reader = self._reader
        decisions, withdrawn = len(reader.decisions), len(reader.withdrawn)
        read = Read(Document("", None))
        reader.report = Report()
        reader.shelves = Shelves(
            shelves.usual and Recorder(shelves.usual, "usual", read.uses),
            shelves.neutral and Recorder(shelves.neutral, "neutral", read.uses),
        )
        try:
            document = reader.read(file, is_page=False)
        except Exception:  # it is read, and told, again when its turn comes
            del reader.decisions[decisions:], reader.withdrawn[withdrawn:]
            return None
        names_nobody = (len(reader.decisions), len(reader.withdrawn)) == (decisions, withdrawn)
        lasts = document.metadata is not None and names_nobody and document.metadata.get("wanted") is None
        return replace(read, document=document, problems=reader.report.problems, may_be_kept=lasts)

    def _send(self, names: list[str], parts: range) -> bytes:
        reader = self._reader
        plans = set(self._plans)
        decisions, withdrawn = len(reader.decisions), len(reader.withdrawn)
        documents = self._read(names[number] for number in parts)
        share = Share(
            {file: read.dump() for file, read in documents.items()},
            {file for file, read in documents.items() if read.may_be_kept},
            reader.decisions[decisions:],
            reader.withdrawn[withdrawn:],
            {key: plan for key, plan in self._plans.items() if key not in plans},
        )
        return pickle.dumps(share, 5)

    def _receive(self, data: bytes | None) -> None:
        if data is None:
            say("Cảnh báo: một tiến trình đọc bài đã dừng giữa chừng; các bài của nó được đọc lại.")
            return
        share: Share = pickle.loads(data)
        self._sent.update(share.documents)
        self._keep({file: share.documents[file] for file in share.lasting})
        self._reader.decisions.extend(share.decisions)
        self._reader.withdrawn.extend(share.withdrawn)
        for key, plan in share.plans.items():
            self._plans.setdefault(key, plan)
