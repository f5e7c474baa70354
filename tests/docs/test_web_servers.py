"""docs/van-hanh/nginx.conf and Caddyfile on the real servers: the site, a living counter, a dead one."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.visit_counter.service.server import KEEP_ALIVE
from plugins.visit_counter.shards import shard_href
from tests.docs.conftest import PAGE
from tests.fronts import CADDY, FRONTS, READER, SNIPPETS, Front, adapted_caddyfile
from tools.counter import TRUST_US, running_counter
from tools.counter_process import CounterProcess

PHONE = {
    "User-Agent": "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Mobile Safari/537.36"
}
GIF = b"GIF89a"


@pytest.fixture
def counter(folder: Path) -> Iterator[CounterProcess]:
    """A counter on its own data."""
    with running_counter(folder / "data", folder / "countable.json", *TRUST_US) as found:
        yield found


@pytest.fixture(params=FRONTS)
def front(request: pytest.FixtureRequest, folder: Path, counter: CounterProcess) -> Iterator[Front]:
    """Each web server before it."""
    with FRONTS[request.param](folder / "logs", folder / "www", folder / "data", counter.port) as found:
        yield found


def hit(front: Front, path: str = PAGE, **headers: str) -> tuple[int, str]:
    """Status and X-Counted of a view as the script reports it."""
    answer = front.ask("POST", f"/_v/hit?p={path}&n=0", {**PHONE, **headers}, b"")
    return answer.status, answer.headers["X-Counted"]


def site_is_served(front: Front) -> None:
    """Every kind of page."""
    assert front.ask("GET", "/").body == b"trang index.html"
    assert front.ask("GET", PAGE, PHONE).body == b"trang 2026/a/index.html"
    assert front.ask("GET", "/to-giac-toi-pham/").status == 200
    missing = front.ask("GET", "/khong-co/")
    assert (missing.status, missing.body) == (404, b"trang 404.html")


def test_a_view_is_counted_once_whatever_a_visitor_claims(front: Front) -> None:
    site_is_served(front)
    assert hit(front) == (204, "1")
    claims = [f"203.0.113.{number}" for number in range(1, 4)]
    assert {hit(front, **{"X-Forwarded-For": claim}) for claim in claims} == {(204, "0")}
    assert hit(front, **{"User-Agent": "curl/8.0"}) == (204, "0")
    assert hit(front, "/khong-co/") == (204, "0")
    gif = front.ask("GET", "/_v/hit.gif?p=/", PHONE)
    assert (gif.status, gif.headers["X-Counted"], gif.body[:6]) == (200, "1", GIF)
    views = front.ask("GET", f"/_v/views.json?path=/&path={PAGE}")
    assert json.loads(views.body) == {"/": 1, PAGE: 1}


def test_nothing_of_the_data_but_the_published_is_there_to_read(front: Front) -> None:
    for path in ("/_v/salt", "/_v/counter.db", "/_v/../salt", "/_v/views/..%2f..%2f..%2fsalt", "/_v/healthz"):
        answer = front.ask("GET", path)
        assert answer.status in (204, 400, 404, 503)
        assert b"SQLite" not in answer.body
        assert b"durable" not in answer.body


def test_a_counter_that_ended_leaves_its_figures_and_no_error(front: Front, counter: CounterProcess) -> None:
    assert hit(front) == (204, "1")
    assert counter.stop() == 0  # it publishes what it counted before it ends
    assert hit(front) == (503, "0")
    stats = front.ask("GET", "/_v/stats.json")
    assert (stats.status, stats.headers["Content-Type"].partition(";")[0]) == (200, "application/json")
    assert json.loads(stats.body)["total"] == 1
    assert json.loads(front.ask("GET", shard_href(PAGE)).body) == {PAGE: 1}
    assert json.loads(front.ask("GET", "/_v/snapshot.json").body)["days"][-1]["views"] == 1
    gif = front.ask("GET", "/_v/hit.gif?p=/", PHONE)
    assert gif.status in (200, 503)
    unused = next(f"/_v/views/{n:02x}.json" for n in range(9) if f"{n:02x}" not in shard_href(PAGE) + shard_href("/"))
    for path in (unused, f"/_v/views.json?path={PAGE}", "/_v/khong-co"):
        answer = front.ask("GET", path)
        assert (answer.status, answer.body.strip(), answer.headers["X-Counted"]) == (503, b"", "0")
    large = front.ask("POST", "/_v/hit?p=/", PHONE, b"x" * 8000)
    assert large.status == 503
    site_is_served(front)

    for told in ("/_v/", READER, "SM-A155F"):
        assert told not in front.logged(), "who read what is in no log"
    assert "to-giac" not in front.logged()


@pytest.mark.parametrize(
    ("name", "shape"), [("nginx.conf", r"keepalive_timeout (\d+)s;"), ("Caddyfile", r"keepalive (\d+)s")]
)
def test_a_kept_connection_is_given_up_before_the_counter_closes_it(name: str, shape: str) -> None:
    kept = re.search(shape, (SNIPPETS / name).read_text("utf-8"))
    assert kept
    assert int(kept[1]) < KEEP_ALIVE


def test_caddys_file_is_valid_and_in_its_form(tmp_path: Path) -> None:
    path = tmp_path / "Caddyfile"
    path.write_text(adapted_caddyfile(tmp_path, tmp_path, 1, tmp_path, (2, 3), ("", "")), "utf-8")
    subprocess.run([CADDY, "validate", "--config", path, "--adapter", "caddyfile"], check=True, capture_output=True)
    form = subprocess.run([CADDY, "fmt", SNIPPETS / "Caddyfile"], check=True, capture_output=True, encoding="utf-8")
    assert form.stdout == (SNIPPETS / "Caddyfile").read_text("utf-8")


def test_figures_are_fetched_whole_or_not_at_all(tmp_path: Path, folder: Path) -> None:
    kept = tmp_path / "visits.json"
    script = SNIPPETS / "lay-so-lieu.sh"
    public = tmp_path / "data" / "public" / "_v"
    public.mkdir(parents=True)
    with FRONTS["nginx"](tmp_path / "nginx", folder / "www", tmp_path / "data", 9) as front:
        address = f"http://127.0.0.1:{front.port}"

        def fetch(text: str) -> str:
            if text:
                (public / "snapshot.json").write_text(text, "utf-8")
            done = subprocess.run([script, address, kept], check=True, capture_output=True, encoding="utf-8")
            assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "front", "nginx", "visits.json"]
            return done.stderr

        kept.write_text("như cũ", "utf-8")
        for text in ("", "<html>", '{"total": null}', "{}"):
            assert "giữ" in fetch(text)
            assert kept.read_text("utf-8") == "như cũ"
        assert fetch('{"total": 13063547}') == ""
        assert json.loads(kept.read_text("utf-8")) == {"total": 13063547}
    assert script.stat().st_mode & 0o111
