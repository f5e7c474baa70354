"""Progress of long work: one line that counts on a terminal, one plain line at the end elsewhere; silent when quiet."""

from __future__ import annotations

import logging
import sys
from types import TracebackType
from typing import TextIO


class Progress:
    """A context manager that is called with (done, all) after each step."""

    def __init__(self, label: str, stream: TextIO | None = None) -> None:
        self.label = label
        self.stream = stream or sys.stderr
        self.total = 0
        self.quiet = logging.getLogger().level > logging.WARNING

    def __enter__(self) -> Progress:
        return self

    def __call__(self, done: int, total: int) -> None:
        """Tell how far the work is."""
        self.total = total
        if not self.quiet and self.stream.isatty():
            self.stream.write(f"\r{self.label}: {done}/{total}")
            self.stream.flush()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.total and not self.quiet:
            self.stream.write(f"{chr(13) if self.stream.isatty() else ''}{self.label}: xong {self.total}\n")
