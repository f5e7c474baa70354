"""The blocks of the rail below related news: no story twice, none empty for that."""

from __future__ import annotations

from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest

from plugins.common.dates import parse_date
from plugins.sections.events import Events
from plugins.sections.rail import fill_rails
from tests.sections.articles import article, slugs

NOW = parse_date("2026-11-22 10:00").value


def line(count: int, event: str | None = None) -> list[Any]:
    """Articles of one section, newest first, "0" the newest."""
    return [article(str(number), f"2026-05-{31 - number:02}", event=event) for number in range(count)]


def in_rail(*articles: Any) -> list[SimpleNamespace]:
    """Entries of related news."""
    return [SimpleNamespace(article=each) for each in articles]


def blocks(each: Any) -> tuple[list[str], list[str], list[str]]:
    return slugs(each.thread_others), slugs(each.newer), slugs(each.older)


def test_newer_and_older_ones_newest_first() -> None:
    articles = line(6)
    fill_rails(articles, [], 2)
    assert [(slugs(a.newer), slugs(a.older)) for a in articles] == [
        ([], ["1", "2"]), (["0"], ["2", "3"]), (["0", "1"], ["3", "4"]), (["1", "2"], ["4", "5"]), (["2", "3"], ["5"]),
        (["3", "4"], []),
    ]  # fmt: skip


@pytest.mark.parametrize("count", [0, 5])
def test_an_article_alone(count: int) -> None:
    alone = article("a")
    fill_rails([alone], [], count)
    assert blocks(alone) == ([], [], [])
    fill_rails([], [], count)


def test_none_wanted() -> None:
    articles = line(2)
    fill_rails(articles, [], 0)
    assert [blocks(each) for each in articles] == [([], [], [])] * 2


def test_what_stands_above_is_passed_over_and_the_next_takes_its_place() -> None:
    articles = line(10)
    articles[5].related = in_rail(articles[4], articles[7], article("khac"))
    articles[5].find_thread_others = lambda above: [articles[3], articles[6]]
    fill_rails(articles, [], 2)
    assert blocks(articles[5]) == (["3", "6"], ["1", "2"], ["8", "9"])
    assert blocks(articles[4]) == ([], ["2", "3"], ["5", "6"])


def test_the_event_leaves_out_what_the_editor_picked_and_shows_the_next() -> None:
    articles = line(6, "Bão số 3")
    events = Events(articles, NOW)
    for each in articles:
        each.find_thread_others = partial(events.others, each, 2)
    articles[2].related = in_rail(articles[1], articles[3])
    fill_rails(articles, [], 3)
    assert blocks(articles[2]) == (["0", "4"], [], ["5"])
    assert blocks(articles[5]) == (["3", "4"], ["0", "1", "2"], [])


def test_hidden_articles_and_drafts_have_an_event_and_no_neighbours() -> None:
    articles, hidden = line(2), article("an")
    hidden.find_thread_others = lambda above: articles[:1]
    fill_rails(articles, [hidden], 3)
    assert blocks(hidden) == (["0"], [], [])
    assert blocks(articles[0]) == ([], [], ["1"])
