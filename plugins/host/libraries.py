"""What is installed, told quickly: packages and their versions by the names of their folders."""

from __future__ import annotations

import os
import sys
import sysconfig


def installed() -> tuple[str, ...]:
    """Python's version, and every package beside it with its version."""
    folder = sysconfig.get_paths()["purelib"]
    return (sys.version, *sorted(name for name in os.listdir(folder) if name.endswith(".dist-info")))
