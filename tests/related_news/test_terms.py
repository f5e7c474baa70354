"""Texts as counts of terms: what changes nothing, what does, and how the words come back."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.related_news.corpus import Document
from plugins.related_news.terms import BUCKETS, TermCounts, count_terms, function_words, syllables
from tests.common.properties import PROPERTY
from tests.related_news.archive import spelled

TEXT = "Công an tỉnh Hoà Bình bắt 3 đối tượng.\nCác chiến sỹ được khen thưởng vì thuỷ chung."


def counts(text: str, title: str = "", tags: tuple[str, ...] = ()) -> TermCounts:
    return count_terms(Document("a", title, text, tags=tags))


def same(one: TermCounts, other: TermCounts) -> bool:
    return np.array_equal(one.buckets, other.buckets) and np.array_equal(one.times, other.times)


@pytest.mark.parametrize(
    "written",
    [
        TEXT.upper(),
        TEXT.lower(),
        unicodedata.normalize("NFD", TEXT),
        unicodedata.normalize("NFD", TEXT.upper()),
        TEXT.replace("Hoà", "Hòa").replace("thuỷ", "thủy"),
        TEXT.replace("sỹ", "sĩ"),
        TEXT.replace(" ", "  ").replace(".", " !"),
    ],
)
def test_spelling_changes_nothing(written: str) -> None:
    assert same(counts(written, "Hoà Bình"), counts(TEXT, "HÒA BÌNH"))


@pytest.mark.parametrize(("one", "other"), [("ma", "má"), ("dao", "đao"), ("an", "ân"), ("bo", "bơ")])
def test_accents_do(one: str, other: str) -> None:
    assert not np.intersect1d(counts(one).buckets, counts(other).buckets).size


def test_a_title_counts_twice_and_keywords_once() -> None:
    known = dict(zip(counts("ma túy").buckets.tolist(), [1, 1, 1], strict=True))
    assert len(known) == 3
    assert counts("", "ma túy").times.tolist() == [2, 2, 2]
    assert counts("", "", ("ma túy",)).times.tolist() == [1, 1, 1]
    assert counts("ma túy", "ma túy", ("ma túy",)).times.tolist() == [4, 4, 4]


def test_lines_part_pairs_and_the_most_times_are_kept() -> None:
    assert len(counts("ma\ntúy").buckets) == 2
    assert len(counts("ma\n\n\ntúy ma").buckets) == 3
    assert counts("ma\n" * 400).times.tolist() == [255]
    assert counts("").buckets.size == counts(" .,-_ \n").buckets.size == 0


def test_function_words_count_in_pairs_only() -> None:
    assert {"va", "cua", "la"}.isdisjoint(function_words()), "keys carry their accents"
    assert len(counts("và").buckets) == 0
    assert len(counts("lực lượng và nhân dân").buckets) == 4 + 4


def test_underscores_and_numbers() -> None:
    assert same(counts("ma_túy"), counts("ma túy"))
    assert len(counts("78/KH-UBND ngày 26/12").buckets) == 6 + 5


@given(st.text())
@PROPERTY
def test_any_text(text: str) -> None:
    found = counts(text)
    assert (np.diff(found.buckets) > 0).all()
    assert ((found.buckets >= 0) & (found.buckets < BUCKETS)).all()
    assert (found.times > 0).all()
    assert same(found, counts(unicodedata.normalize("NFD", text)))
    assert {bucket for bucket, _ in spelled(text)} == set(found.buckets.tolist())


def test_words_come_back_as_they_are_written() -> None:
    words = dict(spelled("Ba Đồn và\nma túy"))
    assert sorted(words.values()) == sorted(["Ba", "Ba Đồn", "Đồn", "Đồn và", "ma", "ma túy", "túy"])
    assert sorted(words) == counts("Ba Đồn và\nma túy").buckets.tolist()


def test_the_hashes_of_syllables() -> None:
    found = syllables("hoà\nHÒA")
    assert len(found) == 3
    assert found[0] == found[2] != 0 == found[1]
    assert len(syllables("")) == 0
