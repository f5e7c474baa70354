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
from plugins.host.crew import MOST_BATCHES, Crew
from plugins.host.workers import share_out

#: Files that a process takes at once.
_BATCH = 16
#: Documents that are kept at once: to keep each by itself would take longer.
_KEPT_AT_ONCE = 1000


@dataclass(frozen=True)
class Share:
    """What a child read: by path, each pickled by itself and whether it may be kept, and what reading leaves behind."""

    documents: dict[str, tuple[bytes, bool]]
    decisions: list[Decision]
    withdrawn: list[Withdrawn]
    plans: dict[str, Any]


class ReadAhead:
    """Documents that are read in several processes, each handed out once; ``asked_by`` is whoever they are read for.

    Children read while this process works with what there is; where that is not enough, it reads, too.
    """

    def __init__(self, reader: DocumentReader, asked_by: object = None, kept: KeptDocuments | None = None) -> None:
        self.asked_by = asked_by
        self._reader = reader
        self._kept = kept
        self._own: dict[str, Read] = {}
        self._sent: dict[str, bytes] = {}
        self._made: dict[str, bytes] = {}
        self._batches: list[list[str]] = []
        #: The batch of each file that has not come yet.
        self._open: dict[str, int] = {}
        self._crew: Crew | None = None
        # The plans of both shelves are in one place; another library may have none.
        self._plans: dict[str, Any] = getattr(reader.shelves.usual, "plans", {})

    def read(self, files: Iterable[str], processes: int) -> None:
        """Begin to read articles, here and in children, in the order in which :meth:`take` will ask for them.

        A file that cannot be read is left to :meth:`take`'s caller. When all are taken, decisions, lifted notices and
        plans of pictures are in the reader and the library, as if it had read all of them itself.
        """
        names = list(dict.fromkeys(files))
        self._own = self._kept.find(names, self._reader.shelves) if self._kept else {}
        names = [name for name in names if name not in self._own]
        processes = len(share_out(len(names), processes))
        if processes == 1 and not self._kept:
            return
        size = max(_BATCH, -(-len(names) // MOST_BATCHES))
        self._batches = [names[start : start + size] for start in range(0, len(names), size)]
        self._open = {name: number for number, batch in enumerate(self._batches) for name in batch}
        self._crew = Crew(len(self._batches), processes, self._send)

    def take(self, file: str) -> Document | None:
        """The document of a file, its problems told; None when it was not read."""
        while file in self._open and self._crew:
            self._go_on(self._crew)
        read = self._own.pop(file, None)
        if read is None and file in self._sent:
            read = Read.load(self._sent.pop(file))
        if read is None:
            return None
        for problem in read.problems:
            self._reader.report.add(problem)
        return read.document

    def close(self) -> None:
        """Keep what there is to keep, and let go of the children; nothing more is read."""
        self._keep()
        if self._crew:
            if self._crew.has_lost:
                say("Cảnh báo: một tiến trình đọc bài đã dừng giữa chừng; các bài của nó được đọc lại.")
            self._crew.close()
        self._crew, self._open = None, {}

    def _go_on(self, crew: Crew) -> None:
        """Take in what came; when nothing did, read a batch, or wait where all are taken."""
        came = crew.received()
        if not came and (number := crew.claim()) is not None:
            self._own |= (found := self._read(self._batches[number]))
            self._made |= {name: read.dump() for name, read in found.items() if self._kept and read.may_be_kept}
            self._settle(number)
        elif came := came or crew.received(wait=True):
            for number, data in came:
                self._receive(pickle.loads(data))
                self._settle(number)
        else:
            self._open = {}  # what a child took that died
        if not self._open:
            self.close()

    def _settle(self, number: int) -> None:
        for name in self._batches[number]:
            del self._open[name]
        if len(self._made) >= _KEPT_AT_ONCE:
            self._keep()

    def _keep(self) -> None:
        if self._kept and self._made:
            self._kept.keep(self._made)
        self._made = {}

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

    def _send(self, number: int) -> bytes:
        reader = self._reader
        plans = set(self._plans)
        decisions, withdrawn = len(reader.decisions), len(reader.withdrawn)
        share = Share(
            {file: (read.dump(), read.may_be_kept) for file, read in self._read(self._batches[number]).items()},
            reader.decisions[decisions:],
            reader.withdrawn[withdrawn:],
            {key: plan for key, plan in self._plans.items() if key not in plans},
        )
        return pickle.dumps(share, 5)

    def _receive(self, share: Share) -> None:
        self._sent |= {file: data for file, (data, _) in share.documents.items()}
        if self._kept:
            self._made |= {file: data for file, (data, lasts) in share.documents.items() if lasts}
        self._reader.decisions.extend(share.decisions)
        self._reader.withdrawn.extend(share.withdrawn)
        for key, plan in share.plans.items():
            self._plans.setdefault(key, plan)
