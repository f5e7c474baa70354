"""What counts and what does not, decision by decision."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from plugins.visit_counter.service.counter import Counter
from plugins.visit_counter.service.days import day_of, parse_day, start_of
from plugins.visit_counter.service.manifest import Manifest
from plugins.visit_counter.service.model import DayCount, Loaded, Totals

MORNING = start_of(parse_day("2026-11-22")) + 9 * 3600
PHONE = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36"
)
HERE = bytes([203, 0, 113, 7])


@dataclass
class Stand:
    """A counter and the clock in its hand."""

    now: int
    counter: Counter

    def hit(self, path: str = "/", network: bytes = HERE, agent: str = PHONE, **hints: bool) -> bool:
        return self.counter.hit(path, network, agent, **hints)

    @property
    def today(self) -> DayCount:
        """Today's figures once the store has them."""
        self.counter.ledger.settle(self.counter.take_batch())
        return self.counter.ledger.days[day_of(self.now)]


@pytest.fixture
def stand(tmp_path: Path) -> Stand:
    file = tmp_path / "m.json"
    file.write_text(json.dumps({"paths": ["/", "/2026/a/", "/2026/b/"], "aliases": {"/2025/a/": "/2026/a/"}}))
    made = Stand(MORNING, None)  # type: ignore[arg-type]
    loaded = Loaded("id", {}, {}, Totals(), [], [])
    made.counter = Counter(loaded, Manifest(file), lambda: made.now, lambda day: day.to_bytes(16), 5)
    return made


def test_pages_of_one_visit(stand: Stand) -> None:
    assert [stand.hit(path) for path in ("/", "/2026/a/", "/2025/a/", "/")] == [True, True, False, False]
    assert stand.today == DayCount(visits=1, views=2)
    assert stand.counter.outcomes == {"counted": 2, "repeat": 2}


def test_unknown_pages_and_robots_leave_no_trace(stand: Stand) -> None:
    assert not stand.hit("/khong-co/")
    assert not stand.hit(agent="Googlebot/2.1 (+http://www.google.com/bot.html)")
    assert not stand.hit(agent="")
    assert not stand.counter.take_batch().seen
    assert stand.counter.outcomes == {"unknown": 1, "robot": 2}


def test_the_hint_tells_phones_of_one_address_apart(stand: Stand) -> None:
    assert [stand.hit(fresh=True), stand.hit(fresh=True), stand.hit()] == [True, True, False]
    assert stand.today == DayCount(visits=2, views=2)
    assert stand.counter.visitors.online == 2


def test_the_bound_holds_for_new_agents_for_hints_and_for_the_private(stand: Stand) -> None:
    assert sum(stand.hit(agent=f"{PHONE} {number}") for number in range(9)) == 5
    assert not stand.hit("/2026/a/", agent="Mozilla/5.0 unseen", fresh=True)
    assert stand.hit(private=True, fresh=True), "a view that has a bound of its own, and no visit"
    assert stand.hit("/2026/a/", agent=f"{PHONE} 1", fresh=True), "who was admitted goes on reading"
    assert stand.today == DayCount(visits=5, views=7)
    assert stand.hit(network=bytes(8)), "another address has a bound of its own"


def test_views_of_the_private_do_not_use_up_the_visits(stand: Stand) -> None:
    assert sum(stand.hit(private=True, fresh=number == 0) for number in range(9)) == 5
    assert sum(stand.hit(agent=f"{PHONE} {number}") for number in range(9)) == 4
    assert stand.today == DayCount(visits=5, views=9)


def test_the_private_are_counted_without_a_key(stand: Stand) -> None:
    assert stand.hit(private=True, fresh=True)
    assert stand.hit(private=True)
    batch = stand.counter.take_batch()
    assert batch.seen == []
    assert batch.days[day_of(MORNING)] == DayCount(visits=1, views=2)
    assert stand.counter.visitors.online == 0


def test_a_new_day_is_measured_without_any_hit(stand: Stand) -> None:
    stand.counter.take_batch()
    stand.now = start_of(day_of(MORNING) + 1)
    stand.counter.tick()
    assert stand.counter.take_batch().days == {day_of(MORNING) + 1: DayCount()}


def test_a_batch_that_was_not_written_goes_out_with_the_next_one(stand: Stand) -> None:
    stand.hit()
    lost = stand.counter.take_batch()
    assert not stand.counter.has_changes
    stand.hit("/2026/a/")
    stand.counter.give_back(lost)
    batch = stand.counter.take_batch()
    assert batch.days[day_of(MORNING)] == DayCount(visits=1, views=2)
    assert batch.pages == {"/": 1, "/2026/a/": 1}
    assert b"".join(seen.keys for seen in batch.seen).startswith(lost.seen[0].keys)
    assert sum(len(seen.keys) for seen in batch.seen) == 32


def test_what_is_given_back_for_hours_does_not_pile_up(stand: Stand) -> None:
    stand.hit()
    lost = stand.counter.take_batch()
    stand.now += 1801
    stand.counter.tick()
    stand.counter.give_back(lost)
    batch = stand.counter.take_batch()
    assert batch.seen == []
    assert batch.pages == {"/": 1}


def test_a_clock_that_goes_back_is_told_to_the_store(stand: Stand) -> None:
    stand.now -= 3600
    stand.counter.tick()
    assert stand.counter.stepped_back == 3600


def test_sightings_that_wait_to_be_stored_go_back_with_the_clock(stand: Stand) -> None:
    stand.hit()
    stand.now -= 3600
    stand.counter.tick()
    assert [seen.second for seen in stand.counter.take_batch().seen] == [MORNING - 3600]


def test_the_first_batch_is_never_empty(tmp_path: Path) -> None:
    file = tmp_path / "m.json"
    file.write_text(json.dumps({"paths": ["/"]}))
    loaded = Loaded("id", {day_of(MORNING): DayCount(3, 4)}, {}, Totals(), [], [])
    counter = Counter(loaded, Manifest(file), lambda: MORNING, lambda day: day.to_bytes(16), 5)
    assert counter.take_batch().days == {day_of(MORNING): DayCount(3, 4)}
