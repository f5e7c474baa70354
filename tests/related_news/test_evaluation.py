"""The four figures against cases done by hand, and against a slow reading of their definitions."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.related_news.evaluation import DEPTH, Quality, evaluate
from tests.common.properties import PROPERTY

Clusters = dict[str, str | None]
Lists = dict[str, list[str]]


def figures(relevant: str, there_are: int) -> Quality:
    """One question: 1 and 0 for the best ones, as many relevant documents as said; everybody else asks nothing."""
    clusters: Clusters = {"q": "c", **{f"r{number}": "c" for number in range(there_are)}}
    clusters |= {f"d{number}": None for number in range(9)}
    best = [f"{'dr'[int(hit)]}{place}" for place, hit in enumerate(relevant)]
    only = evaluate(clusters, lambda asking: best if asking == "q" else [])
    return Quality(1, *(value * (there_are + 1) for value in (only.hit_1, only.hit_5, only.ndcg_5, only.map_5)))


def close(found: Quality, *wanted: float) -> bool:
    return (found.hit_1, found.hit_5, found.ndcg_5, found.map_5) == pytest.approx(wanted)


def test_what_is_perfect_is_1() -> None:
    assert close(figures("11111", 9), 1, 1, 1, 1)
    assert close(figures("11000", 2), 1, 1, 1, 1)
    assert close(figures("1", 1), 1, 1, 1, 1)


def test_what_finds_nothing_is_0() -> None:
    assert close(figures("00000", 3), 0, 0, 0, 0)
    assert close(figures("", 3), 0, 0, 0, 0)


def test_one_at_third_place_of_two_that_there_are() -> None:
    ideal = 1 + 1 / math.log2(3)
    assert close(figures("001", 3), 0, 1, 0.5 / (ideal + 0.5), 1 / 3 / 3)
    assert close(figures("00100", 3), 0, 1, 0.5 / (ideal + 0.5), 1 / 3 / 3)


def test_places_one_and_three() -> None:
    ideal = 1 + 1 / math.log2(3)
    assert close(figures("101", 3), 1, 1, 1.5 / (ideal + 0.5), (1 + 2 / 3) / 3)


def test_the_sixth_is_not_looked_at() -> None:
    assert close(figures("000001", 6), 0, 0, 0, 0)


def test_who_is_alone_does_not_ask_and_who_has_no_cluster_only_stands_in_the_way() -> None:
    clusters: Clusters = {"a": "x", "b": "x", "alone": "y", "none": None, "also none": None}
    asked = []

    def best(asking: str) -> list[str]:
        asked.append(asking)
        return ["none", "b" if asking == "a" else "a"]

    found = evaluate(clusters, best)
    assert asked == ["a", "b"]
    assert (found.queries, found.hit_1, found.hit_5) == (2, 0, 1)


def test_nobody_asks() -> None:
    assert evaluate({}, lambda _: []) == Quality(0, 0, 0, 0, 0)
    assert evaluate({"a": None, "b": None, "c": "x"}, lambda _: []) == Quality(0, 0, 0, 0, 0)


@st.composite
def archives(draw: st.DrawFn) -> tuple[Clusters, Lists]:
    """Some documents with clusters, and lists beside each."""
    names = [f"t{number}" for number in range(draw(st.integers(1, 14)))]
    clusters: Clusters = {name: draw(st.sampled_from(["x", "y", "z", None])) for name in names}
    lists = {
        name: draw(st.lists(st.sampled_from(others), unique=True))
        if (others := [n for n in names if n != name])
        else []
        for name in names
    }
    return clusters, lists


@PROPERTY
@given(archives())
def test_as_the_definitions_say(archive: tuple[Clusters, Lists]) -> None:
    clusters, lists = archive
    found = evaluate(clusters, lists.__getitem__)
    slow = [one for name in clusters if (one := by_definition(name, clusters, lists[name]))]
    assert found.queries == len(slow)
    if slow:
        assert close(found, *(sum(column) / len(slow) for column in zip(*slow, strict=True)))
        assert all(0 <= value <= 1 + 1e-12 for value in (found.hit_1, found.hit_5, found.ndcg_5, found.map_5))


def by_definition(name: str, clusters: Clusters, listed: list[str]) -> list[float] | None:
    """The four figures of one question from relevance judgements, place by place; None when it is not asked."""
    wanted = {other for other in clusters if other != name and clusters[other] is not None}
    wanted = {other for other in wanted if clusters[other] == clusters[name]}
    if clusters[name] is None or not wanted:
        return None
    shown = listed[:DEPTH]

    def discounted(order: list[bool]) -> float:
        return math.fsum(math.log(2) / math.log(place + 2) for place in range(len(order)) if order[place])

    def precision_at(place: int) -> float:
        return len(wanted & set(shown[:place])) / place

    ideal = ([True] * len(wanted) + [False] * DEPTH)[:DEPTH]
    precisions = [precision_at(place) for place in range(1, len(shown) + 1) if shown[place - 1] in wanted]
    return [
        float(bool(shown) and shown[0] in wanted),
        float(not wanted.isdisjoint(shown)),
        discounted([other in wanted for other in shown]) / discounted(ideal),
        sum(precisions) / min(len(wanted), DEPTH),
    ]
