"""Relations of an archive: the same from nothing and after any edits, in any order, on any path."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.related_news import relations as module
from plugins.related_news.corpus import Document
from plugins.related_news.ranking import ranked
from plugins.related_news.relations import Relations, relate
from plugins.related_news.store import Store
from plugins.related_news.weights import weigh
from tests.common.properties import PROPERTY
from tests.support import ROOT

_CRIMES = ("ma túy", "lừa đảo trực tuyến", "trộm cắp", "cháy nổ", "tín dụng đen", "pháo nổ", "cờ bạc", "buôn lậu")
_PLACES = ("Ba Đồn", "Lệ Thủy", "Đồng Xoài", "Bù Đốp", "Sa Thầy", "Xuyên Mộc", "Côn Đảo", "Tuyên Hóa", "Hớn Quản")
_DEEDS = ("bắt giữ", "tuyên truyền", "khen thưởng", "kiểm tra", "khởi tố", "phát động", "tổng kết")


def text(chance: random.Random) -> tuple[str, str]:
    """A title and a body of a made-up report."""
    crime, place, deed = chance.choice(_CRIMES), chance.choice(_PLACES), chance.choice(_DEEDS)
    parts = [
        f"{deed} vụ {crime} ở {place}",
        *chance.sample([*_CRIMES, *_PLACES, *_DEEDS], 6),
        str(chance.randrange(99)),
    ]
    return f"Công an {place} {deed} {crime}", ". ".join(parts)


def archive(chance: random.Random, size: int) -> list[Document]:
    """Documents of random days."""
    days = [f"20{chance.randrange(10, 26)}-0{chance.randrange(1, 10)}-1{chance.randrange(10)}" for _ in range(size)]
    return [Document(f"bai-{number}", *text(chance), date=day) for number, day in enumerate(days)]


def told(relations: Relations) -> dict[str, object]:
    """Everything that others may ask."""
    return {
        document.id: (relations.ranked(document.id), relations.near(document.id)) for document in relations.documents
    }


def edited(documents: list[Document], chance: random.Random, number: int) -> list[Document]:
    """The archive after one edit: a new article, an older one found, one gone, rewritten, or dated anew."""
    kind, place = chance.randrange(5), chance.randrange(len(documents))
    title, body = text(chance)
    if kind < 2:
        date = f"2030-01-{number + 10}" if kind else "2001-05-05"
        return [*documents, Document(f"moi-{number}", title, body, date)]
    if kind == 2 and len(documents) > 1:
        return documents[:place] + documents[place + 1 :]
    changed = replace(documents[place], body=body) if kind == 3 else replace(documents[place], date="2015-05-05")
    return [*documents[:place], changed, *documents[place + 1 :]]


@given(st.integers(0, 2**32), st.sampled_from([1, 5, 17, 40, 130]))
@settings(PROPERTY, max_examples=16)
def test_after_any_edits_the_same_as_from_nothing(
    tmp_path_factory: pytest.TempPathFactory, seed: int, size: int
) -> None:
    chance, folder = random.Random(seed), tmp_path_factory.mktemp("store")
    documents = archive(chance, size)
    for number in range(6):
        chance.shuffle(documents)
        kept, anew = relate(documents, store=Store(folder)), relate(documents)
        assert told(kept) == told(anew)
        assert np.array_equal(kept.state.rows.weights, anew.state.rows.weights)
        assert np.array_equal(kept.state.levels, anew.state.levels)
        for _ in range(chance.choice((1, 1, 3))):
            documents = edited(documents, chance, number)


def test_one_more_article_makes_one_row_and_few_lists(tmp_path: Path) -> None:
    documents = archive(random.Random(7), 160)
    before = told(relate(documents, store=Store(tmp_path)))
    new = replace(documents[0], id="moi", date="2031-01-01")
    with patch.object(module, "weigh", wraps=weigh) as weighed, patch.object(module, "ranked", wraps=ranked) as anew:
        after = told(relate([*documents, new], store=Store(tmp_path)))
    assert [len(call.args[0]) for call in weighed.call_args_list] == [1]
    [call] = anew.call_args_list
    differ = {name for name, lists in before.items() if after[name] != lists}
    assert documents[0].id in differ
    assert len(differ) < len(call.args[1]) < 160


def test_nothing_changed_nothing_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = archive(random.Random(3), 30)
    first = relate(documents, store=Store(tmp_path))
    written = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    for name in ("weigh", "nearest", "ranked", "count_terms", "levels_of"):
        monkeypatch.delattr(module, name)
    assert told(relate(documents[::-1], store=Store(tmp_path))) == told(first)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == written


def test_kept_counts_are_not_counted_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = archive(random.Random(5), 60)
    first = relate(documents, store=Store(tmp_path))
    (tmp_path / "state.bin").unlink()
    monkeypatch.delattr(module, "count_terms")
    assert told(relate(documents, store=Store(tmp_path))) == told(first)


def test_an_archive_that_is_emptied_and_filled_again(tmp_path: Path) -> None:
    documents = archive(random.Random(6), 20)
    for some in (documents, [], documents[:3], documents):
        kept, anew = relate(some, store=Store(tmp_path)), relate(some)
        assert told(kept) == told(anew)
        assert kept.state.reference == anew.state.reference


def test_an_archive_of_nobody_one_and_two() -> None:
    assert told(relate([])) == {}
    one = Document("a", "Pháo nổ", "ở Sa Thầy")
    assert relate([one]).ranked("a") == []
    assert relate([one, replace(one, id="b")]).ranked("a")[0].id == "b"
    assert relate([Document("", "", "")]).ranked("") == []


def test_two_short_notices_that_share_a_word_are_not_the_same() -> None:
    found = relate([Document("a", "Họp dân", "về đường đi"), Document("b", "Họp lớp", "cũ")]).ranked("a")
    assert not found or found[0].score < 0.5, "by the word alone it would be 1"


def test_deeper_than_the_lists_and_for_who_is_not_in_them() -> None:
    documents = archive(random.Random(9), 120)
    relations = relate(documents)
    name = documents[4].id
    deep = relations.ranked(name, 60)
    assert deep[:10] == relations.ranked(name, 10)
    assert len({scored.id for scored in deep} | {name}) == len(deep) + 1 > 21
    assert relate(documents, depth=60).ranked(name, 60)[:20] == deep[:20]
    draft = replace(documents[4], id="nhap")
    asked = relations.ranked_of(draft)
    assert asked[0].id == name, "its published twin is nearest"
    assert all(scored.id != "nhap" for other in documents for scored in relations.ranked(other.id, 60))


def test_equal_texts_newer_first_then_by_id() -> None:
    twins = [Document(name, "Pháo nổ", "ở Sa Thầy", date) for name, date in (("a", "2020-01-01"), ("b", "2021-01-01"))]
    twins += [replace(twins[1], id="c"), replace(twins[0], id="d", date="2022-01-01")]
    chance = random.Random(1)
    for _ in range(5):
        chance.shuffle(twins)
        assert [scored.id for scored in relate(twins).ranked("a")] == ["d", "c", "b"]


def test_hash_seed_and_order_change_nothing() -> None:
    code = (
        "import random, sys; from tests.related_news.test_relations import archive, told; "
        "from plugins.related_news.relations import relate; "
        "documents = archive(random.Random(2), 80); random.Random(sys.argv[1]).shuffle(documents); "
        "print(sorted((name, str(lists)) for name, lists in told(relate(documents)).items()))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, seed], cwd=ROOT, env={"PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1
