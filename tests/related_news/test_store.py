"""What is kept between builds: whole or not used, never wrong, without words, and bounded."""

from __future__ import annotations

import errno
import os
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from plugins.related_news import store as module
from plugins.related_news.corpus import Document
from plugins.related_news.packed import read_packed, write_packed
from plugins.related_news.relations import relate
from plugins.related_news.store import Store
from tests.related_news.test_relations import archive, told


@pytest.fixture
def documents() -> list[Document]:
    return archive(random.Random(11), 40)


def files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def test_arrays_come_back_as_they_were(tmp_path: Path) -> None:
    arrays: dict[str, np.ndarray[Any, Any]] = {
        "a": np.arange(6, dtype=np.int32).reshape(2, 3),
        "b": np.zeros(0, np.uint8),
        "c": np.array([2**40]),
    }
    write_packed(tmp_path / "x", "kind 1", {"tên": "Ba Đồn"}, arrays)
    read = read_packed(tmp_path / "x", "kind 1")
    assert read
    header, found = read
    assert header == {"tên": "Ba Đồn"}
    for name, array in arrays.items():
        assert found[name].dtype == array.dtype
        assert np.array_equal(found[name], array)
    assert read_packed(tmp_path / "x", "kind 2") is None
    assert read_packed(tmp_path / "y", "kind 1") is None


def test_any_altered_or_missing_byte_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "x"
    write_packed(path, "kind 1", {"a": [1, 2]}, {"b": np.arange(5)})
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert read_packed(path, "kind 1") is None, place
        path.write_bytes(whole[:place])
        assert read_packed(path, "kind 1") is None, place


