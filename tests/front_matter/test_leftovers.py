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
from plugins.front_matter.mentions import Telling, tell_mentions, tell_places

NAME = "Kiều Thị Thí Dụ"
PHOTO = Picture("/images/anh-truy-na.0123456789-40.jpg", 4, 3, "", (), "images/chan-dung.jpg")
LEFT = Withdrawn("truy-na/a.md", (NAME, "Dụ"), (PHOTO,), ("documents/lenh.pdf",))


def item(folder: Path, text: str, name: str = "tin/bai.md", **values: Any) -> Any:
    path = write(folder, name, text)
    usual: dict[str, Any] = {"source_path": str(path), "pictures": (), "files": (), "attachments": [], "wanted": None,
                             "content": "", "href": "/2026/bai/"}  # fmt: skip
    return SimpleNamespace(**usual | values)


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def told(folder: Path, *items: Any, left: Withdrawn = LEFT, blamed: bool = False) -> list[tuple[str, int, str]]:
    """What is told as a warning to editors, or what would be an error when publishing."""
    report, wrong = Report(), Report()
    tell_mentions([left], items, folder, Telling(report, wrong.error))
    assert report.errors == []
    problems = (wrong if blamed else report).problems
    return [(Path(problem.file).name, problem.line, problem.value) for problem in sorted(problems)]


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


@pytest.mark.parametrize(
    ("text", "shown", "line"),
    [
        ("Bắt **Kiều Thị** *Thí Dụ*.", "", 1),
        ("\nKiều&nbsp;Thị&nbsp;Thí&#160;Dụ", "", 2), ("> Kiều Thị\n> Thí Dụ", "", 1),
        ("[Kiều Thị](/a/) <b>Thí</b> Dụ", "", 1), ("Kiều Thị^a^ Thí Dụ", "<p>Kiều <i>Thị</i> Thí Dụ</p>", 0),
        ("Kiều Thị – Thí. Dụ bảo", "Kiều Thị, Dụ Thí", 1), ("Kiều Thị. Dụ Thí", "Kiều Thị, Dụ Thí", -1),
    ],
)  # fmt: skip
def test_markup_hides_no_name(tmp_path: Path, text: str, shown: str, line: int) -> None:
    expected = [("bai.md", line, NAME)] if line >= 0 else []
    assert told(tmp_path, item(tmp_path, text, content=shown)) == expected


def test_titles_addresses_and_names_of_article_files(tmp_path: Path) -> None:
    found = told(
        tmp_path,
        item(tmp_path, "---\nTiêu đề: Bắt Kiều Thị Thí Dụ\n---\n", "tin/a.md"),
        item(tmp_path, "x", "tin/b.md", href="/2026/bat-kieu-thi-thi-du/"),
        item(tmp_path, "x", unicodedata.normalize("NFD", "tin/bắt-kiều-thị-thí-dụ.md")),
    )
    assert sorted((line, name) for _, line, name in found) == [(0, NAME), (0, NAME), (2, NAME)]


def test_what_appears_later_is_told_now(tmp_path: Path) -> None:
    """An embargoed article has no page yet; when it has one, the notice may no longer hold the name."""
    write(tmp_path, "tin/hen-gio.md", f"---\ntitle: Hẹn\n---\n{NAME}\n![x](/images/chan-dung.jpg)")
    assert told(tmp_path) == [("hen-gio.md", 4, NAME), ("hen-gio.md", 5, "images/chan-dung.jpg")]


@pytest.mark.parametrize(
    "name",
    [
        "_data/alert.yml",
        "_data/links.yml",
        "_data/contacts.yml",
        "truy-na/_index.md",
        "documents/phim.vtt",
        "pages/a.md",
    ],
)
def test_what_stands_on_other_pages_must_not_be_published(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, name, f"a: b\nlabel: Truy nã {NAME.upper()}\nimage: /images/chan-dung.jpg\n")
    assert told(tmp_path, blamed=True) == [(path.name, 2, NAME), (path.name, 3, "images/chan-dung.jpg")]
    assert told(tmp_path) == []


def test_folders_and_the_section_that_a_lifted_notice_keeps(tmp_path: Path) -> None:
    section = SimpleNamespace(name=f"Vụ {NAME}", slug="vu")
    notice = item(
        tmp_path, NAME, "kieu-thi-thi-du/a.md", section=section, header_lines={"section": 3},
        wanted=SimpleNamespace(is_lifted=True),
    )  # fmt: skip
    left = Withdrawn(notice.source_path, (NAME,), (), ())
    assert sorted(told(tmp_path, notice, left=left, blamed=True)) == [("a.md", 3, NAME), ("kieu-thi-thi-du", 0, "")]


@pytest.mark.parametrize(
    ("section", "slug", "folder", "place"),
    [
        ("Tin", "tin", "tin", ""), (f"Vụ {NAME}", "vu", "tin", f"Vụ {NAME}"),
        ("Vụ", "kieu-thi-thi-du", "tin", "kieu-thi-thi-du"), ("Vụ", "vu", "vu/Kiều Thị Thí Dụ", "Kiều Thị Thí Dụ"),
        ("Vụ", "vu", "sau-vi-von", "sau-vi-von"),
    ],
)  # fmt: skip
def test_a_notice_in_force_in_a_place_of_the_name(
    tmp_path: Path, section: str, slug: str, folder: str, place: str
) -> None:
    wanted = SimpleNamespace(is_lifted=False, name=f"{NAME} (tức Sáu Ví Von)", other_names=())
    at = SimpleNamespace(name=section, slug=slug)
    notice = item(tmp_path, "", f"{folder}/a.md", wanted=wanted, section=at, header_lines={"section": 4})
    report = Report()
    tell_places([notice, item(tmp_path, "")], tmp_path, report)
    assert [(problem.line, problem.value) for problem in report.errors] == ([(4, place)] if place else [])
