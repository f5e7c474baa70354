"""A small server for a built site, on loopback only: 404.html, utf-8 types, no folder listings, /_v/ to a counter."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tools.forward import LARGEST_BODY, PREFIX, Upstream

HOST = "127.0.0.1"
TYPES = {
    "": "application/octet-stream",
    ".avif": "image/avif",
    ".csv": "text/csv; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".xml": "application/xml; charset=utf-8",
}


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves one folder the way a plain web server serves the published site."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else a body waits up to 40 ms for the browser's word that it has the headers
    extensions_map = TYPES
    server: "SiteServer"

    def do_GET(self) -> None:
        """A file of the site, or what the counter says."""
        if not self._forwarded():
            super().do_GET()

    def do_HEAD(self) -> None:
        """As GET, without the body."""
        if not self._forwarded():
            super().do_HEAD()

    def do_POST(self) -> None:
        """Only the counter takes what is sent."""
        if not self._forwarded():
            self.close_connection = True  # the body was not read
            self.send_error(HTTPStatus.METHOD_NOT_ALLOWED)

    def _forwarded(self) -> bool:
        """Answer an address of the counter; False when it is the site's."""
        if not self.path.startswith(PREFIX) or self.server.upstream is None:
            return False
        length = self.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in self.headers or not length.isdecimal() or int(length) > LARGEST_BODY:
            self.close_connection = True
            self.send_error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return True
        body = self.rfile.read(int(length))
        answer = self.server.upstream.answer(
            self.command, self.path, self.headers.items(), str(self.client_address[0]), body
        )
        self.send_response_only(answer.status)
        self.log_request(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        has_body = answer.status not in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED)
        if has_body and not any(name.lower() == "content-length" for name, _ in answer.headers):
            self.send_header("Content-Length", str(len(answer.body)))
        BaseHTTPRequestHandler.end_headers(self)  # how long an answer may be kept, the counter has said
        if has_body and self.command != "HEAD":
            self.wfile.write(answer.body)
        return True

    def guess_type(self, path: Any) -> str:
        """The type by the file's ending; feeds are Atom."""
        if "/feeds/" in Path(path).as_posix():
            return "application/atom+xml; charset=utf-8"
        return TYPES.get(Path(path).suffix.lower(), TYPES[""])

    def end_headers(self) -> None:
        """Nothing is kept by the browser: the next build must be seen at once."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def list_directory(self, path: Any) -> None:
        """A folder without index.html is not there."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a missing address with the site's own page."""
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        self.send_page(page.read_bytes(), code)

    def send_page(self, body: bytes, code: int = HTTPStatus.OK, kind: str = TYPES[".html"]) -> None:
        """Send a whole body held in memory."""
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say only what went wrong."""
        if int(code) >= HTTPStatus.BAD_REQUEST:
            print(f"{int(code)} {self.path}", flush=True)

    def log_error(self, format: str, *args: Any) -> None:
        """`log_request` has said it already."""


class QuietHandler(SiteHandler):
    """For tests: says nothing."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nothing."""


class SiteServer(ThreadingHTTPServer):
    """One thread per connection; threads end with the process."""

    daemon_threads = True
    upstream: Upstream | None = None
    """Who answers /_v/; None when nothing does."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away in the middle of an answer is no error."""


def make_server(directory: Path, port: int = 0, handler: type[SiteHandler] = SiteHandler) -> SiteServer:
    """A bound server that does not run yet. Raises OSError when the port is taken."""
    return SiteServer((HOST, port), partial(handler, directory=str(directory)))


def address(server: SiteServer) -> str:
    """Where the server answers, with the port it really has."""
    return f"http://{HOST}:{server.server_address[1]}/"


@contextmanager
def running(directory: Path, handler: type[SiteHandler] = QuietHandler) -> Iterator[str]:
    """Serve a folder on a free port while the block runs; gives the address."""
    server = make_server(directory, 0, handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield address(server)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def serve(
    directory: Path,
    port: int,
    beside: Callable[[SiteServer], AbstractContextManager[None]] = nullcontext,  # type: ignore[assignment]
) -> int:
    """Serve a folder until Ctrl+C; exit code 1 when there is nothing to serve or the port is taken.

    ``beside`` makes the context in which it is served, such as ``tools.counter.counting``.
    """
    if not Path(directory, "index.html").is_file():
        print(f"Lỗi: {directory} chưa có trang nào. Hãy chạy: make build")
        return 1
    try:
        server = make_server(directory, port)
    except OSError as error:
        print(f"Lỗi: không mở được cổng {port} ({error.strerror}). Hãy chọn cổng khác, ví dụ: make serve PORT=8080")
        return 1
    try:
        with server, beside(server):
            print(f"Trang đang chạy tại {address(server)} (Ctrl+C để dừng)", flush=True)
            server.serve_forever()
    except KeyboardInterrupt:
        print("\nĐã dừng.")
    return 0
