"""The settings of incremental builds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class IncrementalSettings:
    """``site``: the key of the site whose ledger is kept (hexadecimal), or empty. ``settings``: the settings file.

    Both are given by the task that builds, never by a settings file.
    """

    site: str = ""
    settings: str = ""
