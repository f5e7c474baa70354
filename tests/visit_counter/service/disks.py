"""Disks that fail: a small one that fills up, one that may only be read, one whose syncs fail for a while."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tools.counter_process import DEADLINE


class SmallDisk:
    """A file system of its own in memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "filler"

    def fill(self) -> None:
        """Leave no room, not even for one page."""
        with self._filler.open("ab", buffering=0) as file:
            for size in (1 << 20, 4096, 1):
                try:
                    while True:
                        file.write(bytes(size))
                except OSError:
                    continue

    def make_room(self) -> None:
        """Take away what ``fill`` wrote."""
        self._filler.unlink()

    def read_only(self, yes: bool) -> None:
        """Mount it again so that it may, or may not, be written."""
        _mount("-o", f"remount,{'ro' if yes else 'rw'}", str(self.folder))


def _mount(*words: str) -> None:
    done = subprocess.run(["mount", *words], capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        pytest.skip(f"file systems may not be mounted here: {done.stderr.strip()}")


@contextmanager
def small_disk(folder: Path, megabytes: int = 8) -> Iterator[SmallDisk]:
    """Mount a small disk; skips where that is not permitted. Whoever uses it must have ended before the block does."""
    folder.mkdir()
    _mount("-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(folder))
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@contextmanager
def failing(pid: int, calls: str, file: Path, error: str, log: Path) -> Iterator[None]:
    """While the block runs, a process gets an error from system calls on a file. Skips where it may not be traced."""
    strace = shutil.which("strace") or pytest.skip("strace is not installed")
    words = [strace, "-f", "-o", str(log), "-e", f"trace={calls}", "-e", f"inject={calls}:error={error}"]
    tracer = subprocess.Popen(
        [*words, "-P", str(file), "-p", str(pid)], stderr=subprocess.PIPE, encoding="utf-8", errors="replace"
    )
    assert tracer.stderr
    try:
        line = tracer.stderr.readline()
        if "attached" not in line:
            pytest.skip(f"processes may not be traced here: {line.strip()}")
        while not _all_threads_traced(pid):
            os.sched_yield()
        yield
    finally:
        tracer.terminate()
        tracer.communicate(timeout=DEADLINE)


def _all_threads_traced(pid: int) -> bool:
    statuses = [path.read_text("ascii", "replace") for path in Path(f"/proc/{pid}/task").glob("*/status")]
    return all("TracerPid:\t0\n" not in status for status in statuses)
