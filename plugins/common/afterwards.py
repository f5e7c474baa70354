"""What is done when the finished site stands in its output, before another build may change it.

``plugins.safe_output`` does it. Nothing here may fail the build: the site is right already.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import Any

_KEY = "AFTERWARDS"
#: Is told the names of the site's files.
Afterwards = Callable[[list[str]], None]


def add_afterwards(settings: MutableMapping[str, Any], action: Afterwards) -> None:
    """Have ``action(names)`` called when this build's site stands."""
    settings.setdefault(_KEY, []).append(action)


def run_afterwards(settings: MutableMapping[str, Any], names: list[str]) -> None:
    """Do everything that was added, once."""
    actions: list[Afterwards] = settings.pop(_KEY, [])
    for action in actions:
        action(names)
