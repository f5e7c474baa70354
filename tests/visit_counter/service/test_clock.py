"""A clock that jumps about, over midnights too: what no clock may break."""

from __future__ import annotations

import random
from itertools import count
from pathlib import Path
from typing import Any

from tests.visit_counter.service.process import NOON, PAGES, phone, rig
from tools.counter_process import Client

DAY = 86_400
_JUMPS = (0, 1, -1, 4, -4, -6, 59, -60, 1800, -1801, 7200, -7200, DAY, -DAY, 3 * DAY, -3 * DAY, 12 * 3600, -12 * 3600)


def check(figures: dict[str, Any], total: int) -> None:
    """Figures that fit each other, with a total that everybody knows."""
    values = {key: value for key, value in figures.items() if key != "as_of"}
    assert all(value is None or (isinstance(value, int) and value >= 0) for value in values.values()), figures
    assert figures["total"] == total, figures
    assert figures["today"] <= figures["this_week"] <= total, figures
    assert figures["today"] <= figures["this_month"] <= total, figures
    assert figures["online"] <= total, figures


def test_no_visitor_is_lost_or_made_by_jumps(tmp_path: Path) -> None:
    """Everybody comes once and reloads at once: each is one visit, whatever the clock does, and whatever restarts."""
    chance, rigged, newcomers = random.Random(9), rig(tmp_path), count(1)
    with rigged.service as service:
        client = rigged.client()
        for step in range(400):
            rigged.clock.move(chance.choice(_JUMPS))
            if step % 40 == 39:
                service.kill() if step % 80 == 79 else service.stop()
                rigged.clock.move(chance.choice(_JUMPS))
                service.start()
                client = rigged.client()
                check(client.stats(), step)
            assert client.hit(PAGES[1], phone(next(newcomers))).counted == "1"
            assert client.hit(PAGES[1], phone(step + 1)).counted == "0"
            check(client.stats(), step + 1)
        assert client.get(f"/_v/views.json?path={PAGES[1]}").json() == {PAGES[1]: 400}


def test_the_total_never_falls_for_the_same_few_readers(tmp_path: Path) -> None:
    chance, rigged = random.Random(10), rig(tmp_path, now=NOON + 12 * 3600 - 100)
    with rigged.service:
        client = rigged.client()
        total = 0
        for _ in range(400):
            rigged.clock.move(chance.choice((0, 1, 30, 200, -200, 301, -301, 1801)))
            answer = client.hit(chance.choice(PAGES), phone(chance.randrange(4)))
            found: int = client.stats()["total"]
            assert total <= found <= total + (answer.counted == "1")
            check(client.stats(), found)
            total = found


def test_a_step_back_ends_no_visit_and_begins_none(tmp_path: Path) -> None:
    """Two hours back in the middle of a visit: the visit goes on, and ends half an hour later as ever."""
    rigged = rig(tmp_path)
    with rigged.service:
        client = rigged.client()
        assert view(client, 0) == ("1", 1)
        rigged.clock.move(100)
        assert view(client, 0) == ("0", 1)
        rigged.clock.move(-7200)
        assert view(client, 1) == ("1", 1)
        assert client.stats()["online"] == 1
        rigged.clock.move(301)
        assert client.stats()["online"] == 0
        rigged.clock.move(1499)
        assert view(client, 1) == ("0", 1)
        rigged.clock.move(1801)
        assert view(client, 1) == ("1", 2)
        rigged.clock.move(7200)
        assert view(client, 1) == ("1", 3)


def view(client: Client, page: int) -> tuple[str, int]:
    """The same reader views a page: X-Counted, and the total after it."""
    answer = client.hit(PAGES[page], phone(1))
    return answer.counted, client.stats()["total"]
