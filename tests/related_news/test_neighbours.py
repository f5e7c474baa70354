"""Exact nearest neighbours, all at once and where something changed, against a product by hand."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.related_news import products
from plugins.related_news.neighbours import nearest, nearest_of, renewed
from plugins.related_news.products import Nearest, Products, products_of, products_with
from plugins.related_news.weights import Rows, stacked
from tests.common.properties import PROPERTY

Sparse = dict[int, int]


def rows_of(documents: list[Sparse]) -> Rows:
    return stacked(
        [
            (np.array(sorted(terms), np.int32), np.array([terms[bucket] for bucket in sorted(terms)], np.int32))
            for terms in documents
        ]
    )


def by_hand(documents: list[Sparse], depth: int) -> list[list[tuple[int, int]]]:
    lists = []
    for here, terms in enumerate(documents):
        products = [
            (sum(weight * other.get(bucket, 0) for bucket, weight in terms.items()), there)
            for there, other in enumerate(documents)
            if there != here
        ]
        lists.append([(there, score) for score, there in sorted(products, reverse=True) if score][:depth])
    return lists


def listed(found: Nearest) -> list[list[tuple[int, int]]]:
    return [
        [(place, score) for place, score in zip(places, scores, strict=True) if place >= 0]
        for places, scores in zip(found.places.tolist(), found.scores.tolist(), strict=True)
    ]


def archive(chance: random.Random, size: int, terms: int = 12) -> list[Sparse]:
    """Documents of few terms and small weights, so that many scores are equal."""
    return [{chance.randrange(terms): chance.randrange(1, 4) for _ in range(chance.randrange(5))} for _ in range(size)]


@pytest.mark.parametrize(("size", "depth"), [(0, 3), (1, 3), (2, 1), (10, 20), (23, 4), (30, 2), (300, 3), (700, 20)])
def test_the_lists_are_those_of_the_whole_product(size: int, depth: int) -> None:
    documents = archive(random.Random(size), size)
    assert listed(nearest(rows_of(documents), depth)) == by_hand(documents, depth)


@given(st.integers(0, 2**32), st.integers(1, 60), st.integers(1, 8), st.integers(1, 30))
@PROPERTY
def test_any_archive(seed: int, size: int, depth: int, terms: int) -> None:
    documents = archive(random.Random(seed), size, terms)
    assert listed(nearest(rows_of(documents), depth)) == by_hand(documents, depth)


@pytest.mark.parametrize("some", [[3, 7, 39], [*range(5, 40), 2]], ids=["few", "many"])
def test_some_of_them(some: list[int]) -> None:
    documents = archive(random.Random(1), 40)
    expected = by_hand(documents, 5)
    assert listed(nearest_of(np.array(some), rows_of(documents), 5)) == [expected[place] for place in some]


@given(st.integers(0, 2**32), st.integers(1, 60), st.integers(1, 6))
@PROPERTY
def test_renewed_lists_are_those_made_from_nothing(seed: int, size: int, depth: int) -> None:
    chance = random.Random(seed)
    documents = archive(chance, size)
    old = nearest(rows_of(documents), depth)
    gone = set(chance.sample(range(size), chance.randrange(min(size, 4) + 1)))
    now = [(place, terms) for place, terms in enumerate(documents) if place not in gone]
    for terms in archive(chance, chance.randrange(4)):
        now.insert(chance.randrange(len(now) + 1), (-1, terms))
    moved = np.full(size, -1, np.int64)
    for place, (was, _) in enumerate(now):
        if was >= 0:
            moved[was] = place
    fresh = np.array([place for place, (was, _) in enumerate(now) if was < 0], np.int64)
    rows = rows_of([terms for _, terms in now])
    found, changed = renewed(old, moved, fresh, rows)
    exact = nearest(rows, depth)
    assert listed(found) == listed(exact) == by_hand([terms for _, terms in now], depth)
    for place, (was, _) in enumerate(now):
        if not changed[place]:
            assert listed(found)[place] == [(moved[there], score) for there, score in listed(old)[was]]


def test_an_article_that_is_near_to_none_changes_no_list() -> None:
    documents = archive(random.Random(4), 50)
    old = nearest(rows_of(documents), 4)
    rows = rows_of([*documents, {99: 5}])
    _, changed = renewed(old, np.arange(50), np.array([50]), rows)
    assert np.flatnonzero(changed).tolist() == [50]


def test_a_row_without_terms_takes_no_neighbours_sum() -> None:
    rows = rows_of([{}, {1: 2}, {}, {}, {1: 3}, {}])
    found = products_with(*rows.row(1), rows)
    assert dict(zip(found.places.tolist(), found.scores.tolist(), strict=True)) == {1: 4, 4: 6}


def test_buckets_of_the_same_low_bits_are_not_mistaken_for_each_other() -> None:
    rows = rows_of([{5: 2, 70000: 1}, {5 + (1 << 16): 3}, {5: 4, 5 + (1 << 20): 1}, {70000 - (1 << 16): 1}])
    assert listed(nearest(rows, 2)) == [[(2, 8)], [], [(0, 8)], []]
    found = products_with(*rows.row(0), rows)
    assert dict(zip(found.places.tolist(), found.scores.tolist(), strict=True)) == {0: 5, 2: 8}


@pytest.mark.parametrize("wanted", [[], [3], [0, 9, 4, 30, 31], list(range(40))])
def test_few_rows_and_many_have_the_same_products(monkeypatch: pytest.MonkeyPatch, wanted: list[int]) -> None:
    documents = [*archive(random.Random(2), 38), {}, {}]
    rows = rows_of(documents)

    def told() -> list[dict[int, int]]:
        found = []
        for block in products_of(np.array(wanted, np.int64), rows):
            for start, end in zip(block.starts, block.starts[1:], strict=False):
                places, scores = block.places[start:end].tolist(), block.scores[start:end].tolist()
                found.append(dict(zip(places, scores, strict=True)))
        return found

    monkeypatch.setattr(products, "_TOGETHER", 3)
    few = told()
    monkeypatch.setattr(products, "_FEW", -1)
    assert few == told()
    assert few == [
        {place: total for place, other in enumerate(documents) if (total := product(documents[here], other))}
        for here in wanted
    ]


def product(one: Sparse, other: Sparse) -> int:
    return sum(weight * other.get(bucket, 0) for bucket, weight in one.items())


def test_lists_sorted_in_several_lots(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = archive(random.Random(8), 150)
    monkeypatch.setattr(products, "_SORTED", 7)
    assert listed(nearest(rows_of(documents), 5)) == by_hand(documents, 5)


def test_equal_scores_newer_first() -> None:
    block = Products(np.array([0, 5]), np.arange(5, dtype=np.int32), np.array([7, 9, 7, 7, 1], np.int32))
    best = block.best(3)
    assert best.places.tolist() == [[1, 3, 2]]
    assert best.scores.tolist() == [[9, 7, 7]]
