"""Make the pinned requirement files from pyproject.toml: versions and hashes, no address of any registry."""

import subprocess
import sys
from pathlib import Path

from tools import ROOT

HEADER = "# Made from pyproject.toml by `invoke lock`; do not edit.\n"
FILES: dict[str, list[str]] = {
    "requirements.txt": ["pyproject.toml", "--group", "live"],
    "requirements-live.txt": ["--group", "live", "-c", "requirements.txt"],
    "requirements-dev.txt": ["pyproject.toml", "--group", "live", "--group", "dev", "-c", "requirements.txt"],
    "requirements-bench.txt": ["--group", "bench"],
}
"""In this order: the others take the versions of the first. A server that only counts visits installs the live ones."""
OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-header"]


def cleaned(text: str) -> str:
    """The compiled text with our header; every line that holds an address is left out."""
    lines = [line for line in text.splitlines() if "://" not in line]
    return HEADER + "\n".join(lines) + "\n"


def lock(upgrade: bool = False) -> int:
    """Remake all requirement files; keeps today's pins unless ``upgrade``. Gives uv's exit code on failure."""
    for name, sources in FILES.items():
        target = ROOT / name
        args = [sys.executable, "-m", "uv", "pip", "compile", *sources, *OPTIONS, "--no-annotate", "--quiet"]
        if upgrade:
            args.append("--upgrade")
        done = subprocess.run([*args, "--output-file", name], cwd=ROOT, check=False)
        if done.returncode:
            return done.returncode
        target.write_text(cleaned(target.read_text("utf-8").removeprefix(HEADER)), "utf-8")
        print(f"{name}: {_pins(target)} packages")
    return 0


def _pins(path: Path) -> int:
    return sum("==" in line for line in path.read_text("utf-8").splitlines())
