"""Sections: known, found, made."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from plugins.common.problems import Report
from plugins.sections.section import Section, Sections, read_sections

ACTIVITY = Section("Hoạt động Công an tỉnh", "hoat-dong", order=1)
MOVEMENT = Section("Phong trào", "phong-trao", order=2)


@pytest.fixture
def report() -> Report:
    return Report()


@pytest.fixture
def sections(report: Report) -> Sections:
    return Sections([ACTIVITY, MOVEMENT], report, "Tin tức")


def index(root: Path, folder: str, text: str | bytes) -> None:
    path = root / folder / "_index.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.mark.parametrize(
    ("name", "folder", "found"),
    [
        ("Hoạt động Công an tỉnh", "", ACTIVITY),
        ("hoạt động công an TỈNH", "phong-trao", ACTIVITY),
        (unicodedata.normalize("NFD", "Hoạt động Công an tỉnh"), "", ACTIVITY),
        ("hoat-dong", "", ACTIVITY),
        ("phong-trao", "hoat-dong", MOVEMENT),
        (None, "hoat-dong", ACTIVITY),
        (None, "phong-trao", MOVEMENT),
        ("", "phong-trao", MOVEMENT),
    ],
)
def test_found_by_name_slug_or_folder(
    sections: Sections, report: Report, name: str | None, folder: str, found: Section
) -> None:
    assert sections.find(name, folder, "a.md", 1) is found
    assert report.problems == []


def test_an_unknown_section_is_made_and_told_once(sections: Sections, report: Report) -> None:
    made = sections.find("Gương người tốt", "hoat-dong", "a.md", 5)
    assert (made.name, made.slug, made.href) == ("Gương người tốt", "guong-nguoi-tot", "/guong-nguoi-tot/")
    assert sections.find("gương người TỐT", "", "b.md", 6) is made
    assert sections.find(None, "guong-nguoi-tot", "c.md", 7) is made
    assert [(p.file, p.line, p.value, p.severity) for p in report.problems] == [
        ("a.md", 5, "Gương người tốt", "warning")
    ]
    assert "guong-nguoi-tot/_index.md" in report.problems[0].remedy


def test_a_folder_without_a_title_gets_one(sections: Sections, report: Report) -> None:
    assert sections.find(None, "an-toan-giao-thong", "a.md", 1).name == "An toan giao thong"
    assert len(report.problems) == 1


def test_the_default_section_needs_no_warning(sections: Sections, report: Report) -> None:
    made = sections.find(None, "", "a.md", 1)
    assert (made.name, made.slug) == ("Tin tức", "tin-tuc")
    assert sections.find("Tin tức", "", "b.md", 1) is made
    assert report.problems == []


def test_each_once_by_order_then_by_name(report: Report) -> None:
    known = [Section("B", "b"), Section("Â", "x"), Section("A", "a"), Section("Z", "z", order=1)]
    sections = Sections(known, report, "Tin tức")
    assert [s.name for s in sections.sorted()] == ["Z", "A", "Â", "B"]


def test_names_sort_the_vietnamese_way(report: Report) -> None:
    names = ["Dân vận", "Dư luận", "Đất đai", "Đoàn thể"]
    sections = Sections([Section(name, f"s{number}") for number, name in enumerate(names)], report, "Tin tức")
    assert [s.name for s in sections.sorted()] == names


@pytest.mark.parametrize("name", ["…", "-", "!!!"])
def test_a_name_without_letters_never_leads_to_another_host(sections: Sections, report: Report, name: str) -> None:
    """``//`` would be the address of another site."""
    assert sections.find(name, "", "a.md", 5).href != "//" or report.errors


