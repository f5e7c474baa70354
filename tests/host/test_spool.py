"""Values in a file without a name."""

from __future__ import annotations

from pathlib import Path

from plugins.host.spool import Spool
from plugins.host.workers import fork, wait_for


def test_a_child_leaves_what_its_parent_reads(tmp_path: Path) -> None:
    spool = Spool(str(tmp_path))
    values = [(number, ("ế" * number, b"\0" * number, None)) for number in range(300)]

    def write(_: range) -> bytes:
        for value in values:
            spool.add(value)
        spool.flush()
        return b"well"

    child = fork(range(0), write)
    assert child
    assert wait_for(child) == b"well"
    assert list(spool) == values
    spool.close()
    assert list(tmp_path.iterdir()) == []


def test_nothing_was_left(tmp_path: Path) -> None:
    spool = Spool(str(tmp_path))
    assert list(spool) == []
    spool.close()
