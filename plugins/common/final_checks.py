"""Checks of the finished folder: the last word before a new site takes the old one's place.

A plugin adds a check while the site is made; ``plugins.safe_output`` runs all of them on the folder in which every file
of the build stands. A check tells its problems to the build's report; an error keeps the old site.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any

_KEY = "FINAL_CHECKS"
Check = Callable[[Path], None]


def add_check(settings: MutableMapping[str, Any], check: Check) -> None:
    """Have ``check(folder)`` run on this build's finished folder."""
    settings.setdefault(_KEY, []).append(check)


def run_checks(settings: MutableMapping[str, Any], folder: Path) -> None:
    """Run every check that was added, once."""
    checks: list[Check] = settings.pop(_KEY, [])
    for check in checks:
        check(folder)
