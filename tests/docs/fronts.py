"""The real web servers with the settings that docs/van-hanh gives to operators, on a port and folders of a test."""

import http.client
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support import ROOT
from tools.nginx import running_nginx

SNIPPETS = ROOT / "docs" / "van-hanh"
READER = "127.0.0.2"
"""Where a reader is: another address than the server's, so that it can be looked for."""
CADDY = Path(sys.executable).with_name("caddy")


@dataclass(frozen=True)
class Answer:
    """What a reader's browser gets."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


@dataclass(frozen=True)
class Front:
    """A web server before a site and a counter; ``logs`` is where it writes."""

    port: int
    logs: Path

    def ask(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Answer:
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30, source_address=(READER, 0))
        connection.request(method, path, body, dict(headers or {}))
        answer = connection.getresponse()
        found = Answer(answer.status, answer.headers, answer.read())
        connection.close()
        return found

    def logged(self) -> str:
        """Everything that was written into the logs of requests."""
        return "".join(path.read_text("utf-8") for path in sorted(self.logs.glob("tieng-keng*log")))


def adapted(name: str, changes: Mapping[str, str]) -> str:
    """A snippet for a test's folders and ports. Raises AssertionError when it does not say what is to be changed."""
    text = (SNIPPETS / name).read_text("utf-8")
    for old, new in changes.items():
        assert old in text, f"{name} does not say {old}"
        text = text.replace(old, new)
    return text


@contextmanager
def nginx_front(folder: Path, site: Path, data: Path, counter: int) -> Iterator[Front]:
    """nginx.conf, served by Debian's nginx."""

    def http_of(port: int) -> str:
        return adapted(
            "nginx.conf",
            {
                "listen 80;": f"listen 127.0.0.1:{port};",
                "/srv/tieng-keng/www": str(site),
                "/var/lib/tieng-keng": str(data),
                "/var/log/nginx": str(folder),
                "127.0.0.1:8100": f"127.0.0.1:{counter}",
            },
        )

    with running_nginx(folder, http_of) as nginx:
        yield Front(nginx.port, folder)


def adapted_caddyfile(site: Path, data: Path, counter: int, logs: Path, port: int, bind: str = "") -> str:
    """Caddyfile without TLS, on one port, with no door for administrators."""
    text = adapted(
        "Caddyfile",
        {
            "congan.example.vn {": f"http://127.0.0.1:{port} {{\n\t{bind}",
            "/srv/tieng-keng/www": str(site),
            "/var/lib/tieng-keng": str(data),
            "/var/log/caddy": str(logs),
            "127.0.0.1:8100": f"127.0.0.1:{counter}",
        },
    )
    return "{\n\tadmin off\n\tauto_https off\n\tpersist_config off\n}\n\n" + text


@contextmanager
def caddy_front(folder: Path, site: Path, data: Path, counter: int) -> Iterator[Front]:
    """Caddyfile, served by Caddy; the socket is bound here, so that no port is guessed and no request is too early."""
    folder.mkdir()
    config = folder / "Caddyfile"
    env = {**os.environ, "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with socket.create_server(("127.0.0.1", 0)) as listener, (folder / "caddy.err").open("wb") as errors:
        port = int(listener.getsockname()[1])
        descriptor = listener.fileno()
        config.write_text(adapted_caddyfile(site, data, counter, folder, port, f"bind fd/{descriptor}"), "utf-8")
        command = [str(CADDY), "run", "--config", str(config), "--adapter", "caddyfile"]
        process = subprocess.Popen(command, env=env, pass_fds=[descriptor], stderr=errors)
    try:
        yield Front(port, folder)
    finally:
        process.terminate()
        process.wait(30)


FRONTS = {"nginx": nginx_front, "caddy": caddy_front}
