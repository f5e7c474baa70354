"""The compact table of who was seen must answer like a plain dict of seconds."""

import random

from hypothesis import given
from hypothesis import strategies as st

from plugins.visit_counter.service.recent import SLACK, WINDOW, Recent

START = 1_795_000_000
#: Keys that differ in the 56 bits that count; many of them in one table.
KEYS = st.builds(lambda mark, table: mark << 16 | table, st.integers(1, 2**48 - 1), st.sampled_from((0, 0, 0, 7, 255)))


class Plain:
    """What the table promises, in a dict."""

    def __init__(self) -> None:
        self.seen: dict[int, int] = {}

    def touch(self, key: int, now: int) -> int:
        age = self.age(key, now)
        self.seen[key] = now
        return age

    def age(self, key: int, now: int) -> int:
        age = now - self.seen[key] if key in self.seen else WINDOW + 1
        return max(age, 0) if age <= WINDOW else -1


@given(st.lists(st.tuples(KEYS, st.integers(0, 900)), max_size=300))
def test_it_remembers_what_a_dict_remembers(steps: list[tuple[int, int]]) -> None:
    table, plain, now = Recent(), Plain(), START
    for key, pause in steps:
        now += pause
        assert table.age(key, now) == plain.age(key, now)
        assert table.touch(key, now) == plain.touch(key, now)
        table.sweep(now)


def test_a_view_is_known_for_exactly_half_an_hour() -> None:
    table = Recent()
    table.touch(77, START)
    assert [table.age(77, START + age) for age in (0, WINDOW, WINDOW + 1)] == [0, WINDOW, -1]


def test_what_expired_is_swept_before_its_seconds_come_round_again() -> None:
    table, now = Recent(), START
    table.touch(77, now)
    for _ in range(64):
        now += 900
        table.sweep(now)
    assert table.age(77, START + 65_536) == -1


def test_it_grows_and_shrinks() -> None:
    table, generator = Recent(), random.Random(6)
    keys = [generator.getrandbits(64) for _ in range(50_000)]
    for key in keys:
        table.touch(key, START)
    assert table.live(START) == len(keys)
    assert all(table.age(key, START + 5) == 5 for key in keys)
    assert table.size < 1.5 * len(keys)
    for _ in range(32):
        table.sweep(START + WINDOW + 1)
    assert table.live(START + WINDOW + 1) == 0
    assert table.size < 5_000


def test_a_clock_that_goes_back_keeps_ages() -> None:
    table = Recent()
    for age in (0, 10, WINDOW):
        table.put(age + 1, START - age, START)
    table.shift(7200, START - 7200)
    assert [table.age(age + 1, START - 7200) for age in (0, 10, WINDOW)] == [0, 10, WINDOW]


def test_a_sighting_from_a_breath_ahead_counts_as_now() -> None:
    table = Recent()
    table.touch(1, START + SLACK)
    assert table.age(1, START) == 0


def test_the_forgotten_are_gone_and_others_behind_them_are_found() -> None:
    table = Recent()
    keys = [number << 24 for number in range(1, 6)]
    for key in keys:
        table.touch(key, START)
    table.forget(keys[0], START)
    table.forget(12345, START)
    assert [table.age(key, START) for key in keys] == [-1, 0, 0, 0, 0]
    assert table.touch(keys[0], START + 1) == -1
    assert table.age(keys[0], START + 1) == 0


def test_everybody_can_be_forgotten() -> None:
    table = Recent()
    table.touch(1, START)
    table.clear()
    assert table.age(1, START) == -1
