"""What every entry of a registry must be: of a day, without holes, confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from plugins.common.problems import REPORT_KEY, Report
from plugins.tip_off.channels import read_channels
from plugins.tip_off.entries import Rules
from plugins.tip_off.facts import read_facts
from plugins.tip_off.settings import TipOffSettings
from tests.tip_off.registries import NOW, fact, row, rules, told, write

BOTH = pytest.mark.parametrize("kind", ["contacts", "facts"])


def read(kind: str, folder: Path, build: Rules, **values: str) -> None:
    """Read a registry of one entry, whose own lines are 1 to 4."""
    if kind == "contacts":
        read_channels(write(folder, row("visit", **values)), build)
    else:
        read_facts(write(folder, fact(**values)), build)


@BOTH
@pytest.mark.parametrize("publishing", [False, True])
@pytest.mark.parametrize(
    ("days", "local", "public"),
    [
        (0, "", ""),
        (89, "", ""),
        (90, "", ""),
        (91, "warning", "warning"),
        (179, "warning", "warning"),
        (180, "warning", "warning"),
        (181, "warning", "error"),
    ],
)
def test_ages(tmp_path: Path, report: Report, kind: str, publishing: bool, days: int, local: str, public: str) -> None:
    """On the morning of the 90th and of the 180th day after, so many days have passed and some hours."""
    day = (NOW - timedelta(days=days)).date().isoformat()
    read(kind, tmp_path, rules(report, publishing=publishing), verified_on=day)
    severity = public if publishing else local
    assert [(line, how) for line, how, _ in told(report)] == ([(4, severity)] if severity else [])
    assert all(f"đã {days} ngày chưa kiểm tra lại" in message for _, _, message in told(report))
    assert all("sửa verified_on" in problem.remedy for problem in report.problems)


@BOTH
def test_a_month_counts_from_its_start(tmp_path: Path, report: Report, kind: str) -> None:
    read(kind, tmp_path, rules(report), verified_on="2026-11")
    assert report.problems == []
    read(kind, tmp_path, rules(report), verified_on="2026-08")
    assert told(report) == [(4, "warning", "đã 113 ngày chưa kiểm tra lại")]


@BOTH
@pytest.mark.parametrize("day", ["2026-11-23", "2026-11-22 10:01", "2026-12", "2027"])
def test_nobody_verifies_tomorrow(tmp_path: Path, report: Report, kind: str, day: str) -> None:
    read(kind, tmp_path, rules(report), verified_on=day)
    assert told(report) == [(4, "error", "ngày kiểm tra ở tương lai")]


@BOTH
def test_what_is_to_be_confirmed_is_told_when_publishing(tmp_path: Path, report: Report, kind: str) -> None:
    question = "Ai trực? " + "Một câu dài. " * 20
    read(kind, tmp_path, rules(report), to_confirm=question)
    assert report.problems == []
    read(kind, tmp_path, rules(report, publishing=True), to_confirm=question)
    [(line, severity, message)] = told(report)
    assert (line, severity) == (5, "warning")
    assert message.endswith(f"còn điều cơ quan phải xác nhận: {question.strip().rstrip('.')}")


@BOTH
def test_what_is_to_be_confirmed_is_only_counted_in_a_check(tmp_path: Path, report: Report, kind: str) -> None:
    checking = replace(rules(report, publishing=True), list_unconfirmed=False)
    read(kind, tmp_path, checking)
    assert report.problems == []
    read(kind, tmp_path, checking, to_confirm="Số nào")
    assert told(report) == [(0, "warning", "1 mục còn chờ cơ quan xác nhận")]
    assert "invoke publish" in report.problems[0].remedy


@pytest.mark.parametrize("publishing", [False, True])
@pytest.mark.parametrize("key", ["name", "value", "label", "note", "unit", "area", "source", "name_en", "note_en"])
def test_a_hole_anywhere_in_a_channel(tmp_path: Path, report: Report, key: str, publishing: bool) -> None:
    values = {"name": "A", "name_en": "A", "note_en": "B", "value_en": "C", "value": "C", key: '"(đơn vị điền)"'}
    read_channels(write(tmp_path, row("visit", **values)), rules(report, publishing=publishing))
    assert [(how, message) for _, how, message in told(report)] == [
        ("error" if publishing else "warning", f"mục {key} mới là chữ giữ chỗ (“đơn vị điền”)")
    ]


@pytest.mark.parametrize("publishing", [False, True])
@pytest.mark.parametrize("key", ["label", "text", "source", "label_en", "text_en"])
def test_a_hole_anywhere_in_a_fact(tmp_path: Path, report: Report, key: str, publishing: bool) -> None:
    values = {"label": "A", "label_en": "A", "text_en": "B", key: "xxx"}
    read_facts(write(tmp_path, fact(**values)), rules(report, publishing=publishing))
    assert [(how, message) for _, how, message in told(report)] == [
        ("error" if publishing else "warning", f"mục {key} mới là chữ giữ chỗ (“xxx”)")
    ]


@BOTH
@pytest.mark.parametrize("source", ["xxx", "(đơn vị điền)", "(văn bản hoặc trang công bố số này)", "QĐ số ..."])
def test_a_source_is_no_hole(tmp_path: Path, report: Report, kind: str, source: str) -> None:
    read(kind, tmp_path, rules(report, publishing=True), source=f'"{source}"')
    [(line, severity, message)] = told(report)
    assert (line, severity) == (3, "error")
    assert message.startswith("mục source mới là chữ giữ chỗ")


def test_what_is_over_is_not_looked_at(tmp_path: Path, report: Report) -> None:
    over = {"valid_to": "2026-01-01", "verified_on": "2025-01-01", "value": "xxx", "to_confirm": "Số nào"}
    read_channels(write(tmp_path, row("phone", **over)), rules(report, publishing=True))
    assert told(report) == [(5, "warning", "kênh đã hết hạn nên không hiện")]


def test_a_build_tells_all_that_is_unconfirmed_unless_it_is_told_otherwise(report: Report) -> None:
    settings = {"NOW": "2026-11-22 10:00", REPORT_KEY: report}
    assert Rules.of_build(settings, TipOffSettings()).list_unconfirmed
    assert not Rules.of_build({**settings, "LIST_UNCONFIRMED": False}, TipOffSettings()).list_unconfirmed


@pytest.mark.parametrize("publishing", [False, True])
def test_the_rules_of_a_build(report: Report, publishing: bool) -> None:
    settings = {"NOW": "2026-11-22 10:00", "PUBLISHING": publishing, REPORT_KEY: report}
    found = Rules.of_build(settings, TipOffSettings(warn_after_days=7, fail_after_days=9))
    found.tell("a", 1, "lỗi")
    assert (found.ages.now, found.ages.warn_after, found.ages.fail_after) == (NOW, 7, 9)
    assert (found.publishing, [problem.severity for problem in report.problems]) == (
        publishing,
        ["error" if publishing else "warning"],
    )