def test_whatever_is_broken_is_made_again(tmp_path: Path, documents: list[Document]) -> None:
    expected = told(relate(documents, store=Store(tmp_path)))
    names = [path.name for path in files(tmp_path)]
    for path in files(tmp_path):
        whole = path.read_bytes()
        for broken in (b"", whole[: len(whole) // 2], whole[:-9] + b"\0" * 9, b"x" * 50):
            path.write_bytes(broken)
            assert told(relate(documents, store=Store(tmp_path))) == expected
            assert [each.name for each in files(tmp_path)] == names
        path.unlink()
        assert told(relate(documents, store=Store(tmp_path))) == expected


def test_other_code_makes_everything_again(
    tmp_path: Path, documents: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    relate(documents, store=Store(tmp_path))
    assert Store(tmp_path).state(20) is not None
    assert len(Store(tmp_path).counts({document.key for document in documents})) == 40
    monkeypatch.setattr(module, "_mark", lambda names: "another")
    assert Store(tmp_path).state(20) is None
    assert Store(tmp_path).counts({document.key for document in documents}) == {}


def test_the_code_that_is_marked_is_all_that_is_used() -> None:
    marked = {Path(name).name for name in (*module._COUNTING, *module._RELATING)}
    named = {"corpus", "terms", "weights", "products", "neighbours", "ranking", "relations", "packed", "store"}
    assert {f"{name}.py" for name in named} <= marked
    for name in (*module._COUNTING, *module._RELATING):
        assert (module._HERE / name).is_file()


def test_no_word_of_a_text_is_kept(tmp_path: Path, documents: list[Document]) -> None:
    relate([*documents, Document("x", "Nguyễn Văn Tèo", "ở Xuyên Mộc")], store=Store(tmp_path))
    for path in files(tmp_path):
        data = path.read_bytes()
        for word in ("Tèo", "Nguyễn", "Xuyên", "trộm"):
            assert word.encode() not in data


def test_without_a_folder_nothing_is_kept(documents: list[Document]) -> None:
    store = Store(None)
    relate(documents, store=store)
    assert store.state(20) is None
    assert store.counts({documents[0].key}) == {}


def test_files_are_merged_and_texts_that_are_gone_forgotten(tmp_path: Path, documents: list[Document]) -> None:
    for number in range(30):
        documents = [*documents[1:], Document(f"m{number}", f"Tin {number}", "ma túy", f"2030-01-{number + 1:02}")]
        relate(documents, store=Store(tmp_path))
        assert len(files(tmp_path)) <= module._MOST_FILES + 1
    held = Store(tmp_path).counts({document.key for document in documents})
    assert len(held) == 40


def test_who_holds_a_term_is_found_in_all_files(tmp_path: Path, documents: list[Document]) -> None:
    for some in (documents[:30], documents[:35], documents):
        relate(some, store=Store(tmp_path))
    keys = [document.key for document in documents[5:]]
    kept = Store(tmp_path).counts(set(keys))
    rows = kept.rows(keys)
    terms = np.array(
        sorted({*kept[keys[0]].buckets[:9].tolist(), *kept[keys[-1]].buckets[:9].tolist(), 1 << 20}), np.int32
    )
    held_by, held = kept.holding(terms)
    found = {pair for pair in zip(held_by.tolist(), held.tolist(), strict=True) if pair[0] in rows}
    assert found == {
        (row, bucket)
        for row, key in zip(rows.tolist(), keys, strict=True)
        for bucket in terms.tolist()
        if bucket in kept[key].buckets
    }
    assert kept.rows(["nobody's"]).tolist() == [-1]


def test_a_large_file_is_not_written_again_for_a_few_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_FILES", 3)
    documents = archive(random.Random(12), 300)
    relate(documents, store=Store(tmp_path))
    (largest,) = tmp_path.glob("terms-*.bin")
    written = largest.stat().st_ino
    for number in range(9):
        documents.append(Document(f"m{number}", f"Tin {number}", "ma túy", f"2030-01-{number + 1:02}"))
        assert told(relate(documents, store=Store(tmp_path))) == told(relate(documents))
        assert len([*tmp_path.glob("terms-*.bin")]) <= 4
    assert largest.stat().st_ino == written


NOTICE = Document("nguoi", "Truy nã Nguyễn Văn Tèo", "trộm cắp ở Sa Thầy", "2030-01-01")
LIFTED = replace(NOTICE, title="Thông báo", body="")


@pytest.mark.parametrize("between", [[], [[]], [[LIFTED]]])
@pytest.mark.parametrize("forgets", [True, False])
def test_what_is_withdrawn_leaves_no_count(
    tmp_path: Path, documents: list[Document], between: list[list[Document]], forgets: bool
) -> None:
    """Also when the notice was a draft or deleted in the build before, or nothing else changed."""
    relate([*documents, NOTICE], store=Store(tmp_path))
    for some in between:
        relate([*documents, *some], store=Store(tmp_path))
    relate([*documents, LIFTED], store=Store(tmp_path, forgets=forgets))
    assert bool(Store(tmp_path).counts({NOTICE.key})) is not forgets
    assert len(Store(tmp_path).counts({document.key for document in documents})) == 40


def full_disk(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_keeps_nothing_of_what_is_withdrawn(
    tmp_path: Path, documents: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    relate([*documents, NOTICE], store=Store(tmp_path))
    monkeypatch.setattr(module, "write_packed", full_disk)
    store = Store(tmp_path, forgets=True)
    assert told(relate([*documents, LIFTED], store=store)) == told(relate([*documents, LIFTED]))
    assert store.trouble
    assert not store.remains
    assert files(tmp_path) == []


def test_what_cannot_be_deleted_is_told(
    tmp_path: Path, documents: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    relate([*documents, NOTICE], store=Store(tmp_path))
    monkeypatch.setattr(Path, "unlink", full_disk)
    store = Store(tmp_path, forgets=True)
    relate([*documents, LIFTED], store=store)
    assert store.remains


def test_what_killed_builds_left_goes(tmp_path: Path, documents: list[Document]) -> None:
    relate(documents, store=Store(tmp_path))
    young, old = tmp_path / ".state.bin.a1", tmp_path / ".terms-12.bin.b2"
    for left in (young, old):
        left.write_bytes(b"half")
    os.utime(old, (1, 1))
    relate(documents[1:], store=Store(tmp_path))
    assert young.exists()
    assert not old.exists()
    relate(documents[1:], store=Store(tmp_path, forgets=True))
    assert not young.exists()


def test_a_folder_that_cannot_be_written_to_stops_nothing(tmp_path: Path, documents: list[Document]) -> None:
    (tmp_path / "file").write_text("no folder")
    store = Store(tmp_path / "file" / "related_news")
    assert told(relate(documents, store=store)) == told(relate(documents))
    assert isinstance(store.trouble, OSError)
    (tmp_path / "taken" / "state.bin").mkdir(parents=True)
    store = Store(tmp_path / "taken")
    assert told(relate(documents, store=store)) == told(relate(documents))
    assert store.trouble
