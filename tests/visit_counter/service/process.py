"""What the tests of the live service share: a clock that is a file, visitors, waiting for what must come true."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from tools import ROOT
from tools.counter_process import DEADLINE, Client, CounterProcess

T = TypeVar("T")

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Safari/604.1"
LAPTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0"
ROBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
NOON = 1_795_323_600
"""2026-11-22 12:00 in Ho Chi Minh City, a Sunday."""
PAGES = ("/", "/2026/tin-mot/", "/2026/tin-hai/", "/thong-ke/")
ALIASES = {"/tin-mot.html": "/2026/tin-mot/", "/cu/tin-mot.html": "/tin-mot.html"}
LOCAL_PROXY = ("--trust-proxy", "127.0.0.1/32")


class Clock:
    """The clock of a service: a file. Setting it never leaves half a number to be read."""

    def __init__(self, path: Path, now: float = NOON) -> None:
        self.path = path
        self.now = now
        self.set(now)

    def set(self, now: float) -> None:
        """Make it this Unix second."""
        beside = self.path.with_suffix(".new")
        beside.write_text(f"{now}", "ascii")
        beside.replace(self.path)
        self.now = now

    def move(self, seconds: float) -> None:
        """Move it, either way."""
        self.set(self.now + seconds)


@dataclass
class Rig:
    """A folder with a manifest, a clock, and the service that uses both."""

    folder: Path
    clock: Clock
    service: CounterProcess

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.service.data

    @property
    def public(self) -> Path:
        """The published files."""
        return self.data / "public" / "_v"

    def client(self) -> Client:
        """A new connection."""
        return self.service.client()


def rig(
    folder: Path,
    *,
    options: Sequence[str] = (),
    proxies: Sequence[str] = LOCAL_PROXY,
    data: Path | None = None,
    environment: Mapping[str, str] | None = None,
    manifest: Mapping[str, Any] | None = None,
    now: float = NOON,
) -> Rig:
    """A service that is not started yet; its clock stands at ``now``."""
    folder.mkdir(parents=True, exist_ok=True)
    clock = Clock(folder / "clock", now)
    listed = folder / "countable.json"
    listed.write_text(json.dumps(manifest or {"paths": list(PAGES), "aliases": ALIASES}), "utf-8")
    words = (*proxies, "--clock", str(clock.path), *options)
    service = CounterProcess(data or folder / "data", listed, words, environment=environment or {})
    return Rig(folder, clock, service)


def who(address: str, agent: str = PHONE, **headers: str) -> dict[str, str]:
    """The headers of a visitor; further ones with underscores for hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return {"X-Forwarded-For": address, "User-Agent": agent, **named}


def phone(number: int) -> dict[str, str]:
    """The headers of visitor ``number``, who has an address of his own."""
    return who(f"20.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}")


def eventually(read: Callable[[], T], wanted: Callable[[T], bool], seconds: float = DEADLINE) -> T:
    """Read again and again until it is as wanted; the last value is in the error when the deadline passes.

    Raises TimeoutError.
    """
    end = time.monotonic() + seconds
    while not wanted(found := read()):
        if time.monotonic() > end:
            raise TimeoutError(f"not within {seconds} s; the last value was {found!r}")
    return found


def cli(*words: str | Path, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command of the counter to its end."""
    return subprocess.run(
        [sys.executable, "-m", "plugins.visit_counter", *map(str, words)], cwd=ROOT, timeout=DEADLINE,
        env=os.environ | dict(environment or {}), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip


def refused(service: CounterProcess, port: int = 0) -> subprocess.CompletedProcess[str]:
    """Start a service that must not start; gives how it ended."""
    return subprocess.run(
        service.command(port), cwd=ROOT, timeout=DEADLINE, capture_output=True, encoding="utf-8", check=False
    )
