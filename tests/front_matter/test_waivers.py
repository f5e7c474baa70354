"""``waivers`` ("Bỏ qua") of a header: what is read, and what is told of entries that are not complete."""

from __future__ import annotations

import pytest

from plugins.common.problems import Report
from plugins.front_matter.fields import find_field
from plugins.front_matter.header import Header, read_header
from plugins.front_matter.waivers import KEYS, NAMES, Waiver

FULL = """title: Một bài
Bỏ qua:
  - Quy tắc: private-telephone
    Lý do: số của quầy tiếp dân
    Người duyệt: Nguyễn Văn A
    Ngày duyệt: 22/11/2026
status: published"""


def read(text: str) -> tuple[Header, list[tuple[int, str]]]:
    """The header, and the line and message of every problem; the header begins on line 2."""
    report = Report()
    header = read_header(text, 2, "bai.md", report)
    return header, [(problem.line, problem.message) for problem in sorted(report.problems)]


def only(header: Header) -> Waiver:
    (waiver,) = header.values["waivers"]
    assert isinstance(waiver, Waiver)
    return waiver


def test_an_entry_is_read_with_its_line() -> None:
    header, told = read(FULL)
    waiver = only(header)
    assert told == []
    assert (waiver.rule, waiver.reason, waiver.by) == ("private-telephone", "số của quầy tiếp dân", "Nguyễn Văn A")
    assert (waiver.on.iso, waiver.line) == ("2026-11-22", 4)
    assert header.get("status") == "published"


def test_the_keys_have_english_names_and_the_list_two_entries() -> None:
    text = """waivers:
- {rule: number-plate, reason: xe công vụ, by: Lê B, on: 2026-11-22}
- rule: link-text
  reason: tên của văn bản
  by: Lê B
  on: 2026-11-23"""
    header, told = read(text)
    assert told == []
    assert [(w.rule, w.by, w.on.iso, w.line) for w in header.values["waivers"]] == [
        ("number-plate", "Lê B", "2026-11-22", 3),
        ("link-text", "Lê B", "2026-11-23", 4),
    ]


@pytest.mark.parametrize(
    "reason", ["theo văn bản: đã duyệt", "[a] là tên thật", "A & B: số 1", "@quay tiếp dân", "có 'nháy': thôi"]
)
def test_a_reason_needs_no_quotes(reason: str) -> None:
    header, told = read(FULL.replace("số của quầy tiếp dân", reason))
    if reason.startswith("["):  # a list to YAML, as in every other text that opens with a bracket
        assert told
        return
    assert told == []
    assert only(header).reason == reason


def test_a_reason_may_take_several_lines() -> None:
    header, told = read(FULL.replace("Lý do: số", "Lý do: >-\n      số"))
    assert told == []
    assert only(header).reason == "số của quầy tiếp dân"
    header, told = read(FULL.replace("tiếp dân", "tiếp\n      dân"))
    assert told == []
    assert only(header).reason == "số của quầy tiếp dân"


@pytest.mark.parametrize("name", NAMES)
def test_what_lacks_a_line_waives_nothing(name: str) -> None:
    lines = FULL.split("\n")
    kept = [line for line in lines if NAMES[name] + ":" not in line]
    if name == "rule":
        kept[2] = kept[2].replace("    Lý do", "  - Lý do")
    header, told = read("\n".join(kept))
    assert header.values["waivers"] == []
    assert told == [(4, f"mục “Bỏ qua” thiếu dòng “{NAMES[name]}”")]
    assert header.broken


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("22/11/2026", "11/2026", 7, "thiếu ngày hoặc tháng"),
        ("22/11/2026", "hôm qua", 7, "không đọc được ngày tháng"),
        ("22/11/2026", "Thứ hai, 22/11/2026", 7, "thứ và ngày không khớp"),
        ("số của quầy tiếp dân", "...", 5, "chưa được điền"),
        ("Nguyễn Văn A", "(đơn vị điền)", 6, "chưa được điền"),
        ("Người duyệt", "Người kí", 6, "có dòng không biết"),
        ("Người duyệt", "reason", 6, "đã có ở dòng 5"),
        ("Nguyễn Văn A", "[A, B]", 6, "chỉ nhận một giá trị"),
    ],
)
def test_a_mistake_is_told_on_its_line(old: str, new: str, line: int, words: str) -> None:
    header, told = read(FULL.replace(old, new))
    assert header.values.get("waivers", []) == []
    assert told
    assert told[0][0] == line
    assert words in told[0][1]


def test_an_entry_that_is_only_a_word_is_told() -> None:
    header, told = read("Bỏ qua: [private-telephone]")
    assert header.values["waivers"] == []
    assert told == [(2, "mục “Bỏ qua” phải nêu quy tắc, lý do, người duyệt và ngày")]


def test_every_key_has_the_name_that_messages_say() -> None:
    assert set(KEYS.values()) == set(NAMES)
    field = find_field("bo qua")
    assert field is not None
    assert field.name == "waivers"
