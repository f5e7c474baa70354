"""The bound of one address, in every half hour wherever it begins."""

from hypothesis import given
from hypothesis import strategies as st

from plugins.visit_counter.service.budget import LARGEST, QUARTER, Budget

START = 1_795_000_000
HERE, THERE = bytes([10, 0, 0, 1]), bytes(8)


def test_an_address_gets_its_bound_at_once_and_not_one_more() -> None:
    budget = Budget(1000)
    assert [budget.take(HERE, START) for _ in range(1001)] == [True] * 1000 + [False]
    assert budget.take(THERE, START)


@given(st.integers(1, 9), st.lists(st.integers(0, 1200), max_size=120))
def test_no_half_hour_holds_more_than_the_bound(bound: int, pauses: list[int]) -> None:
    budget, now, taken = Budget(bound), START, []
    for pause in pauses:
        now += pause
        if budget.take(HERE, now):
            taken.append(now)
    for first in taken:
        assert sum(first <= second <= first + 1800 for second in taken) <= bound


def test_after_three_quarters_the_bound_is_free_again() -> None:
    budget = Budget(3)
    taken = [budget.take(HERE, START + 3 * QUARTER * round_) for round_ in range(4) for _ in range(4)]
    assert taken == [True, True, True, False] * 4


def test_a_clock_that_goes_back_frees_nothing() -> None:
    budget = Budget(1)
    assert budget.take(HERE, START)
    assert not budget.take(HERE, START - 7200)


def test_many_addresses_each_have_their_own() -> None:
    budget = Budget(2)
    addresses = [number.to_bytes(4) for number in range(20_000)]
    assert all(budget.take(address, START) for address in addresses)
    assert budget.used == len(addresses)
    assert all(budget.take(address, START + QUARTER) for address in addresses)
    assert not any(budget.take(address, START + QUARTER) for address in addresses)
    for _ in range(32):
        budget.sweep(START + 4 * QUARTER)
    assert budget.used == 0


def test_the_bound_is_one_that_can_be_kept() -> None:
    for bound in (0, -1, LARGEST + 1):
        try:
            Budget(bound)
        except ValueError:
            continue
        raise AssertionError(bound)
