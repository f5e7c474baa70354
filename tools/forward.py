"""Pass /_v/ on to the visit counter, as the web server in front of a real portal does; stay quiet when it is away.

The rules are those of docs/van-hanh/nginx.conf: a visitor's page never meets an error of the counter. A hit that cannot
be counted is answered 503 (the script's worker hears it, the page does not), figures come from the published files.
"""

import http.client
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from re import fullmatch
from urllib.parse import urlsplit

from plugins.visit_counter.pixel import PIXEL

PREFIX = "/_v/"
TIMEOUT = 5.0
LARGEST_BODY = 4096
PUBLISHED = r"/_v/(?:stats|snapshot|views/[0-9a-f]{2})\.json"
HOP_BY_HOP = {
    "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te", "trailer",
    "transfer-encoding", "upgrade",
}  # fmt: skip
SET_BY_US = {"x-forwarded-for", "content-length"}
AWAY = (http.client.HTTPException, OSError)


@dataclass(frozen=True)
class Answer:
    """What goes back to the browser."""

    status: int
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""


def end_to_end(headers: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """The headers that are not about one connection only."""
    return [(name, value) for name, value in headers if name.lower() not in HOP_BY_HOP]


def without_counter(path: str, public: Path) -> Answer:
    """The answer to a path when the counter is away: a published file, a picture, or nothing at all."""
    path = urlsplit(path).path
    quiet = [("X-Counted", "0"), ("Cache-Control", "no-store")]
    if path == "/_v/hit.gif":
        return Answer(HTTPStatus.OK, [("Content-Type", "image/gif"), *quiet], PIXEL)
    if fullmatch(PUBLISHED, path) and (file := public / path.lstrip("/")).is_file():
        headers = [("Content-Type", "application/json"), ("Cache-Control", "no-cache")]
        return Answer(HTTPStatus.OK, headers, file.read_bytes())
    return Answer(HTTPStatus.SERVICE_UNAVAILABLE, quiet)


class Upstream:
    """The counter behind a server: ``address`` as http://host:port, empty when there is none.

    Connections are kept and used again, by any thread.
    """

    def __init__(self, address: str, public: Path) -> None:
        self._host = urlsplit(address).netloc
        self._public = public
        self._idle: deque[http.client.HTTPConnection] = deque()
        self._missed = not self._host

    def answer(self, method: str, path: str, headers: Iterable[tuple[str, str]], visitor: str, body: bytes) -> Answer:
        """Ask the counter in the visitor's name; when it is away, answer without it. Never raises."""
        sent = [(name, value) for name, value in end_to_end(headers) if name.lower() not in SET_BY_US]
        sent.append(("X-Forwarded-For", visitor))
        if body or method == "POST":
            sent.append(("Content-Length", str(len(body))))
        try:
            found = self._ask(method, path, sent, body)
        except AWAY:
            self._say_once()
            return without_counter(path, self._public)
        return without_counter(path, self._public) if found.status >= HTTPStatus.INTERNAL_SERVER_ERROR else found

    def _say_once(self) -> None:
        if not self._missed:
            self._missed = True
            print("Bộ đếm lượt truy cập không còn trả lời. Trang vẫn mở, lượt xem không được đếm.", flush=True)

    def close(self) -> None:
        """Close the kept connections."""
        while self._idle:
            self._idle.pop().close()

    def _ask(self, method: str, path: str, headers: list[tuple[str, str]], body: bytes) -> Answer:
        """Over a kept connection when there is one; the counter may have closed it, then over a new one."""
        if not self._host:
            raise ConnectionRefusedError
        while True:
            try:
                connection = self._idle.pop()
            except IndexError:
                return self._exchange(
                    http.client.HTTPConnection(self._host, timeout=TIMEOUT), method, path, headers, body
                )
            try:
                return self._exchange(connection, method, path, headers, body)
            except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
                continue

    def _exchange(
        self,
        connection: http.client.HTTPConnection,
        method: str,
        path: str,
        headers: list[tuple[str, str]],
        body: bytes,
    ) -> Answer:
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in headers:
                connection.putheader(name, value)
            connection.endheaders(body or None)
            answer = connection.getresponse()
            found = Answer(answer.status, end_to_end(answer.getheaders()), answer.read())
        except AWAY:
            connection.close()
            raise
        if answer.will_close:
            connection.close()
        else:
            self._idle.append(connection)
        return found
