"""What a build says on the way: whole lines, whatever draws on the terminal meanwhile, and nothing when it is quiet."""

from __future__ import annotations

import logging
import sys
from typing import TextIO

_CLEAR_LINE = "\r\033[2K"


def say(text: str, stream: TextIO | None = None) -> None:
    """Write one line to standard error, past Pelican's spinner, which would wrap it at the terminal's width."""
    out = stream or sys.__stderr__ or sys.stderr
    out.write(f"{_CLEAR_LINE if out.isatty() else ''}{text}\n")
    out.flush()


def is_quiet() -> bool:
    """Whether the run was asked (``-q``) to say only what went wrong."""
    return logging.getLogger().level > logging.ERROR


class Progress:
    """Tells how far long work is, in at most about ten lines; called with (done, all) after each step."""

    def __init__(self, label: str, stream: TextIO | None = None) -> None:
        self.label = label
        self.stream = stream

    def __call__(self, done: int, total: int) -> None:
        """Say it whenever another tenth of the work is done, and at the end."""
        is_new_tenth = total > 0 and done * 10 // total > (done - 1) * 10 // total
        if is_new_tenth and not is_quiet():
            say(f"{self.label}: {done}/{total}", self.stream)
