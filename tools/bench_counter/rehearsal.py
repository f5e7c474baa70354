"""The two servers under the same load in the same run, and the counter's figures compared with what it acknowledged."""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from plugins.visit_counter.shards import COUNT
from tools.bench_counter.load import CONNECTIONS, FIRST_VISITOR, Load, LoadError, command, run
from tools.bench_counter.paced import Paced, paced
from tools.bench_counter.process import cpu_seconds
from tools.bench_counter.report import Cost, disagreement
from tools.counter_process import CounterProcess
from tools.nginx import Nginx

PAGES = 1000
PACE = 500
NGINX = """\
    log_format bench '$http_x_forwarded_for - $remote_user [$time_local] "$request" '
                     '$status $body_bytes_sent "$http_referer" "$http_user_agent"';
    server {{
        listen 127.0.0.1:{port};
        access_log {folder}/access.log bench;
        keepalive_requests 1000000000;
        location = /hit.gif {{ empty_gif; }}
    }}
"""
"""The least that a web server can do for a hit: send the picture, write the line. Not one connection is renewed."""
AGENT = (
    "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Mobile Safari/537.36"
)


def write_manifest(path: Path) -> Path:
    """The countable addresses of the load."""
    path.write_text(json.dumps({"paths": [f"/2026/bai-{number}/" for number in range(PAGES)], "aliases": {}}), "utf-8")
    return path


@dataclass(frozen=True)
class Figures:
    """What the counter says: visits of all time, views by day and by page, each summed up."""

    total: int
    views: int
    pages: int


@dataclass
class Rehearsal:
    """Both servers, running; every visitor is used once.

    The disk is idle when a run begins: what one server left to be written is not paid for by the other.
    """

    counter: CounterProcess
    nginx: Nginx
    next_visitor: int = FIRST_VISITOR
    problems: list[str] = field(default_factory=list)

    def figures(self) -> Figures:
        """Ask for all of them. Raises OSError."""
        client = self.counter.client()
        total = client.stats()["total"]
        days = client.get("/_v/snapshot.json").json()["days"]
        shards = (client.get(f"/_v/views/{number:02x}.json") for number in range(COUNT))
        pages = sum(sum(answer.json().values()) for answer in shards if answer.status == 200)
        client.close()
        return Figures(total, sum(day["views"] for day in days), pages)

    def hit_counter(self, seconds: int, *, close: bool = False) -> Cost:
        """One run on the counter; what does not agree afterwards becomes a problem. Raises LoadError."""
        before = self.figures()
        cost = self._run("hit", self.counter.port, [self.counter.pid], seconds, close=close)
        self._compare(before, cost.load.acknowledged, CONNECTIONS)
        if cost.load.uncounted or cost.load.others or cost.load.errors:
            self.problems.append(
                f"{cost.load.uncounted} uncounted, {cost.load.others} not acknowledged, {cost.load.errors} failed"
            )
        return cost

    def hit_nginx(self, seconds: int, *, close: bool = False) -> Cost:
        """One run on nginx. Raises LoadError."""
        cost = self._run("gif", self.nginx.port, self.nginx.pids(), seconds, close=close)
        Path(self.nginx.folder, "access.log").write_bytes(b"")  # appended to, so it stays small from run to run
        return cost

    def pace_counter(self, seconds: int) -> Paced:
        """An even load on the counter. Raises LoadError."""
        before = self.figures()
        found = self._paced("POST /_v/hit", self.counter.port, seconds)
        self._compare(before, found.statuses.get(204, 0), 0)
        return found

    def pace_nginx(self, seconds: int) -> Paced:
        """The same load on nginx. Raises LoadError."""
        return self._paced("GET /hit.gif", self.nginx.port, seconds)

    def _run(self, target: str, port: int, pids: Iterable[int], seconds: int, *, close: bool) -> Cost:
        pids = list(pids)
        words = command(target, port, self.next_visitor, PAGES, seconds, close=close)
        os.sync()
        used = cpu_seconds(pids)
        load: Load = run(words, seconds)
        used = cpu_seconds(pids) - used
        self.next_visitor += load.requests + 2 * CONNECTIONS
        if not load.acknowledged:
            raise LoadError(f"no hit was acknowledged on {target}")
        return Cost(load, used / load.acknowledged * 1e6)

    def _paced(self, line: str, port: int, seconds: int) -> Paced:
        first, count = self.next_visitor, PACE * seconds
        self.next_visitor += count

        def request(number: int) -> bytes:
            address = ".".join(str(byte) for byte in (first + number).to_bytes(4))
            return (
                f"{line}?p=/2026/bai-{number % PAGES}/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUser-Agent: {AGENT}\r\n"
                f"Sec-Fetch-Site: same-origin\r\nContent-Length: 0\r\nX-Forwarded-For: {address}\r\n\r\n"
            ).encode()

        os.sync()
        try:
            return paced(port, request, rate=PACE, count=count, connections=CONNECTIONS)
        except (OSError, TimeoutError) as error:
            raise LoadError(f"the paced load failed: {error!r}") from None

    def _compare(self, before: Figures, acknowledged: int, in_flight: int) -> None:
        after = self.figures()
        for name in ("total", "views", "pages"):
            why = disagreement(getattr(before, name), getattr(after, name), acknowledged, in_flight)
            if why:
                self.problems.append(f"{name}: {why}")
