"""Builds that need not import Pelican anew: processes forked from one that has imported it and done nothing else.

Half of a small build is spent on imports and on compiling the same templates. Each build here is still a process of its
own, with its own folder, variables, streams and end. Two processes fork in turn, so that two builds after one another
never share the order of their sets, as with processes started anew; the code of templates is kept for one run of tests.
"""

from __future__ import annotations

import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path
from typing import IO

import jinja2

from tests.support import ROOT

_LONGEST = 1 << 17
#: What the interpreter reads before its first line, and a fork therefore has already.
_EARLY = ("PYTHON", "LC_", "LANG")


class Workshop:
    """Two processes that have imported Pelican and the plugins; every build is forked from one of them."""

    def __init__(self, folder: Path) -> None:
        self._ended = ExitStack()
        self._benches = cycle([self._open(folder, seed) for seed in ("1", "2")])

    def _open(self, folder: Path, seed: str) -> socket.socket:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        words = [sys.executable, "-m", "tests.warm", str(theirs.fileno()), str(folder)]
        env = {**os.environ, "PYTHONHASHSEED": seed}
        process = subprocess.Popen(words, cwd=ROOT, env=env, pass_fds=[theirs.fileno()])
        theirs.close()
        self._ended.callback(process.wait)
        self._ended.callback(ours.close)  # it ends when nobody is there to ask
        return ours

    def close(self) -> None:
        """End both processes."""
        self._ended.close()

    @staticmethod
    def can(words: Sequence[str], cwd: Path, env: Mapping[str, str]) -> bool:
        """Whether a build may be forked: Pelican, in the project itself, with no variables for the interpreter."""
        return list(words[1:3]) == ["-m", "pelican"] and cwd == ROOT and not any(key.startswith(_EARLY) for key in env)

    def run(self, words: Sequence[str], variables: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        """Run `python -m pelican ...`; as `subprocess.run` with both streams captured."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            ours, theirs = socket.socketpair()
            with ours, theirs:
                asked = json.dumps([list(words[3:]), dict(variables)]).encode()
                assert len(asked) < _LONGEST
                socket.send_fds(next(self._benches), [asked], [out.fileno(), err.fileno(), theirs.fileno()])
                theirs.close()
                code = int(ours.recv(16))
            return subprocess.CompletedProcess(words, code, _text(out), _text(err))


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8")


class KeptTemplates(jinja2.FileSystemBytecodeCache):
    """The templates' code; that of another environment's options is another's."""

    def get_bucket(
        self, environment: jinja2.Environment, name: str, filename: str | None, source: str
    ) -> jinja2.bccache.Bucket:
        """The code of a template, if its source is the same."""
        options = (environment.autoescape, environment.trim_blocks, environment.lstrip_blocks)
        told = f"{name}|{options}|{sorted(environment.extensions)}"
        return super().get_bucket(environment, told, filename, source)


def _import_all(folder: str) -> None:
    """What every build imports. The settings themselves read variables: each build reads them for itself."""
    import pelican  # noqa: F401

    for name in runpy.run_path("pelicanconf.py")["PLUGINS"]:
        __import__(name)
    first = jinja2.Environment.__init__
    kept = KeptTemplates(folder)

    def with_kept_templates(self: jinja2.Environment, *args: object, **options: object) -> None:
        first(self, *args, **{**options, "bytecode_cache": kept})  # type: ignore[arg-type]

    jinja2.Environment.__init__ = with_kept_templates  # type: ignore[method-assign]


def _next_build(control: socket.socket) -> None:
    """Wait for builds; returns only in a process forked for one, with everything in place for `python -m pelican`."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        asked, fds, _, _ = socket.recv_fds(control, _LONGEST, 3)
        if not asked:
            os._exit(0)
        if os.fork():
            for fd in fds:
                os.close(fd)
            continue
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        control.close()
        if build := os.fork():
            code = os.waitstatus_to_exitcode(os.waitpid(build, 0)[1])
            os.write(fds[2], str(code).encode())
            os._exit(0)
        args, variables = json.loads(asked)
        os.dup2(fds[0], 1)
        os.dup2(fds[1], 2)
        for fd in fds:
            os.close(fd)
        os.environ.clear()
        os.environ.update(variables)
        sys.argv[1:] = args
        return


if __name__ == "__main__":
    _import_all(sys.argv[2])
    _next_build(socket.socket(fileno=int(sys.argv[1])))
    runpy.run_module("pelican", run_name="__main__", alter_sys=True)
