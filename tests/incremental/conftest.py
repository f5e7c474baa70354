"""Newsrooms for the tests of this folder."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.incremental.lab import Lab, newsroom
from tests.warm import Workshop


@pytest.fixture(scope="session")
def make_lab(tmp_path_factory: pytest.TempPathFactory, workshop: Workshop) -> Callable[[int], Lab]:
    """Makes a newsroom of so many articles."""
    shared = tmp_path_factory.mktemp("shared")

    def make(count: int) -> Lab:
        made = Lab(tmp_path_factory.mktemp("lab"), workshop, shared)
        newsroom(made.content, count)
        return made

    return make


@pytest.fixture
def lab(make_lab: Callable[[int], Lab]) -> Lab:
    """A small newsroom that was built once."""
    made = make_lab(12)
    done = made.build()
    assert done.code == 0, done.printed
    return made
