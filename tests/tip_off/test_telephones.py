"""Numbers in articles and pages that the registry does not know."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.dialling import canonical
from plugins.common.html import BLOCK_END, parted_text
from plugins.common.problems import Report
from plugins.tip_off.channels import Channel, EmergencyNumber
from plugins.tip_off.numbers_in_text import telephone_numbers
from plugins.tip_off.telephones import check_telephones, html_may_hold_number, known_numbers
from tests.tip_off.test_numbers_in_text import FOUND

KNOWN = frozenset({"113", "02323822113"})


def channel(kind: str, value: str) -> Channel:
    return Channel(kind, "A", value, "", "", "Nguồn", "")


def item(folder: Path, source: str, content: str = "", **values: Any) -> SimpleNamespace:
    """An article whose source has three lines before its first word."""
    path = folder / "bai.md"
    path.write_text(f"---\ntitle: A\n---\n{source}\n", "utf-8")
    words = {"title": "A", "lead_html": "", "content": content or f"<p>{source}</p>", "source_path": str(path)}
    return SimpleNamespace(**{**words, "header_lines": {}, **values})


def warned(report: Report) -> list[tuple[int, str]]:
    assert {problem.severity for problem in report.problems} <= {"warning"}
    assert {problem.message for problem in report.problems} <= {"số điện thoại không có trong danh bạ"}
    return [(problem.line, problem.value) for problem in sorted(report.problems)]


def test_what_is_known() -> None:
    channels = [
        channel("phone", "+84 232 3822 113"),
        channel("visit", "Số 1"),
        channel("web", "https://a.vn/0912345678"),
    ]
    assert known_numbers([EmergencyNumber("113", "Công an")], channels, "(069) 234 5678") == {*KNOWN, "0692345678"}
    assert known_numbers([], [], "") == frozenset()
    assert known_numbers([], [], "0232 3822 113 - 0692345678") >= {"02323822113", "0692345678"}


def test_a_strange_number_is_told_on_every_line_where_it_stands(tmp_path: Path, report: Report) -> None:
    article = item(tmp_path, "Gọi 0912 345 678.\n\nHoặc 0232.3822.113, lại **0912.345**.678 và 0913456789")
    article.content = (
        "<p>Gọi 0912\u00a0345 678.</p><p>Hoặc 0232.3822.113, lại <strong>0912.345</strong>.678 và 0913456789</p>"
    )
    check_telephones(article, report, known=KNOWN)
    assert warned(report) == [(4, "0912 345 678"), (6, "0912.345.678"), (6, "0913456789")]
    assert "contacts.yml" in report.problems[0].remedy


def test_known_numbers_are_not_told_however_they_are_written(tmp_path: Path, report: Report) -> None:
    text = "Gọi 0232 3822 113, +84 232 3822 113 hoặc [113](tel:113)."
    check_telephones(item(tmp_path, text, '<p>Gọi 0232 3822 113, +84 232 3822 113 hoặc <a href="tel:113">113</a>.</p>'),
                     report, known=KNOWN)  # fmt: skip
    assert report.problems == []


def test_a_number_to_tap_is_told_however_short(tmp_path: Path, report: Report) -> None:
    html = '<p>Có 999 người. <a href="tel:999">999</a> <a href="tel:+84-912-345-678">gọi</a></p>'
    article = item(tmp_path, "Có 999 người.\n[999](tel:999)\n[gọi](tel:+84-912-345-678)", html)
    check_telephones(article, report, known=KNOWN)
    assert warned(report) == [(5, "999"), (6, "+84-912-345-678")]


def test_a_number_that_wraps_is_told_where_it_ends(tmp_path: Path, report: Report) -> None:
    check_telephones(item(tmp_path, "Gọi 0912\n345 678."), report, known=KNOWN)
    assert warned(report) == [(5, "0912 345 678")]


@pytest.mark.parametrize("where", ["title", "lead_html"])
def test_title_and_lead(tmp_path: Path, report: Report, where: str) -> None:
    article = item(tmp_path, "Gọi 0912 345 678.", "<p>B</p>", **{where: "Gọi 0912 345 678."})
    check_telephones(article, report, known=KNOWN)
    assert warned(report) == [(4, "0912 345 678")]


def test_two_cells_of_a_table_are_two_texts(tmp_path: Path, report: Report) -> None:
    html = "<table><tr><td>12</td><td>0912 345 678</td><td>34</td></tr></table>"
    check_telephones(item(tmp_path, "| 12 | 0912 345 678 | 34 |", html), report, known=KNOWN)
    assert warned(report) == [(4, "0912 345 678")]


def test_a_wanted_notice_has_its_number_beside_the_text(tmp_path: Path, report: Report) -> None:
    notice = item(tmp_path, "Điện thoại: 0912 345 678", "<p>B</p>", wanted=SimpleNamespace(telephone="0912 345 678"))
    check_telephones(notice, report, known=KNOWN)
    check_telephones(item(tmp_path, "B", wanted=None), report, known=KNOWN)
    assert warned(report) == [(4, "0912 345 678")]


@pytest.mark.parametrize("telephone", ["3822113", "999", "0912 345 6789", "0912 345 678", "+84 (0)912 345 678"])
def test_whatever_a_wanted_notice_asks_to_call_is_told(tmp_path: Path, report: Report, telephone: str) -> None:
    """In its header, so on the line of its header, not where the same digits happen to stand."""
    wanted = SimpleNamespace(telephone=telephone)
    notice = item(tmp_path, f"Có {telephone} người.", "<p>B</p>", wanted=wanted, header_lines={"telephone": 2})
    check_telephones(notice, report, known=KNOWN)
    assert warned(report) == [(2, telephone)]


@pytest.mark.parametrize("telephone", ["113", "1 1 3", "(0232) 3822.113", "+84 232 3822 113", "", "xxx", "   "])
def test_a_wanted_notice_with_a_known_number_or_none(tmp_path: Path, report: Report, telephone: str) -> None:
    check_telephones(item(tmp_path, "B", wanted=SimpleNamespace(telephone=telephone)), report, known=KNOWN)
    assert report.problems == []


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("(0232) 3822.114", "(0232) 3822.114"),
        ("(0912 345 678)", "0912 345 678"),
        ("(+84) 912 345 678", "(+84) 912 345 678"),
        ("(ĐT 0912 345 678)", "0912 345 678"),
        ("(**0232**) 3822.114", "0232 3822.114"),
    ],
)
def test_a_number_is_shown_with_all_its_brackets_or_none(
    tmp_path: Path, report: Report, written: str, shown: str
) -> None:
    check_telephones(item(tmp_path, f"Gọi {written}.", f"<p>Gọi {written.replace('*', '')}.</p>"), report, known=KNOWN)
    assert warned(report) == [(4, shown)]


def test_addresses_of_files_are_no_numbers(tmp_path: Path, report: Report) -> None:
    html = '<p><img src="/images/0912345678.jpg" alt=""><a href="https://a.vn/0912345678">xem</a> 0912345678.jpg</p>'
    check_telephones(item(tmp_path, "![](/images/0912345678.jpg)", html), report, known=KNOWN)
    assert report.problems == []


def test_a_source_that_cannot_be_found_is_told_as_a_whole(tmp_path: Path, report: Report) -> None:
    article = item(tmp_path, "Gọi 0912 345 678")
    article.source_path = str(tmp_path / "none.md")
    check_telephones(article, report, known=KNOWN)
    assert warned(report) == [(0, "0912 345 678")]


@pytest.mark.parametrize(("text", "numbers"), FOUND)
def test_every_spelling_is_found_in_its_source(tmp_path: Path, report: Report, text: str, numbers: list[str]) -> None:
    check_telephones(item(tmp_path, text), report, known=frozenset())
    assert {problem.line for problem in report.problems} == {4}
    assert {canonical(problem.value) for problem in report.problems} == set(map(canonical, numbers))


PIECES = [
    "0", "8", "4", "1", "9", "00", "0912", "345", "678", " ", "\n", ".", "-", "\u2013", "(", ")", "<b>", "</b>", "<p>",
    "</td><td>", '<abbr title="a > 1">', "<i title='>'>", "&nbsp;", "&#48;", "&amp;", "&lt;", "<!-- 1 > 0 -->",
    '<sup id="fnref:1">1</sup>', "<", ">", '"', "x", "\0",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
def test_one_look_at_the_html_misses_no_number(html: str) -> None:
    blocks = [" ".join(block.split()) for block in parted_text(html).split(BLOCK_END)]
    found = [number for block in blocks for number in telephone_numbers(block)]
    assert html_may_hold_number(html) or not found


def test_one_look_is_enough_for_most_texts() -> None:
    text = "<p>Ngày 05/3/2021, thu giữ <b>2.500.000</b> đồng, <abbr title='2021'>ma túy</abbr>, quốc lộ 1.</p>"
    assert not html_may_hold_number(text)
