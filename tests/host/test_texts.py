"""The texts of a build lie in a file without a name, and come back as they were."""

import os
import resource
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from plugins.host.texts import Place, TextPool, close_pool, pool_of
from plugins.host.workers import fork, wait_for

TEXTS = ["", "Công an tỉnh", "kẻng 🔔\n" * 10_000, "\ud800 lẻ", "cuối"]


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[TextPool]:
    with closing(TextPool(tmp_path)) as made:
        yield made


def test_texts_come_back_whole_and_in_any_order(pool: TextPool, tmp_path: Path) -> None:
    places = [pool.put(text) for text in TEXTS]
    assert all(isinstance(place, Place) for place in places)
    assert [pool.get(place) for place in reversed(places)] == TEXTS[::-1]
    assert list(tmp_path.iterdir()) == []


def test_children_read_and_do_not_write(pool: TextPool) -> None:
    first = pool.put("trước")

    def work(_: range) -> bytes:
        kept = pool.put("của tiến trình con")
        return f"{pool.get(first)}, {isinstance(kept, str)}".encode()

    child = fork(range(1), work)
    assert child
    second = pool.put("sau")
    assert wait_for(child) == "trước, True".encode()
    assert (pool.get(first), pool.get(second)) == ("trước", "sau")


def test_without_a_folder_texts_stay_in_memory(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("một tệp")
    pool = TextPool(tmp_path / "cache")
    assert pool.get(pool.put("bài")) == "bài"


def test_a_full_disk_keeps_texts_in_memory(pool: TextPool) -> None:
    def work(_: range) -> bytes:
        resource.setrlimit(
            resource.RLIMIT_FSIZE, (10, 10)
        )  # the file may not grow further: SIGXFSZ is ignored in Python
        pool._owner = os.getpid()
        kept = [pool.put(text) for text in ("ngắn", "một bài dài hơn mười byte", "a")]
        return repr(([isinstance(place, str) for place in kept], [*map(pool.get, kept)])).encode()

    child = fork(range(1), work)
    assert child
    answer = ([False, True, False], ["ngắn", "một bài dài hơn mười byte", "a"])
    assert wait_for(child) == repr(answer).encode()


def test_each_build_has_its_own(tmp_path: Path) -> None:
    one, other = ({"CACHE_PATH": str(tmp_path)} for _ in range(2))
    assert pool_of(one) is pool_of(one)
    assert pool_of(one) is not pool_of(other)
    close_pool(one)
    close_pool(other)
    close_pool(other)
    assert one == other == {"CACHE_PATH": str(tmp_path)}


@pytest.mark.parametrize("text", TEXTS)
def test_what_stays_in_memory_is_given_as_it_is(text: str, pool: TextPool) -> None:
    assert pool.get(text) == text
