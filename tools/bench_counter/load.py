"""Load at full speed: wrk, from Debian, with a script that makes every hit a new visitor's."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

SCRIPT = Path(__file__).with_name("load.lua")
CONNECTIONS = 64
FIRST_VISITOR = 16 << 24
"""Visitors are numbered by their IPv4 address, from 16.0.0.0 on."""
RESULT = "RESULT "


class LoadError(Exception):
    """The load could not be made; the message says why."""


@dataclass(frozen=True)
class Load:
    """What wrk saw in one run: seconds, answers, and latencies in milliseconds."""

    seconds: float
    #: Completed requests, by wrk's own count.
    requests: int
    #: Answers that say that the hit is kept: 204 of the counter, 200 of nginx.
    acknowledged: int
    #: Of these, the counter's that did not change a figure.
    uncounted: int
    #: Answers of any other status.
    others: int
    p50: float
    p99: float
    worst: float
    #: Connections that failed or timed out.
    errors: int

    @property
    def rate(self) -> float:
        """Acknowledged hits per second."""
        return self.acknowledged / self.seconds


def command(target: str, port: int, first: int, pages: int, seconds: int, *, close: bool = False) -> list[str]:
    """wrk's argument list; ``target`` is hit (the counter) or gif (nginx). Raises LoadError when wrk is missing."""
    binary = shutil.which("wrk")
    if binary is None:
        raise LoadError("wrk is not installed: sudo apt-get install wrk")
    options = ["-t", "1", "-c", str(CONNECTIONS), "-d", f"{seconds}s", "--timeout", "10s", "-s", str(SCRIPT)]
    script = [target, str(first), str(pages), "close" if close else "keep"]
    return [binary, *options, f"http://127.0.0.1:{port}/", "--", *script]


def parse(text: str) -> Load:
    """The figures in what wrk printed. Raises LoadError when there are none."""
    line = next((line for line in text.splitlines() if line.startswith(RESULT)), None)
    if line is None:
        raise LoadError(f"wrk gave no result: {text.strip()[-500:]}")
    return Load(**json.loads(line.removeprefix(RESULT)))


def run(words: list[str], seconds: int) -> Load:
    """Run wrk, bounded in time. Raises LoadError."""
    try:
        done = subprocess.run(words, capture_output=True, encoding="utf-8", timeout=seconds + 60, check=False)
    except subprocess.TimeoutExpired:
        raise LoadError(f"wrk did not end within {seconds + 60} s") from None
    return parse(done.stdout + done.stderr)
