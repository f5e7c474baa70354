"""Progress: whole lines, few of them, none when the run is quiet."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Iterator

import pytest

from plugins.common.progress import Progress, is_quiet, say


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def level() -> Iterator[None]:
    root = logging.getLogger()
    before = root.level
    root.setLevel(logging.WARNING)
    yield
    root.setLevel(before)


def run(stream: io.StringIO, total: int) -> list[str]:
    progress = Progress("Ảnh", stream)
    for done in range(1, total + 1):
        progress(done, total)
    return stream.getvalue().splitlines()


@pytest.mark.parametrize("total", [1, 2, 3, 9, 10, 11, 15, 19, 20, 25, 99, 100, 101, 1234])
def test_few_whole_lines_and_the_end_in_any_case(total: int) -> None:
    lines = run(io.StringIO(), total)
    assert lines[-1] == f"Ảnh: {total}/{total}"
    assert 1 <= len(lines) <= 11
    counts = [int(line.removeprefix("Ảnh: ").split("/")[0]) for line in lines]
    assert counts == sorted(set(counts))


def test_every_tenth() -> None:
    assert run(io.StringIO(), 30) == [f"Ảnh: {done}/30" for done in range(3, 31, 3)]


def test_a_terminal_line_is_cleared_first() -> None:
    terminal = Terminal()
    say("Xong", terminal)
    assert terminal.getvalue() == "\r\033[2KXong\n"
    plain = io.StringIO()
    say("Xong", plain)
    assert plain.getvalue() == "Xong\n"


def test_nothing_when_quiet() -> None:
    logging.getLogger().setLevel(logging.CRITICAL)
    assert is_quiet()
    assert run(io.StringIO(), 30) == []
    logging.getLogger().setLevel(logging.ERROR)
    assert not is_quiet()


def test_standard_error_past_whatever_stands_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real, wrapper = io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "__stderr__", real)
    monkeypatch.setattr(sys, "stderr", wrapper)
    say("một dòng " * 30)
    assert real.getvalue() == "một dòng " * 30 + "\n"
    assert wrapper.getvalue() == ""
    monkeypatch.setattr(sys, "__stderr__", None)
    say("hai")
    assert wrapper.getvalue() == "hai\n"
