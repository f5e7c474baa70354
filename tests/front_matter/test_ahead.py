"""Files read in several processes are as if one had read them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from plugins.front_matter.ahead import ReadAhead
from plugins.front_matter.document import Document
from tests.front_matter.reading import Reading

MANY = 120


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    for number in range(MANY):
        header = f"title: Tin số {number}\ndate: 2021-12-26\ntags: [một, hai]"
        if number % 10 == 0:
            header += "\nla-lung: gì đó"
        if number % 25 == 0:
            header = "title: Không có ngày"
        (tmp_path / f"{number}.md").write_text(f"---\n{header}\n---\n**Bài** {number}", "utf-8")
    return Reading(tmp_path)


def paths(reading: Reading) -> list[str]:
    return [str(reading.folder / f"{number}.md") for number in range(MANY)]


def serially(reading: Reading) -> tuple[list[Document], list[str]]:
    one = Reading(reading.folder)
    return [one.reader.read(path, False) for path in paths(reading)], one.report.lines()


@pytest.mark.parametrize("processes", [2, 3])
def test_documents_and_problems_are_the_same(reading: Reading, processes: int) -> None:
    documents, told = serially(reading)
    ahead = ReadAhead(reading.reader)
    ahead.read(paths(reading), processes)
    assert [ahead.take(path) for path in paths(reading)] == documents
    assert reading.report.lines() == told
    assert told, "the problems of children would not be missed"


def test_each_document_is_handed_out_once(reading: Reading) -> None:
    ahead = ReadAhead(reading.reader)
    ahead.read(paths(reading), 2)
    for path in paths(reading):
        assert ahead.take(path) is not None
        assert ahead.take(path) is None


def test_one_process_reads_nothing_ahead(reading: Reading) -> None:
    ahead = ReadAhead(reading.reader)
    ahead.read(paths(reading), 1)
    assert ahead.take(paths(reading)[0]) is None


def test_files_of_a_child_that_died_are_left_to_be_read(
    reading: Reading, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    parent, read = os.getpid(), reading.reader.read

    def die(file: str, is_page: bool) -> Document:
        if os.getpid() != parent:
            os._exit(9)
        return read(file, is_page)

    monkeypatch.setattr(reading.reader, "read", die)
    ahead = ReadAhead(reading.reader)
    ahead.read(paths(reading), 2)
    left = sum(ahead.take(path) is None for path in paths(reading))
    assert 0 < left < MANY // 2, "all but what the child began with"
    assert "được đọc lại" in capfd.readouterr().err


def test_a_fault_of_ours_is_left_to_whoever_asks(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    bad, read = paths(reading)[7], reading.reader.read

    def fail(file: str, is_page: bool) -> Document:
        document = read(file, is_page)
        if file == bad:
            raise RecursionError
        return document

    monkeypatch.setattr(reading.reader, "read", fail)
    ahead = ReadAhead(reading.reader)
    ahead.read(paths(reading), 2)
    assert [path for path in paths(reading) if ahead.take(path) is None] == [bad]
