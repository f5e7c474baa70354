"""Pages that are to be rendered, and how a process renders its share of them."""

from __future__ import annotations

import os
import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Template

from plugins.common.problems import Problem, Report
from plugins.common.progress import say
from plugins.host.workers import fork, share_out, wait_for
from plugins.host.writing import Folder


@dataclass(frozen=True)
class Job:
    """One file to write: its name in the output, its template, and what it shows beside the shared context."""

    name: str
    template: Template
    values: Mapping[str, Any]


class Press:
    """Renders jobs into ``folder`` with the context that all of them share."""

    def __init__(self, folder: Path, context: Mapping[str, Any], report: Report) -> None:
        self._folder = Folder(str(folder))
        self._context = context
        self._report = report
        self._first = os.getpid()

    def run(self, jobs: Sequence[Job], processes: int) -> None:
        """Render all, in this process and in children.

        What a child could not do is done here, in order: so the first job that fails does so as if there were no
        children. Raises what a template raises, and OSError.
        """
        first, *others = share_out(len(jobs), processes)
        children = [child for parts in others if (child := fork(parts, lambda parts: self._send(jobs, parts)))]
        done: set[int] = set()
        try:
            done.update(self._render_until(jobs, first))
        finally:
            for child in children:
                done.update(self._receive(wait_for(child)))
        for number, job in enumerate(jobs):
            if number not in done:
                self.render(job)

    def render(self, job: Job) -> None:
        """Render one file."""
        text = job.template.render({**self._context, "output_file": job.name, **job.values})
        self._folder.write(job.name, text.encode())

    def _render_until(self, jobs: Sequence[Job], parts: range) -> list[int]:
        """The numbers of the jobs that were done before the first that failed, or before a child's parent was gone."""
        done: list[int] = []
        parent = os.getppid()
        for number in parts:
            if os.getppid() != parent and os.getpid() != self._first:
                break  # the build was killed: another one may be emptying the folder
            try:
                self.render(jobs[number])
            except Exception:  # raised again where it is heard, by run()
                break
            done.append(number)
        return done

    def _send(self, jobs: Sequence[Job], parts: range) -> bytes:
        known = set(self._report.problems)
        done = self._render_until(jobs, parts)
        return pickle.dumps((done, [problem for problem in self._report.problems if problem not in known]))

    def _receive(self, data: bytes | None) -> list[int]:
        if data is None:
            say("Cảnh báo: một tiến trình dựng trang đã dừng giữa chừng; các trang của nó được làm lại.")
            return []
        found: tuple[list[int], list[Problem]] = pickle.loads(data)
        for problem in found[1]:
            self._report.add(problem)
        return found[0]
