"""The plain ranking: a mean of one's own cosines and those of the three nearest."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from plugins.related_news.products import Nearest, none_yet
from plugins.related_news.ranking import depends_on, ranked, ranked_from
from plugins.related_news.weights import LENGTH, ONE
from tests.common.properties import PROPERTY


def lists(*entries: dict[int, float], depth: int = 4) -> Nearest:
    """Lists of given cosines."""
    made = none_yet(len(entries), depth)
    for row, cosines in enumerate(entries):
        best = sorted(((cosine, place) for place, cosine in cosines.items()), reverse=True)[:depth]
        made.places[row, : len(best)] = [place for _, place in best]
        made.scores[row, : len(best)] = [round(cosine * ONE) for cosine, _ in best]
    return made


def by_hand(near: Nearest, here: int) -> list[tuple[int, int]]:
    """The formula of the module's docstring, in the same whole numbers."""
    cosines = [dict(zip(p, s, strict=True)) for p, s in zip(near.places.tolist(), near.scores.tolist(), strict=True)]
    own = {place: score for place, score in cosines[here].items() if place >= 0}
    asked = list(own)[:3]
    told = {place: 2 * LENGTH * score for place, score in own.items()}
    for other in asked:
        trust = own[other] // LENGTH
        for place, score in {**cosines[other], other: ONE}.items():
            if place >= 0:
                told[place] = told.get(place, 0) + trust * score
    whole = 2 * LENGTH + sum(own[other] // LENGTH for other in asked)
    found = [(score // whole, place) for place, score in told.items() if place != here and score >= whole]
    return [(place, score) for score, place in sorted(found, reverse=True)][: near.depth]


def listed(found: Nearest) -> list[list[tuple[int, int]]]:
    return [
        [(place, score) for place, score in zip(places, scores, strict=True) if place >= 0]
        for places, scores in zip(found.places.tolist(), found.scores.tolist(), strict=True)
    ]


def test_a_third_report_joins_two_that_share_little() -> None:
    near = lists({1: 0.5, 2: 0.2, 3: 0.2}, {0: 0.5, 2: 0.5}, {1: 0.5, 0: 0.2}, {0: 0.2})
    found = ranked(near, np.array([0]))
    assert found.places[0].tolist() == [1, 2, 3, -1], "2 is as near as 3, but 1 is near to it"
    expected = (0.2 + 0.5 * 0.5 * 0.5 + 0.5 * 0.2) / (1 + 0.5 * 0.9)
    assert abs(found.scores[0, 1] / ONE - expected) < 1e-4


def test_an_archive_of_strangers() -> None:
    assert listed(ranked(lists({}, {}, {}), np.arange(3))) == [[], [], []]
    assert listed(ranked(lists(), np.arange(0))) == []


@given(st.integers(0, 2**32), st.integers(1, 25), st.integers(1, 8))
@PROPERTY
def test_any_lists(seed: int, size: int, depth: int) -> None:
    chance = random.Random(seed)
    entries = [
        {place: chance.randrange(1, 9) / 9 for place in range(size) if place != here and chance.random() < 0.4}
        for here in range(size)
    ]
    near = lists(*entries, depth=depth)
    found = listed(ranked(near, np.arange(size)))
    assert found == [by_hand(near, here) for here in range(size)]
    assert all(0 < score <= ONE for row in found for _, score in row)
    here = chance.randrange(size)
    assert listed(ranked(near, np.array([here]))) == [found[here]]


def test_a_document_without_a_place_and_a_deeper_look() -> None:
    near = lists({1: 0.5}, {0: 0.5, 2: 0.4}, {1: 0.4})
    places, _ = ranked_from(near.places[:1], near.scores[:1], near, 2)
    assert places.tolist() == [[1, 0]]
    places, _ = ranked_from(near.places[:1], near.scores[:1], near, 9, np.array([0]))
    assert places[0, :3].tolist() == [1, 2, -1]
    assert places.shape == (1, 9)


def test_only_those_who_ask_a_changed_list_depend_on_it() -> None:
    near = lists({1: 0.9}, {2: 0.9, 3: 0.8, 4: 0.7, 0: 0.6}, {3: 0.1}, {}, {})
    changed = np.array([True, False, False, False, False])
    assert depends_on(near, changed).tolist() == [True, False, False, False, False], "the fourth is not asked"
    assert depends_on(near, ~changed).tolist() == [True, True, True, True, True]
