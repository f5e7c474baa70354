"""The values of the counter's options: ports, bounds, trusted ranges."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from plugins.common.arguments import Parser, translated, whole_number

__all__ = ["Parser", "bound_number", "covering_everything", "port_number", "translated"]


def port_number(text: str) -> int:
    """A port, 0 to 65535."""
    return whole_number(text, 0, 65535)


def bound_number(text: str) -> int:
    """The visits that one address may start in half an hour."""
    return whole_number(text, 1, 1000)


def covering_everything(trusted: Iterable[str]) -> list[str]:
    """The trusted ranges that hold every address there is."""
    return [text for text in trusted if _covers_everything(text)]


def _covers_everything(text: str) -> bool:
    try:
        return ipaddress.ip_network(text.strip()).prefixlen == 0
    except ValueError:
        return False  # said where the ranges are read
