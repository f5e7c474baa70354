"""No call for help is lost: not by a date, not by an entry that somebody deleted, not by the order of entries."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.common.problems import Report
from plugins.tip_off.channels import NATIONAL_NUMBERS, EmergencyNumber, read_channels
from tests.tip_off.registries import row, rules, told, write

ENTRIES = [row("emergency", known.label, value=known.number) for known in NATIONAL_NUMBERS]


def numbers(folder: Path, report: Report, *entries: str) -> list[tuple[str, str]]:
    found = read_channels(write(folder, "".join(entries)), rules(report)).numbers
    return [(entry.label, entry.number) for entry in found]


def lack(label: str, number: str) -> tuple[int, str, str]:
    return (0, "warning", f"danh bạ thiếu số khẩn cấp “{label}”; trang dùng số toàn quốc {number}")


@pytest.mark.parametrize("day", ["2026-01-01", "2030-01-01"])
def test_a_number_never_runs_out(tmp_path: Path, report: Report, day: str) -> None:
    police = row("emergency", "Công an", value="113", valid_to=day)
    assert numbers(tmp_path, report, police, *ENTRIES[1:])[0] == ("Công an", "113")
    assert told(report) == [(6, "error", "số khẩn cấp không được hết hạn")]
    assert "valid_to" in report.errors[0].remedy


@pytest.mark.parametrize("absent", NATIONAL_NUMBERS)
def test_a_number_that_is_missing_is_filled_in(tmp_path: Path, report: Report, absent: EmergencyNumber) -> None:
    at = NATIONAL_NUMBERS.index(absent)
    found = numbers(tmp_path, report, *ENTRIES[:at], *ENTRIES[at + 1 :])
    assert found[0] == ("Công an", "113")
    assert sorted(found) == sorted((known.label, known.number) for known in NATIONAL_NUMBERS)
    assert told(report) == [lack(NATIONAL_NUMBERS[at].label, NATIONAL_NUMBERS[at].number)]


@pytest.mark.parametrize("changed", [{"value": "116", "label": "cấp cứu"}, {"value": "115", "label": "Y tế"}])
def test_a_number_is_there_by_label_or_by_number(tmp_path: Path, report: Report, changed: dict[str, str]) -> None:
    ambulance = row("emergency", "Y tế", **changed)
    found = numbers(tmp_path, report, *ENTRIES[:2], ambulance, ENTRIES[3])
    assert found[2] == (changed["label"], changed["value"])
    assert len(found) == 4
    assert report.errors == []


def test_the_police_are_called_first(tmp_path: Path, report: Report) -> None:
    numbers(tmp_path, report, ENTRIES[1], ENTRIES[0], *ENTRIES[2:])
    [(line, severity, message)] = told(report)
    assert (line, severity) == (6, "error")
    assert message.startswith("số của Công an phải đứng trước")


def test_new_numbers_of_the_police_stay_first(tmp_path: Path, report: Report) -> None:
    police = row("emergency", "Công an", value="116")
    assert numbers(tmp_path, report, police, *ENTRIES[1:])[0] == ("Công an", "116")
    assert report.errors == []


def test_all_that_an_entry_lacks_and_all_that_is_wrong_in_it(tmp_path: Path, report: Report) -> None:
    entry = "- kind: {}\n  value: {}\n  verified_on: 2026-12-01\n  valid_to: mai\n  doors: [x]\n  note: Gọi {{A}}\n"
    numbers(tmp_path, report, entry.format("phone", "0232 38"), entry.format("fax", "1"), *ENTRIES)
    assert [(line, severity) for line, severity, _ in told(report)] == [
        (1, "error"), (2, "warning"), (3, "error"), (4, "error"), (5, "error"), (6, "error"),
        (7, "error"), (7, "error"), (9, "error"), (10, "error"), (11, "error"), (12, "error"),
    ]  # fmt: skip


def test_an_entry_without_a_kind_or_a_number_is_no_other_mistake(tmp_path: Path, report: Report) -> None:
    text = "- name: A\n  source: B\n  verified_on: 2027-01-01\n- kind: emergency\n  label: Công an\n"
    numbers(tmp_path, report, text, *ENTRIES[1:])
    assert told(report) == [
        (1, "error", "mục thiếu kind"),
        (3, "error", "ngày kiểm tra ở tương lai"),
        (4, "error", "mục thiếu name, source, verified_on"),
        (4, "error", "mục thiếu value"),
    ]
