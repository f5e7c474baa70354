"""Where a name still stands after a notice was lifted."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from plugins.common.media import Picture
from plugins.common.problems import Report
from plugins.common.wanted import Withdrawn
from plugins.front_matter.leftovers import line_of_name, tell_mentions

NAME = "Kiều Thị Thí Dụ"
PHOTO = Picture("/images/anh-truy-na.0123456789-40.jpg", 4, 3, "", (), "images/chan-dung.jpg")
LEFT = Withdrawn("truy-na/a.md", (NAME, "Dụ"), (PHOTO,), ("documents/lenh.pdf",))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"Một.\n{NAME} bị bắt", 2), ("\n\nKIỀU THỊ\nTHÍ DỤ", 3), ("kieu-thi-thi-du.jpg", 1), ("kieu_thi_thi_du", 1),
        (unicodedata.normalize("NFD", NAME), 1), ("Kiều Thị Thí", 0), ("Kiều Thị Thí Dụng", 0), ("", 0),
    ],
)  # fmt: skip
def test_the_first_line_that_names_the_person(text: str, line: int) -> None:
    assert line_of_name(text, NAME) == line


def test_one_syllable_is_no_name() -> None:
    assert line_of_name("Ví dụ", "Dụ") == 0


def item(folder: Path, text: str, **values: Any) -> Any:
    path = folder / "bai.md"
    path.write_text(text, "utf-8")
    usual: dict[str, Any] = {"source_path": str(path), "pictures": (), "files": (), "attachments": [], "wanted": None}
    return SimpleNamespace(**usual | values)


def told(folder: Path, *items: Any, left: Withdrawn = LEFT) -> list[tuple[str, int, str]]:
    report = Report()
    tell_mentions([left], items, folder, report)
    assert report.errors == []
    return [(Path(problem.file).name, problem.line, problem.value) for problem in sorted(report.problems)]


def test_names_pictures_and_files(tmp_path: Path) -> None:
    text = f"Một.\n{NAME}\n![x](/images/chan-dung.jpg)\n[y](/documents/lenh.pdf)"
    found = told(tmp_path, item(tmp_path, text, pictures=(PHOTO,), files=("documents/lenh.pdf", "documents/khac.pdf")))
    assert found == [("bai.md", 2, NAME), ("bai.md", 3, "images/chan-dung.jpg"), ("bai.md", 4, "documents/lenh.pdf")]


def test_files_by_their_names(tmp_path: Path) -> None:
    for name in ("images/2026/kieu-thi-thi-du.jpg", "documents/Kiều Thị Thí Dụ.pdf", "images/khac.jpg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert told(tmp_path) == [("Kiều Thị Thí Dụ.pdf", 0, ""), ("kieu-thi-thi-du.jpg", 0, "")]


def test_nothing_is_looked_for_when_nothing_is_left(tmp_path: Path) -> None:
    assert told(tmp_path, item(tmp_path, NAME), left=Withdrawn("a.md", (), (), ())) == []


def test_other_lifted_notices_publish_no_name(tmp_path: Path) -> None:
    assert told(tmp_path, item(tmp_path, NAME, wanted=SimpleNamespace(is_lifted=True))) == []
