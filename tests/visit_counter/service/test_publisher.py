"""What is published, and when it is due."""

import json
from pathlib import Path
from typing import Any

import pytest

from plugins.visit_counter.service.counter import Counter
from plugins.visit_counter.service.days import parse_day, start_of
from plugins.visit_counter.service.manifest import Manifest
from plugins.visit_counter.service.model import Import, Loaded, Totals
from plugins.visit_counter.service.publisher import HISTORY, STALE, Publisher
from plugins.visit_counter.shards import COUNT, shard_href, shard_of

TODAY = parse_day("2026-11-22")
AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36"
PAGES = [f"/2026/bai-{number}/" for number in range(60)]


class Stand:
    """A publisher over a counter, and the clock in its hand."""

    def __init__(self, folder: Path) -> None:
        self.now = start_of(TODAY) + 9 * 3600
        file = folder / "m.json"
        file.write_text(json.dumps({"paths": PAGES, "aliases": {"/cu/": PAGES[0]}}))
        entry = Import(1, "import", TODAY - 1, 1000, "cổng cũ", self.now - 60)
        loaded = Loaded("id", {}, {"/cu/": 4}, Totals(base=1000), [entry], [])
        self.counter = Counter(loaded, Manifest(file), lambda: self.now, lambda day: day.to_bytes(16), 1000)
        self.folder = folder / "public"
        self.publisher = Publisher(self.counter, self.folder)

    def hit(self, path: str, network: int = 1) -> None:
        """A durable view."""
        assert self.counter.hit(path, network.to_bytes(4), AGENT)
        self.counter.ledger.settle(self.counter.take_batch())

    def write_all(self) -> None:
        """Write until nothing is due."""
        while files := self.publisher.due():
            assert self.publisher.write(files)

    def read(self, name: str) -> Any:
        return json.loads((self.folder / name).read_text("utf-8"))


@pytest.fixture
def stand(tmp_path: Path) -> Stand:
    return Stand(tmp_path)


def test_the_first_writing_holds_everything(stand: Stand) -> None:
    stand.write_all()
    assert stand.read("stats.json")["total"] == 1000
    assert stand.read("stats.json")["as_of"] == "2026-11-22T09:00:00+07:00"
    assert stand.read(f"views/{shard_of(PAGES[0])}.json") == {PAGES[0]: 4}
    shot = stand.read("snapshot.json")
    assert shot["days"] == [{"day": "2026-11-22", "visits": 0, "views": 0}]
    assert shot["imports"] == [
        {
            "kind": "import",
            "as_of": "2026-11-21",
            "total": 1000,
            "from": "cổng cũ",
            "entered": "2026-11-22T08:59:00+07:00",
        }
    ]
    assert shot["store"] == "id"
    assert not stand.publisher.due()


def test_only_what_changed_is_written_again(stand: Stand) -> None:
    stand.write_all()
    stand.hit(PAGES[7])
    assert set(stand.publisher.due()) == {"stats.json", f"views/{shard_of(PAGES[7])}.json"}
    assert not stand.publisher.due()


def test_what_is_not_durable_is_not_shown(stand: Stand) -> None:
    stand.write_all()
    stand.counter.hit(PAGES[7], bytes(4), AGENT)
    assert stand.publisher.stats()["total"] == 1000
    assert stand.publisher.views([PAGES[7]]) == {PAGES[7]: 0}


def test_figures_that_stand_still_get_a_new_time(stand: Stand) -> None:
    stand.write_all()
    stand.now += STALE - 1
    assert not stand.publisher.due()
    stand.now += 1
    assert set(stand.publisher.due()) == {"stats.json"}
    stand.now += HISTORY
    assert "snapshot.json" in stand.publisher.due()


def test_a_flood_of_views_is_written_a_file_at_a_time(stand: Stand) -> None:
    stand.write_all()
    for number, page in enumerate(PAGES):
        stand.hit(page, number)
    files = stand.publisher.due()
    assert len([name for name in files if name.startswith("views/")]) == 1
    stand.publisher.write(files)
    stand.write_all()
    assert stand.read(f"views/{shard_of(PAGES[-1])}.json")[PAGES[-1]] == 1
    assert len(stand.publisher.due(everything=True)) == 2, "the last writing leaves no shard out, and repeats none"


def test_what_could_not_be_written_is_due_again(stand: Stand, caplog: pytest.LogCaptureFixture) -> None:
    stand.write_all()
    stand.hit(PAGES[7])
    files = stand.publisher.due()
    (stand.folder / "views" / f"{shard_of(PAGES[7])}.json").unlink()
    (stand.folder / "views" / f"{shard_of(PAGES[7])}.json").mkdir()
    for _ in range(2):
        assert not stand.publisher.write(files)
    stand.publisher.take_back(files)
    assert set(files) <= set(stand.publisher.due())
    assert caplog.text.count("Không ghi được tệp công bố") == 1


def test_a_page_that_left_leaves_no_views_behind(stand: Stand) -> None:
    stand.hit(PAGES[7])
    stand.write_all()
    stand.counter.manifest.path.write_text(json.dumps({"paths": PAGES[:3], "aliases": {}}))
    assert stand.counter.manifest.reload()
    stand.publisher.note_new_manifest()
    assert stand.counter.manifest.changed_shards == {shard_of(page) for page in [*PAGES[3:], PAGES[0]]}
    stand.write_all()
    assert stand.read(f"views/{shard_of(PAGES[7])}.json") == {}
    assert stand.publisher.views([PAGES[7], PAGES[0]]) == {PAGES[0]: 0}, "an address that is an alias no more"


def test_build_and_service_agree_on_the_shard() -> None:
    assert shard_href("/2026/bai-7/") == f"/_v/views/{shard_of('/2026/bai-7/')}.json"
    assert len({shard_of(f"/2026/{number}/") for number in range(10_000)}) == COUNT


def test_a_day_that_is_still_to_come_is_in_no_history(stand: Stand) -> None:
    stand.now += 400 * 86_400
    stand.hit(PAGES[7])
    stand.now -= 400 * 86_400
    shot = stand.publisher.snapshot()
    assert shot["total"] == 1001, "what a clock that was ahead has counted stays counted"
    assert [day["day"] for day in shot["days"]] == ["2026-11-22"]
