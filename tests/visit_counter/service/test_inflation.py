"""An attack from one address: a hundred thousand requests raise no figure by more than the bound."""

from __future__ import annotations

import random
import re
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.visit_counter.service.process import ALIASES, NOON, PAGES, PHONE, phone, rig
from tools.counter_process import HOST

BOUND = 1000
REQUESTS = 100_000
#: Requests sent at once on one connection, before their answers are read.
BATCH = 200
_AGENTS = (
    PHONE,
    "Mozilla/5.0 (Linux; Android {n}; K{n}) AppleWebKit/537.36 Chrome/{n}.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:{n}.0) Gecko/20100101 Firefox/{n}.0",
)
_STRANGE = ("/wp-login.php", "/2026/{n}/", "/?{n}", "//", "/2026/tin-mot/{n}")


def attack(number: int, address: str, chance: random.Random) -> bytes:
    """One request of the attacker: rotating agents, replays, hints, privacy headers, forged addresses, odd pages."""
    agent = chance.choice(_AGENTS).format(n=chance.choice((7, number)))
    page = chance.choice((*PAGES, *PAGES, *ALIASES, *_STRANGE)).format(n=number)
    lines = [
        f"{chance.choice(('GET', 'POST'))} /_v/{chance.choice(('hit', 'hit.gif'))}?p={page}"
        f"{chance.choice(('', '', '&n=1'))} HTTP/1.1",
        f"Host: x\r\nContent-Length: 0\r\nUser-Agent: {agent}",
        f"X-Forwarded-For: {chance.choice(('', f'9.{number >> 8 & 255}.{number & 255}.1, '))}{address}",
        *chance.choice(([], [], [], [], ["DNT: 1"], ["Sec-GPC: 1"])),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def send(port: int, requests: Iterator[bytes], many: int) -> int:
    """Send requests in batches on one connection; gives how many answers said that they counted."""
    counted = 0
    with socket.create_connection((HOST, port), timeout=60) as connection:
        for _ in range(many // BATCH):
            connection.sendall(b"".join(next(requests) for _ in range(BATCH)))
            received = b""
            while received.count(b"HTTP/1.1 2") < BATCH or not _is_whole(received):
                piece = connection.recv(1 << 20)
                assert piece, received[-300:]
                received += piece
                assert b"HTTP/1.1 4" not in received
            counted += len(re.findall(rb"(?i)\r\nx-counted: 1\r\n", received))
    return counted


def _is_whole(received: bytes) -> bool:
    """Whether the last answer, with or without a picture, has ended."""
    return received.endswith((b"\r\n\r\n", b"\x3b"))


def memory(pid: int) -> int:
    """The resident memory of a process in bytes."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text("ascii"))
    assert found
    return int(found[1]) * 1024


@pytest.mark.slow
def test_a_hundred_thousand_requests_from_one_address(tmp_path: Path) -> None:
    rigged = rig(tmp_path)
    with rigged.service as service:
        client = rigged.client()
        before = memory(service.pid)

        def wave(seed: int) -> int:
            chance = random.Random(seed)
            requests = (attack(chance.randrange(20_000), "45.9.8.7", chance) for _ in range(REQUESTS // 4))
            return send(service.port, requests, REQUESTS // 4)

        with ThreadPoolExecutor(2) as pool:
            counted = sum(pool.map(wave, (1, 2)))
            rigged.clock.set(NOON + 1790)
            counted += sum(pool.map(wave, (3, 4)))
        figures = client.stats()
        views = client.get("/_v/views.json?" + "&".join(f"path={page}" for page in PAGES)).json()
        assert 0 < figures["total"] <= BOUND, figures
        assert figures["online"] <= BOUND
        assert max(views.values()) <= BOUND, views
        assert sum(views.values()) <= BOUND * len(PAGES)
        assert 0 < counted <= BOUND * (len(PAGES) + 1)
        assert memory(service.pid) - before < 40 << 20
        # others are counted as if nothing had happened
        answer = client.hit(PAGES[1], phone(1))
        assert (answer.status, answer.counted) == (204, "1")
        assert client.stats()["total"] == figures["total"] + 1
        assert sum(client.get("/_v/healthz").json()["hits"].values()) == REQUESTS + 1


def test_a_network_of_ipv6_is_one_address(tmp_path: Path) -> None:
    """An attacker has 2^64 addresses in his /64; the next network is somebody else."""
    rigged = rig(tmp_path, options=("--bound", "50"))
    with rigged.service as service:
        chance = random.Random(6)
        requests = (attack(n, f"2001:db8:0:7:{n & 0xFFFF:x}::{n:x}", chance) for n in range(4000))
        send(service.port, requests, 4000)
        client = rigged.client()
        total = client.stats()["total"]
        assert 0 < total <= 50
        answer = client.hit("/", {"X-Forwarded-For": "2001:db8:0:8::1", "User-Agent": PHONE})
        assert answer.counted == "1"
        assert client.stats()["total"] == total + 1


def test_after_the_half_hour_the_address_is_heard_again(tmp_path: Path) -> None:
    rigged = rig(tmp_path, options=("--bound", "10"))
    with rigged.service:
        client = rigged.client()
        headers = {"X-Forwarded-For": "45.9.8.7", "User-Agent": PHONE}
        counted = [client.hit("/", headers, hint=True).counted for _ in range(30)]
        assert counted == ["1"] * 10 + ["0"] * 20
        rigged.clock.move(
            2700
        )  # quarters of an hour are charged whole: the bound is never exceeded, sometimes kept longer
        counted = [client.hit("/", headers, hint=True).counted for _ in range(30)]
        assert counted == ["1"] * 10 + ["0"] * 20
        assert client.stats()["total"] == 20
