"""Wanted notices: what the header must hold in each state, what is made of it, what is dropped. Names are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.common.dates import parse_date
from plugins.common.wanted import PHOTO_ALT, Wanted
from tests.front_matter.notices import BODY, NAME, PERSONAL, errors, header, metadata, reader_in
from tests.front_matter.reading import Reading


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    return reader_in(tmp_path)


def test_a_notice(reading: Reading) -> None:
    found = metadata(reading.read(BODY, header()), reading)
    assert reading.told == []
    wanted = found["wanted"]
    assert wanted == Wanted(
        state="truy-na", name=NAME, other_names=("Dụ Ba Vì", "Sáu Ví Von"), born="1990",
        residence="xã Không Có, tỉnh Tưởng Tượng", offence="Trộm cắp tài sản", decision="15/QĐ-CSĐT",
        decision_date=parse_date("12/3/2026"), issuer="Cơ quan Cảnh sát điều tra Công an tỉnh Tưởng Tượng",
        telephone="0200 1369 570", state_date=None,
    )  # fmt: skip
    assert (wanted.is_lifted, wanted.shows_sighting_link, wanted.sentence) == (False, True, "")
    assert (found["kind"], found["topic"]) == ("truy-na", "truy-na")
    assert found["title"] == f"Truy nã {NAME}, sinh năm 1990"
    assert found["slug"] == "quyet-dinh-truy-na-15-qd-csdt"
    assert found["cover"].alt == PHOTO_ALT
    assert found["description"].startswith("Kiều Thị") is False
    assert "Tội danh: Trộm cắp tài sản" in found["description"]


def test_the_address_never_follows_the_files_name(reading: Reading) -> None:
    found = metadata(reading.read(BODY, header(), "kieu-thi-thi-du.md"), reading)
    assert found["slug"] == "quyet-dinh-truy-na-15-qd-csdt"


def test_it_needs_no_text_and_takes_a_date_of_birth(reading: Reading) -> None:
    found = metadata(reading.read("", header(born="5/9/1990")), reading)
    assert found["wanted"].born == "05/9/1990"
    assert found["title"].endswith("sinh năm 1990")
    assert found["wanted"].lines[2].value == "05/9/1990"


def test_the_telephone_can_be_dialled(reading: Reading) -> None:
    line = metadata(reading.read(BODY, header()), reading)["wanted"].lines[-1]
    assert (line.label, line.value, line.href) == ("Điện thoại", "0200 1369 570", "tel:02001369570")


def test_a_picture_of_the_text_is_not_taken_for_the_persons(reading: Reading) -> None:
    found = metadata(reading.read("![Hiện trường](/images/b.png)", header("Ảnh đại diện")), reading)
    assert found["cover"] is None
    assert [message for _, message, _ in reading.told] == ["thông báo truy nã không có ảnh"]


def test_whoever_gave_themselves_up(reading: Reading) -> None:
    found = metadata(reading.read(BODY, header(state="đầu thú", since="20/11/2026")), reading)
    wanted = found["wanted"]
    assert found["title"] == f"Người bị truy nã đã ra đầu thú: {NAME}, sinh năm 1990"
    assert (wanted.name, wanted.is_lifted, wanted.shows_sighting_link) == (NAME, False, False)
    assert wanted.sentence.startswith("Người này đã ra đầu thú ngày 20/11/2026.")
    assert found["updated"].iso == "2026-11-20"
    assert found["cover"] is not None


@pytest.mark.parametrize(
    ("state", "slug", "start"),
    [("đình nã", "dinh-na", "Đình nã"), ("thu-hồi", "thu-hoi", "Thu hồi thông báo"), ("ĐÌNH NÃ", "dinh-na", "Đình nã")],
)
def test_of_a_lifted_notice_nothing_is_left(reading: Reading, state: str, slug: str, start: str) -> None:
    more = (
        f"\nTừ khóa: [{NAME}]\nTác giả: {NAME}\nNguồn tin: {NAME}\nTóm tắt: {NAME}\nDòng sự kiện: {NAME}"
        f"\nTin liên quan: [{NAME}]\nMô tả ảnh: {NAME}\nFile đính kèm: [/documents/a.pdf]\nĐường dẫn nguồn: https://a.vn/b"
        "\nTiêu điểm: có\nHết hạn: 2027\nTừ ngày: 20/11/2026"
    )
    document = reading.read(BODY, header(state=state) + more)
    found = metadata(document, reading)
    assert document.html == ""
    assert found["wanted"].state == slug
    assert found["wanted"].is_lifted
    assert found["title"] == f"{start}: Quyết định truy nã số 15/QĐ-CSĐT ngày 12/3/2026"
    assert found["slug"] == "quyet-dinh-truy-na-15-qd-csdt"
    assert found["updated"].iso == "2026-11-20"
    assert found["header_lines"]["updated"] == found["header_lines"]["state_date"]
    assert not any(
        found[name]
        for name in ("lead", "lead_html", "cover", "pictures", "files", "attachment_paths", "tag_names", "author_names",
                     "source", "source_url", "event", "related_picks", "abbreviations", "featured", "old_addresses",
                     "expires")
    )  # fmt: skip
    held = repr({key: value for key, value in found.items() if key != "header_lines"})
    for part in (NAME, "Thí Dụ", "Ba Vì", "1990", "Không Có", "Trộm", "0200", "images/", "documents/"):
        assert part not in held
    assert found["description"] == found["wanted"].sentence


def test_a_lifted_notice_needs_only_its_decision(reading: Reading) -> None:
    found = metadata(reading.read("", header(*PERSONAL, state="đình nã", since="20/11/2026")), reading)
    assert reading.told == []
    assert found["wanted"].order in found["description"]


def test_what_a_lifted_notice_ignores_is_not_refused(reading: Reading) -> None:
    ignored = "\nTiêu đề: cũ\nĐường dẫn: A B\nĐịa chỉ cũ: [xyz]\nLượt xem cũ: 3\nTiêu điểm: ???\nHạn chót: hôm nào"
    gone = {"Ảnh đại diện": "/images/mất.jpg", "File đính kèm": "[/documents/mất.pdf]"}
    wrong = header(state="đình nã", since="20/11/2026", born="(đã xóa)", telephone="x", **gone)
    assert metadata(reading.read("![x](/images/mất.jpg)", wrong + ignored), reading)["views"] == 3
    assert errors(reading) == []
    assert reading.read("", header(state="đình nã", day="hôm qua")).metadata is None


def test_the_editor_hears_what_the_file_still_holds(reading: Reading) -> None:
    reading.read(BODY, header(state="thu hồi", since="20/11/2026"))
    (problem,) = reading.report.problems
    assert (problem.line, problem.severity) == (5, "warning")
    assert problem.value == (
        "Họ tên, Tên gọi khác, Năm sinh, Nơi cư trú cuối cùng, Tội danh, Điện thoại, Ảnh đại diện, thân bài"
    )
    assert "images/a.jpg" in problem.remedy
    assert "documents/a.pdf" in problem.remedy
    (left,) = reading.reader.withdrawn
    assert left.names == (NAME, "Dụ Ba Vì", "Sáu Ví Von")
    assert [picture.source for picture in left.pictures] == ["images/a.jpg"]
    assert left.files == ("documents/a.pdf",)


def test_feeds_hear_of_the_later_of_two_days(reading: Reading) -> None:
    later = header(*PERSONAL, state="đình nã", since="10/11/2026") + "\nCập nhật: 20/11/2026"
    assert metadata(reading.read("", later), reading)["updated"].iso == "2026-11-20"


def test_a_lifted_notice_without_a_day_is_told(reading: Reading) -> None:
    reading.read("", header(*PERSONAL, state="đình nã"))
    assert reading.told == [(4, "thông báo đã hết hiệu lực mà không ghi từ ngày nào", "")]


def test_everything_that_is_missing_is_told_at_once(reading: Reading) -> None:
    assert reading.read("", "kind: truy-na").metadata is None
    messages = [message for message, _ in errors(reading)]
    assert messages[0] == "thiếu ngày đăng"
    names = ["Cơ quan ra quyết định", "Họ tên", "Ngày quyết định", "Năm sinh", "Nơi cư trú cuối cùng", "Số quyết định"]
    for name in [*names, "Tình trạng", "Tội danh", "Điện thoại"]:
        assert any(f"thông báo truy nã thiếu mục “{name}”" in message for message in messages)
    assert len(messages) == 10


def test_a_draft_that_is_not_filled_in_stops_nobody(reading: Reading) -> None:
    assert reading.read("", "kind: truy-na\nstate: truy nã\nname:\nstatus: draft").metadata is None
    assert errors(reading) == []
    assert len(reading.report.problems) == 8
    assert reading.read("", header() + "\nTrạng thái: nháp").metadata is not None


def test_an_unknown_state_asks_for_nothing_that_may_have_been_deleted(reading: Reading) -> None:
    reading.read("", header(*PERSONAL, state="xong"))
    assert errors(reading) == [("tình trạng truy nã không biết", "xong")]


@pytest.mark.parametrize("state", ["truy nã", "đầu thú"])
@pytest.mark.parametrize(
    ("line", "value"),
    [("title: Truy nã ai đó", "title"), ("slug: ten-nguoi", "slug"), ("aliases: [/2020/ten-nguoi/]", "aliases")],
)
def test_what_is_made_is_not_written(reading: Reading, state: str, line: str, value: str) -> None:
    assert reading.read(BODY, header(state=state) + f"\n{line}").metadata is None
    assert [found for _, found in errors(reading)] == [value]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"born": "1899"}, "năm không nằm trong khoảng 1900–2100"),
        ({"born": "2013"}, "người này chưa đủ 14 tuổi vào năm có quyết định truy nã"),
        ({"day": "3/2026"}, "mục “Ngày quyết định” thiếu ngày"),
        ({"day": "23/11/2026"}, "mục “Ngày quyết định” ở tương lai"),
        ({"state": "đầu thú", "since": "23/11/2026"}, "mục “Từ ngày” ở tương lai"),
        ({"state": "đầu thú", "since": "11/3/2026"}, "tình trạng này bắt đầu trước ngày quyết định truy nã"),
        ({"telephone": "gọi trực ban"}, "số điện thoại viết sai"),
        ({"telephone": "0200 1369 570 hoặc 113"}, "số điện thoại viết sai"),
        ({"decision": "15/QĐ ngày 12/3/2026"}, "mục “Số quyết định” có cả ngày"),
        ({"decision": "15/QĐ-CSĐT, 12-3-2026"}, "mục “Số quyết định” có cả ngày"),
        ({"decision": "không số"}, "đây không phải số quyết định"),
        ({"decision": "15/QĐ-KieuThiThiDu"}, "mục “Số quyết định” có tên người bị truy nã"),
        ({"decision": "15-kieu.thi"}, "mục “Số quyết định” có tên người bị truy nã"),
        ({"issuer": f"Công an ({NAME})"}, "mục “Cơ quan ra quyết định” có tên người bị truy nã"),
    ],
)
def test_what_cannot_be_is_refused(reading: Reading, changed: dict[str, str], message: str) -> None:
    assert reading.read(BODY, header(**changed)).metadata is None
    assert [found for found, _ in errors(reading)] == [message]


def test_born_the_last_year_that_can_be(reading: Reading) -> None:
    assert reading.read(BODY, header(born="2012")).metadata is not None


def test_names_in_addresses_are_told(reading: Reading) -> None:
    reading.read(
        BODY,
        header() + "\nTừ khóa: [kiều thị thí dụ, trộm cắp]\nFile đính kèm: [/documents/kieu-thi-thi-du.pdf]"
        "\nDòng sự kiện: Vụ Kiều Thị Thí Dụ",
    )
    named = {"kiều thị thí dụ", "/documents/kieu-thi-thi-du.pdf", "Vụ Kiều Thị Thí Dụ"}
    assert {value for _, _, value in reading.told} == named
    assert errors(reading) == []


@pytest.mark.parametrize("kind", ["", "\nkind: thong-bao"])
def test_other_kinds_have_no_such_fields(reading: Reading, kind: str) -> None:
    assert metadata(reading.read("Thân.", "title: a\ndate: 2021" + kind), reading)["wanted"] is None
    reading.read("Thân.", "title: a\ndate: 2021\nHọ tên: Ai Đó\nstate: truy nã" + kind)
    assert [value for _, value in errors(reading)] == ["name", "state"]


def test_pages_have_a_door_and_no_notice(reading: Reading) -> None:
    page = metadata(reading.read("Thân.", "title: a\nCửa: góp ý", is_page=True), reading)
    assert (page["door"], page["wanted"]) == ("gop-y", None)
    assert metadata(reading.read("Thân.", "title: a", is_page=True), reading)["door"] == ""
    assert reading.read("Thân.", "title: a\ndoor: cửa sau", is_page=True).metadata is None
    assert reading.read("Thân.", "title: a\ndate: 2021\ndoor: gop-y").metadata is None
    assert [message for message, _ in errors(reading)] == [
        "mục “door” không nhận giá trị này",
        "chỉ trang cố định có mục này",
    ]
