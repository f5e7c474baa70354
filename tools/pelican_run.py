"""Start Pelican as a child process, with this interpreter, whether or not an environment is activated."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tools import ROOT

CONTENT = "content"
OUTPUT = "output"
SETTINGS = "pelicanconf.py"
PUBLISH_SETTINGS = "publishconf.py"


def command(
    content: str | Path = CONTENT,
    output: str | Path = OUTPUT,
    settings: str | Path = SETTINGS,
    *,
    now: str = "",
    quiet: bool = False,
    in_full: bool = True,
    more: Sequence[str] = (),
) -> list[str]:
    """The argument list of one build; ``now`` ("2026-11-22 10:00") sets the build's clock.

    Without ``in_full`` what the agency has yet to confirm is counted, not listed. ``more`` are further settings, each
    as ``NAME=JSON``.
    """
    args = [sys.executable, "-m", "pelican", str(content), "-o", str(output), "-s", str(settings)]
    changed = ([f"NOW={json.dumps(now)}"] if now else []) + ([] if in_full else ["LIST_UNCONFIRMED=false"])
    changed += more
    if changed:  # Pelican takes the last -e only
        args += ["-e", *changed]
    if quiet:
        args.append("-q")
    return args


def missing(content: str | Path, settings: str | Path) -> str:
    """What a build could not even start with, said to the editor; empty when both are there."""
    if not (ROOT / content).is_dir():
        return f"Lỗi: không có thư mục bài viết {content}. Cách sửa: kiểm tra lại tên sau --content."
    if not (ROOT / settings).is_file():
        return f"Lỗi: không có tệp thiết lập {settings}. Cách sửa: kiểm tra lại tên sau --settings."
    return ""


def run(args: Sequence[str]) -> int:
    """Run a command in the project's folder and give its exit code; 130 when the user stopped it."""
    try:
        return subprocess.run(list(args), cwd=ROOT, check=False).returncode
    except KeyboardInterrupt:
        return 130
