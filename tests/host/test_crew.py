"""Batches done by a process and its children, whoever is free."""

from __future__ import annotations

import os

import pytest

from plugins.host.crew import Crew

COUNT = 50


def everything(crew: Crew) -> dict[int, bytes]:
    """What children made, and for what this process did, nothing."""
    found: dict[int, bytes] = {}
    while (number := crew.claim()) is not None:
        found[number] = b""
        found |= dict(crew.received())
    while came := crew.received(wait=True):
        found |= dict(came)
    crew.close()
    return found


@pytest.mark.parametrize("processes", [1, 2, 4])
def test_every_batch_is_done_once(processes: int) -> None:
    found = everything(Crew(COUNT, processes, lambda number: bytes([number]) * 100_000))
    assert sorted(found) == list(range(COUNT))
    assert all(data in (b"", bytes([number]) * 100_000) for number, data in found.items())


def test_each_child_has_one_that_nobody_else_can_take() -> None:
    crew = Crew(COUNT, 3, lambda number: b"made")
    claimed = []
    while (number := crew.claim()) is not None:
        claimed.append(number)
    crew.close()
    assert not {0, 1} & set(claimed)


def test_batches_of_a_child_that_died_never_come() -> None:
    crew = Crew(COUNT, 2, lambda number: os._exit(3))
    assert sorted(everything(crew)) == list(range(1, COUNT))
    assert crew.has_lost


def test_no_process_to_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refuse)
    crew = Crew(COUNT, 3, lambda number: b"made")
    assert sorted(everything(crew)) == list(range(COUNT))
    assert not crew.has_lost


def test_children_end_when_nobody_listens() -> None:
    crew = Crew(COUNT, 2, lambda number: bytes(1_000_000))
    children = [stream.child.pid for stream in crew._streams.values()]
    assert children
    crew.close()
    for child in children:
        with pytest.raises(ChildProcessError):
            os.waitpid(child, os.WNOHANG)


def test_an_odd_number_of_batches_fits_the_children() -> None:
    assert sorted(everything(Crew(1, 4, lambda number: b"made"))) == [0]
