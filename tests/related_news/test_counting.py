"""Texts counted in several processes are as if one had counted them."""

from __future__ import annotations

import os

import pytest

from plugins.related_news import counting
from plugins.related_news.corpus import Document
from plugins.related_news.counting import count_all
from plugins.related_news.terms import TermCounts, count_terms

DOCUMENTS = [
    Document(f"bai-{number}", f"Tin số {number}", f"<p>Bài {number}</p>" * (number % 3), is_html=True)
    for number in range(130)
]


def plain(counts: list[TermCounts]) -> list[tuple[list[int], list[int]]]:
    return [(one.buckets.tolist(), one.times.tolist()) for one in counts]


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_the_counts_are_the_same(processes: int) -> None:
    found = count_all(DOCUMENTS, processes)
    assert plain(found) == plain([count_terms(document) for document in DOCUMENTS])
    assert {(one.buckets.dtype.str, one.times.dtype.str) for one in found} == {("<i4", "|u1")}


def test_what_a_child_that_died_had_is_counted_here(monkeypatch: pytest.MonkeyPatch) -> None:
    expected, parent = plain(count_all(DOCUMENTS, 1)), os.getpid()

    def die(document: Document) -> TermCounts:
        if os.getpid() != parent:
            os._exit(9)
        return count_terms(document)

    monkeypatch.setattr(counting, "count_terms", die)
    assert plain(count_all(DOCUMENTS, 2)) == expected
