"""Problems found in what people wrote: values, not exceptions, so that one run can tell all of them.

The build's :class:`Report` lives in the settings under :data:`REPORT_KEY`; whoever finds a problem adds it there and
goes on. ``plugins.safe_output`` prints the report and stops the build before a file is written.
"""

from __future__ import annotations

import os
import re
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from typing import Any, Literal

REPORT_KEY = "BUILD_REPORT"
Severity = Literal["error", "warning"]
_WORDS: dict[Severity, str] = {"error": "lỗi", "warning": "cảnh báo"}
#: What would break a line or move the cursor of a terminal.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong: where (file, line from 1; 0 when the whole file), what value, what, and the remedy.

    ``message`` and ``remedy`` are Vietnamese sentences without a full stop; ``value`` is what the editor wrote.
    """

    file: str
    line: int
    message: str
    value: str = ""
    remedy: str = ""
    severity: Severity = "error"

    def text(self, base: str | None = None) -> str:
        """One unwrapped line: ``file:line: lỗi: message: "value". Cách sửa: remedy.``"""
        where = _CONTROLS.sub("?", shown_path(self.file, base)) + (f":{self.line}" if self.line else "")
        value = f": “{_one_line(self.value)}”" if self.value else ""
        message, remedy = _flat(self.message), _flat(self.remedy)
        stop = "" if remedy.endswith("?") else "."
        remedy = f" Cách sửa: {remedy}{stop}" if remedy else ""
        return f"{where}: {_WORDS[self.severity]}: {message}{value}.{remedy}"


@dataclass
class Report:
    """All problems of one build."""

    _found: dict[Problem, None] = field(default_factory=dict)

    @property
    def problems(self) -> list[Problem]:
        """Every problem, in the order in which it was found."""
        return list(self._found)

    def add(self, problem: Problem) -> None:
        """Keep a problem; the same one told twice counts once."""
        self._found[problem] = None

    def error(self, file: str, line: int, message: str, value: object = "", remedy: str = "") -> None:
        """Keep an error: the build will stop."""
        self.add(Problem(file, line, message, str(value), remedy, "error"))

    def warn(self, file: str, line: int, message: str, value: object = "", remedy: str = "") -> None:
        """Keep a warning: the build goes on."""
        self.add(Problem(file, line, message, str(value), remedy, "warning"))

    @property
    def errors(self) -> list[Problem]:
        """The errors, sorted by file and line."""
        return sorted(p for p in self.problems if p.severity == "error")

    def lines(self, base: str | None = None) -> list[str]:
        """Every problem as one line, sorted by file and line."""
        return [problem.text(base) for problem in sorted(self.problems)]


def report_of(settings: MutableMapping[str, Any]) -> Report:
    """The report of the build that these settings belong to; made when first asked for."""
    report: Report = settings.setdefault(REPORT_KEY, Report())
    return report


def shown_path(file: str, base: str | None = None) -> str:
    """A path as the editor knows it: relative when it lies below the folder the build was started in."""
    base = base or os.getcwd()
    if not os.path.isabs(file):
        return file
    relative = os.path.relpath(file, base)
    return file if relative.startswith("..") else relative


def _flat(text: str) -> str:
    return " ".join(_CONTROLS.sub(" ", text).split())


def _one_line(value: str, limit: int = 120) -> str:
    flat = _flat(value)
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
