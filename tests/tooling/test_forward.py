"""The site server before a counter: what it passes on, and that readers never notice when the counter is away."""

import http.client
import threading
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from plugins.visit_counter.pixel import PIXEL
from tools.forward import Upstream
from tools.serve import QuietHandler, make_server

Received = tuple[str, str, dict[str, str], bytes]


class Backend(BaseHTTPRequestHandler):
    """Notes what it gets and on how many connections; answers as the counter does."""

    protocol_version = "HTTP/1.1"
    received: list[Received]
    connections: list[object]
    status = 204

    def setup(self) -> None:
        super().setup()
        self.connections.append(self)

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.received.append((self.command, self.path, dict(self.headers.items()), body))
        found = b'{"total":7}' if self.path.startswith("/_v/stats.json") else b""
        self.send_response(200 if found else self.status)
        self.send_header("X-Counted", "1")
        self.send_header("Cache-Control", "no-store")
        if found or self.status != 204:
            self.send_header("Content-Length", str(len(found)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(found)

    do_GET = do_HEAD = do_POST = _answer  # noqa: N815

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nothing."""


class Behind(ThreadingHTTPServer):
    """A server that says nothing of connections that a test cuts."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing."""


@pytest.fixture
def backend() -> type[Backend]:
    """A backend class of this test's own."""

    class Own(Backend):
        received: list[Received] = []  # noqa: RUF012
        connections: list[object] = []  # noqa: RUF012

    return Own


@pytest.fixture
def behind(backend: type[Backend]) -> Iterator[ThreadingHTTPServer]:
    """The backend, running."""
    server = Behind(("127.0.0.1", 0), backend)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """What a counter has published."""
    folder = tmp_path / "data" / "public"
    (folder / "_v" / "views").mkdir(parents=True)
    (folder / "_v" / "stats.json").write_text('{"total":5}', "utf-8")
    (folder / "_v" / "views" / "0a.json").write_text('{"/2026/a/":3}', "utf-8")
    (folder.parent / "salt").write_text("secret", "utf-8")
    return folder


class Site:
    """A site server with one kept-alive connection to it."""

    def __init__(self, folder: Path, upstream: Upstream | None) -> None:
        (folder / "index.html").write_text("Trang nhất", "utf-8")
        self.server = make_server(folder, 0, QuietHandler)
        self.server.upstream = upstream
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()
        self.connection = http.client.HTTPConnection("127.0.0.1", self.server.server_address[1], timeout=10)

    def ask(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        """Status, headers and body of an answer."""
        self.connection.request(method, path, body, dict(headers or {}))
        answer = self.connection.getresponse()
        return answer.status, answer.headers, answer.read()

    def close(self) -> None:
        """End it."""
        self.connection.close()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def site(tmp_path: Path, behind: ThreadingHTTPServer, public: Path) -> Iterator[Site]:
    """A site before the backend."""
    upstream = Upstream(f"http://127.0.0.1:{behind.server_address[1]}", public)
    found = Site(tmp_path, upstream)
    yield found
    found.close()
    upstream.close()


def test_a_hit_is_passed_on_as_it_came(site: Site, backend: type[Backend]) -> None:
    sent = {"User-Agent": "điện thoại".encode().decode("latin-1"), "X-Forwarded-For": "203.0.113.9", "DNT": "1"}
    status, headers, body = site.ask("POST", "/_v/hit?p=/2026/b%C3%A0i/&n=1", sent, b"x")
    assert (status, headers["X-Counted"], headers["Cache-Control"], body) == (204, "1", "no-store", b"")
    assert "Content-Length" not in headers
    method, path, received, got = backend.received[0]
    assert (method, path, got) == ("POST", "/_v/hit?p=/2026/b%C3%A0i/&n=1", b"x")
    assert (received["DNT"], received["User-Agent"]) == ("1", sent["User-Agent"])
    assert received["X-Forwarded-For"] == "127.0.0.1", "what the visitor claims is replaced, not added to"
    assert received["Host"] == f"127.0.0.1:{site.server.server_address[1]}"


def test_connections_are_kept_on_both_sides(site: Site, backend: type[Backend]) -> None:
    for _ in range(5):
        assert site.ask("POST", "/_v/hit?p=/")[0] == 204
    assert site.ask("HEAD", "/_v/stats.json")[2] == b""
    assert site.ask("GET", "/_v/stats.json")[2] == b'{"total":7}'
    assert len(backend.received) == 7
    assert len(backend.connections) == 1


def test_the_rest_of_the_site_is_not_passed_on(site: Site, backend: type[Backend]) -> None:
    assert site.ask("GET", "/")[2].decode() == "Trang nhất"
    assert site.ask("GET", "/_v")[0] == 404
    assert site.ask("POST", "/")[0] == 405
    assert not backend.received


def test_a_large_body_is_refused(site: Site, backend: type[Backend]) -> None:
    assert site.ask("POST", "/_v/hit?p=/", body=b"x" * 5000)[0] == 413
    assert not backend.received


def test_a_counter_in_trouble_is_not_shown(site: Site, backend: type[Backend]) -> None:
    backend.status = 500
    status, headers, _ = site.ask("POST", "/_v/hit?p=/")
    assert (status, headers["X-Counted"]) == (503, "0")


@pytest.mark.parametrize("address", ["", "dead"])
def test_without_a_counter_readers_notice_nothing(tmp_path: Path, public: Path, address: str) -> None:
    if address:
        with ThreadingHTTPServer(("127.0.0.1", 0), Backend) as gone:
            address = f"http://127.0.0.1:{gone.server_address[1]}"
    site = Site(tmp_path, Upstream(address, public))
    try:
        for path in ("/_v/hit?p=/", "/_v/views.json?path=/", "/_v/snapshot.json", "/_v/views/0b.json"):
            status, headers, body = site.ask("GET", path)
            assert (status, headers["X-Counted"], body) == (503, "0", b"")
        assert site.ask("POST", "/_v/hit?p=/", body=b"")[0] == 503
        assert site.ask("GET", "/_v/hit.gif?p=/")[2] == PIXEL
        assert site.ask("GET", "/_v/stats.json?1")[2] == b'{"total":5}'
        assert site.ask("GET", "/_v/views/0a.json")[2] == b'{"/2026/a/":3}'
        for path in ("/_v/../salt", "/_v/../../salt", "/_v/%2e%2e/salt", "/_v/views/../../../salt"):
            assert b"secret" not in site.ask("GET", path)[2]
        assert site.ask("GET", "/")[0] == 200
    finally:
        site.close()


def test_a_dying_counter_is_told_once(tmp_path: Path, public: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Backend) as gone:
        upstream = Upstream(f"http://127.0.0.1:{gone.server_address[1]}", public)
    for _ in range(3):
        assert upstream.answer("GET", "/_v/hit?p=/", [], "127.0.0.1", b"").status == 503
    assert capsys.readouterr().out.count("không còn trả lời") == 1


def test_a_connection_that_the_counter_closed_is_replaced(
    public: Path, behind: ThreadingHTTPServer, backend: type[Backend]
) -> None:
    upstream = Upstream(f"http://127.0.0.1:{behind.server_address[1]}", public)
    headers = [("Host", "127.0.0.1")]
    assert upstream.answer("GET", "/_v/hit?p=/", headers, "127.0.0.1", b"").status == 204
    for connection in list(backend.connections):
        connection.connection.shutdown(2)  # type: ignore[attr-defined]
    answer = upstream.answer("GET", "/_v/hit?p=/", headers, "127.0.0.1", b"")
    assert ("X-Counted", "1") in answer.headers
    assert len(backend.connections) == 2
    upstream.close()
