"""Hundreds of phones behind one address of a mobile carrier, all alike: the script's hint tells their visits apart."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.visit_counter.service.oracle import moment
from tests.visit_counter.service.process import NOON, PAGES, PHONE, Clock, rig, who
from tools.counter_process import Client

PHONES = 500
HALF_HOUR = 1800


@dataclass
class Handset:
    """A phone with the client script: it keeps when it was here last, and nothing else."""

    last: int | None = None

    def view(self, now: int) -> bool:
        """Whether the script says "new visit" at this view."""
        fresh = self.last is None or now - self.last > HALF_HOUR or local_day(now) > local_day(self.last)
        self.last = now
        return fresh


def local_day(second: int) -> date:
    """The day in Vietnam."""
    return moment(second).date()


def reading(chance: random.Random, first: int, most: int) -> list[int]:
    """The seconds of one visit's views."""
    seconds = [first]
    for _ in range(chance.randrange(most)):
        seconds.append(seconds[-1] + chance.randint(5, 200))
    return seconds


def send(client: Client, views: list[tuple[int, int]], clock: Clock) -> int:
    """Send views, (second, phone), in order of time; gives the true number of visits."""
    handsets = [Handset() for _ in range(PHONES)]
    visits = 0
    for number, (second, owner) in enumerate(sorted(views)):
        clock.set(second)
        fresh = handsets[owner].view(second)
        visits += fresh
        client.hit(PAGES[number % len(PAGES)], who("171.224.1.1", PHONE), hint=fresh)
    return visits


def near(found: int, truth: int) -> bool:
    """Within two per cent."""
    return abs(found - truth) <= truth * 0.02


def test_five_hundred_phones_behind_one_address(tmp_path: Path) -> None:
    chance, rigged = random.Random(500), rig(tmp_path)
    views = []
    for owner in range(PHONES):
        first = NOON + chance.randrange(5400)
        views += [(second, owner) for second in reading(chance, first, 4)]
        if chance.random() < 0.4:
            again = views[-1][0] + HALF_HOUR + 1 + chance.randrange(1800)
            views += [(second, owner) for second in reading(chance, again, 3)]
    with rigged.service:
        client = rigged.client()
        visits = send(client, views, rigged.clock)
        figures = client.stats()
    assert visits > PHONES * 1.3
    assert near(figures["total"], visits), (figures, visits)
    assert near(figures["today"], visits)


def test_all_of_them_are_online(tmp_path: Path) -> None:
    """Everybody reads a page or more within five minutes; five minutes later nobody is there."""
    chance, rigged = random.Random(300), rig(tmp_path)
    views = []
    for owner in range(PHONES):
        first = NOON + chance.randrange(200)
        views += [(min(second, NOON + 290), owner) for second in reading(chance, first, 3)]
    with rigged.service:
        client = rigged.client()
        send(client, views, rigged.clock)
        rigged.clock.set(NOON + 290)
        online = client.stats()["online"]
        rigged.clock.set(NOON + 290 + 301)
        later = client.stats()["online"]
    assert near(online, PHONES), online
    assert later == 0


def test_online_while_they_come_and_go(tmp_path: Path) -> None:
    """One page each, spread over an hour: those of the last five minutes are online."""
    chance, rigged = random.Random(7), rig(tmp_path)
    views = [(NOON + chance.randrange(3600), owner) for owner in range(PHONES)]
    with rigged.service:
        client = rigged.client()
        send(client, views, rigged.clock)
        figures = client.stats()
        now = max(second for second, _ in views)
    truth = sum(now - second <= 300 for second, _ in views)
    assert abs(figures["online"] - truth) <= max(1, truth * 0.02), (figures, truth)
    assert near(figures["total"], PHONES)


def test_phones_are_still_told_apart_after_a_restart(tmp_path: Path) -> None:
    rigged = rig(tmp_path)
    views = [(NOON + owner // 2, owner) for owner in range(PHONES)]
    with rigged.service:
        client = rigged.client()
        send(client, views, rigged.clock)
        before = client.stats()
        client.close()
        rigged.service.kill()
        rigged.service.start()
        after = rigged.client().stats()
    assert near(before["total"], PHONES)
    assert near(before["online"], PHONES)
    assert after["total"] == before["total"]
    assert near(after["online"], PHONES), (before, after)
