"""The pages of long lists: what they show, where they lead, and that a full one never changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.sections.pages import ListPage, list_pages, numbered_pages, page_href

COUNTS = st.integers(0, 300)
SIZES = st.integers(1, 25)


def pages(count: int, size: int = 20) -> list[ListPage]:
    """The pages of a list whose articles are numbers, the newest being the highest."""
    return list_pages("/x/", range(count - 1, -1, -1), size)


@given(COUNTS, SIZES)
def test_every_article_stands_once_newest_first(count: int, size: int) -> None:
    shown = [article for page in pages(count, size) for article in page.articles]
    assert shown == list(range(count - 1, -1, -1))


@given(COUNTS, SIZES)
def test_numbered_pages_are_full_and_the_first_shows_less_than_two(count: int, size: int) -> None:
    first, *further = pages(count, size)
    assert [len(page.articles) for page in further] == [size] * numbered_pages(count, size)
    assert len(first.articles) < 2 * size
    assert len(first.articles) >= min(count, size)


@given(COUNTS, SIZES)
def test_one_more_changes_the_front_alone(count: int, size: int) -> None:
    before = {page.href: page for page in pages(count, size)}
    after = {page.href: page for page in pages(count + 1, size)}
    changed = [href for href, page in after.items() if before.get(href) != page]
    begun = numbered_pages(count + 1, size)
    is_begun = begun > numbered_pages(count, size)
    link = [page_href("/x/", begun - 1)] if is_begun and begun > 1 else []
    assert changed == ["/x/", *([page_href("/x/", begun)] if is_begun else []), *link]
    assert all(after[href].articles == before[href].articles for href in link)


@given(COUNTS, SIZES)
def test_links_lead_to_pages_that_are_there(count: int, size: int) -> None:
    all_pages = pages(count, size)
    assert len({page.href for page in all_pages}) == len(all_pages)
    for place, page in enumerate(all_pages):
        newer = all_pages[place - 1].href if place else ""
        older = all_pages[place + 1].href if place + 1 < len(all_pages) else ""
        assert (page.newer, page.older) == (newer, older)
        assert page.newest == ("/x/" if place else "")
        assert page.oldest in ("", all_pages[-1].href)
        assert page.oldest != page.href


@pytest.mark.parametrize(
    ("count", "own", "numbers"),
    [(0, 0, []), (1, 1, []), (39, 39, []), (40, 20, [1]), (59, 39, [1]), (60, 20, [2, 1]), (61, 21, [2, 1])],
)
def test_edges(count: int, own: int, numbers: list[int]) -> None:
    first, *further = pages(count)
    assert (first.number, first.href, len(first.articles)) == (0, "/x/", own)
    assert [page.number for page in further] == numbers


def test_without_a_size_there_is_one_page() -> None:
    assert [(page.href, len(page.articles)) for page in pages(50, 0)] == [("/x/", 50)]
