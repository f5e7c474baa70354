"""What terms weigh, and what leaves weights as they are."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest

from plugins.related_news import weights
from plugins.related_news.corpus import Document
from plugins.related_news.terms import TermCounts, count_terms
from plugins.related_news.weights import (
    KEPT,
    KEPT_NEW,
    LENGTH,
    LITTLE,
    PAIR,
    Rows,
    levels_of,
    most_documents,
    reference_size,
    stacked,
    weigh,
)


def make(**times: int) -> TermCounts:
    """Counts by bucket: ``b4=2`` is bucket 4, twice."""
    found = sorted((int(name[1:]), count) for name, count in times.items())
    return TermCounts(np.array([b for b, _ in found], np.int32), np.array([t for _, t in found], np.uint8))


def cosine(rows: Rows, one: int, other: int) -> float:
    held = dict(zip(*(part.tolist() for part in rows.row(one)), strict=True))
    products = [held.get(b, 0) * w for b, w in zip(*(part.tolist() for part in rows.row(other)), strict=True)]
    return math.fsum(products) / LENGTH**2


@pytest.mark.parametrize(
    ("documents", "expected"),
    [(0, 0), (1, 1), (15, 15), (16, 16), (17, 16), (1258, 1152), (10_000, 9216), (9216, 9216)],
)
def test_the_reference_is_the_number_cut_to_four_digits(documents: int, expected: int) -> None:
    assert reference_size(documents) == expected
    assert reference_size(documents) * 9 >= documents * 8


def test_a_term_may_be_in_a_quarter_or_nine_roots_and_always_in_ten() -> None:
    assert [most_documents(n) for n in (5, 100, 10_000)] == [10, 25, 900]


def test_levels_are_half_powers_of_two() -> None:
    archive = [make(b2=1, **({"b4": 1} if i < 1 else {}), **({"b6": 1} if i < 2 else {})) for i in range(12)]
    archive = [
        TermCounts(np.append(c.buckets, 8 + i % 4).astype(np.int32), np.append(c.times, 1))
        for i, c in enumerate(archive)
    ]
    levels = levels_of(archive)
    assert levels[4] == 0, "new: in one document"
    assert levels[6] == 3, "two documents"
    assert levels[8] == 4, "three documents: 2 x log2 3 = 3.17"
    assert levels[2] == 255, "in twelve, ten are the most"
    assert levels[1] == 0
    for found in (2, 4, 8):
        assert levels_of([make(b2=1)] * found)[2] == 1 + 2 * round(math.log2(found))


def test_a_row_has_the_length_and_whole_weights() -> None:
    many = make(**{f"b{bucket}": 2 for bucket in range(120)})
    archive = [many, many, make(b2=1, b8001=1), make(b8000=1, b8001=1), make(b9000=1)]
    rows = weigh(archive, [False] * 5, levels_of(archive), 5)
    lengths = [math.hypot(*rows.row(place)[1].tolist()) / LENGTH for place in range(5)]
    assert rows.weights.dtype == np.int32
    assert lengths[0] == pytest.approx(math.sqrt(1 / (1 + LITTLE * (1 + math.log(2)) ** 2 / squares(many))), rel=1e-3)
    assert 0.8 < lengths[0] < 1
    assert lengths[2] < 0.5, "there is little to go by"
    assert lengths[4] == 0, "its only term is new"


def squares(counts: TermCounts) -> float:
    """The square of a row's weights by hand, in an archive of five: its terms are in two or three of them."""
    idf = {bucket: 1 + math.log(6 / (1 + 2 ** (3 / 2 if bucket == 2 else 2 / 2))) for bucket in counts.buckets.tolist()}
    weights = [(1 + math.log(2)) * idf[bucket] * (PAIR if bucket % 2 else 1) for bucket in counts.buckets.tolist()]
    return math.fsum(weight**2 for weight in weights)


