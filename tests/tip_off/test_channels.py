"""The contact registry."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.common.problems import Report
from plugins.tip_off.channels import KINDS, NATIONAL_NUMBERS, Channel, Contacts, EmergencyNumber, Words, read_channels
from plugins.tip_off.own_pages import WebLink
from tests.tip_off.registries import row, rules, told, write

TOPICS = ("ma-tuy", "lua-dao")


def read(folder: Path, report: Report, text: str, *, publishing: bool = False) -> Contacts:
    return read_channels(write(folder, text), rules(report, publishing=publishing), TOPICS)


def test_without_a_registry_the_national_numbers_stand(tmp_path: Path, report: Report) -> None:
    found = read_channels(tmp_path / "none.yml", rules(report), TOPICS)
    assert found == Contacts(list(NATIONAL_NUMBERS), {"to-giac": [], "gop-y": [], "kien-nghi": []}, [])
    assert [number.number for number in found.numbers] == ["113", "114", "115", "112"]
    assert report.problems == []


def test_numbers_of_the_registry(tmp_path: Path, report: Report) -> None:
    police = row(
        "emergency", "Cảnh sát", value="113", label="Công an", note="Nguy hiểm", label_en="Police", name_en="X"
    )
    found = read(tmp_path, report, police + row("emergency", "Cứu hỏa", value="114"))
    assert found.numbers == [
        EmergencyNumber("113", "Công an", "Nguy hiểm", "Police"),
        EmergencyNumber("114", "Cứu hỏa"),
        *NATIONAL_NUMBERS[2:],
    ]
    assert found.doors["to-giac"] == []


@pytest.mark.parametrize(
    ("kind", "value", "href"),
    [
        ("phone", "069.234.5678", "tel:0692345678"),
        ("phone", "0232 3822 113", "tel:02323822113"),
        ("phone", "(0232) 3.822-113", "tel:02323822113"),
        ("phone", "+84 232 3822 113", "tel:+842323822113"),
        ("phone", "+84 (0)912 345 678", "tel:+84912345678"),
        ("phone", "1022", "tel:1022"),
        ("email", "to.tin+1@cong-an.a.gov.vn", "mailto:to.tin+1@cong-an.a.gov.vn"),
        ("web", "/lien-he/#so", "/lien-he/#so"),
        ("web", "https://a.gov.vn:8443/x?y=1#z", "https://a.gov.vn:8443/x?y=1#z"),
        ("email", "tin@a.gov.vn", "mailto:tin@a.gov.vn"),
        ("web", "https://a.gov.vn/to-giac", "https://a.gov.vn/to-giac"),
        ("app", "VNeID", ""),
        ("post", "Số 1 đường A", ""),
        ("visit", "Số 1 đường A", ""),
    ],
)
def test_channels(tmp_path: Path, report: Report, kind: str, value: str, href: str) -> None:
    found = read(tmp_path, report, row(kind, value=value, note="Ngày đêm", unit="Công an tỉnh"))
    channel = Channel(kind, "Trực ban", value, href, "Ngày đêm", "Trang của đơn vị", "Công an tỉnh")
    assert found.doors == {"to-giac": [channel], "gop-y": [], "kien-nghi": []}
    assert found.numbers == list(NATIONAL_NUMBERS)
    assert [day.short for day in found.verified] == ["01/11/2026"]
    assert report.problems == []


def test_everything_that_a_channel_can_say(tmp_path: Path, report: Report) -> None:
    english = {"name_en": "Duty desk", "note_en": "Day and night"}
    more = {"area": "Phường A", "topics": "[ma-tuy, lua-dao]", "to_confirm": "Số có đúng không", "note": "Ngày đêm"}
    channel = read(tmp_path, report, row("phone", value="0232 3822 113", **english, **more)).doors["to-giac"][0]
    assert (channel.area, channel.topics, channel.to_confirm) == ("Phường A", TOPICS, "Số có đúng không")
    assert channel.english == Words("Duty desk", "0232 3822 113", "Day and night")
    assert report.problems == []


def test_an_onion_address_is_words(tmp_path: Path, report: Report) -> None:
    addresses = ["http://abcdefghijklmnop.onion/tin", "abcdefghijklmnop.onion"]
    found = read(tmp_path, report, "".join(row("web", value=address) for address in addresses))
    assert [(channel.value, channel.href) for channel in found.doors["to-giac"]] == [(a, "") for a in addresses]
    assert report.problems == []


def test_the_doors(tmp_path: Path, report: Report) -> None:
    text = row("visit", "A", value="a") + row("post", "B", value="b", doors="[gop-y, kien-nghi]")
    text += row("app", "C", value="c", doors="to-giac") + row("post", "D", value="d", doors="gop-y, to-giac")
    found = read(tmp_path, report, text)
    assert {door: [channel.name for channel in channels] for door, channels in found.doors.items()} == {
        "to-giac": ["A", "C", "D"],
        "gop-y": ["B", "D"],
        "kien-nghi": ["B"],
    }


def test_the_order_of_the_registry(tmp_path: Path, report: Report) -> None:
    found = read(tmp_path, report, "".join(row(kind, f"Kênh {kind}", value="1") for kind in KINDS[::-1]))
    assert [channel.kind for channel in found.doors["to-giac"]] == ["visit", "web", "email", "post", "app", "phone"]


def test_every_mistake_is_told_in_one_run(tmp_path: Path, report: Report) -> None:
    text = row("fax", value="1") + "- kind: phone\n  name: a\n  value: '1'\n"
    text += row("phone", value="0232 3822 113", doors="[cua-sau]", topics="[ma-tuy, bia]", verified_on="2026-11-23")
    found = read(tmp_path, report, text + row("phone", value="115"))
    assert [channel.value for channel in found.doors["to-giac"]] == ["0232 3822 113", "115"]
    assert told(report) == [
        (1, "error", "loại kênh không biết"),
        (6, "error", "mục thiếu source, verified_on"),
        (8, "warning", "đây không phải một số điện thoại đủ chữ số"),
        (12, "error", "ngày kiểm tra ở tương lai"),
        (14, "error", "cửa không biết"),
        (15, "error", "chủ đề chưa có trong TIP_OFF[“topics”]"),
    ]
    assert [problem.value for problem in report.problems if problem.line == 15] == ["bia"]


@pytest.mark.parametrize("kind", ["emergency", "phone", "email", "web"])
def test_a_channel_to_nowhere_is_told(tmp_path: Path, report: Report, kind: str) -> None:
    """A number that is missing must not vanish in silence."""
    read(tmp_path, report, row(kind))
    assert [problem.line for problem in report.errors] == [1]


@pytest.mark.parametrize(
    ("kind", "value"),
    [("phone", "0232 3822 113 máy lẻ 5"), ("phone", "0232 3822 113 - 0232 3822 114"), ("phone", "gọi 113"),
     ("email", "tin.gov.vn"), ("email", "a@b.vn?bcc=x@y.vn"), ("web", "//a.vn"), ("web", "javascript:alert(1)"),
     ("web", "a.gov.vn"), ("web", "data:text/html,x"), ("emergency", "113, 114"),
     ("email", "mailto:tin@a.gov.vn"), ("email", "tin'@a.gov.vn"), ("email", "a%0d%0abcc:x@a.gov.vn"),
     ("email", "a%0abcc@a.gov.vn"), ("email", "a@b.vn, c@d.vn"), ("email", "tin@a..vn"), ("email", ".tin@a.vn"),
     ("web", "https://u@a.vn/"), ("web", "https://a.vn/'x y'"), ("web", "/lien-he/?x=1"), ("web", "/a%0d%0ab/"),
     ("web", "https://a.vn/%0Ab"), ("web", "https://a"), ("web", "https://abc190.onion/"), ("web", "abc1890.onion")],
)  # fmt: skip
def test_a_value_that_would_lead_elsewhere(tmp_path: Path, report: Report, kind: str, value: str) -> None:
    found = read(tmp_path, report, row(kind, value=f'"{value}"'))
    assert [(problem.line, problem.value) for problem in report.errors] == [(5, value)]
    assert [channel.href for channel in found.doors["to-giac"] if channel.href] == []


@pytest.mark.parametrize("publishing", [False, True])
@pytest.mark.parametrize("value", ["0000 000 000", "xxx", "(đơn vị điền)", "0232 xxx xxx"])
def test_a_placeholder_is_shown_to_editors_and_leads_nowhere(
    tmp_path: Path, report: Report, value: str, publishing: bool
) -> None:
    found = read(tmp_path, report, row("phone", value=f'"{value}"'), publishing=publishing)
    assert [(channel.value, channel.href) for channel in found.doors["to-giac"]] == [(value, "")]
    severity = "error" if publishing else "warning"
    assert [(line, how) for line, how, _ in told(report)] == [(5, severity)]


@pytest.mark.parametrize("value", ['https://a.vn/"onclick="x', 'tin"@a.gov.vn'])
def test_a_quote_in_an_address(tmp_path: Path, report: Report, value: str) -> None:
    read(tmp_path, report, row("web" if "/" in value else "email", value=f"'{value}'"))
    assert [(problem.line, problem.value) for problem in report.errors] == [(5, value)]


@pytest.mark.parametrize("publishing", [False, True])
@pytest.mark.parametrize(
    "value", ["0232 382 211", "0912 345 6789", "3822113", "3822113 3822114", "131", "+1 202 5550100"]
)
def test_a_mistyped_number_is_never_published(tmp_path: Path, report: Report, value: str, publishing: bool) -> None:
    found = read(tmp_path, report, row("phone", value=value), publishing=publishing)
    severity = "error" if publishing else "warning"
    assert told(report) == [(5, severity, "đây không phải một số điện thoại đủ chữ số")]
    assert "cố định 11 chữ số" in report.problems[0].remedy
    assert [channel.href for channel in found.doors["to-giac"]] == [""]


@pytest.mark.parametrize("publishing", [False, True])
def test_a_number_that_looks_made_up_may_be_real(tmp_path: Path, report: Report, publishing: bool) -> None:
    found = read(tmp_path, report, row("phone", value="0888 888 888"), publishing=publishing)
    assert told(report) == [(5, "warning", "số điện thoại trông như số giữ chỗ")]
    assert [channel.href for channel in found.doors["to-giac"]] == ["tel:0888888888"]


@pytest.mark.parametrize(("value", "is_strange"), [("111", False), ("115", False), ("131", True), ("1155511", True)])
def test_a_strange_emergency_number(tmp_path: Path, report: Report, value: str, is_strange: bool) -> None:
    found = read(tmp_path, report, row("emergency", value=value), publishing=True)
    message = "số khẩn cấp này không phải số toàn quốc"
    assert [entry for entry in told(report) if entry[0]] == ([(5, "warning", message)] if is_strange else [])
    assert value in [number.number for number in found.numbers]


def test_an_emergency_number_has_no_door_and_no_topic(tmp_path: Path, report: Report) -> None:
    read(tmp_path, report, row("emergency", value="113", doors="[gop-y]", topics="[ma-tuy]"))
    assert [entry for entry in told(report) if entry[0]] == [
        (6, "error", "doors không dùng ở mục khẩn cấp"),
        (7, "error", "topics không dùng ở mục khẩn cấp"),
    ]


def test_an_empty_list_of_doors_is_told(tmp_path: Path, report: Report) -> None:
    read(tmp_path, report, row("visit", value="a", doors="[]"))
    assert told(report) == [(6, "error", "danh sách này trống")]


def test_the_addresses_that_channels_lead_to(tmp_path: Path, report: Report) -> None:
    text = row("web", value="/lien-he/", doors="gop-y, kien-nghi") + row("web", value="http://abcdefghijklmnop.onion/")
    found = read(tmp_path, report, text + row("web", value="(đơn vị điền)"))
    assert found.links == [WebLink(str(tmp_path / "registry.yml"), 5, "/lien-he/")]
    assert [channel.value for channel in found.doors["kien-nghi"]] == ["/lien-he/"]


def test_a_number_to_call_in_danger_is_never_a_placeholder(tmp_path: Path, report: Report) -> None:
    found = read(tmp_path, report, row("emergency", value="xxx"))
    assert found.numbers == list(NATIONAL_NUMBERS)
    assert [problem.line for problem in report.errors] == [5]


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [("phone", "0232 3822 113", "+84 232.3822.113"), ("email", "tin@a.vn", "Tin@a.vn"), ("visit", "Số 1", "số 1")],
)
def test_the_same_channel_twice(tmp_path: Path, report: Report, kind: str, one: str, other: str) -> None:
    read(tmp_path, report, row(kind, value=one) + row(kind, "Khác", value=other))
    assert told(report) == [(10, "warning", "kênh này đã có ở dòng 1")]


def test_one_value_in_two_kinds_is_two_channels(tmp_path: Path, report: Report) -> None:
    read(tmp_path, report, row("visit", value="Số 1") + row("post", value="Số 1"))
    assert report.problems == []


@pytest.mark.parametrize(
    ("values", "missing"),
    [
        ({"name_en": "Duty"}, "note_en, value_en"),
        ({"note_en": "Day"}, "name_en, value_en"),
        ({"name_en": "Duty", "note_en": "Day", "value_en": "Here"}, ""),
    ],
)
def test_half_a_translation_is_told(tmp_path: Path, report: Report, values: dict[str, str], missing: str) -> None:
    read(tmp_path, report, row("visit", value="Ở đây", note="Ngày", **values))
    assert told(report) == ([(1, "warning", f"phần tiếng Anh còn thiếu {missing}")] if missing else [])


@pytest.mark.parametrize("publishing", [False, True])
@pytest.mark.parametrize(("until", "shown"), [("2026-11-22", True), ("2026-11-21", False), ("2026", True)])
def test_a_channel_ends(tmp_path: Path, report: Report, until: str, shown: bool, publishing: bool) -> None:
    text = row("phone", value="0232 3822 113", valid_to=until)
    found = read(tmp_path, report, text, publishing=publishing)
    assert bool(found.doors["to-giac"]) is bool(found.verified) is shown
    assert told(report) == ([] if shown else [(6, "warning", "kênh đã hết hạn nên không hiện")])


@pytest.mark.parametrize(("key", "line"), [("verified_on", 4), ("valid_to", 6)])
def test_a_day_is_a_day(tmp_path: Path, report: Report, key: str, line: int) -> None:
    read(tmp_path, report, row("phone", value="113", **{key: "hôm qua"}))
    assert [(problem.line, problem.value) for problem in report.errors] == [(line, "hôm qua")]
