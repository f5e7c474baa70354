"""Problems: sorted, one unwrapped line each."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.common.problems import REPORT_KEY, Problem, Report, report_of, shown_path


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (Problem("a.md", 3, "thiếu tiêu đề"), "a.md:3: lỗi: thiếu tiêu đề."),
        (Problem("a.md", 0, "thiếu tiêu đề"), "a.md: lỗi: thiếu tiêu đề."),
        (
            Problem("a.md", 3, "ngày sai", "32/1/2020", "viết lại"),
            "a.md:3: lỗi: ngày sai: “32/1/2020”. Cách sửa: viết lại.",
        ),
        (
            Problem("a.md", 3, "mục lạ", "titel", "có phải là “title”?", "warning"),
            "a.md:3: cảnh báo: mục lạ: “titel”. Cách sửa: có phải là “title”?",
        ),
        (Problem("a.md", 1, "sai", "hai\n  dòng\u2028ba"), "a.md:1: lỗi: sai: “hai dòng ba”."),
        (Problem("a.md", 1, "sai", "x" * 120), f"a.md:1: lỗi: sai: “{'x' * 120}”."),
        (Problem("a.md", 1, "sai", "x" * 121), f"a.md:1: lỗi: sai: “{'x' * 119}…”."),
    ],
)
def test_one_line(problem: Problem, line: str) -> None:
    assert problem.text("/") == line


def test_a_message_of_several_lines_is_one_line() -> None:
    """What Pelican logs becomes a problem too, and it logs over several lines."""
    assert "\n" not in Problem("pelican", 0, "Could not process\n  file", "", "sửa\nlại").text()
    assert Problem("a\nb.md", 0, "sai\x1b[2K", "x\x07y").text("/") == "a?b.md: lỗi: sai [2K: “x y”."


def test_sorted_by_file_then_line_as_a_number() -> None:
    report = Report()
    for file, line in (("b.md", 1), ("a.md", 10), ("a.md", 9), ("a.md", 0)):
        report.error(file, line, "sai")
    report.warn("a.md", 9, "lạ")
    assert [line.split(": ")[0] for line in report.lines("/")] == ["a.md", "a.md:9", "a.md:9", "a.md:10", "b.md:1"]
    assert [(problem.file, problem.line) for problem in report.errors] == [
        ("a.md", 0), ("a.md", 9), ("a.md", 10), ("b.md", 1),
    ]  # fmt: skip


def test_the_order_of_finding_does_not_matter() -> None:
    problems = [Problem("a", 1, "x", "1"), Problem("a", 1, "x", "2"), Problem("a", 1, "w"), Problem("b", 1, "a")]
    reports = (Report(), Report())
    for problem in problems:
        reports[0].add(problem)
    for problem in problems[::-1]:
        reports[1].add(problem)
    assert reports[0].lines("/") == reports[1].lines("/")


def test_told_twice_counts_once() -> None:
    report = Report()
    report.error("a.md", 1, "sai", 5)
    report.error("a.md", 1, "sai", "5")
    report.warn("a.md", 1, "sai", 5)
    assert len(report.problems) == 2
    assert len(report.errors) == 1


def test_one_report_per_build() -> None:
    settings: dict[str, object] = {}
    report = report_of(settings)
    assert report_of(settings) is report
    assert settings[REPORT_KEY] is report
    assert report_of({}) is not report


def test_paths_as_the_editor_knows_them(tmp_path: Path) -> None:
    inside = tmp_path / "content" / "tin" / "bai.md"
    assert shown_path(str(inside), str(tmp_path)) == "content/tin/bai.md"
    assert shown_path("/etc/passwd", str(tmp_path)) == "/etc/passwd"
    assert shown_path("tin/bai.md", str(tmp_path)) == "tin/bai.md"
