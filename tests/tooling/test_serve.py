"""The servers: what they answer, and that they end."""

import http.client
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tools import ROOT
from tools import reload as reloading
from tools.serve import QuietHandler, running, serve


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small site."""
    (tmp_path / "index.html").write_text("<html><head></head>Trang nhất</html>", "utf-8")
    (tmp_path / "404.html").write_text("<html><head></head>Không có trang này</html>", "utf-8")
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds" / "tin-moi.xml").write_text("<feed/>", "utf-8")
    return tmp_path


@pytest.fixture
def server(folder: Path) -> Iterator[str]:
    """Its address."""
    with running(folder) as address:
        yield address


def get(address: str, path: str) -> tuple[int, str, str]:
    """Status, type and text of one answer."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    found = answer.status, answer.headers["Content-Type"], answer.read().decode()
    connection.close()
    return found


@pytest.mark.parametrize(
    ("path", "status", "kind", "text"),
    [
        ("/", 200, "text/html; charset=utf-8", "Trang nhất"),
        ("/feeds/tin-moi.xml", 200, "application/atom+xml; charset=utf-8", "<feed/>"),
        ("/feeds/", 404, "text/html; charset=utf-8", "Không có trang này"),
        ("/khong-co/", 404, "text/html; charset=utf-8", "Không có trang này"),
        ("/../../etc/passwd", 404, "text/html; charset=utf-8", "Không có trang này"),
    ],
)
def test_answers(server: str, path: str, status: int, kind: str, text: str) -> None:
    found = get(server, path)
    assert found[:2] == (status, kind)
    assert text in found[2]


def test_it_listens_on_loopback_only_and_ends(folder: Path) -> None:
    with running(folder) as address:
        assert urlsplit(address).hostname == "127.0.0.1"
        port = urlsplit(address).port or 0
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_a_taken_port_and_an_empty_folder_are_told(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with running(folder) as address:
        assert serve(folder, urlsplit(address).port or 0) == 1
    assert "không mở được cổng" in capsys.readouterr().out
    assert serve(tmp_path / "feeds", 0) == 1
    assert "chưa có trang nào" in capsys.readouterr().out


def test_pages_get_the_reload_script_and_wait_for_the_next_build(folder: Path) -> None:
    builds = reloading.Builds()

    class Handler(reloading.reloading_handler(builds), QuietHandler):  # type: ignore[misc]
        pass

    with running(folder, Handler) as address:
        assert reloading.START in get(address, "/")[2]
        assert reloading.START in get(address, "/khong-co/")[2]
        assert reloading.START not in get(address, "/feeds/tin-moi.xml")[2]
        assert f"v={builds.version}" in get(address, reloading.START)[2]
        waiting: list[str] = []
        thread = threading.Thread(target=lambda: waiting.append(get(address, f"{reloading.WAIT}?v=1")[2]))
        thread.start()
        builds.finished()
        thread.join(timeout=10)
    assert waiting == ["location.reload();"]
    assert "script" not in (folder / "index.html").read_text("utf-8")


def test_waiting_ends_without_a_build() -> None:
    assert not reloading.Builds().newer_than(1, timeout=0.01)


def _hear_interrupts() -> None:
    """A shell that starts the tests in the background has its children ignore Ctrl+C; this one shall not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_ends_the_server_cleanly(folder: Path) -> None:
    program = f"import pathlib, sys, tools.serve; sys.exit(tools.serve.serve(pathlib.Path({str(folder)!r}), 0))"
    with subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=_hear_interrupts,
    ) as process:
        try:
            assert process.stdout is not None
            first = process.stdout.readline()
            assert first.startswith("Trang đang chạy tại http://127.0.0.1:")
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=10)
        finally:
            process.kill()
    assert (process.returncode, out.strip(), err) == (0, "Đã dừng.", "")
