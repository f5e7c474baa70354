"""What stands in the rail beside a document, by ids."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st

from plugins.related_news.corpus import Document
from plugins.related_news.fillers import fresher, moment
from plugins.related_news.relations import relate
from plugins.related_news.sidebar import Entry, Sidebar
from tests.common.properties import PROPERTY
from tests.related_news.archive import Given, document, given

COPY = "một bản tin được nhiều đơn vị đăng lại nguyên văn trên trang của mình"


def rail(relations: Any, shown: int = 4, floor: float = 0.2, eligible: Sequence[str] | None = None) -> Sidebar:
    """A sidebar in which everything may stand unless some are named."""
    names = [one.id for one in relations.documents]
    return Sidebar(relations, names if eligible is None else eligible, shown, floor)


def told(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    return [(entry.id, entry.why) for entry in entries]


def similar(*names: str) -> list[tuple[str, str]]:
    return [(name, "similar") for name in names]


def test_picks_then_similar_ones_then_the_section() -> None:
    documents = [document(name, section="tin") for name in "abcdef"]
    relations = given(documents, {"a": {"b": 0.5, "c": 0.4, "d": 0.1}})
    assert told(rail(relations, 5).entries("a", ["f", "c"])) == [
        ("f", "pick"), ("c", "pick"), ("b", "similar"), ("d", "section"), ("e", "section"),
    ]  # fmt: skip


def test_picks_keep_their_order_never_itself_none_twice_and_at_most_as_many() -> None:
    documents = [document(name) for name in "abcdef"]
    relations = given(documents, {"a": {"b": 0.9}})
    entries = rail(relations, 3).entries("a", ["d", "a", "c", "d", "unknown", "e", "f"])
    assert told(entries) == [("d", "pick"), ("c", "pick"), ("e", "pick")]


def test_the_floor_holds_and_is_taken_before_days_count() -> None:
    documents = [document("a", date="2026-01-01"), document("b", date="2001-01-01"), document("c"), document("d")]
    relations = given(documents, {"a": {"b": 0.2, "c": 0.3, "d": 0.1999}})
    entries = rail(relations).entries("a")
    assert told(entries) == similar("c", "b")
    assert [entry.score for entry in entries] == pytest.approx([0.3, 0.17])


def test_newer_ones_gain_a_little() -> None:
    documents = [
        document("a", date="2026-06-01"),
        document("old", date="2016-06-01"),
        document("new", date="2026-05-30"),
    ]
    assert told(rail(given(documents, {"a": {"old": 0.5, "new": 0.44}})).entries("a")) == similar("new", "old")
    assert told(rail(given(documents, {"a": {"old": 0.5, "new": 0.41}})).entries("a")) == similar("old", "new")


def test_ties_are_newest_first_then_by_id() -> None:
    documents = [
        document("a"),
        document("d", date="2020-01-01"),
        document("c", date="2021-01-01"),
        document("b", date="2021-01-01"),
    ]
    assert told(rail(given(documents, {"a": dict.fromkeys("dcb", 0.5)})).entries("a")) == similar("b", "c", "d")


@pytest.mark.parametrize(
    ("one", "other", "factor"),
    [
        ("2026-01-01", "2026-01-01", 1.0),
        ("2026-01-01", "2026-06-30", 0.925),
        ("2026-06-30", "2026-01-01", 0.925),
        ("2026-01-01", "1926-01-01", 0.85),
        ("", "2026-01-01", 1.0),
        ("hôm qua", "2026-01-01", 1.0),
        ("2026", "2026-01-01T00:00:00+07:00", 1.0),
        ("2026-01", "2025-12-31T17:00:00Z", 1.0),
    ],
)
def test_days(one: str, other: str, factor: float) -> None:
    moments = [np.array([math.nan if at is None else at]) for at in (moment(one), moment(other))]
    assert fresher(*moments) == pytest.approx([factor], abs=1e-6)


def test_what_is_not_eligible_is_not_there_but_has_a_rail() -> None:
    documents = [document(name, section="tin") for name in "abc"]
    relations = given(documents, {"a": {"b": 0.9, "c": 0.8}, "b": {"a": 0.9, "c": 0.8}})
    sidebar = rail(relations, eligible=["a", "c", "elsewhere"])
    assert told(sidebar.entries("a", ["b"])) == similar("c")
    assert told(sidebar.entries("b", ["c"])) == [("c", "pick"), ("a", "similar")]


def test_a_document_of_no_archive_has_a_rail() -> None:
    documents = [document(name, section="tin", date=f"2026-01-0{n}") for n, name in enumerate("abc", 1)]
    draft = document("draft", section="tin")
    sidebar = rail(given(documents, {"draft": {"a": 0.5}}), 3)
    assert told(sidebar.entries_of(draft)) == [("a", "similar"), ("c", "section"), ("b", "section")]


def test_copies_of_the_document_and_of_each_other() -> None:
    documents = [
        document(name, COPY if name in "abc" else f"{COPY[:9]} {name * 40}", section="tin") for name in "abcdef"
    ]
    cosines = {("a", "b"): 0.9, ("a", "c"): 0.9, ("b", "c"): 0.9, ("d", "e"): 0.9}
    relations = given(documents, {"a": {"b": 0.9, "d": 0.5}, "d": {"b": 0.7, "c": 0.8, "a": 0.3, "e": 0.2}}, cosines)
    assert told(rail(relations).entries("a")) == [("d", "similar"), ("e", "section"), ("f", "section")]
    assert told(rail(relations).entries("d")) == [("c", "similar"), ("e", "similar"), ("f", "section")]


def test_a_pick_stands_for_its_copies_and_is_never_left_out_itself() -> None:
    documents = [document("a", "bài đang đọc"), *(document(name, COPY) for name in "bcd")]
    cosines = {("b", "c"): 0.9, ("b", "d"): 0.9, ("c", "d"): 0.9}
    sidebar = rail(given(documents, {"a": {"b": 0.9, "d": 0.8}}, cosines))
    assert told(sidebar.entries("a", ["c"])) == [("c", "pick")]
    assert told(sidebar.entries("a", ["c", "b"])) == [("c", "pick"), ("b", "pick")]
    assert told(sidebar.entries("b", ["c"])) == [("c", "pick")]


def test_many_copies_are_read_past() -> None:
    names = [f"k{n:02}" for n in range(30)]
    documents = [document("a", "bài đang đọc"), *(document(name, COPY) for name in names), document("z", "chuyện khác")]
    cosines = {(one, other): 0.9 for one in names for other in names if one < other}
    ranking = dict.fromkeys(names, 0.8) | {"z": 0.3}
    relations = given(documents, {"a": ranking}, cosines, depth=40)
    assert told(rail(relations, 3).entries("a")) == similar("k00", "z")


def test_no_deeper_than_needed() -> None:
    documents = [document("a"), *(document(f"b{n:02}") for n in range(50))]
    relations = Given(documents, {"a": {f"b{n:02}": 0.9 - n / 100 for n in range(50)}})
    sidebar: Any = rail(relations, 2)
    assert told(sidebar.entries("a")) == similar("b00", "b01")
    assert relations.asked == []


def test_nothing_is_looked_for_deeper_because_it_might_be_fresher() -> None:
    """The twenty-first would gain by its days, but twenty are better without them."""
    documents = [document("a", date="2026-01-01"), document("new", date="2026-01-01")]
    documents += [document(f"b{n:02}", date="2001-01-01") for n in range(20)]
    ranking = {f"b{n:02}": 0.5 for n in range(20)} | {"new": 0.49}
    assert told(rail(given(documents, {"a": ranking}), 1).entries("a")) == similar("b00")
    relations = Given(documents, {"a": ranking})
    sidebar: Any = rail(relations, 21)
    assert len(sidebar.entries("a")) == 21
    assert relations.asked == [80]


def test_many_that_may_not_stand_are_read_past() -> None:
    documents = [document("a"), *(document(f"b{n:02}") for n in range(40))]
    ranking = {f"b{n:02}": 0.9 - n / 100 for n in range(40)}
    assert told(rail(given(documents, {"a": ranking}), 2, eligible=["b30", "b31", "b32"]).entries("a")) == similar(
        "b30", "b31"
    )


def test_the_section_fills_up_nearest_in_date_first() -> None:
    dates = {"a": "2026-01-10", "b": "2026-01-09", "c": "2026-01-11", "d": "2026-01-01", "e": "2026-03-01", "f": ""}
    documents = [document(name, date=date, section="tin") for name, date in dates.items()]
    documents += [document("other", date="2026-01-10", section="khác")]
    assert told(rail(given(documents, {}), 9).entries("a")) == [(name, "section") for name in "cbdef"]
    assert told(rail(given(documents, {}), 9).entries("f")) == [(name, "section") for name in "ecabd"]
    assert rail(given(documents, {}), 9).entries("other") == []


def test_what_the_page_shows_elsewhere_is_left_out_and_others_take_its_place() -> None:
    documents = [document(name, COPY if name in "bc" else f"{name} {name * 40}", section="tin") for name in "abcdef"]
    relations = given(documents, {"a": {"b": 0.9, "c": 0.8, "d": 0.5}}, {("b", "c"): 0.9})
    sidebar = rail(relations, 2)
    assert told(sidebar.entries_of(documents[0])) == similar("b", "d")
    beside = told(sidebar.entries_of(documents[0], elsewhere=["b", "e"]))
    assert beside == [("d", "similar"), ("f", "section")], "neither b nor its copy c"
    assert told(sidebar.entries_of(documents[0], ["b"], elsewhere=["d"])) == [("b", "pick"), ("e", "section")]


def test_documents_without_a_section_are_not_filled_up() -> None:
    documents = [document(name) for name in "abc"]
    assert rail(given(documents, {})).entries("a") == []


def test_none_wanted_alone_and_empty() -> None:
    documents = [document(name, section="tin") for name in "ab"]
    assert rail(given(documents, {"a": {"b": 0.9}}), 0).entries("a", ["b"]) == []
    assert rail(given(documents[:1], {})).entries("a") == []
    assert rail(given([], {})).entries_of(documents[0]) == []


WORDS = ["ma", "túy", "lừa", "đảo", "giao", "thông", "cháy", "rừng", "hội", "nghị", "tổng", "kết", "an", "ninh"]


@settings(PROPERTY, max_examples=20)  # weights are taken over all buckets, however few documents there are
@examples(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join),
            st.sampled_from(["", "m", "n"]),
            st.integers(1, 28),
        ),
        min_size=1,
        max_size=12,
    ),
    st.integers(0, 5),
    st.randoms(use_true_random=False),
)
def test_always_the_same(rows: list[tuple[str, str, int]], shown: int, chance: random.Random) -> None:
    documents = [
        Document(f"b{n}", text[:20], text, f"2026-01-{day:02}", section) for n, (text, section, day) in enumerate(rows)
    ]
    names = [one.id for one in documents]
    eligible = chance.sample(names, chance.randint(0, len(names)))
    picks = chance.sample(names, min(len(names), 2))
    sidebar = rail(relate(documents), shown, 0.1, eligible)
    entries = {name: sidebar.entries(name, picks) for name in names}
    chance.shuffle(documents)
    again = rail(relate(documents), shown, 0.1, list(reversed(eligible)))
    for name, found in entries.items():
        ids = [entry.id for entry in found]
        assert again.entries(name, picks) == found
        assert name not in ids
        assert set(ids) <= set(eligible)
        assert len(ids) == len(set(ids)) <= shown
        assert [entry.why for entry in found] == sorted(
            (entry.why for entry in found), key=["pick", "similar", "section"].index
        )
