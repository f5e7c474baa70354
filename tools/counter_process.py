"""The visit counter as a process of its own, for rehearsals and tests: started, killed, started again."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Self
from urllib.parse import quote

from tools import ROOT

DEADLINE = 60.0
"""Seconds after which something that should have happened long ago is a failure."""
HOST = "127.0.0.1"
_READY = re.compile(r"http://127\.0\.0\.1:(\d+)/_v/")


class CounterError(Exception):
    """The service did not start, stop or answer as it should; the message holds what it printed."""


class Output:
    """One stream of a process, read to its end by a thread of its own, so that the process never waits for a reader."""

    def __init__(self, stream: IO[str]) -> None:
        self._lines: list[str] = []
        self._changed = threading.Condition()
        self._ended = False
        self._thread = threading.Thread(target=self._read, args=(stream,), daemon=True)
        self._thread.start()

    def _read(self, stream: IO[str]) -> None:
        with stream:
            for line in stream:
                with self._changed:
                    self._lines.append(line)
                    self._changed.notify_all()
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    @property
    def text(self) -> str:
        """What was printed so far."""
        with self._changed:
            return "".join(self._lines)

    def find(self, pattern: re.Pattern[str], seconds: float = DEADLINE) -> re.Match[str] | None:
        """Wait until a line has the pattern; None when the stream ended, or the deadline passed, without it."""

        def found() -> re.Match[str] | None:
            return next((match for line in self._lines if (match := pattern.search(line))), None)

        with self._changed:
            self._changed.wait_for(lambda: found() or self._ended, seconds)
            return found()

    def finish(self) -> str:
        """Everything, after the process has ended."""
        self._thread.join(DEADLINE)
        return self.text


@dataclass(frozen=True)
class Answer:
    """An HTTP answer; the names of headers are in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def counted(self) -> str:
        """``1``, ``0``, or nothing when the answer does not say."""
        return self.headers.get("x-counted", "")

    def json(self) -> Any:
        """The parsed body."""
        return json.loads(self.body)


class Client:
    """One kept-alive connection. Not for several threads. Raises OSError and http.client.HTTPException."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection(HOST, port, timeout=DEADLINE)

    def request(self, method: str, target: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Send one request and read its whole answer."""
        self._connection.request(
            method, target, headers={name: value.encode() for name, value in (headers or {}).items()}
        )
        answer = self._connection.getresponse()
        body = answer.read()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, body)

    def get(self, target: str, headers: Mapping[str, str] | None = None) -> Answer:
        """GET."""
        return self.request("GET", target, headers)

    def hit(self, path: str, headers: Mapping[str, str], *, hint: bool = False, method: str = "POST") -> Answer:
        """Report a view of a page."""
        return self.request(method, f"/_v/hit?p={quote(path, safe='/')}" + ("&n=1" if hint else ""), headers)

    def stats(self) -> dict[str, Any]:
        """The figures."""
        answer = self.get("/_v/stats.json")
        if answer.status != 200:
            raise CounterError(f"stats.json: {answer.status} {answer.body!r}")
        figures: dict[str, Any] = answer.json()
        return figures

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


@dataclass
class CounterProcess:
    """``python -m plugins.visit_counter serve`` on a free port; a context manager that ends what it started."""

    data: Path
    manifest: Path
    #: Further words for ``serve``.
    options: Sequence[str] = ("--trust-proxy", "127.0.0.1/32")
    #: Words before the interpreter, such as a tracer that becomes the same process.
    wrapper: Sequence[str] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    port: int = 0

    def __post_init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self.stdout: Output | None = None
        self.stderr: Output | None = None
        self._clients: list[Client] = []

    def command(self, port: int = 0) -> list[str]:
        """The words that start the service."""
        serve = [sys.executable, "-m", "plugins.visit_counter", "serve", "--port", str(port)]
        return [*self.wrapper, *serve, "--data", str(self.data), "--manifest", str(self.manifest), *self.options]

    def start(self) -> Self:
        """Start it and wait for its line. Raises CounterError."""
        if self.running:
            raise CounterError("the service is running already")
        process = subprocess.Popen(
            self.command(), cwd=ROOT, env=os.environ | dict(self.environment), encoding="utf-8", errors="replace",
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        assert process.stdout
        assert process.stderr
        self._process, self.stdout, self.stderr = process, Output(process.stdout), Output(process.stderr)
        ready = self.stdout.find(_READY)
        if ready is None:
            raise CounterError(f"the service did not start (exit code {self.kill()}):\n{self.printed}")
        self.port = int(ready[1])
        return self

    @property
    def running(self) -> bool:
        """Whether the process is alive."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        """The process. Raises CounterError before the first start."""
        if self._process is None:
            raise CounterError("the service was never started")
        return self._process.pid

    @property
    def printed(self) -> str:
        """Both streams of the last start, so far."""
        return "".join(stream.text for stream in (self.stdout, self.stderr) if stream)

    def client(self) -> Client:
        """A new connection to it; closed when the service ends."""
        self._clients.append(Client(self.port))
        return self._clients[-1]

    def kill(self) -> int:
        """``kill -9``; gives the exit code."""
        if self._process and self._process.poll() is None:
            self._process.kill()
        return self.wait()

    def stop(self) -> int:
        """SIGTERM; gives the exit code. Raises CounterError when it does not end."""
        if self._process and self._process.poll() is None:
            self._process.terminate()
        return self.wait()

    def wait(self) -> int:
        """Wait for its end; gives the exit code. Raises CounterError."""
        if self._process is None:
            return 0
        try:
            code = self._process.wait(DEADLINE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            raise CounterError(f"the service did not end:\n{self.printed}") from None
        for stream in (self.stdout, self.stderr):
            if stream:
                stream.finish()
        while self._clients:
            self._clients.pop().close()
        return code

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.kill()
