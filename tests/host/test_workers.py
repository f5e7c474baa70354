"""Work shared out among processes."""

from __future__ import annotations

import json
import os

import pytest

from plugins.host.workers import Turns, fork, jobs_of, share_out, wait_for


@pytest.mark.parametrize(("count", "jobs"), [(0, 2), (1, 2), (79, 2), (80, 2), (1001, 3), (100, 1)])
def test_every_part_is_shared_out_once(count: int, jobs: int) -> None:
    shares = share_out(count, jobs)
    assert sorted(number for share in shares for number in share) == list(range(count))
    assert 1 <= len(shares) <= jobs


def test_little_work_gets_no_child() -> None:
    assert len(share_out(40, 8)) == 1


@pytest.mark.parametrize("count", [0, 1, 4000])
def test_every_turn_is_taken_once(count: int) -> None:
    turns = Turns(count)
    child = fork(range(0), lambda _: json.dumps(list(turns)).encode())
    assert child
    mine = list(turns)
    theirs = json.loads(wait_for(child) or b"")
    turns.close()
    assert sorted(mine + theirs) == list(range(count))
    assert mine == sorted(mine)


def test_a_child_gives_back_more_than_a_pipe_holds() -> None:
    child = fork(range(3), lambda parts: bytes(parts) * 1_000_000)
    assert child
    assert wait_for(child) == bytes(range(3)) * 1_000_000


@pytest.mark.parametrize("end", [lambda: os._exit(3), lambda: os.kill(os.getpid(), 9)])
def test_a_child_that_died_gives_nothing(end) -> None:  # type: ignore[no-untyped-def]
    def work(parts: range) -> bytes:
        end()
        return b"never"

    child = fork(range(1), work)
    assert child
    assert wait_for(child) is None


def test_a_child_that_fails_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    def work(parts: range) -> bytes:
        raise ValueError("broken")

    child = fork(range(1), work)
    assert child
    assert wait_for(child) is None
    assert capfd.readouterr() == ("", "")


def test_no_process_to_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refuse)
    assert fork(range(1), bytes) is None


@pytest.mark.parametrize(("wished", "jobs"), [(1, 1), (3, 3), (0, 1), (None, len(os.sched_getaffinity(0)))])
def test_the_setting(wished: int | None, jobs: int) -> None:
    assert jobs_of({"JOBS": wished}) == jobs
