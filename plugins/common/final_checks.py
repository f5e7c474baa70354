"""Checks of the finished folder: the last word before a new site takes the old one's place.

A plugin adds a check while the site is made; ``plugins.safe_output`` runs all of them on the folder in which every file
of the build stands. A check tells its problems to the build's report; an error keeps the old site.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any

from plugins.common.problems import Report, report_of

_KEY, _RUN_KEY = "FINAL_CHECKS", "FINAL_CHECKS_RUN"
#: Looks at the finished folder and tells the report; one that can be pickled runs in incremental builds too.
Check = Callable[[Path, Report], None]


def add_check(settings: MutableMapping[str, Any], check: Check) -> None:
    """Have ``check(folder, report)`` run on this build's finished folder."""
    settings.setdefault(_KEY, []).append(check)


def run_checks(settings: MutableMapping[str, Any], folder: Path) -> None:
    """Run every check that was added, once."""
    checks: list[Check] = settings.pop(_KEY, [])
    for check in checks:
        check(folder, report_of(settings))
    settings[_RUN_KEY] = checks


def checks_run(settings: MutableMapping[str, Any]) -> list[Check]:
    """The checks of the last folder."""
    return list(settings.get(_RUN_KEY, ()))
