"""The real web servers with the settings that docs/van-hanh gives to operators, on ports and folders of a test."""

import http.client
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support import ROOT
from tools.nginx import running_nginx

SNIPPETS = ROOT / "docs" / "van-hanh"
READER = "127.0.0.2"
"""Where a reader is: another address than the server's, so that it can be looked for."""
CADDY = Path(sys.executable).with_name("caddy")
NAME = "congan.example.vn"
_OWN_PREFIX = "tieng-keng"
_CERTIFICATE = f"/etc/letsencrypt/live/{NAME}"


@dataclass(frozen=True)
class Answer:
    """What a reader's browser gets."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes


@dataclass(frozen=True)
class Front:
    """A web server before a site and a counter; ``logs`` is where it writes, ``redirects`` its port for plain http."""

    port: int
    logs: Path
    redirects: int = 0

    @property
    def url(self) -> str:
        """The site's address, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes | None = None, port: int = 0
    ) -> Answer:
        """One request on a connection of its own; the path goes out as it is written."""
        source = (READER, 0)
        connection = http.client.HTTPConnection("127.0.0.1", port or self.port, timeout=30, source_address=source)
        connection.request(method, path, body, dict(headers or {}))
        answer = connection.getresponse()
        found = Answer(answer.status, answer.headers, answer.read())
        connection.close()
        return found

    def say(self, line: str) -> int:
        """The status of a request whose line goes out as it is written: no client would send some of them."""
        with socket.create_connection(("127.0.0.1", self.port), 30, (READER, 0)) as raw:
            raw.sendall(f"{line}\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
            answer = http.client.HTTPResponse(raw)
            answer.begin()
            return answer.status

    def logged(self) -> str:
        """Everything that was written into the logs that the snippet names."""
        return "".join(path.read_text("utf-8") for path in sorted(self.logs.glob(f"{_OWN_PREFIX}*log")))

    def told(self) -> list[str]:
        """Every line that the server wrote anywhere, but for what it says of itself when it starts and ends."""
        texts = [self.logged()]
        for path in sorted(self.logs.iterdir()):
            if path.name in ("access.log", "error.log", "stderr"):
                texts.append(path.read_text("utf-8"))
        return [line for line in "\n".join(texts).splitlines() if line and not _of_itself(line)]


def _of_itself(line: str) -> bool:
    """Whether a line is about the server's own start or end: it names no request."""
    if line.startswith("{"):
        record = json.loads(line)
        return "request" not in record and not record.get("logger", "").startswith(
            ("http.log.access", "http.log.error")
        )
    return " [notice] " in line and ", client: " not in line


def adapted(name: str, changes: Mapping[str, str]) -> str:
    """A snippet for a test's folders and ports. Raises AssertionError when it does not say what is to be changed."""
    text = (SNIPPETS / name).read_text("utf-8")
    for old, new in changes.items():
        assert old in text, f"{name} does not say {old}"
        text = text.replace(old, new)
    return text


@contextmanager
def nginx_front(folder: Path, site: Path, data: Path, counter: int, certificate: Path | None = None) -> Iterator[Front]:
    """nginx.conf, served by Debian's nginx; with TLS only when there is a folder with a certificate."""
    tls = {_CERTIFICATE: str(certificate)} if certificate else {
        f"    ssl_certificate {_CERTIFICATE}/fullchain.pem;\n": "",
        f"    ssl_certificate_key {_CERTIFICATE}/privkey.pem;\n": "",
    }  # fmt: skip

    def http_of(port: int, redirects: int) -> str:
        changes = {
            "    listen [::]:443 ssl default_server;\n": "",  # not every machine of a test has IPv6
            "    listen [::]:80 default_server;": "",
            "listen 443 ssl default_server;": f"listen 127.0.0.1:{port}{' ssl' if certificate else ''};",
            "listen 80 default_server;": f"listen 127.0.0.1:{redirects};",
            "/srv/tieng-keng/www": str(site),
            "/var/www/html": str(site),
            "/var/lib/tieng-keng": str(data),
            "/var/log/nginx": str(folder),
            "127.0.0.1:8100": f"127.0.0.1:{counter}",
        }
        return "gzip on;\n" + adapted("nginx.conf", tls | changes)  # as Debian's own settings have it

    with running_nginx(folder, http_of, ports=2) as nginx:
        yield Front(nginx.port, folder, nginx.ports[1])


def adapted_caddyfile(
    site: Path, data: Path, counter: int, logs: Path, ports: Sequence[int], binds: Sequence[str]
) -> str:
    """Caddyfile without TLS, on a port of each block (the site's, then the one of plain http), with no admin's door."""
    return adapted(
        "Caddyfile",
        {
            "auto_https disable_redirects\n": "auto_https off\n\tadmin off\n\tpersist_config off\n",
            f"\n{NAME} {{": f"\nhttp://127.0.0.1:{ports[0]} {{\n\t{binds[0]}",
            "\nhttp:// {": f"\nhttp://:{ports[1]} {{\n\t{binds[1]}",
            "/srv/tieng-keng/www": str(site),
            "/var/lib/tieng-keng": str(data),
            "/var/log/caddy": str(logs),
            "127.0.0.1:8100": f"127.0.0.1:{counter}",
        },
    )


@contextmanager
def caddy_front(folder: Path, site: Path, data: Path, counter: int) -> Iterator[Front]:
    """Caddyfile, served by Caddy; sockets are bound here, so that no port is guessed and no request comes too early."""
    folder.mkdir()
    config = folder / "Caddyfile"
    env = {**os.environ, "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with ExitStack() as opened:
        errors = opened.enter_context((folder / "stderr").open("wb"))
        listeners = [opened.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(2)]
        ports = [int(listener.getsockname()[1]) for listener in listeners]
        descriptors = [listener.fileno() for listener in listeners]
        binds = [f"bind fd/{descriptor}" for descriptor in descriptors]
        config.write_text(adapted_caddyfile(site, data, counter, folder, ports, binds), "utf-8")
        command = [str(CADDY), "run", "--config", str(config), "--adapter", "caddyfile"]
        process = subprocess.Popen(command, env=env, pass_fds=descriptors, stderr=errors)
    try:
        yield Front(ports[0], folder, ports[1])
    finally:
        process.terminate()
        process.wait(30)


FRONTS: dict[str, Callable[[Path, Path, Path, int], AbstractContextManager[Front]]] = {
    "nginx": nginx_front,
    "caddy": caddy_front,
}
