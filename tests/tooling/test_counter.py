"""The live counter beside the site's server: the real service, started and ended with it."""

import http.client
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tools import ROOT
from tools.counter import TRUST_US, check_ready, counting, running_counter
from tools.counter_process import CounterError
from tools.serve import QuietHandler, SiteServer, make_server

PHONE = {
    "User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1"
}


@pytest.fixture
def manifest(tmp_path: Path) -> Path:
    """One countable page of a portal that is published elsewhere."""
    path = tmp_path / "countable.json"
    path.write_text(json.dumps({"paths": ["/"], "aliases": {}, "origin": "https://congan.example"}), "utf-8")
    return path


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SiteServer]:
    """A small site's server, running."""
    (tmp_path / "index.html").write_text("Trang nhất", "utf-8")
    found = make_server(tmp_path, 0, QuietHandler)
    thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield found
    found.shutdown()
    found.server_close()
    thread.join()


@contextmanager
def connected(server: SiteServer) -> Iterator[http.client.HTTPConnection]:
    """A connection to it."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=30)
    yield connection
    connection.close()


def hit(connection: http.client.HTTPConnection, headers: dict[str, str] | None = None) -> tuple[int, str]:
    """Status and X-Counted of a view of the front page, as the script reports it."""
    connection.request("POST", "/_v/hit?p=/", headers={**PHONE, **(headers or {})})
    answer = connection.getresponse()
    answer.read()
    return answer.status, answer.headers["X-Counted"]


def total(connection: http.client.HTTPConnection) -> int:
    """The total as readers see it."""
    connection.request("GET", "/_v/stats.json")
    found: int = json.loads(connection.getresponse().read())["total"]
    return found


def test_a_counter_runs_while_it_is_used(tmp_path: Path, manifest: Path) -> None:
    with running_counter(tmp_path / "data", manifest, *TRUST_US) as counter:
        client = counter.client()
        first = client.hit("/", {**PHONE, "X-Forwarded-For": "203.0.113.1"})
        again = client.hit("/", {**PHONE, "X-Forwarded-For": "203.0.113.1"})
        other = client.hit("/", {**PHONE, "X-Forwarded-For": "203.0.113.2"})
        assert [first.counted, again.counted, other.counted] == ["1", "0", "1"]
        client.close()
        pid = counter.pid
    assert not counter.running
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_the_site_counts_on_its_own_origin_and_stays_when_the_counter_dies(
    tmp_path: Path,
    manifest: Path,
    server: SiteServer,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started = []
    real = running_counter

    @contextmanager
    def noted(*args: object, **options: object) -> Iterator[object]:
        with real(*args, **options) as counter:  # type: ignore[arg-type]
            started.append(counter)
            yield counter

    monkeypatch.setattr("tools.counter.running_counter", noted)
    here = f"http://127.0.0.1:{server.server_address[1]}"
    with counting(server, tmp_path / "data", manifest), connected(server) as connection:
        assert capsys.readouterr().out == ""
        assert hit(connection, {"Origin": here, "Sec-Fetch-Site": "same-origin"}) == (204, "1")
        assert hit(connection, {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}) == (204, "0")
        assert total(connection) == 1
        started[0].stop()
        assert hit(connection) == (503, "0")
        assert total(connection) == 1, "the published file answers"
        connection.request("GET", "/")
        assert connection.getresponse().read().decode() == "Trang nhất"
    assert "không còn trả lời" in capsys.readouterr().out


def test_without_a_list_of_pages_the_site_is_served_all_the_same(
    tmp_path: Path, server: SiteServer, capsys: pytest.CaptureFixture[str]
) -> None:
    with counting(server, tmp_path / "data", tmp_path / "none.json"), connected(server) as connection:
        told = capsys.readouterr().out
        assert told.count("\n") == 1
        assert "make build" in told
        assert hit(connection) == (503, "0")


def test_what_is_not_installed_is_named(manifest: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.counter.NEEDED", ("json", "no_such_module"))
    with pytest.raises(CounterError, match="chưa cài no_such_module: pip install") as error:
        check_ready(manifest)
    assert "\n" not in str(error.value)


def test_a_counter_that_cannot_start_says_why_in_one_line(tmp_path: Path, manifest: Path) -> None:
    manifest.write_text("not JSON", "utf-8")
    with pytest.raises(CounterError) as error, running_counter(tmp_path / "data", manifest):
        pytest.fail("it started")
    assert "\n" not in str(error.value)
    assert str(error.value)


def test_the_counter_goes_with_the_server_that_is_told_to_end(tmp_path: Path, manifest: Path) -> None:
    (tmp_path / "index.html").write_text("Trang nhất", "utf-8")
    folder, data = tmp_path, tmp_path / "data"
    program = (
        "import functools, pathlib, sys; from tools.counter import counting; from tools.serve import serve; "
        f"beside = functools.partial(counting, data=pathlib.Path({str(data)!r}), "
        f"manifest=pathlib.Path({str(manifest)!r})); sys.exit(serve(pathlib.Path({str(folder)!r}), 0, beside))"
    )
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=pipe, encoding="utf-8") as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline().startswith("Trang đang chạy tại")
            process.terminate()
            assert process.wait(30) == 0
        finally:
            process.kill()
    with running_counter(data, manifest) as counter:  # nobody holds the folder any more
        assert counter.running
