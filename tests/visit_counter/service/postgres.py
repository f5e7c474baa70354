"""A real PostgreSQL server of the tests' own: its own folder and port, its own user when the tests run as root."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from plugins.visit_counter.service.model import Store
from plugins.visit_counter.service.postgres_store import PostgresStore
from tests.visit_counter.service.stores import NOW

BINARIES = Path("/usr/lib/postgresql")


class Server:
    """A server that can be stopped hard, as in a crash, and started again."""

    def __init__(self, folder: Path, binaries: Path) -> None:
        self.folder = folder
        self._binaries = binaries
        self._data = folder / "data"
        self._process: subprocess.Popen[bytes] | None = None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        words = ["initdb", "-D", str(self._data), "-U", "keng", "-E", "UTF8", "--locale=C", "-A", "trust", "--no-sync"]
        subprocess.run(self._command(*words), check=True, stdout=subprocess.DEVNULL, cwd=folder)

    def url(self, database: str) -> str:
        """The address of a database, with a password that the server does not ask for."""
        return f"postgresql://keng:mat-khau@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Start, and wait until it answers."""
        options = [f"-cport={self.port}", "-clisten_addresses=127.0.0.1", f"-cunix_socket_directories={self.folder}",
                   "-cfsync=off", "-cmax_connections=50", "-cshared_buffers=16MB"]  # fmt: skip
        words = self._command("postgres", "-D", str(self._data), *options)
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(words, stdout=log, stderr=log, cwd=self.folder)
        while True:
            if self._process.poll() is not None:
                pytest.fail((self.folder / "log").read_text("utf-8"), pytrace=False)
            try:
                psycopg.connect(self.url("postgres"), connect_timeout=2).close()
            except psycopg.OperationalError:
                continue
            return

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End it by its number: SIGINT ends every session at once, SIGQUIT is a crash."""
        if self._process:
            self._process.send_signal(how)
            self._process.wait(30)
            self._process = None

    def make(self, name: str) -> str:
        """A fresh database; its address."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        return self.url(name)

    def _command(self, name: str, *words: str) -> list[str]:
        """PostgreSQL refuses root."""
        user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"] if os.getuid() == 0 else []
        return [*user, str(self._binaries / name), *words]


def nodes(url: str, *names: str) -> list[PostgresStore]:
    """Running stores that have loaded."""
    stores = [PostgresStore(url, name) for name in names]
    for store in stores:
        store.load(NOW)
    return stores


def close(*stores: Store) -> None:
    """End every session."""
    for store in stores:
        store.close()


def execute(url: str, statement: str) -> list[tuple[object, ...]]:
    """Run a statement beside the stores."""
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


@contextmanager
def running_server() -> Iterator[Server]:
    """A server on a free loopback port, gone at the end with its folder."""
    versions = sorted(BINARIES.glob("*/bin"), key=lambda path: int(path.parent.name))
    if not versions:
        pytest.fail("postgresql is not installed: run `make test`, which installs apt.txt", pytrace=False)
    folder = Path(tempfile.mkdtemp(prefix="keng-pg-"))
    server = None
    try:
        if os.getuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(folder, user.pw_uid, user.pw_gid)
        server = Server(folder, versions[-1])
        server.start()
        yield server
    finally:
        if server:
            server.stop()
        shutil.rmtree(folder)
