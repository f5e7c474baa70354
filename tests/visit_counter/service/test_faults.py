"""The real service on disks that fail, beside another one, and with lists that cannot be read."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.visit_counter.service.disks import SmallDisk, failing, small_disk
from tests.visit_counter.service.process import PAGES, Rig, eventually, phone, refused, rig
from tools.counter_process import HOST, Client

DAY = 86_400


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """A disk of 8 MB."""
    with small_disk(tmp_path / "disk") as mounted:
        yield mounted


class Crowd:
    """New visitors, one after the other; remembers how they were answered."""

    def __init__(self) -> None:
        self.durable = 0
        self.kept = 0

    @property
    def sent(self) -> int:
        """All of them."""
        return self.durable + self.kept

    def come(self, client: Client) -> int:
        """One more: the status of the answer, which must say that it counted."""
        answer = client.hit(PAGES[self.sent % len(PAGES)], phone(self.sent))
        assert (answer.status, answer.counted) in {(204, "1"), (202, "1")}, answer
        assert answer.headers["cache-control"] == "no-store"
        self.durable += answer.status == 204
        self.kept += answer.status == 202
        return answer.status

    def come_until(self, client: Client, status: int, most: int = 4000) -> None:
        """Until one is answered so."""
        assert any(self.come(client) == status for _ in range(most)), f"never {status}"


def health(client: Client) -> dict[str, Any]:
    """What healthz says."""
    found: dict[str, Any] = client.get("/_v/healthz").json()
    return found


def survives_a_kill(rigged: Rig, crowd: Crowd) -> None:
    """Kill -9, start again: everybody is there."""
    rigged.service.kill()
    rigged.service.start()
    client = rigged.client()
    assert client.stats()["total"] == crowd.sent
    asked = "&".join(f"path={page}" for page in PAGES)
    assert sum(client.get(f"/_v/views.json?{asked}").json().values()) == crowd.sent


def test_a_disk_that_fills_up(tmp_path: Path, disk: SmallDisk) -> None:
    crowd, rigged = Crowd(), rig(tmp_path / "rig", data=disk.folder / "data")
    with rigged.service as service:
        client = rigged.client()
        crowd.come_until(client, 204)
        assert health(client)["durable"] is True
        disk.fill()
        crowd.come_until(client, 202)
        for _ in range(50):
            crowd.come(client)
        assert crowd.kept > 20
        said = health(client)
        assert (said["status"], said["durable"]) == ("degraded", False)
        assert said["hits"]["counted"] == crowd.sent
        assert crowd.durable <= client.stats()["total"] <= crowd.sent
        published = json.loads((rigged.public / "stats.json").read_bytes())
        assert published["total"] <= crowd.sent
        assert "bộ nhớ" in service.printed
        assert "Traceback" not in service.printed
        disk.make_room()
        crowd.come_until(client, 204)
        assert eventually(lambda: health(client), lambda found: found["status"] == "ok")["durable"] is True
        eventually(client.stats, lambda figures: figures["total"] == crowd.sent)
        survives_a_kill(rigged, crowd)


def test_a_crash_on_a_full_disk_loses_nothing_that_was_promised(tmp_path: Path, disk: SmallDisk) -> None:
    """What was answered 202 may go with the process, what was answered 204 may not; the published total holds."""
    crowd, rigged = Crowd(), rig(tmp_path / "rig", data=disk.folder / "data")
    with rigged.service:
        client = rigged.client()
        for _ in range(200):
            crowd.come(client)
        disk.fill()
        crowd.come_until(client, 202)
        shown = client.stats()["total"]
        rigged.service.kill()
        rigged.service.start()
        client = rigged.client()
        total = client.stats()["total"]
        assert max(shown, crowd.durable) <= total <= crowd.sent
        crowd.come(client)
        disk.make_room()
        crowd.come_until(client, 204)
        assert client.stats()["total"] >= total + 2


def test_a_disk_that_may_only_be_read(tmp_path: Path, disk: SmallDisk) -> None:
    crowd, rigged = Crowd(), rig(tmp_path / "rig", data=disk.folder / "data")
    with rigged.service as service:
        client = rigged.client()
        for _ in range(100):
            assert crowd.come(client) == 204
        client.close()
        assert service.stop() == 0
        disk.read_only(True)
        service.start()
        client = rigged.client()
        assert client.stats()["total"] == 100
        for _ in range(20):
            assert crowd.come(client) == 202
        assert health(client)["durable"] is False
        rigged.clock.move(DAY)  # a new day begins that cannot be stored
        figures = client.stats()
        assert (figures["total"], figures["yesterday"], figures["today"]) == (100, 100, 0)
        for _ in range(20):
            assert crowd.come(client) == 202
        assert "Traceback" not in service.printed
        disk.read_only(False)
        eventually(lambda: crowd.come(client), lambda status: status == 204)
        figures = eventually(client.stats, lambda figures: figures["total"] == crowd.sent)
        assert (figures["yesterday"], figures["today"]) == (120, crowd.sent - 120)
        survives_a_kill(rigged, crowd)


@pytest.mark.parametrize(("calls", "error"), [("fdatasync,fsync", "EIO"), ("pwrite64,pwritev,write", "EROFS")])
def test_a_disk_that_fails_for_a_while(tmp_path: Path, calls: str, error: str) -> None:
    crowd, rigged = Crowd(), rig(tmp_path)
    with rigged.service as service:
        client = rigged.client()
        for _ in range(20):
            assert crowd.come(client) == 204
        with failing(service.pid, calls, rigged.data / "counter.db-wal", error, tmp_path / "trace"):
            crowd.come_until(client, 202)
            for _ in range(10):
                crowd.come(client)
            assert health(client)["durable"] is False
            assert "INJECTED" in (tmp_path / "trace").read_text("utf-8")
        crowd.come_until(client, 204)
        eventually(client.stats, lambda figures: figures["total"] == crowd.sent)
        survives_a_kill(rigged, crowd)


def test_a_second_service_on_the_same_data_is_refused(tmp_path: Path) -> None:
    crowd, rigged = Crowd(), rig(tmp_path)
    with rigged.service as service:
        client = rigged.client()
        crowd.come(client)
        second = refused(service)
        assert second.returncode != 0
        assert "Lỗi: " in second.stderr
        assert str(rigged.data) in second.stderr
        assert "Traceback" not in second.stderr
        assert "http://" not in second.stdout
        assert crowd.come(client) == 204
        assert service.kill() == -9
    with service:  # a killed service leaves no lock
        assert rigged.client().stats()["total"] == 2


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    rigged = rig(tmp_path)
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = refused(rigged.service, port)
    assert done.returncode != 0
    assert f"cổng {port}" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "content", [None, "", "{", "[]", '{"paths": 3}', '{"paths": ["/"], "aliases": []}', "\0", '{"x": 1}']
)
def test_without_a_readable_list_it_does_not_start(tmp_path: Path, content: str | None) -> None:
    rigged = rig(tmp_path)
    rigged.service.manifest.unlink()
    if content is not None:
        rigged.service.manifest.write_text(content, "utf-8")
    done = refused(rigged.service)
    assert done.returncode != 0
    assert str(rigged.service.manifest) in done.stderr
    assert "Lỗi: " in done.stderr
    assert "Traceback" not in done.stderr


def counts(client: Client, page: str, number: int) -> bool:
    """Whether a new visitor's view of a page is counted now."""
    return client.hit(page, phone(1000 + number)).counted == "1"