def test_reading_sections(tmp_path: Path, report: Report) -> None:
    index(tmp_path, "hoat-dong", "---\ntitle: Hoạt động\nshort: HĐ\ndescription: Mô  tả\norder: 2\n---\n")
    index(
        tmp_path, "phong-trao", "\ufeff---\r\nTiêu đề: Phong trào\r\nThứ tự: 1\r\nMô tả: b\r\nTên ngắn: PT\r\n---\r\n"
    )
    index(tmp_path, "khong-ten", "---\norder:\n---\nchữ\n")
    index(tmp_path, "sau/trong", "---\ntitle: Không phải chuyên mục\n---\n")
    (tmp_path / "khong-co-index").mkdir()
    assert read_sections(tmp_path, report) == [
        Section("Hoạt động", "hoat-dong", "Mô tả", 2, "HĐ"),
        Section("khong-ten", "khong-ten"),
        Section("Phong trào", "phong-trao", "b", 1, "PT"),
    ]
    assert report.problems == []


def test_a_folder_named_in_vietnamese(tmp_path: Path, report: Report) -> None:
    index(tmp_path, "Phong trào", "---\ntitle: Phong trào\n---\n")
    assert [s.href for s in read_sections(tmp_path, report)] == ["/phong-trao/"]


def test_a_folder_without_any_section(tmp_path: Path, report: Report) -> None:
    assert read_sections(tmp_path / "none", report) == []
    assert report.problems == []


@pytest.mark.parametrize(
    ("text", "line", "message", "value"),
    [
        ("Chỉ có chữ\n", 1, "tệp chuyên mục thiếu phần đầu", ""),
        ("---\ntitle: a\n", 1, "tệp chuyên mục thiếu phần đầu", ""),
        ("---\ntitle: a\nmau: đỏ\n---\n", 3, "tệp chuyên mục có mục không biết", "mau"),
        ("---\ntitle: a\ntitle: b\n---\n", 3, "một mục được viết hai lần", "title"),
        ("\n---\ntitle: a\nb: c: d\n---\n", 4, "không đọc được dòng này", "b: c: d"),
    ],
)
def test_broken_section_files(tmp_path: Path, report: Report, text: str, line: int, message: str, value: str) -> None:
    index(tmp_path, "a", text)
    read_sections(tmp_path, report)
    assert [(p.file, p.line, p.message, p.value) for p in report.errors] == [
        (str(tmp_path / "a" / "_index.md"), line, message, value)
    ]


@pytest.mark.parametrize("order", ["hai", "-1", "1.5", "²"])
def test_an_order_that_is_no_number(tmp_path: Path, report: Report, order: str) -> None:
    index(tmp_path, "a", f"---\ntitle: a\norder: {order}\n---\n")
    assert [section.order for section in read_sections(tmp_path, report)] == [1000]
    assert [(p.message, p.value) for p in report.errors] == [("thứ tự chuyên mục không phải là số", order)]


def test_the_line_of_a_wrong_order(tmp_path: Path, report: Report) -> None:
    index(tmp_path, "a", "---\ntitle: a\norder: hai\n---\n")
    read_sections(tmp_path, report)
    assert [p.line for p in report.errors] == [3]


def test_a_section_file_that_is_not_utf8(tmp_path: Path, report: Report) -> None:
    index(tmp_path, "a", b"---\ntitle: \xff\n---\n")
    assert read_sections(tmp_path, report) == []
    assert [p.message for p in report.errors] == ["tệp không phải bảng mã UTF-8"]


def test_a_folder_whose_name_has_no_letters(tmp_path: Path, report: Report) -> None:
    index(tmp_path, "…", "---\ntitle: Ba chấm\n---\n")
    assert read_sections(tmp_path, report) == []
    assert [p.message for p in report.errors] == ["tên chuyên mục không có chữ nào"]


def test_a_section_knows_where_it_comes_from(tmp_path: Path, report: Report) -> None:
    index(tmp_path, "a", "---\ntitle: A\n---\n")
    (known,) = read_sections(tmp_path, report)
    assert (known.file, known.line) == (str(tmp_path / "a" / "_index.md"), 0)
    made = Sections([known], report, "Tin tức").find("B", "", "bai.md", 5)
    assert (made.file, made.line) == ("bai.md", 5)
