"""Cycles are searched for neither in a build nor in what it left; a build after it in the same process frees that."""

import gc
import weakref

import pytest

from plugins.host.garbage import left_alone


class Cycle:
    """An object that only a search finds when nobody holds it."""

    def __init__(self) -> None:
        self.me = self


def test_what_a_block_left_goes_with_the_next_block() -> None:
    with left_alone():
        assert not gc.isenabled()
        left = weakref.ref(Cycle())
    assert gc.isenabled()
    gc.collect()
    assert left() is not None
    with left_alone():
        assert left() is None


def test_a_block_that_fails_and_one_where_nothing_is_searched_anyway() -> None:
    gc.disable()
    try:
        with pytest.raises(KeyError), left_alone():
            raise KeyError
        assert not gc.isenabled()
    finally:
        gc.enable()
        gc.unfreeze()
