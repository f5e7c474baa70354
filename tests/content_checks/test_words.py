"""Abbreviations, numbers, units, links, pictures: what is told, and what only looks like it."""

from __future__ import annotations

from datetime import date

import pytest

from plugins.content_checks.archive import Unit
from tests.content_checks.finding import findings, values
from tests.content_checks.support import HEADER, portal

CASES = [
    ("unknown-abbreviation", "Tổ ANXY", 1),
    ("unknown-abbreviation", "An ninh xã yên (ANXY) rồi ANXY", 0),
    ("unknown-abbreviation", "ANXY (an ninh xã yên)", 0),
    ("unknown-abbreviation", "khóa XIV, quý IV", 0),
    ("unknown-abbreviation", "CSGT và PCCC", 2),
    ("unknown-abbreviation", "78/ KH-UBND", 0),
    ("unknown-abbreviation", "Công an TP. HCM", 0),
    ("unknown-abbreviation", "UBND TX. Ba Đồn", 0),
    ("unknown-abbreviation", "bị can NVA", 0),
    ("unknown-abbreviation", "Hội LHPN xã", 1),
    ("unknown-abbreviation", "THÔNG BÁO VE VIEC", 0),
    ("unknown-abbreviation", "Lực lượng CSGT(PC08)", 1),
    ("unknown-telephone", "ĐT 0200.3.888.999", 1),
    ("unknown-telephone", "Gọi 18001234", 1),
    ("unknown-telephone", "Gọi 0912345678", 0),
    ("former-unit", "Công an huyện Không Có", 1),
    ("former-unit", "Công an quận 1", 1),
    ("former-unit", "Công an thành phố Huế", 0),
    ("former-unit", "Công an thành phố Vũng Tàu", 1),
    ("former-unit", "Công an TP Hồ Chí Minh; Công an TP.HCM; Công an TP. Hà Nội", 0),
    ("former-unit", "Nguyên Trưởng Công an huyện X", 0),
    ("former-unit", "Công an huyện X cũ", 0),
    ("former-unit", "tỉnh Quảng Bình (nay là tỉnh Quảng Trị)", 0),
    ("former-unit", "người tỉnh Quảng Bình", 1),
    ("former-unit", "Công an cấp huyện", 1),
    ("dead-link", "[a](/)", 0),
    ("dead-link", "[a](/to-giac-toi-pham/)", 0),
    ("dead-link", "[a](/to-giac-toi-pham)", 1),
    ("dead-link", "[a](/feeds/tin-moi.xml)", 0),
    ("dead-link", "[a](/hoat-dong/)", 0),
    ("dead-link", "[a](javascript:alert(1))", 1),
    ("dead-link", "[a](https://x.vn)", 0),
    ("dead-link", "[a]( /khong/ )", 1),
    ("dead-link", "[a](</khong co/>)", 1),
    ("dead-link", "[a\nb](/khong/)", 1),
    ("dead-link", "[a](/to-giac-toi-pham/#ma-tuy)", 0),
    ("dead-link", "[a](/hoat-dong/?x=1)", 0),
    ("dead-link", "`[a](/khong/)`", 0),
    ("dead-link", "```\n[a](/khong/)\n```", 0),
    ("dead-link", '<a href="/khong/">x</a>', 1),
    ("dead-link", "[![x](/images/hoi-truong.jpg)](/khong/)", 1),
    ("dead-link", "[a](#cho-khong-co)", 0),
    ("dead-fragment", "[a](#cho-khong-co)", 1),
    ("dead-fragment", "## Hồ sơ\n\n[a](#ho-so)", 0),
    ("dead-fragment", "[a](/to-giac-toi-pham/#ma-tuy)", 0),
    ("dead-fragment", "Câu.[^1]\n\n[a](#fn:1)\n\n[^1]: x", 0),
    ("picture-missing", "![x](/images/HOI-TRUONG.jpg)", 1),
    ("picture-missing", "![x](hoi-truong.jpg)", 1),
    ("picture-missing", "![x](C:UsersAdmin.png)", 1),
    ("picture-missing", "![x](https://x.vn/a.jpg)", 1),
    ("picture-missing", "![x](data:image/png;base64,AAA)", 1),
]


@pytest.mark.parametrize(("rule", "body", "count"), CASES)
def test_so_much_is_found(rule: str, body: str, count: int) -> None:
    assert len(values(rule, body)) == count, values(rule, body)


def test_a_unit_is_told_from_the_day_on_which_it_is_no_more() -> None:
    units = (Unit("Đồn Cũ Kỹ", date(2026, 10, 5), "Nay là Đồn Mới"),)
    body = "Đồn Cũ Kỹ tuần tra."
    assert values("former-unit", body, units=units) == ["Đồn Cũ Kỹ"]
    assert "Nay là Đồn Mới" in findings("former-unit", body, units=units)[0].remedy
    for before in ("2026-10-04", "2026", "2026-09"):
        assert not values("former-unit", body, HEADER.replace("2026-10-05", before), units=units)


def test_an_abbreviation_is_told_once_where_it_stands_first() -> None:
    found = findings("unknown-abbreviation", "Tổ công tác ANXY họp.\n\nTổ công tác ANXY lại họp.")
    assert [finding.line - HEADER.count("\n") for finding in found] == [1]


def test_an_abbreviation_of_the_registry_is_known() -> None:
    assert not values("unknown-abbreviation", "Tổ công tác ANXY họp.", abbreviations={"ANXY": "an ninh xã yên"})


def test_a_dead_link_says_what_the_build_would_say() -> None:
    (finding,) = findings("dead-link", "Xem [bài](bai.md).")
    assert "từ gốc của cổng" in finding.remedy
    (finding,) = findings("dead-link", "Tải [mẫu đơn](/documents/khong-co.pdf).")
    assert finding.message == "không tìm thấy tệp"


def test_links_with_the_sites_own_address_are_looked_at() -> None:
    site = "https://congan.example.gov.vn"
    assert values("dead-link", f"[a]({site}/khong-co/)", site=site) == [f"{site}/khong-co/"]
    assert not values("dead-link", f"[a]({site}/khong-co/)", site="https://other.example.gov.vn")


def test_a_place_in_an_article_that_has_no_address_yet_is_not_told() -> None:
    body = "## Hồ sơ\n\n[a](#ho-so)"
    assert not values("dead-link", body, cards=())
    assert not values("dead-fragment", body, cards=())


def test_a_missing_slash_is_told() -> None:
    (finding,) = findings("dead-link", "[a](/to-giac-toi-pham)")
    assert finding.remedy == "thêm dấu / vào cuối địa chỉ"


def test_a_draft_which_has_no_card_is_told_of_an_article_with_its_title() -> None:
    title = "Ba Đồn triển khai công tác xây dựng phong trào toàn dân bảo vệ ANTQ năm 2022"
    header = HEADER.replace("title: Công an xã tuyên truyền pháp luật tại thôn Đông", f"title: {title}")
    assert values("duplicate-title", "Đoạn.", header, cards=portal().archive.cards) == [title]
