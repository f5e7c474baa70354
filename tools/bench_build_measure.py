"""Measure a process with all its children: CPU, wall clock, and the peak of the memory that they take together."""

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

RARELY = 0.02
"""Seconds between two looks at a process's memory, or more where a look takes long."""
LOOKING = 10
"""A look may take one part in so many of the time: looking takes from the machine that is measured."""


@dataclass(frozen=True)
class Cost:
    """What one process and its children cost.

    Seconds of CPU (user + sys) and of wall clock; the peak of the sum of their proportional set sizes in MB, in which
    memory that processes share counts once.
    """

    name: str
    code: int
    cpu: float
    wall: float
    megabytes: float


def measure(name: str, args: Sequence[str], log: Path, folder: Path, variables: Mapping[str, str]) -> Cost:
    """Run a command in a folder, its output in a file; measure the whole process tree that it waits for."""
    started = time.perf_counter()
    with log.open("wb") as out:
        process = subprocess.Popen(list(args), cwd=folder, stdout=out, stderr=subprocess.STDOUT, env=dict(variables))
        with Memory(process.pid) as memory:
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(name, process.returncode, usage.ru_utime + usage.ru_stime, wall, memory.peak / 1024)


class Memory:
    """Looks at the memory of a process tree from a thread of its own while the block runs."""

    def __init__(self, process: int) -> None:
        self.peak = 0
        """Kilobytes."""
        self._process = process
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Memory":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        pause = 0.0
        while not self._over.wait(pause):
            began = time.thread_time()
            self.peak = max(self.peak, sum(proportional_size(process) for process in tree(self._process)))
            pause = max(RARELY, LOOKING * (time.thread_time() - began))


def tree(process: int) -> list[int]:
    """A process and all its descendants, as far as they still are."""
    found, waiting = [], [process]
    while waiting:
        found.append(waiting.pop())
        for file in Path(f"/proc/{found[-1]}/task").glob("*/children"):
            waiting += map(int, _text(file).split())
    return found


def proportional_size(process: int) -> int:
    """A process's memory (PSS, kilobytes), shared memory divided by those who share it; 0 when it is gone."""
    for line in _text(Path(f"/proc/{process}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8", "replace")
    except OSError:  # the process has ended
        return ""