def test_a_list_that_changes_breaks_and_goes_away(tmp_path: Path) -> None:
    rigged = rig(tmp_path)
    listed = rigged.service.manifest
    numbers = iter(range(100_000))
    with rigged.service as service:
        client = rigged.client()
        assert not counts(client, "/2026/moi/", next(numbers))
        write(listed, {"paths": [*PAGES, "/2026/moi/"], "aliases": {"/moi.html": "/2026/moi/"}})
        eventually(lambda: counts(client, "/2026/moi/", next(numbers)), bool)
        assert counts(client, "/moi.html", next(numbers))
        listed.write_text('{"paths": [', "utf-8")
        eventually(lambda: service.printed, lambda text: "Danh sách cũ vẫn được dùng" in text)
        assert counts(client, "/2026/moi/", next(numbers))
        listed.unlink()
        assert counts(client, "/2026/moi/", next(numbers))
        write(listed, {"paths": ["/", "/2026/doi-ten/"], "aliases": {"/2026/moi/": "/2026/doi-ten/"}})
        eventually(lambda: not counts(client, PAGES[1], next(numbers)), bool)
        views = client.get("/_v/views.json?path=/2026/doi-ten/&path=/2026/moi/").json()
        assert set(views) == {"/2026/doi-ten/", "/2026/moi/"}
        assert views["/2026/doi-ten/"] >= 4  # a renamed article's views are carried on
        assert "Traceback" not in service.printed


def write(listed: Path, manifest: dict[str, Any]) -> None:
    """Replace the list as the build does."""
    beside = listed.with_suffix(".new")
    beside.write_text(json.dumps(manifest), "utf-8")
    os.replace(beside, listed)


@pytest.mark.parametrize("words", [
    ("--trust-proxy", "300.1.1.1/8"), ("--bound", "0"), ("--bound", "1001"), ("--origin", "kenh"), ("--port", "99999"),
    ("--store", "mysql://x"), ("--clock", "/nonexistent/clock"),
])  # fmt: skip
def test_options_that_make_no_sense_are_refused(tmp_path: Path, words: tuple[str, str]) -> None:
    done = refused(rig(tmp_path, options=words).service)
    assert done.returncode != 0
    assert done.stderr
    assert "Traceback" not in done.stderr
