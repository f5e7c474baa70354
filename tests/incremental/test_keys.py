"""A page's key is another one when anything that the page shows is, and only then."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from plugins.incremental.digests import digest
from plugins.incremental.keys import FRAME, Keys
from plugins.sections.pages import ListPage


def article(name: str = "a", **changed: Any) -> Any:
    lists: dict[str, Any] = {key: [] for key in ("related", "keywords", "thread_others", "newer", "older")}
    values = lists | {"href": f"/2021/{name}/", "card": name, "own": name, "thread": None}
    return SimpleNamespace(**values | changed)


def keys(**context: Any) -> Keys:
    values: dict[str, Any] = {"notices": [], "countable": frozenset()}
    return Keys(values | context, lambda a: digest(a.own), lambda a: digest(a.card))


def related(name: str, reason: str = "cùng từ khóa") -> Any:
    return SimpleNamespace(article=article(name), reason=reason, basis=reason)


@pytest.mark.parametrize("changed", [
    {"own": "x"}, {"card": "x"}, {"related": [related("b")]},
    {"keywords": [SimpleNamespace(label="ma túy", href="/t/")]},
    {"thread": "event"}, {"thread_others": [article("b")]}, {"newer": [article("b")]}, {"older": [article("b")]},
])  # fmt: skip
def test_an_article(changed: dict[str, Any]) -> None:
    if "card" in changed:  # its page shows the article by its record alone
        assert keys().article(article(**changed)) == keys().article(article())
    else:
        assert keys().article(article(**changed)) != keys().article(article())


def test_whom_it_shows_and_where() -> None:
    found = [
        article(related=[related("b")]), article(related=[related("b", "cùng mục")]), article(newer=[article("b")]),
        article(older=[article("b")]), article(thread_others=[article("b")]), article(related=[related("c")]),
        article(newer=[article("b"), article("c")]), article(newer=[article("c"), article("b")]),
    ]  # fmt: skip
    assert len({keys().article(one) for one in found}) == len(found)


def test_of_others_only_the_card_counts() -> None:
    shown = keys().article(article(newer=[article("b")]))
    assert keys().article(article(newer=[article("b", own="x", thread="y")])) == shown
    assert keys().article(article(newer=[article("b", card="x")])) != shown


@pytest.mark.parametrize("make", [
    lambda keys: keys.article(article()),
    lambda keys: keys.overview("tags", ["a"]),
    lambda keys: keys.archives([]),
    lambda keys: keys.moved("/cu/", article()),
])  # fmt: skip
def test_what_stands_on_every_page_changes_every_key(make: Callable[[Keys], bytes]) -> None:
    plain = make(keys())
    assert make(keys()) == plain
    assert all(make(keys(**{name: "another"})) != plain for name in FRAME)
    assert make(keys(notices=[article("notice")])) != plain
    assert make(keys(nothing_of_the_frame="another")) == plain


def test_whether_a_page_is_counted() -> None:
    assert keys(countable=frozenset({"/2021/a/"})).article(article()) != keys().article(article())
    assert keys(countable=frozenset({"/2021/b/"})).article(article()) == keys().article(article())


def test_a_list() -> None:
    head = SimpleNamespace(name="ma túy", href="/tu-khoa/ma-tuy/", count=3)
    more = SimpleNamespace(name="ma túy", href="/tu-khoa/ma-tuy/", count=4)
    first, numbered = ListPage(0, head.href, [article()]), ListPage(2, f"{head.href}2/", [article()])
    made = keys()
    assert made.list_page("tag", head, first) != made.list_page("tag", more, first)
    assert made.list_page("tag", head, numbered) == made.list_page("tag", more, numbered)
    others = [
        ListPage(3, head.href, [article()]), ListPage(2, "/x/", [article()]),
        ListPage(2, numbered.href, [article("b")]),
        ListPage(2, numbered.href, [article()], newer="/x/"), ListPage(2, numbered.href, [article()], older="/x/"),
        ListPage(2, numbered.href, [article()], newest="/x/"), ListPage(2, numbered.href, [article()], oldest="/x/"),
    ]  # fmt: skip
    found = {made.list_page("tag", head, page) for page in (numbered, *others)}
    assert len(found | {made.list_page("category", head, numbered)}) == len(others) + 2


def test_a_period_and_the_years() -> None:
    month = SimpleNamespace(month=5, count=2)
    year = SimpleNamespace(href="/2021/", year=2021, count=2, months=[month], listed=[article()])
    made = keys()
    plain = made.period(year, [year])
    changes: list[dict[str, Any]] = [{"count": 3}, {"months": []}, {"listed": [article("b")]}, {"href": "/2022/"}]
    for changed in changes:
        assert made.period(SimpleNamespace(**vars(year) | changed), [year]) != plain
    assert made.period(year, [year, SimpleNamespace(year=2020)]) != plain
    assert made.archives([year]) != made.archives([])


def test_the_front_page() -> None:
    def front(**changed: Any) -> bytes:
        values: dict[str, Any] = {"lead": article(), "secondary": [article("b")], "latest": [], "blocks": []}
        return keys().front(SimpleNamespace(**values | changed), None)

    block = SimpleNamespace(story=article("c"), rows=[article("d")], section="tin")
    found = [
        front(), front(lead=None), front(lead=article("c")), front(secondary=[]), front(latest=[article("b")]),
        front(secondary=[], latest=[article("b")]), front(blocks=[block]),
        front(blocks=[SimpleNamespace(**vars(block) | {"section": "khac"})]),
    ]  # fmt: skip
    assert len(set(found)) == len(found)
