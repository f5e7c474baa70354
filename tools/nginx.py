"""Run Debian's nginx as a child process on a port of our own: for the benchmark and for the tests of our snippets."""

import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

HOST = "127.0.0.1"
END_SECONDS = 15.0
MAIN = """\
{user}daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log notice;
worker_processes 1;
events {{ worker_connections 1024; }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{http}
}}
"""


class NginxError(Exception):
    """nginx is not there, or does not take its settings; the message says which."""


@dataclass(frozen=True)
class Nginx:
    """A running nginx: its ports and its folder, where error.log, access.log and stderr are."""

    ports: tuple[int, ...]
    folder: Path
    process: "subprocess.Popen[bytes]"

    @property
    def port(self) -> int:
        """The first one."""
        return self.ports[0]

    def pids(self) -> list[int]:
        """The master and its workers."""
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
        return [pid, *map(int, children)]


def nginx_binary() -> str:
    """Where nginx is. Raises NginxError."""
    found = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")
    if found is None:
        raise NginxError("nginx is not installed: sudo apt-get install nginx")
    return found


def write_config(folder: Path, http: str) -> Path:
    """A whole configuration around the content of its http block; nothing leaves ``folder``."""
    user = "user root;\n" if os.geteuid() == 0 else ""  # its workers must read folders that are only ours
    path = folder / "nginx.conf"
    path.write_text(MAIN.format(user=user, folder=folder, http=http), "utf-8")
    return path


def check_config(path: Path) -> str:
    """What `nginx -t` says of a configuration. Raises NginxError when it refuses it."""
    command = [nginx_binary(), "-t", "-c", str(path), "-p", str(path.parent), "-e", str(path.parent / "error.log")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise NginxError(done.stderr.strip())
    return done.stderr


@contextmanager
def running_nginx(folder: Path, http_of: Callable[..., str], ports: int = 1) -> Iterator[Nginx]:
    """Run nginx while the block runs; ``http_of(*ports)`` is the content of its http block, listening on HOST:port.

    The sockets are bound here and handed over the way nginx does when it upgrades itself: no port is guessed, and a
    request that comes early waits. Raises NginxError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as opened:
        listeners = [opened.enter_context(socket.create_server((HOST, 0), backlog=511)) for _ in range(ports)]
        found = tuple(int(listener.getsockname()[1]) for listener in listeners)
        path = write_config(folder, http_of(*found))
        check_config(path)
        command = [nginx_binary(), "-c", str(path), "-p", str(folder), "-e", str(folder / "error.log")]
        descriptors = [listener.fileno() for listener in listeners]
        environment = {**os.environ, "NGINX": "".join(f"{descriptor};" for descriptor in descriptors)}
        errors = opened.enter_context((folder / "stderr").open("wb"))
        process = subprocess.Popen(command, env=environment, pass_fds=descriptors, stderr=errors)
    try:
        yield Nginx(found, folder, process)
    finally:
        process.terminate()
        try:
            process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
