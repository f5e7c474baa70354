"""Registries for tests: files of a few rows, a clock, and the rules of a build of either kind."""

from __future__ import annotations

from pathlib import Path

from plugins.common.dates import parse_date
from plugins.common.problems import Report
from plugins.tip_off.ages import Ages
from plugins.tip_off.entries import Rules

NOW = parse_date("2026-11-22 10:00").value


def rules(report: Report, *, publishing: bool = False, warn_after: int = 90, fail_after: int = 180) -> Rules:
    """The rules on 22 November 2026."""
    tell = report.error if publishing else report.warn
    return Rules(report, tell, Ages(NOW, warn_after, fail_after), publishing)


def row(kind: str, name: str = "Trực ban", **values: str) -> str:
    """An entry of the contact registry: kind, name, source and verified_on stand on its lines 1 to 4."""
    lines = {"kind": kind, "name": name, "source": "Trang của đơn vị", "verified_on": "2026-11-01", **values}
    return _entry(lines)


def fact(group: str = "tip", **values: str) -> str:
    """An entry of the registry of facts: group, text, source and verified_on stand on its lines 1 to 4."""
    lines = {"group": group, "text": "Tin nào cũng nhận.", "source": "Luật", "verified_on": "2026-11-01", **values}
    return _entry(lines)


def told(report: Report) -> list[tuple[int, str, str]]:
    """Line, severity and message of every problem, by line."""
    return sorted((problem.line, problem.severity, problem.message) for problem in report.problems)


def write(folder: Path, text: str) -> Path:
    """A registry in a folder."""
    path = folder / "registry.yml"
    path.write_text(text, "utf-8")
    return path


def _entry(lines: dict[str, str]) -> str:
    return "- " + "\n  ".join(f"{key}: {value}" for key, value in lines.items()) + "\n"
