"""Header and body, cut apart."""

from __future__ import annotations

import unicodedata

import pytest

from plugins.front_matter.source import Source, SourceError, decode, split


def test_control_characters_move_no_line() -> None:
    assert decode("một\x0bhai\u2028ba\x85bốn\x00\x1c\nnăm".encode(), "a.md") == "một hai ba bốn\nnăm"


def test_bom_line_ends_and_normal_form() -> None:
    text = unicodedata.normalize("NFD", "Đường\r\nsắt\rẤn\u200b\u00a0Độ")
    assert decode(b"\xef\xbb\xbf" + text.encode(), "a.md") == "Đường\nsắt\nẤn Độ"


@pytest.mark.parametrize(("data", "line", "shown"), [
    (b"---\ntitle: a\xff\n", 2, "ff 0a"),
    ("---\ntitle: Công an".encode("utf-16"), 1, "ff fe 2d 00 2d 00 2d 00"),
    ("một\nhai\nĐ".encode("cp1258", "replace") + b"\xd0\xd0", None, None),
])  # fmt: skip
def test_other_encodings_name_their_line(data: bytes, line: int | None, shown: str | None) -> None:
    with pytest.raises(SourceError) as caught:
        decode(data, "a.md")
    problem = caught.value.problem
    assert problem.message == "tệp không phải bảng mã UTF-8"
    if line is not None:
        assert (problem.file, problem.line, problem.value) == ("a.md", line, shown)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("---\ntitle: a\n---\nthân", Source("title: a", 2, "thân", 4)),
        ("---  \ntitle: a\n---\t\nthân\nhai", Source("title: a", 2, "thân\nhai", 4)),
        ("\n\n---\ntitle: a\n---\n\nthân", Source("title: a", 4, "\nthân", 6)),
        ("---\n---\n", Source("", 2, "", 3)),
        ("---\na: b\n---", Source("a: b", 2, "", 4)),
        ("---\na: b\n---\nmột\n\n---\n\nhai", Source("a: b", 2, "một\n\n---\n\nhai", 4)),
        ("---\na: 'x --- y'\n---\nthân", Source("a: 'x --- y'", 2, "thân", 4)),
    ],
)
def test_split(text: str, source: Source) -> None:
    assert split(text, "a.md") == source


@pytest.mark.parametrize(
    ("text", "line", "message", "value"),
    [
        ("Tiêu đề: a\n\nthân", 1, "phần đầu bài viết không có dòng --- bao quanh", "Tiêu đề: a"),
        ("\nNguồn tin: a\nthân", 2, "phần đầu bài viết không có dòng --- bao quanh", "Nguồn tin: a"),
        ("Chỉ có thân bài.", 1, "phần đầu bài không mở bằng dòng ---", "Chỉ có thân bài."),
        ("", 1, "phần đầu bài không mở bằng dòng ---", ""),
        ("----\na: b\n----\n", 1, "phần đầu bài không mở bằng dòng ---", "----"),
        ("---\ntitle: a\n\nthân", 1, "phần đầu bài không có dòng --- kết thúc", "---"),
        ("\n---\ntitle: a\n ---\nthân", 2, "phần đầu bài không có dòng --- kết thúc", "---"),
    ],
)
def test_a_header_without_its_fences(text: str, line: int, message: str, value: str) -> None:
    with pytest.raises(SourceError) as caught:
        split(text, "a.md")
    problem = caught.value.problem
    assert (problem.file, problem.line, problem.message, problem.value) == ("a.md", line, message, value)
    assert "---" in problem.remedy
