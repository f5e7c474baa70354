"""The registry of facts."""

from __future__ import annotations

from pathlib import Path

from plugins.common.problems import Report
from plugins.tip_off.facts import GROUPS, Fact, Facts, read_facts
from tests.tip_off.registries import fact, rules, told, write


def test_without_a_registry_every_group_is_there_and_empty(tmp_path: Path, report: Report) -> None:
    found = read_facts(tmp_path / "none.yml", rules(report))
    assert found == Facts({group: [] for group in GROUPS}, [])
    assert GROUPS == ("call", "tip", "after", "rights", "petition", "wanted", "traces")
    assert report.problems == []


def test_facts_by_group_in_the_registrys_order(tmp_path: Path, report: Report) -> None:
    english = {"label_en": "3 days", "text_en": "You are told."}
    text = fact("after", label="3 ngày", to_confirm="Còn đúng không", **english) + fact("tip") + fact("after")
    found = read_facts(write(tmp_path, text), rules(report))
    words = ("Tin nào cũng nhận.", "Luật")
    assert found.groups["after"] == [
        Fact("after", "3 ngày", *words, "3 days", "You are told.", "Còn đúng không"),
        Fact("after", "", *words),
    ]
    assert found.groups["tip"] == [Fact("tip", "", *words)]
    assert [day.short for day in found.verified] == ["01/11/2026"] * 3
    assert report.problems == []


def test_an_unknown_group_is_an_error(tmp_path: Path, report: Report) -> None:
    found = read_facts(write(tmp_path, fact("sau-do") + fact("tip")), rules(report))
    assert told(report) == [(1, "error", "nhóm không biết")]
    assert report.errors[0].remedy == "dùng một trong: " + ", ".join(GROUPS)
    assert [len(found.groups[group]) for group in GROUPS] == [0, 1, 0, 0, 0, 0, 0]


def test_a_fact_has_a_source(tmp_path: Path, report: Report) -> None:
    read_facts(write(tmp_path, "- group: tip\n  text: Nghe nói.\n"), rules(report))
    assert told(report) == [(1, "error", "mục thiếu source, verified_on")]


def test_a_fact_ends(tmp_path: Path, report: Report) -> None:
    found = read_facts(write(tmp_path, fact(valid_to="2026-11-21")), rules(report))
    assert found == Facts()
    assert told(report) == [(5, "warning", "mục này đã hết hạn nên không hiện")]


def test_half_a_translation_is_told(tmp_path: Path, report: Report) -> None:
    read_facts(write(tmp_path, fact(label="Bí mật", text_en="Secret") + fact(text_en="Whole")), rules(report))
    assert told(report) == [(1, "warning", "phần tiếng Anh còn thiếu label_en")]


def test_what_an_unfinished_entry_does_hold_is_checked_too(tmp_path: Path, report: Report) -> None:
    text = "- group: sau-do\n  label: xxx\n  verified_on: 2026-12-01\n  text_en: A\n"
    assert read_facts(write(tmp_path, text), rules(report, publishing=True)).groups["tip"] == []
    assert told(report) == [
        (1, "error", "mục thiếu text, source"),
        (1, "error", "nhóm không biết"),
        (1, "warning", "phần tiếng Anh còn thiếu label_en"),
        (2, "error", "mục label mới là chữ giữ chỗ (“xxx”)"),
        (3, "error", "ngày kiểm tra ở tương lai"),
    ]
