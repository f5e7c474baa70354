"""The HTTP side of the real service: every address, every method, and whatever else arrives at a public port."""

from __future__ import annotations

import contextlib
import json
import socket
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import pytest

from plugins.visit_counter.shards import shard_href, shard_of
from tests.visit_counter.service.process import LAPTOP, NOON, PAGES, PHONE, ROBOT, Rig, phone, rig, who
from tools.counter_process import HOST, Client

KEYS = {"total", "online", "today", "yesterday", "this_week", "last_week", "this_month", "last_month"}
ARTICLE = PAGES[1]


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rig]:
    """One service for these tests; each visitor has an address of his own."""
    listed = {"paths": [*PAGES, "/2026/tiếng-kẻng/"], "aliases": {"/cũ.html": "/2026/tiếng-kẻng/"}}
    rigged = rig(tmp_path_factory.mktemp("http"), manifest=listed)
    with rigged.service:
        yield rigged


@pytest.fixture
def client(counter: Rig) -> Iterator[Client]:
    """A connection."""
    connection = counter.client()
    yield connection
    connection.close()


def total(client: Client) -> int:
    """The total now."""
    return int(client.stats()["total"])


def raw(port: int, data: bytes, *, hang_up: bool = False) -> bytes:
    """Send bytes, read until the service closes."""
    with socket.create_connection((HOST, port), timeout=20) as connection:
        connection.sendall(data)
        if hang_up:
            connection.shutdown(socket.SHUT_WR)
        received = b""
        while piece := connection.recv(65536):
            received += piece
    return received


def test_a_hit_is_counted_once_and_at_once(client: Client) -> None:
    before = total(client)
    first = client.hit(ARTICLE, phone(1))
    again = client.hit(ARTICLE, phone(1))
    other_page = client.hit("/", phone(1))
    assert [answer.status for answer in (first, again, other_page)] == [204, 204, 204]
    assert [answer.counted for answer in (first, again, other_page)] == ["1", "0", "1"]
    assert not first.body
    assert all(answer.headers["cache-control"] == "no-store" for answer in (first, again, other_page))
    assert total(client) == before + 1


def test_get_counts_as_post_does(client: Client) -> None:
    assert client.hit(ARTICLE, phone(2), method="GET").counted == "1"
    assert client.hit(ARTICLE, phone(2), method="POST").counted == "0"


def test_the_picture_is_a_whole_gif(client: Client) -> None:
    first = client.get(f"/_v/hit.gif?p={ARTICLE}", phone(3))
    again = client.get(f"/_v/hit.gif?p={ARTICLE}", phone(3))
    assert (first.status, first.counted, again.counted) == (200, "1", "0")
    assert first.headers["content-type"] == "image/gif"
    assert first.headers["cache-control"] == "no-store"
    assert len(first.body) == 43 == int(first.headers["content-length"])
    assert first.body.startswith(b"GIF89a\x01\x00\x01\x00")
    assert first.body.endswith(b"\x3b")


def test_the_picture_can_be_read_by_a_decoder(client: Client, tmp_path: Path) -> None:
    from PIL import Image

    picture = tmp_path / "hit.gif"
    picture.write_bytes(client.get("/_v/hit.gif?p=/none/", phone(4)).body)
    with Image.open(picture) as image:
        image.load()
        assert image.size == (1, 1)
        assert image.convert("RGBA").getpixel((0, 0))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize("address", ["/_v/hit?p=/", "/_v/hit.gif?p=/"])
def test_head_never_counts(client: Client, address: str) -> None:
    before = total(client)
    answer = client.request("HEAD", address, phone(5))
    assert answer.counted == "0"
    assert not answer.body
    assert total(client) == before


@pytest.mark.parametrize("headers", [
    who("20.9.0.1", ROBOT), who("20.9.0.2", "curl/8.5.0"), who("20.9.0.3", Sec_Purpose="prefetch;prerender"),
    who("20.9.0.4", Purpose="prefetch"), who("20.9.0.5", X_Moz="prefetch"), who("20.9.0.6", Origin="https://a.example"),
    who("20.9.0.7", Sec_Fetch_Site="cross-site"), who("20.9.0.8", Referer="https://a.example/x"),
    who("20.9.0.9", Origin="null"),
])  # fmt: skip
def test_who_is_no_reader_is_not_counted(client: Client, headers: dict[str, str]) -> None:
    before = total(client)
    answer = client.hit(ARTICLE, headers)
    assert (answer.status, answer.counted) == (204, "0")
    assert total(client) == before


@pytest.mark.parametrize("path", ["/none/", "", ARTICLE.rstrip("/"), f"/..{ARTICLE}", f"/{ARTICLE}", "http://x/", "\0"])
def test_an_address_that_was_not_built_is_not_counted(client: Client, path: str) -> None:
    before = total(client)
    assert client.hit(path, phone(6)).counted == "0"
    assert total(client) == before


