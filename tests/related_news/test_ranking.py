"""Which articles stand beside one."""

from __future__ import annotations

import random
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.related_news.ranking import COMMON, Ranking, Related
from tests.common.properties import PROPERTY


def make(slug: str, keywords: str = "", section: str = "tin") -> Any:
    """An article with keywords, one letter each."""
    held = [SimpleNamespace(slug=letter, name=letter.upper()) for letter in keywords]
    return SimpleNamespace(slug=slug, keywords=held, section=SimpleNamespace(slug=section))


def shown(related: list[Related]) -> list[str]:
    return [entry.article.slug for entry in related]


def test_rare_keywords_weigh_more() -> None:
    articles = [make("a", "xy"), make("chung 1", "x"), make("chung 2", "x"), make("hiếm", "y", "khác"), make("không")]
    related = Ranking(articles, 4).related(articles[0], [])
    assert [(entry.article.slug, entry.reason) for entry in related] == [
        ("hiếm", "cùng từ khóa: Y"), ("chung 1", "cùng từ khóa: X"), ("chung 2", "cùng từ khóa: X"),
        ("không", "cùng chuyên mục"),
    ]  # fmt: skip


def test_more_shared_keywords_weigh_more() -> None:
    articles = [make("a", "xyz"), make("một", "x"), make("hai", "xy"), make("ba", "xyz")]
    related = Ranking(articles, 4).related(articles[0], [])
    assert shown(related) == ["ba", "hai", "một"]
    assert related[1].reason == "cùng từ khóa: X, Y"


def test_picks_first_in_their_order_and_none_twice() -> None:
    articles = [make("a", "x"), make("b", "x"), make("c"), make("d", "x"), make("e")]
    ranking = Ranking(articles, 4)
    picks = [articles[2], articles[3], articles[2], articles[0]]
    related = ranking.related(articles[0], picks)
    assert shown(related) == ["c", "d", "b", "e"]
    assert [entry.reason for entry in related[:2]] == ["biên tập chọn", "biên tập chọn"]


def test_the_newest_of_equals() -> None:
    articles = [make("a", "x"), *(make(f"b{n}", "x") for n in range(6))]
    assert shown(Ranking(articles, 3).related(articles[0], [])) == ["b0", "b1", "b2"]
    assert shown(Ranking(articles, 3).related(articles[6], [])) == ["a", "b0", "b1"]


def test_only_its_own_section_fills_up() -> None:
    articles = [make("a"), make("b", section="khác"), make("c"), make("d", section="khác"), make("e")]
    assert shown(Ranking(articles, 4).related(articles[0], [])) == ["c", "e"]


@pytest.mark.parametrize("count", [1, 2, 4])
def test_never_more_than_wanted(count: int) -> None:
    articles = [make(f"a{n}", "x") for n in range(9)]
    assert len(Ranking(articles, count).related(articles[4], [articles[1], articles[2]])) == count


def test_none_wanted() -> None:
    articles = [make("a", "x"), make("b", "x")]
    assert Ranking(articles, 0).related(articles[0], []) == []


def test_alone_and_empty() -> None:
    alone = make("a", "x")
    assert Ranking([alone], 4).related(alone, []) == []
    assert Ranking([], 4).related(alone, []) == []


def test_a_draft_is_related_but_never_in_a_rail() -> None:
    published = [make("a", "x"), make("b")]
    draft = make("nháp", "xq")
    ranking = Ranking(published, 4)
    assert shown(ranking.related(draft, [])) == ["a", "b"]
    assert shown(ranking.related(published[0], [])) == ["b"]


def test_a_keyword_that_all_have_says_nothing() -> None:
    articles = [make(f"a{n}", "x", f"mục {n}") for n in range(COMMON + 1)]
    assert Ranking(articles, 4).related(articles[0], []) == []
    assert shown(Ranking(articles[:COMMON], 1).related(articles[0], [])) == ["a1"]


@PROPERTY
@given(
    st.lists(
        st.tuples(st.text("xyzw", max_size=3).map(lambda t: "".join(sorted(set(t)))), st.sampled_from("mn")), max_size=9
    ),
    st.integers(1, 5),
    st.integers(0, 99),
)
def test_never_itself_never_twice_and_always_the_same(given_: list[tuple[str, str]], count: int, seed: int) -> None:
    articles = [make(f"a{n}", keywords, section) for n, (keywords, section) in enumerate(given_)]
    generator = random.Random(seed)
    for each in articles:
        picks = generator.sample(articles, min(len(articles), 3))
        related = shown(Ranking(articles, count).related(each, picks))
        assert each.slug not in related
        assert len(related) == len(set(related)) <= count
        turned = make(each.slug, "".join(k.slug for k in reversed(each.keywords)), each.section.slug)
        others = [turned if other is each else other for other in articles]
        moved = [turned if pick is each else pick for pick in picks]
        assert shown(Ranking(others, count).related(turned, moved)) == related
