"""The contact registry."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.common.dates import parse_date
from plugins.common.problems import Report
from plugins.tip_off.channels import KINDS, NATIONAL_NUMBERS, Channel, EmergencyNumber, TipLink, read_channels, tip_link

HEADING, SENTENCE = "Biết nơi mua bán ma túy?", "Báo tin để ngăn chặn."
TOPICS = {"ma-tuy": [HEADING, SENTENCE]}


@pytest.fixture
def report() -> Report:
    return Report()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "contacts.yml"


def row(kind: str, name: str = "Trực ban", **values: str) -> str:
    lines = {"kind": kind, "name": name, "source": "Trang của đơn vị", "verified_on": "2026-11-01", **values}
    return "- " + "\n  ".join(f"{key}: {value}" for key, value in lines.items()) + "\n"


def test_without_a_registry_the_national_numbers_stand(path: Path, report: Report) -> None:
    assert read_channels(path, report) == (list(NATIONAL_NUMBERS), [])
    assert [number.number for number in NATIONAL_NUMBERS] == ["113", "114", "115", "112"]
    assert report.problems == []


def test_numbers_of_the_registry(path: Path, report: Report) -> None:
    police = row("emergency", "Cảnh sát", value="113", label="Công an")
    path.write_text(police + row("emergency", "Cứu hỏa", value="114"), "utf-8")
    numbers, channels = read_channels(path, report)
    assert numbers == [EmergencyNumber("113", "Công an"), EmergencyNumber("114", "Cứu hỏa")]
    assert channels == []


@pytest.mark.parametrize(
    ("kind", "value", "href"),
    [
        ("phone", "069.234.5678", "tel:0692345678"),
        ("phone", "0232 3822 113", "tel:02323822113"),
        ("phone", "+84 232 3822 113", "tel:+842323822113"),
        ("email", "tin@a.gov.vn", "mailto:tin@a.gov.vn"),
        ("web", "https://a.gov.vn/to-giac", "https://a.gov.vn/to-giac"),
        ("app", "VNeID", ""),
        ("post", "Số 1 đường A", ""),
        ("visit", "Số 1 đường A", ""),
    ],
)
def test_channels(path: Path, report: Report, kind: str, value: str, href: str) -> None:
    path.write_text(row(kind, value=value, note="Ngày đêm", unit="Công an tỉnh"), "utf-8")
    numbers, channels = read_channels(path, report)
    assert channels == [Channel(kind, "Trực ban", value, href, "Ngày đêm", "Trang của đơn vị", "Công an tỉnh")]
    assert numbers == list(NATIONAL_NUMBERS)
    assert report.problems == []


def test_the_order_of_the_registry(path: Path, report: Report) -> None:
    path.write_text("".join(row(kind, f"Kênh {kind}", value="1") for kind in KINDS[::-1]), "utf-8")
    _, channels = read_channels(path, report)
    assert [channel.kind for channel in channels] == ["visit", "web", "email", "post", "app", "phone"]


def test_mistakes(path: Path, report: Report) -> None:
    unproven = "- kind: phone\n  name: a\n  value: '1'\n"
    path.write_text(row("fax", value="1") + unproven + row("phone", value="2"), "utf-8")
    _, channels = read_channels(path, report)
    assert [channel.value for channel in channels] == ["2"]
    assert [(p.line, p.message, p.value) for p in sorted(report.problems)] == [
        (1, "loại kênh không biết", "fax"),
        (6, "mục thiếu source, verified_on", ""),
    ]


@pytest.mark.parametrize("kind", ["emergency", "phone", "email", "web"])
def test_a_channel_to_nowhere_is_told(path: Path, report: Report, kind: str) -> None:
    """A number that is missing must not vanish in silence."""
    path.write_text(row(kind), "utf-8")
    read_channels(path, report)
    assert [p.line for p in report.errors] == [1]


@pytest.mark.parametrize("value", ["javascript:alert(1)", "a.gov.vn", "data:text/html,x"])
def test_a_web_channel_has_a_web_address(path: Path, report: Report, value: str) -> None:
    path.write_text(row("web", value=value), "utf-8")
    _, channels = read_channels(path, report)
    assert report.errors or all(channel.href == "" for channel in channels)


def test_a_day_of_verification_is_a_day(path: Path, report: Report) -> None:
    path.write_text(row("phone", value="113").replace("2026-11-01", "hôm qua"), "utf-8")
    read_channels(path, report)
    assert [(p.line, p.value) for p in report.errors] == [(4, "hôm qua")]


def test_a_telephone_address_holds_digits(path: Path, report: Report) -> None:
    path.write_text(row("phone", value="(0232) 3.822-113"), "utf-8")
    _, channels = read_channels(path, report)
    assert channels[0].href == "tel:02323822113"


@pytest.mark.parametrize(
    ("kind", "value"),
    [("phone", "0232 3822 113 máy lẻ 5"), ("phone", "0232 3822 113 - 0232 3822 114"), ("phone", "gọi 113"),
     ("email", "tin.gov.vn"), ("email", "a@b.vn?bcc=x@y.vn"), ("web", "//a.vn"), ("emergency", "113, 114")],
)  # fmt: skip
def test_a_value_that_would_lead_elsewhere(path: Path, report: Report, kind: str, value: str) -> None:
    path.write_text(row(kind, value=f'"{value}"'), "utf-8")
    _, channels = read_channels(path, report)
    assert [(p.line, p.value) for p in report.errors] == [(5, value)]
    assert [channel.href for channel in channels if channel.href] == []


@pytest.mark.parametrize(("until", "shown"), [("2026-11-22", True), ("2026-11-21", False), ("2026", True)])
def test_a_channel_ends(path: Path, report: Report, until: str, shown: bool) -> None:
    now = parse_date("2026-11-22 10:00").value
    path.write_text(row("phone", value="0232 3822 113", valid_to=until), "utf-8")
    _, channels = read_channels(path, report, now)
    assert bool(channels) is shown
    assert [(p.line, p.severity, p.value) for p in report.problems] == ([] if shown else [(6, "warning", "Trực ban")])


def test_an_end_that_is_no_day(path: Path, report: Report) -> None:
    path.write_text(row("phone", value="113", valid_to="mai"), "utf-8")
    read_channels(path, report)
    assert [(p.line, p.value) for p in report.errors] == [(6, "mai")]


def test_the_tile_of_a_topic() -> None:
    page = "/to-giac-toi-pham/"
    assert tip_link("ma-tuy", TOPICS, page) == TipLink(HEADING, SENTENCE, "/to-giac-toi-pham/#ma-tuy")
    plain = tip_link("", TOPICS, page)
    assert tip_link("khac", TOPICS, page) == plain
    assert plain.href == page


def test_the_address_tells_nothing_but_the_topic() -> None:
    assert tip_link("ma-tuy", TOPICS, "/p/").href == "/p/#ma-tuy"
    assert "?" not in tip_link("ma-tuy", TOPICS, "/p/").href
