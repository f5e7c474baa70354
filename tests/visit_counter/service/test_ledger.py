"""Sums of what is durable."""

import json
from pathlib import Path

from plugins.visit_counter.service.ledger import Ledger
from plugins.visit_counter.service.manifest import Manifest
from plugins.visit_counter.service.model import Batch, DayCount, Loaded, News, Totals


def make_ledger() -> Ledger:
    others = Totals({1: DayCount(5, 9), 2: DayCount(1, 1)}, {"/a/": 4}, base=100)
    return Ledger(Loaded("id", {2: DayCount(10, 20)}, {"/a/": 3, "/cu/": 2}, others, [], []))


def test_own_and_others_are_summed() -> None:
    ledger = make_ledger()
    assert ledger.days == {1: DayCount(5, 9), 2: DayCount(11, 21)}
    assert ledger.total == 116
    assert ledger.views(("/a/", "/cu/")) == 9


def test_a_batch_counts_when_it_is_settled_and_only_once() -> None:
    ledger = make_ledger()
    batch = Batch({2: DayCount(12, 30), 3: DayCount(1, 1)}, {"/a/": 8}, [], 0)
    for _ in range(2):
        ledger.settle(batch)
        assert ledger.total == 100 + 5 + 13 + 1
        assert ledger.days[2] == DayCount(13, 31)
        assert ledger.views(("/a/",)) == 12


def test_news_of_others_replace_what_they_were() -> None:
    ledger = make_ledger()
    ledger.hear(News())
    assert ledger.total == 116
    ledger.hear(News(Totals({1: DayCount(6, 9), 2: DayCount(1, 1)}, {"/a/": 5}, base=200), imports=[]))
    assert ledger.total == 200 + 6 + 11
    assert ledger.views(("/a/",)) == 8


def test_changed_pages_are_named_as_they_are_called_now(tmp_path: Path) -> None:
    file = tmp_path / "m.json"
    file.write_text(json.dumps({"paths": ["/moi/", "/a/"], "aliases": {"/cu/": "/moi/"}}))
    manifest, ledger = Manifest(file), make_ledger()
    ledger.settle(Batch({}, {"/cu/": 3}, [], 0))
    ledger.hear(News(Totals({}, {"/a/": 5})))
    assert ledger.take_changed(manifest) == {"/moi/", "/a/"}
    assert ledger.take_changed(manifest) == set()
