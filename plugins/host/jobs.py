"""Pages that are to be rendered, and how a process renders its share of them."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from jinja2 import Template

from plugins.common.problems import Problem, Report
from plugins.common.progress import say
from plugins.host.spool import Spool
from plugins.host.workers import Child, Turns, fork, has_answered, share_out, wait_for
from plugins.host.writing import Folder

#: So many jobs are taken at a time; in the end one process waits for another no longer than these take.
_AT_ONCE = 20
#: No more turns than this.
_TURNS = 4000
#: So many children do one process's share, one after the other: memory that a child touches is copied, and given back
#: when it ends.
_ROUNDS = 12


@dataclass(frozen=True)
class Job:
    """One file to write: its name in the output, its template, and what it shows beside the shared context."""

    name: str
    template: Template
    values: Mapping[str, Any]


class Recorder(Protocol):
    """Whoever wants to know about the pages that were rendered."""

    def look(self, job: Job, data: bytes) -> Any:
        """What is to be noted of a page, as values that marshal can write; asked in the process that rendered it."""

    def note(self, job: Job, found: Any) -> None:
        """Take what :meth:`look` gave, once for each page, in the process that all began in."""


class _Nobody:
    def look(self, job: Job, data: bytes) -> Any:
        """Nothing."""

    def note(self, job: Job, found: Any) -> None:
        """Nothing."""


class _Hand(NamedTuple):
    """A child that renders, and where it notes what it did."""

    child: Child
    spool: Spool


#: Takes the number of a job that was done, and what is to be noted of it.
_Done = Callable[[int, Any], None]


class Press:
    """Renders jobs into ``folder`` with the context that all of them share."""

    def __init__(
        self, folder: Path | Folder, context: Mapping[str, Any], report: Report, recorder: Recorder | None = None
    ) -> None:
        self._folder = folder if isinstance(folder, Folder) else Folder(str(folder))
        self._context = context
        self._report = report
        self._recorder = recorder or _Nobody()
        self._first = os.getpid()

    def run(self, jobs: Sequence[Job], processes: int) -> None:
        """Render all, in this process and in children.

        What a child could not do is done here, in order: so the first job that fails does so as if there were no
        children. Raises what a template raises, and OSError.
        """
        size = max(_AT_ONCE, len(jobs) // _TURNS + 1)
        parts = [range(start, min(start + size, len(jobs))) for start in range(0, len(jobs), size)]
        turns, left = Turns(len(parts)), set(range(len(jobs)))

        def done(number: int, found: Any) -> None:
            left.discard(number)
            self._recorder.note(jobs[number], found)

        crew = len(share_out(len(jobs), processes))
        few = len(parts) // (_ROUNDS * crew) + 1

        def hire() -> _Hand | None:
            return self._begin(jobs, (number for turn in islice(turns, few) for number in parts[turn]))

        hands = [hire() for _ in range(crew - 1)]

        def mine() -> Iterator[int]:
            for turn in turns:
                yield from parts[turn]
                for place, hand in enumerate(hands):
                    if hand and has_answered(hand.child):
                        hands[place] = hire() if self._receive(hand, done) else None

        try:
            self._render_until(jobs, mine(), done)
        finally:
            for hand in filter(None, hands):
                self._receive(hand, done)
            turns.close()
        for number in sorted(left):
            self._recorder.note(jobs[number], self.render(jobs[number]))

    def render(self, job: Job) -> Any:
        """Render one file; gives what is to be noted of it."""
        text = job.template.render({**self._context, "output_file": job.name, **job.values})
        data = text.encode()
        self._folder.write(job.name, data)
        return self._recorder.look(job, data)

    def _begin(self, jobs: Sequence[Job], numbers: Iterable[int]) -> _Hand | None:
        os.makedirs(self._folder.path, exist_ok=True)
        spool = Spool(self._folder.path)
        child = fork(range(0), lambda _: self._send(jobs, numbers, spool))
        if child is None:
            spool.close()
            return None
        return _Hand(child, spool)

    def _render_until(self, jobs: Sequence[Job], numbers: Iterable[int], done: _Done) -> None:
        """Render jobs up to the first that fails, or until a child's parent is gone."""
        parent = os.getppid()
        for number in numbers:
            if os.getppid() != parent and os.getpid() != self._first:
                break  # the build was killed: another one may be emptying the folder
            try:
                found = self.render(jobs[number])
            except Exception:  # raised again where it is heard, by run()
                break
            done(number, found)

    def _send(self, jobs: Sequence[Job], numbers: Iterable[int], spool: Spool) -> bytes:
        known = set(self._report.problems)
        self._render_until(jobs, numbers, lambda number, found: spool.add((number, found)))
        spool.flush()
        return pickle.dumps([problem for problem in self._report.problems if problem not in known])

    def _receive(self, hand: _Hand, done: _Done) -> bool:
        """Take what a child did; False when it died."""
        data = wait_for(hand.child)
        with closing(hand.spool):
            if data is None:
                say("Cảnh báo: một tiến trình dựng trang đã dừng giữa chừng; các trang của nó được làm lại.")
                return False
            problems: list[Problem] = pickle.loads(data)
            for problem in problems:
                self._report.add(problem)
            for number, found in hand.spool:
                done(number, found)
        return True
