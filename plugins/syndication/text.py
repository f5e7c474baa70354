"""Text that may stand in XML."""

from __future__ import annotations

import re

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def printable(text: str) -> str:
    r"""Text without the control characters that XML 1.0 forbids.

    YAML makes one of the ``\b`` in ``title: "C:\bao cao"``, and feedgenerator would end the build.
    """
    return _CONTROLS.sub("", text)
