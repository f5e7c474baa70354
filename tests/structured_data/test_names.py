"""Names that have changed since."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.common.dates import parse_date
from plugins.common.problems import Report
from plugins.structured_data.names import FormerName, name_notes, read_former_names

UNTIL = parse_date("2025-07-01")
NAMES = [
    FormerName("Bà Rịa – Vũng Tàu", UNTIL, "Nay thuộc Thành phố Hồ Chí Minh."),
    FormerName("BR-VT", UNTIL, "Nay thuộc Thành phố Hồ Chí Minh."),
    FormerName("Quảng Bình", UNTIL, "Nay thuộc tỉnh Quảng Trị."),
]


@pytest.mark.parametrize(
    ("when", "noted"),
    [("2021-12-26", True), ("2025-06-30 23:59", True), ("2025-07-01", False), ("2026", False), ("2025", True)],
)
def test_only_before_the_change(when: str, noted: bool) -> None:
    assert bool(name_notes(parse_date(when), "<p>Công an Quảng Bình</p>", NAMES)) is noted


def test_each_note_once_in_the_order_of_the_registry() -> None:
    html = "<p>Quảng <strong>Bình</strong>, BR-VT và Bà Rịa&nbsp;–\nVũng Tàu</p>"
    assert name_notes(parse_date("2021"), html, NAMES) == [
        "Nay thuộc Thành phố Hồ Chí Minh.", "Nay thuộc tỉnh Quảng Trị.",
    ]  # fmt: skip


@pytest.mark.parametrize("html", ["<p>Quảng Ninh</p>", '<p title="Quảng Bình">x</p>', ""])
def test_no_note(html: str) -> None:
    assert name_notes(parse_date("2021"), html, NAMES) == []


def test_only_whole_names() -> None:
    names = [FormerName("Hà Nam", UNTIL, "Nay thuộc tỉnh Ninh Bình.")]
    assert name_notes(parse_date("2021"), "<p>Hà Namx và xHà Nam</p>", names) == []


@pytest.mark.parametrize("html", ["<p>(Quảng Bình)</p>", "<p>tỉnh Quảng Bình.</p>", "Quảng Bình", "<b>Quảng Bình</b>,"])
def test_a_name_beside_other_signs(html: str) -> None:
    assert len(name_notes(parse_date("2021"), html, NAMES)) == 1


def test_no_names() -> None:
    assert name_notes(parse_date("2021"), "<p>Quảng Bình</p>", []) == []


def test_the_registry(tmp_path: Path) -> None:
    report, path = Report(), tmp_path / "units.yml"
    path.write_text(
        "- name: Quảng Bình\n  until: 2025-07-01\n  now: Nay thuộc tỉnh Quảng Trị.\n  source: Nghị quyết\n"
        "- name: X\n  until: mai\n  now: y\n- name: Z\n",
        "utf-8",
    )
    assert read_former_names(path, report) == [NAMES[2]]
    assert [(p.line, p.message) for p in sorted(report.problems)] == [
        (6, "không đọc được ngày tháng"), (8, "mục thiếu until, now"),
    ]  # fmt: skip
    assert read_former_names(tmp_path / "none.yml", report) == []
