"""The front page."""

from __future__ import annotations

import pytest

from plugins.sections.front import Front, compose_front
from plugins.sections.section import Section
from tests.sections.articles import article, slugs

ONE, OTHER, EMPTY = Section("Một", "mot"), Section("Hai", "hai"), Section("Ba", "ba")


def test_none_at_all() -> None:
    assert compose_front([], {ONE: []}, 9, 7) == Front(None, [], [], [])


def test_one_article() -> None:
    alone = article("a")
    front = compose_front([alone], {ONE: [alone]}, 9, 7)
    assert front.lead is alone
    assert (front.secondary, slugs(front.latest)) == ([], ["a"])
    assert [(b.section, b.story, slugs(b.rows)) for b in front.blocks] == [(ONE, None, ["a"])]


def test_the_newest_with_a_picture_leads() -> None:
    articles = [article(name, cover="x" if name in "bdfg" else None) for name in "abcdefghij"]
    front = compose_front(articles, {}, 9, 7)
    assert front.lead.slug == "b"
    assert slugs(front.secondary) == ["d", "f"]
    assert slugs(front.latest) == list("aceghij")


def test_the_choice_of_the_editor_leads() -> None:
    articles = [article(name, cover="x", featured=name in "ce") for name in "abcdefghij"]
    front = compose_front(articles, {}, 3, 7)
    assert front.lead.slug == "c"
    assert slugs(front.secondary) == ["a", "b"]
    assert slugs(front.latest) == ["d", "e", "f"]


@pytest.mark.parametrize(("count", "latest"), [(7, "abcdefg"), (8, "defgh")])
def test_a_young_site_lists_its_top_stories_too(count: int, latest: str) -> None:
    articles = [article(name, cover="x") for name in "abcdefgh"[:count]]
    assert slugs(compose_front(articles, {}, 9, 7).latest) == list(latest)


def test_without_pictures_the_newest_leads() -> None:
    front = compose_front([article(name) for name in "abcdefg"], {}, 9, 7)
    assert (front.lead.slug, front.secondary, slugs(front.latest)) == ("a", [], list("bcdefg"))


def test_blocks() -> None:
    first = [article("a"), article("b", cover="x"), article("c"), article("d", cover="y")]
    front = compose_front(first, {OTHER: first, EMPTY: [], ONE: first[:1]}, 9, 3)
    assert [(b.section.slug, b.story and b.story.slug, slugs(b.rows)) for b in front.blocks] == [
        ("hai", "b", ["a", "c"]), ("mot", None, ["a"]),
    ]  # fmt: skip


def test_no_story_stands_twice_at_the_top() -> None:
    articles = [article(name, cover="x", featured=name == "b") for name in "abcdefghijkl"]
    front = compose_front(articles, {}, 9, 7)
    shown = [front.lead.slug, *slugs(front.secondary), *slugs(front.latest)]
    assert len(shown) == len(set(shown))
