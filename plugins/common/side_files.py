"""Files that belong to a build but are not published: written when the site stands, and only then.

A plugin hands a file over while the site is made; ``plugins.safe_output`` writes all of them after the finished site
has taken its place. A build that fails leaves the files of the last good one as they were.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from plugins.common.files import write_atomic

_KEY = "SIDE_FILES"


def hand_over(settings: MutableMapping[str, Any], path: Path, data: bytes) -> None:
    """Have ``data`` written to ``path`` when this build has succeeded; the last word for a path counts."""
    settings.setdefault(_KEY, {})[path] = data


def write_side_files(settings: MutableMapping[str, Any]) -> None:
    """Write what was handed over, each file whole or not at all; one that says the same is not touched.

    Raises OSError.
    """
    files: dict[Path, bytes] = settings.pop(_KEY, {})
    for path, data in files.items():
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # /dev/null and its like are written to, never replaced
        elif not path.is_file() or path.read_bytes() != data:
            write_atomic(path, data)