def test_vietnamese_addresses_and_their_old_names(client: Client) -> None:
    before = client.get(f"/_v/views.json?path={quote('/2026/tiếng-kẻng/')}").json()["/2026/tiếng-kẻng/"]
    assert client.hit("/2026/tiếng-kẻng/", phone(7)).counted == "1"
    assert client.hit("/cũ.html", phone(8)).counted == "1"
    assert client.hit("/cũ.html", phone(7)).counted == "0"
    views = client.get(f"/_v/views.json?path={quote('/2026/tiếng-kẻng/')}&path={quote('/cũ.html')}").json()
    assert views == {"/2026/tiếng-kẻng/": before + 2, "/cũ.html": before + 2}
    shard = client.get(shard_href("/2026/tiếng-kẻng/")).json()
    assert shard["/2026/tiếng-kẻng/"] == before + 2


def test_privacy_headers_make_no_visitor(client: Client) -> None:
    before = client.stats()
    for _ in range(3):
        assert client.hit(ARTICLE, who("20.8.0.1", DNT="1")).counted == "1"
        assert client.hit(ARTICLE, who("20.8.0.1", Sec_GPC="1")).counted == "1"
    assert client.hit(ARTICLE, who("20.8.0.1", DNT="1"), hint=True).counted == "1"
    after = client.stats()
    assert after["total"] == before["total"] + 1
    assert after["online"] == before["online"]


def test_the_figures(client: Client) -> None:
    answer = client.get("/_v/stats.json")
    found = answer.json()
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert found.keys() == KEYS | {"as_of"}
    assert datetime.fromisoformat(found["as_of"]).timestamp() == NOON
    assert found["as_of"].endswith("+07:00")
    assert found["yesterday"] is found["last_week"] is found["last_month"] is None


def test_the_history(client: Client) -> None:
    client.hit("/", phone(9))
    found, figures = client.get("/_v/snapshot.json").json(), client.stats()
    assert {key: found[key] for key in figures} == figures
    assert [day["day"] for day in found["days"]] == ["2026-11-22"]
    assert sum(day["visits"] for day in found["days"]) == found["total"]
    assert found["imports"] == []
    assert found["store"]


def test_health(client: Client) -> None:
    answer = client.get("/_v/healthz")
    found = answer.json()
    assert answer.status == 200
    assert (found["status"], found["durable"]) == ("ok", True)
    assert found["node"]
    assert sum(found["hits"].values()) > 0
    assert b"20.0.0." not in answer.body


def test_fifty_addresses_but_no_more(client: Client) -> None:
    def ask(many: int) -> tuple[int, dict[str, int]]:
        answer = client.get("/_v/views.json?" + "&".join(f"path=/{number}/" for number in range(many - 1)) + "&path=/")
        return answer.status, answer.json()

    status, views = ask(50)
    assert (status, list(views)) == (200, ["/"])
    assert ask(51)[0] == 400
    assert client.get("/_v/views.json").json() == {}


def test_every_shard(client: Client) -> None:
    client.hit("/", phone(10))
    assert client.get(f"/_v/views/{shard_of('/')}.json").json()["/"] > 0
    for name in ("0", "000", "zz", "A0", "..", "%2e%2e", "0/", ""):
        assert client.get(f"/_v/views/{name}.json").status == 404


@pytest.mark.parametrize("address", [
    "/", "/_v", "/_v/", "/_v/hit/", "/_v/hit.png", "/_v/stats", "/_v/stats.json/", "/_v/../_v/none", "/_v/views/",
    "/_v/%00", "/_v/counter.db", "/_v/../../counter.db", "//_v/hit2", "/_V/HIT", "/_v/salt", "/index.html",
])  # fmt: skip
def test_nothing_else_is_there(client: Client, address: str) -> None:
    assert client.get(address, phone(11)).status == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"])
@pytest.mark.parametrize("address", ["/_v/hit?p=/", "/_v/stats.json"])
def test_other_methods_change_nothing(counter: Rig, client: Client, method: str, address: str) -> None:
    before = total(client)
    head = f"{method} {address} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Forwarded-For: 20.7.0.1\r\n\r\n"
    answer = raw(counter.service.port, head.encode())
    assert answer.split(b" ", 2)[1] in (b"400", b"405")
    assert total(client) == before