def test_times_rarity_and_pairs() -> None:
    archive = [make(b2=4, b4=1, b6=1, b7=1), *[make(b2=1, b4=1)] * 1, *[make(b4=1)] * 6, make(b6=1, b7=1)]
    of = dict(zip(*(part.tolist() for part in weigh(archive, [False] * 9, levels_of(archive), 9).row(0)), strict=True))
    assert of[2] > of[6] > of[4]
    assert math.isclose(of[7] / of[6], PAIR, rel_tol=1e-3)
    assert math.isclose(of[2] / of[6], 1 + math.log(4), rel_tol=1e-3)


def test_only_the_heaviest_are_kept_and_equal_ones_together() -> None:
    many = {f"b{2 * n}": 2 for n in range(KEPT)}
    some = TermCounts(np.arange(0, 8 * KEPT, 2, dtype=np.int32), np.ones(4 * KEPT, np.uint8))
    rows = weigh(
        [make(**many, b1001=1)] * 2 + [some] * 2, [False] * 4, levels_of([make(**many, b1001=1)] * 2 + [some] * 2), 4
    )
    assert len(rows.row(0)[0]) == KEPT, "the pair weighs least"
    assert len(rows.row(2)[0]) == 4 * KEPT - KEPT or len(rows.row(2)[0]) == 4 * KEPT


def test_new_terms_bring_young_documents_together_but_no_old_ones() -> None:
    old = [make(b2=1, b4=1), make(b2=1, b4=1)]
    new = {f"b{2 * n}": 1 for n in range(100, 200)}
    archive = [*old, make(b2=1, **new), make(b4=1, **new)]
    levels = levels_of(old)
    young = weigh(archive, [False, False, True, True], levels, 2)
    assert cosine(young, 2, 3) > 0.3, "they share nothing but what is new"
    assert len(young.row(2)[0]) == 1 + KEPT_NEW
    assert cosine(weigh(archive, [False] * 4, levels, 2), 2, 3) == 0
    assert math.isclose(cosine(young, 0, 2), cosine(weigh(archive, [False] * 4, levels, 2), 0, 2))


def test_no_product_is_too_great_for_32_bits() -> None:
    new = {f"b{2 * n}": 255 for n in range(100, 300)}
    archive = [make(b2=1), make(b2=1), make(b2=1, **new), make(b2=1, **new)]
    rows = weigh(archive, [False, False, True, True], levels_of(archive[:2]), 2)
    assert cosine(rows, 2, 3) * LENGTH**2 < 2**30


def test_an_article_after_all_others_changes_no_weight() -> None:
    texts = [f"tin số {n} về ma túy ở Ba Đồn, vụ {n % 7} do đội {n % 5} bắt" for n in range(160)]
    counts = [count_terms(Document(str(n), "", text)) for n, text in enumerate(texts)]
    assert reference_size(160) == reference_size(161) == 160
    before = weigh(counts, [False] * 160, levels_of(counts), 160)
    later = [*counts, count_terms(Document("x", "ma túy Ba Đồn", "vụ 3 do đội 4 bắt"))]
    after = weigh(later, [False] * 160 + [True], levels_of(later[:160]), 160)
    assert np.array_equal(after.weights[: len(before.weights)], before.weights)


def test_a_row_is_the_same_whatever_others_are_weighed_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(2)
    archive = [make(**{f"b{chance.randrange(900)}": chance.randrange(1, 9) for _ in range(400)}) for _ in range(30)]
    levels, young = levels_of(archive[:25]), [place >= 20 for place in range(30)]
    whole = weigh(archive, young, levels, 25)
    monkeypatch.setattr(weights, "_BLOCK", 7)
    assert np.array_equal(levels_of(archive[:25]), levels)
    parts = weigh(archive, young, levels, 25)
    assert np.array_equal(parts.weights, whole.weights)
    assert np.array_equal(parts.starts, whole.starts)
    for place in range(30):
        alone = weigh(archive[place : place + 1], young[place : place + 1], levels, 25)
        assert np.array_equal(alone.row(0), whole.row(place))


def test_no_rows() -> None:
    assert len(stacked([])) == 0
    assert len(weigh([], [], levels_of([]), 0)) == 0
