"""Emergency numbers by name in notes, facts and topics; numbers that somebody forgot to change."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.common.problems import Report
from plugins.tip_off.channels import NATIONAL_NAMES, POLICE, read_channels
from plugins.tip_off.facts import read_facts
from plugins.tip_off.named_numbers import NamedNumbers
from tests.tip_off.registries import fact, row, rules, told, write

UNKNOWN = "không có số khẩn cấp nào tên như thế"
STRANGE = "số trong câu này không có trong danh bạ"
NAMES = NamedNumbers({"Công an": "113", "Cấp cứu": "116"}, frozenset({"111"}))


def fill(text: str) -> tuple[str, list[tuple[str, str, str]]]:
    complaints: list[tuple[str, str, str]] = []
    return NAMES.fill(text, lambda *words: complaints.append(words)), complaints


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Gọi {Cấp cứu} trước.", "Gọi 116 trước."),
        ("{công an}, {  Cấp  cứu }", "113, 116"),
        ("Call {Công an} or 111.", "Call 113 or 111."),
        ("Nghị định số 115/2015/NĐ-CP, Điều 115, 11/5, 115%, 1.115, 0232 3822 115", ""),
        ("Có 115 người, 115 vụ; tài khoản 115", ""),
    ],
)
def test_names_become_numbers(text: str, filled: str) -> None:
    assert fill(text) == (filled or text, [])


def test_an_unknown_name_is_told_with_the_names_there_are() -> None:
    assert fill("Gọi {Cứu hỏa}.") == (
        "Gọi Cứu hỏa.",
        [(UNKNOWN, "{Cứu hỏa}", "dùng một trong: {Công an}, {Cấp cứu}")],
    )


@pytest.mark.parametrize(
    "text", ["Gọi 115 trước.", "Gọi 115, người nhà đợi.", "(115)", "Call 115.", "115: cấp cứu; 115"]
)
def test_a_number_of_before_is_told(text: str) -> None:
    filled, [(message, value, remedy)] = fill(text)
    assert (filled, message, value) == (text, STRANGE, "115")
    assert "{Cấp cứu}" in remedy
    assert "contacts.yml" in remedy


def test_topics_are_told_by_setting(report: Report) -> None:
    topics = {"a": ["Một", "Gọi {Cấp cứu}."], "b": ["Hai", "Gọi {X}."], "c": ["Ba", "Gọi 115."]}
    filled = NAMES.fill_topics(topics, report)
    assert filled == {"a": ["Một", "Gọi 116."], "b": ["Hai", "Gọi X."], "c": ["Ba", "Gọi 115."]}
    assert [(problem.file, problem.message, problem.value) for problem in report.errors] == [
        ("pelicanconf.py", f"TIP_OFF[“topics”][“b”]: {UNKNOWN}", "{X}"),
        ("pelicanconf.py", f"TIP_OFF[“topics”][“c”]: {STRANGE}", "115"),
    ]


def test_notes_and_facts_name_numbers_of_the_registry(tmp_path: Path, report: Report) -> None:
    """Also a note that stands before the number."""
    text = row("visit", value="Gọi {Cấp cứu}", note="Trước hết {Cấp cứu}", name_en="A", note_en="{Cấp cứu} first")
    text = text.replace("note_en: {Cấp cứu} first", "note_en: '{Cấp cứu} first'")
    text += row("emergency", "Y tế", value="116", label="Cấp cứu", note="Số {Cấp cứu}") + row("phone", value="111")
    contacts = read_channels(write(tmp_path, text), rules(report))
    [visit, _] = contacts.doors["to-giac"]
    assert (visit.value, visit.note) == ("Gọi 116", "Trước hết 116")
    assert visit.english
    assert visit.english.note == "116 first"
    assert [number.note for number in contacts.numbers if number.label == "Cấp cứu"] == ["Số 116"]
    found = read_facts(write(tmp_path, fact(text="Gọi {Cấp cứu}, 111, 112")), rules(report), contacts.names).groups[
        "tip"
    ]
    assert [one.text for one in found] == ["Gọi 116, 111, 112"]
    assert report.errors == []


def test_mistakes_in_notes_and_facts_have_their_line(tmp_path: Path, report: Report) -> None:
    read_channels(write(tmp_path, row("visit", value="Gọi {A}", note="Gọi 117")), rules(report))
    assert told(report) == [(5, "error", UNKNOWN), (6, "error", STRANGE)]
    other = Report()
    read_facts(write(tmp_path, fact(text="Gọi 117", text_en="Call {A}")), rules(other))
    assert told(other) == [(2, "error", STRANGE), (5, "error", UNKNOWN)]


def test_without_a_registry_the_national_numbers_answer(tmp_path: Path, report: Report) -> None:
    contacts = read_channels(tmp_path / "none.yml", rules(report))
    assert contacts.names == NATIONAL_NAMES
    assert contacts.names.fill_topics({"a": ["{Công an} {Chữa cháy} {Cấp cứu} {Thiên tai}"]}, report) == {
        "a": ["113 114 115 112"]
    }
    assert POLICE.number == "113"
    assert report.problems == []
