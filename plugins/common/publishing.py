"""What is only a warning while editors work, and an error in what the public will see."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any, Protocol

from plugins.common.problems import report_of


class Tell(Protocol):
    """``Report.error`` or ``Report.warn``."""

    def __call__(self, file: str, line: int, message: str, value: object = "", remedy: str = "") -> None:
        """Keep a problem."""


def is_publishing(settings: MutableMapping[str, Any]) -> bool:
    """Whether this build is for the public: ``PUBLISHING``, which publishconf.py sets."""
    return bool(settings.get("PUBLISHING", False))


def blame(settings: MutableMapping[str, Any]) -> Tell:
    """Tells a problem to the build's report: as an error when publishing, else as a warning."""
    report = report_of(settings)
    return report.error if is_publishing(settings) else report.warn
