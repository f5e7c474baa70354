"""What an earlier build read stands for reading again, and only as long as nothing it depends on is another."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.common.media import MediaError, Picture
from plugins.front_matter.ahead import ReadAhead
from plugins.front_matter.document import Document, Shelves
from plugins.front_matter.kept import KeptDocuments
from plugins.host.store import Store
from tests.front_matter.reading import Reading

HEADER = "title: Tin\ndate: 2021-12-26\nimage: /images/a.jpg"
WANTED = "kind: truy-na\ndate: 2021-12-26\n"


class Pictures:
    """A shelf whose pictures can be changed and taken away; counts how often it is asked."""

    def __init__(self) -> None:
        self.width = 800
        self.missing = False
        self.asked = 0

    def picture(self, address: str, source_file: str) -> Picture:
        self.asked += 1
        if self.missing:
            raise MediaError("không tìm thấy ảnh", "kiểm tra tên", fatal=False)
        return Picture(f"/images/a-{self.width}.jpg", self.width, 600, "", (), "images/a.jpg")

    def file(self, address: str, source_file: str) -> str:
        raise MediaError("không tìm thấy tệp", "kiểm tra tên")


class Desk:
    """Builds of one folder, each with a reader and a store of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "content"
        self.folder.mkdir()
        self.cache = folder / "cache"
        self.pictures = Pictures()
        self.fingerprint = b"one"
        self.reading = Reading(self.folder)

    def write(self, text: str, name: str = "bai.md") -> Path:
        path = self.folder / name
        path.write_text(text, "utf-8")
        return path

    def read(self, path: Path) -> tuple[Document | None, list[str], bool]:
        """The document, the problems told, and whether the text was really read."""
        self.reading = Reading(self.folder)
        self.reading.reader.shelves = Shelves(self.pictures, self.pictures)
        store = Store(self.cache, 100)
        ahead = ReadAhead(self.reading.reader, None, KeptDocuments(store, str(self.folder), self.fingerprint))
        before = len(store.keys("document"))
        was_read = KeptDocuments(store, str(self.folder), self.fingerprint).find(
            [str(path)], self.reading.reader.shelves
        ) == {}  # fmt: skip
        ahead.read([str(path)], 1)
        document = ahead.take(str(path))
        store.close()
        assert len(Store(self.cache, 100).keys("document")) >= before
        return document, self.reading.report.lines(), was_read


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_what_was_read_is_not_read_again_and_is_the_same(desk: Desk) -> None:
    path = desk.write(f"---\n{HEADER}\n---\n**Bài**")
    desk.pictures.missing = True
    first, told, was_read = desk.read(path)
    assert was_read
    assert told, "a missing picture is told"
    again, told_again, was_read_again = desk.read(path)
    assert not was_read_again
    assert again == first
    assert told_again == told


@pytest.mark.parametrize("change", ["text", "name", "fingerprint", "picture", "missing"])
def test_whatever_reading_depends_on_counts(desk: Desk, change: str) -> None:
    path = desk.write(f"---\n{HEADER}\n---\nBài")
    first, _, _ = desk.read(path)
    assert first is not None
    if change == "text":
        desk.write(f"---\n{HEADER}\n---\nBài khác")
    elif change == "name":
        path = path.rename(path.with_name("khac.md"))
    elif change == "fingerprint":
        desk.fingerprint = b"two"
    elif change == "picture":
        desk.pictures.width = 1200
    else:
        desk.pictures.missing = True
    again, told, was_read = desk.read(path)
    assert was_read
    assert again is not None
    if change in ("text", "picture"):
        assert again != first
    assert bool(told) == (change == "missing")


def test_a_picture_that_was_missing_is_looked_for_again(desk: Desk) -> None:
    path = desk.write(f"---\n{HEADER}\n---\nBài")
    desk.pictures.missing = True
    _, told, _ = desk.read(path)
    assert told
    _, told, was_read = desk.read(path)
    assert (bool(told), was_read) == (True, False)
    desk.pictures.missing = False
    _, told, was_read = desk.read(path)
    assert (told, was_read) == ([], True)


@pytest.mark.parametrize("header", ["date: 2021-12-26", f"{WANTED}title: Tin"])
def test_mistakes_and_wanted_notices_are_not_kept(desk: Desk, header: str) -> None:
    path = desk.write(f"---\n{header}\n---\nBài")
    for _ in range(2):
        _, told, was_read = desk.read(path)
        assert was_read
        assert told
    assert Store(desk.cache, 100).keys("document") == set()


def test_a_damaged_value_is_read_again(desk: Desk) -> None:
    path = desk.write(f"---\n{HEADER}\n---\nBài")
    first, _, _ = desk.read(path)
    store = Store(desk.cache, 100)
    (key,) = store.keys("document")
    store.put("document", key, b"no pickle")
    store.close()
    again, _, was_read = desk.read(path)
    assert was_read
    assert again == first
