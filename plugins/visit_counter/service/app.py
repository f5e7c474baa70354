"""The HTTP side: an ASGI application of six addresses below ``/_v/``."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote

from plugins.visit_counter.pixel import PIXEL
from plugins.visit_counter.service.committer import Committer
from plugins.visit_counter.service.counter import FOREIGN, PREFETCH, Counter
from plugins.visit_counter.service.network import Networks, is_foreign, is_prefetch, is_private
from plugins.visit_counter.service.publisher import Publisher, to_json

Scope = dict[str, Any]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]

#: Addresses in one question for views.
MOST_PATHS = 50

_NO_STORE = (b"cache-control", b"no-store")
_JSON = (b"content-type", b"application/json; charset=utf-8")
_FRESH = (b"cache-control", b"no-cache")
_YES, _NO = (b"x-counted", b"1"), (b"x-counted", b"0")
_METHODS = {"GET", "HEAD", "POST"}


class Answer(NamedTuple):
    """An HTTP answer, ready to be sent."""

    start: dict[str, Any]
    body: dict[str, Any]


def make_answer(status: int, headers: list[tuple[bytes, bytes]], body: bytes = b"") -> Answer:
    """An answer with its length."""
    if status not in (202, 204):
        headers = [*headers, (b"content-length", str(len(body)).encode())]
    elif status == 202:
        headers = [*headers, (b"content-length", b"0")]
    return Answer(
        {"type": "http.response.start", "status": status, "headers": headers},
        {"type": "http.response.body", "body": body},
    )


_PLAIN = {
    (status, counted): make_answer(status, [_NO_STORE, _YES if counted else _NO])
    for status in (202, 204)
    for counted in (True, False)
}
_PICTURE = {
    counted: make_answer(200, [(b"content-type", b"image/gif"), _NO_STORE, _YES if counted else _NO], PIXEL)
    for counted in (True, False)
}
_NOT_FOUND = make_answer(404, [_NO_STORE])
_NOT_ALLOWED = make_answer(405, [(b"allow", b"GET, HEAD, POST"), _NO_STORE])


class App:
    """Answers requests; every figure comes from ``counter`` and ``publisher``."""

    def __init__(
        self,
        counter: Counter,
        committer: Committer,
        publisher: Publisher,
        networks: Networks,
        *,
        origins: Callable[[], frozenset[bytes]],
        ignore_dnt: bool,
        health: Callable[[], dict[str, Any]],
    ) -> None:
        self._counter = counter
        self._committer = committer
        self._publisher = publisher
        self._networks = networks
        self._origins = origins
        self._ignore_dnt = ignore_dnt
        self._health = health
        #: Hits with X-Forwarded-For from a peer that is not trusted to say it.
        self.forwarded_untrusted = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        path = scope["path"]
        if scope["method"] not in _METHODS:
            answer = _NOT_ALLOWED
        elif path == "/_v/hit":
            counted, durable = await self._hit(scope)
            answer = _PLAIN[204 if durable else 202, counted]
        elif path == "/_v/hit.gif":
            counted, _ = await self._hit(scope)
            answer = _PICTURE[counted]
        else:
            answer = self._read(path, scope)
        await send(answer.start)
        await send(answer.body if scope["method"] != "HEAD" else {"type": "http.response.body", "body": b""})

    async def _hit(self, scope: Scope) -> tuple[bool, bool]:
        """Count a hit; gives whether it changed a figure, and whether what it left (a reload too) is on disk."""
        counted = scope["method"] != "HEAD" and self._count(scope)
        return counted, await self._committer.durable() if self._counter.has_changes else True

    def _count(self, scope: Scope) -> bool:
        headers: dict[bytes, bytes] = {}
        for name, value in scope["headers"]:
            headers[name] = b"%b, %b" % (headers[name], value) if name == b"x-forwarded-for" in headers else value
        get = headers.get
        if is_prefetch(get(b"purpose"), get(b"sec-purpose"), get(b"x-moz")):
            self._counter.count_as(PREFETCH)
            return False
        site, origin, referer = get(b"sec-fetch-site"), get(b"origin"), get(b"referer")
        if is_foreign(site, origin, referer, get(b"host"), self._origins()):
            self._counter.count_as(FOREIGN)
            return False
        path, fresh = _query(scope["query_string"])
        return self._counter.hit(
            path,
            self._network(scope, get(b"x-forwarded-for")),
            get(b"user-agent", b"").decode("utf-8", "surrogateescape"),
            fresh=fresh,
            private=not self._ignore_dnt and is_private(get(b"dnt"), get(b"sec-gpc")),
        )

    def _network(self, scope: Scope, forwarded: bytes | None) -> bytes:
        client = scope.get("client")
        peer = client[0] if client else ""
        network = self._networks.client(peer, forwarded.decode("latin-1") if forwarded else None)
        if forwarded and not self._networks.trusts(peer):
            self.forwarded_untrusted += 1
        return network

    def _read(self, path: str, scope: Scope) -> Answer:
        if path == "/_v/stats.json":
            return _json(self._publisher.stats())
        if path == "/_v/views.json":
            asked = parse_qs(scope["query_string"].decode("utf-8", "replace")).get("path", [])
            if len(asked) > MOST_PATHS:
                return _json({"error": f"nhiều nhất {MOST_PATHS} địa chỉ một lần hỏi"}, 400)
            return _json(self._publisher.views(asked))
        if path.startswith("/_v/views/") and path.endswith(".json"):
            name = path[len("/_v/views/") : -len(".json")]
            return _json(self._publisher.shard(name)) if self._publisher.has_shard(name) else _NOT_FOUND
        if path == "/_v/snapshot.json":
            return _json(self._publisher.snapshot())
        if path == "/_v/healthz":
            return _json(self._health())
        return _NOT_FOUND


def _json(data: dict[str, Any], status: int = 200) -> Answer:
    return make_answer(status, [_JSON, _FRESH], to_json(data))


def _query(query: bytes) -> tuple[str, bool]:
    """The address asked for, and whether the script says that a visit begins."""
    path, fresh = "", False
    for part in query.split(b"&"):
        if part.startswith(b"p="):
            path = part[2:].decode("utf-8", "replace")
        elif part == b"n=1":
            fresh = True
    if "%" in path:
        path = unquote(path)
    return path.partition("?")[0].partition("#")[0], fresh
