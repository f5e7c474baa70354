"""The counter's benchmark: what it reads, what it compares, what it says. Nothing here is timed."""

import json
import re
import socketserver
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest

from tools.bench_counter import bench_counter
from tools.bench_counter.disk import sync_times
from tools.bench_counter.load import SCRIPT, Load, LoadError, command, parse
from tools.bench_counter.paced import Paced, paced
from tools.bench_counter.process import cpu_of, memory_of
from tools.bench_counter.rehearsal import PAGES, write_manifest
from tools.bench_counter.report import Cost, Target, as_json, disagreement, summarise, targets
from tools.nginx import NginxError, check_config, running_nginx, write_config

T = TypeVar("T")
RESULT = {
    "seconds": 10.0, "requests": 50010, "acknowledged": 50000, "uncounted": 0, "others": 10,
    "p50": 11.5, "p99": 30.25, "worst": 80.0, "errors": 0,
}  # fmt: skip


def in_a_thread(work: Callable[[], T]) -> T:
    """Away from the main thread, where Playwright's fixtures keep an event loop of their own."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(work).result()


def load(rate: float = 5000, p99: float = 30) -> Load:
    """A run of a second."""
    return Load(1.0, int(rate), int(rate), 0, 0, 1.0, p99, 100.0, 0)


def test_wrks_result_is_read_among_what_it_prints() -> None:
    found = parse(f"Running 10s test\n  Latency 11ms\nRESULT {json.dumps(RESULT)}\n")
    assert (found.rate, found.p99, found.requests) == (5000.0, 30.25, 50010)
    with pytest.raises(LoadError, match="unable to connect"):
        parse("unable to connect to 127.0.0.1:1 Connection refused")


def test_wrk_is_told_how_long_and_which_visitors(monkeypatch: pytest.MonkeyPatch) -> None:
    words = command("hit", 8100, 4096, 1000, 10, close=True)
    assert words[1:] == [
        "-t", "1", "-c", "64", "-d", "10s", "--timeout", "10s", "-s", str(SCRIPT), "http://127.0.0.1:8100/", "--",
        "hit", "4096", "1000", "close",
    ]  # fmt: skip
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(LoadError, match="apt-get install wrk"):
        command("hit", 8100, 0, 1, 1)


def test_the_script_asks_for_pages_of_the_manifest(tmp_path: Path) -> None:
    paths = json.loads(write_manifest(tmp_path / "m.json").read_text("utf-8"))["paths"]
    assert len(paths) == PAGES
    prefix = re.search(r'"POST /_v/hit\?p=([^"]+)"', SCRIPT.read_text("utf-8"))
    assert prefix
    assert paths[7] == f"{prefix[1]}7/"


def test_cpu_and_memory_are_read_from_proc() -> None:
    stat = "42 (a (odd) name) S 1 42 42 0 -1 4194560 100 0 0 0 1250 250 0 0 20 0 4 0 100 1000 200"
    assert cpu_of(stat) == pytest.approx(15.0)
    assert memory_of("VmPeak:\t 9 kB\nVmHWM:\t   81920 kB\nVmRSS:\t   40960 kB\n") == (40.0, 80.0)


def test_the_disk_is_asked_and_left_as_it_was(tmp_path: Path) -> None:
    times = sync_times(tmp_path, writes=5)
    assert 0 < times["p50_ms"] <= times["p99_ms"] <= times["worst_ms"]
    assert not list(tmp_path.iterdir())


def test_figures_that_do_not_agree_are_found() -> None:
    assert not disagreement(100, 150, 50, 0)
    assert not disagreement(100, 214, 50, 64)
    assert "1 acknowledged hits are not in the figure" in disagreement(100, 149, 50, 64)
    assert "grew by 115" in disagreement(100, 215, 50, 64)


def test_medians_and_targets() -> None:
    counter = summarise(
        "counter", [Cost(load(rate, p99), cpu) for rate, p99, cpu in ((4100, 70, 80), (5000, 30, 90), (3000, 40, 85))]
    )
    nginx = summarise("nginx", [Cost(load(50000, 5), 10)])
    assert (counter.rate, counter.p99, counter.cpu) == (4100, 40, 85)
    found = targets(counter, nginx, paced_p99=21, megabytes=None)
    assert [target.passed for target in found] == [True, True, False, True, False]
    assert str(found[2]).startswith("FAIL  rate, as a part of nginx's")
    assert targets(counter, nginx, 20, 80)[-1].passed
    result = as_json([counter, nginx], found, {"memory": {}})
    assert result["servers"]["nginx"]["hits_per_second"] == 50000
    assert [row["passed"] for row in result["targets"]] == [target.passed for target in found]


def test_at_least_and_at_most() -> None:
    assert Target("a", 4000, 4000, at_least=True).passed
    assert not Target("a", 3999, 4000, at_least=True).passed
    assert Target("a", 60, 60).passed


def test_percentiles_are_of_what_was_measured() -> None:
    found = Paced([float(value) for value in range(1, 101)])
    assert (found.p(50), found.p(99), found.p(100)) == (50.0, 99.0, 100.0)


class Answering(socketserver.StreamRequestHandler):
    """Answers every request on a connection with 43 bytes, a few at a time."""

    def handle(self) -> None:
        """Until the other side closes."""
        while line := self.rfile.readline():
            if line == b"\r\n":
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Len")
                self.wfile.write(b"gth: 43\r\n\r\n" + b"x" * 20)
                self.wfile.write(b"x" * 23)


def test_a_paced_run_sends_all_and_waits_for_all() -> None:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Answering) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        numbers: list[int] = []

        def request(number: int) -> bytes:
            numbers.append(number)
            return b"GET / HTTP/1.1\r\n\r\n"

        found = in_a_thread(partial(paced, server.server_address[1], request, rate=2000, count=60, connections=4))
        server.shutdown()
        thread.join()
    assert found.statuses == {200: 60}
    assert sorted(numbers) == list(range(60))
    assert len(found.latencies) == 60


def test_what_is_missing_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tools.nginx.nginx_binary", _no_nginx)
    assert bench_counter(1, 0, "") == 1
    assert capsys.readouterr().out == "Error: nginx is not installed\n"


def _no_nginx() -> str:
    raise NginxError("nginx is not installed")


def test_nginx_runs_on_a_port_of_its_own_and_ends(tmp_path: Path) -> None:
    def http(port: int) -> str:
        return f"server {{ listen 127.0.0.1:{port}; location / {{ return 204; }} }}"

    with running_nginx(tmp_path / "a", http) as nginx:
        ask = partial(
            paced, nginx.port, lambda _: b"GET / HTTP/1.1\r\nHost: a\r\n\r\n", rate=1000, count=1, connections=1
        )
        found = in_a_thread(ask)
        assert found.statuses == {204: 1}
        assert len(nginx.pids()) == 2
    assert nginx.process.returncode == 0


def test_bad_settings_of_nginx_are_told(tmp_path: Path) -> None:
    with pytest.raises(NginxError, match="unknown directive"):
        check_config(write_config(tmp_path, "no_such_directive;"))