@pytest.mark.parametrize("query", [
    "", "p", "p=", "p=%", "p=%zz", "p=%ff%fe", "p=%ed%a0%80", "&&&&", "p=/&p=", "n=1", "p=/none/&n=1&n=1", "=", "p==",
    "%70=/", "p=" + "%2F" * 3000, "p=/none/" + "a" * 20000, "p=" + "&p=" * 5000, "n=" + "1" * 9000,
])  # fmt: skip
@pytest.mark.parametrize("address", ["hit", "hit.gif", "stats.json", "views.json", "healthz"])
def test_garbage_in_a_query_never_breaks_it(client: Client, address: str, query: str) -> None:
    before = total(client)
    answer = client.get(f"/_v/{address}?{query}", phone(12))
    assert answer.status in (200, 204, 400)
    assert answer.counted in ("", "0")
    assert total(client) == before


@pytest.mark.parametrize("forwarded", [
    "", ",", " , ,", "unknown", "1.2.3", "999.1.1.1", "::1::", "[::1", "1.2.3.4:99999999", "a" * 5000,
    ",".join(["8.8.8.8"] * 900), "\u00e9", "fe80::1%eth0",
])  # fmt: skip
def test_a_strange_forwarded_address_is_still_a_reader(client: Client, forwarded: str) -> None:
    headers = {"X-Forwarded-For": forwarded, "User-Agent": LAPTOP}
    assert client.hit(ARTICLE, headers).status == 204


@pytest.mark.parametrize("agent", ["", " ", "\u00e9\u00ff", "x" * 30000, "Mozilla/5.0 \t Gecko", '"><script>', "%s%n"])
def test_a_strange_agent_does_no_harm(client: Client, agent: str) -> None:
    assert client.hit(ARTICLE, who("20.6.0.1", agent)).status == 204


@pytest.mark.parametrize("data", [
    b"", b"\r\n", b"GET\r\n\r\n", b"\x16\x03\x01\x02\x00\x01", b"GET /_v/hit?p=/ HTTP/9.9\r\n\r\n", b"A" * 70000,
    b"GET /_v/hit?p=/ HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 200_000 + b"\r\n\r\n",
    b"GET /_v/hit?p=/" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    b"POST /_v/hit?p=/ HTTP/1.1\r\nHost: x\r\nContent-Length: zz\r\n\r\n",
    b"POST /_v/hit?p=/ HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc",
    b"GET /_v/hit?p=/ HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\n\r\n",
])  # fmt: skip
def test_what_is_no_http_does_no_harm(counter: Rig, client: Client, data: bytes) -> None:
    with contextlib.suppress(ConnectionError):  # hanging up is an answer too
        raw(counter.service.port, data, hang_up=True)
    assert client.get("/_v/healthz").json()["status"] == "ok"
    assert "Traceback" not in counter.service.printed


def test_an_old_client(counter: Rig) -> None:
    answer = raw(counter.service.port, b"GET /_v/stats.json HTTP/1.0\r\n\r\n")
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b" 200 " in head.split(b"\r\n")[0]
    assert json.loads(body).keys() >= KEYS


def test_requests_in_a_row_are_answered_in_order(counter: Rig, client: Client) -> None:
    def request(number: int, page: str, end: str = "") -> str:
        head = f"POST /_v/hit?p={page} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nUser-Agent: {PHONE}\r\n"
        return f"{head}X-Forwarded-For: 20.5.0.{number}\r\n{end}\r\n"

    before = total(client)
    batch = "".join(request(number % 20, ARTICLE) for number in range(40)) + request(
        99, "/none/", "Connection: close\r\n"
    )
    answers = raw(counter.service.port, batch.encode()).split(b"HTTP/1.1 ")[1:]
    assert len(answers) == 41
    counted = [b"x-counted: 1" in answer.lower() for answer in answers]
    assert counted == [True] * 20 + [False] * 21
    assert total(client) == before + 20


def test_a_body_is_ignored(counter: Rig, client: Client) -> None:
    head = f"POST /_v/hit?p={ARTICLE} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Forwarded-For: 20.4.0.1\r\n"
    head += f"User-Agent: {PHONE}\r\nContent-Length: 9\r\n\r\n"
    answer = raw(counter.service.port, head.encode() + b'{"p":"/"}')
    assert answer.startswith(b"HTTP/1.1 204")
    assert b"x-counted: 1" in answer.lower()


def test_the_forwarded_address_of_a_stranger_is_not_believed(tmp_path: Path) -> None:
    rigged = rig(tmp_path, proxies=())
    with rigged.service:
        client = rigged.client()
        assert [client.hit(ARTICLE, phone(number)).counted for number in range(3)] == ["1", "0", "0"]


def test_do_not_track_may_be_set_aside(tmp_path: Path) -> None:
    rigged = rig(tmp_path, options=("--ignore-dnt",))
    with rigged.service:
        client = rigged.client()
        answers = [client.hit(ARTICLE, who("20.3.0.1", DNT="1", Sec_GPC="1")).counted for _ in range(2)]
        assert answers == ["1", "0"]
        assert client.stats()["online"] == 1
