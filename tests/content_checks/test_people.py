"""People and secrets: what is told, and what only looks like it."""

from __future__ import annotations

import pytest

from plugins.common.dialling import canonical
from tests.content_checks.finding import findings, values
from tests.content_checks.support import HEADER

CASES = [
    ("identity-number", "Số CCCD 001099012345.", 1),
    ("identity-number", "căn cước công dân số: 001 099 012 345", 1),
    ("identity-number", "số định danh cá nhân 079.185.001.234", 1),
    ("identity-number", "CMND 273456789", 1),
    ("identity-number", "Cấp 273456789 thẻ căn cước", 0),
    ("identity-number", "Căn cước: đã cấp 100.000.000 thẻ", 0),
    ("identity-number", "mã số 099999999999", 0),
    ("identity-number", "số 001999012345", 0),
    ("identity-number", "0010990123456", 0),
    ("identity-number", "Tổng đài căn cước 1900 0368", 0),
    ("identity-number", "mã số thuế 0101234567", 0),
    ("identity-number", "Mã định danh của cơ quan: 000.00.12.H45", 0),
    ("identity-number", "| Nguyễn Văn A | 001099012345 |", 1),
    ("identity-number", "```\n001099012345\n```", 1),
    ("identity-number", '![CCCD 001099012345](/images/a.jpg "x")', 1),
    ("identity-number", '![x](/images/a.jpg "số 001099012345")', 1),
    ("identity-number", "[xem](https://a.vn/2021/001099012345/)", 0),
    ("identity-number", "Giấy chứng nhận đầu tư số 011043002151", 0),
    ("identity-number", "Mã số hồ sơ: 001099012345", 0),
    ("private-telephone", "Gọi 0912.345.678", 1),
    ("private-telephone", "Gọi +84 912 345 678", 1),
    ("private-telephone", "ĐT: 0912345678/0987654321", 2),
    ("private-telephone", "Gọi 1900 1234 hoặc 024 3823 1234 hoặc 069.2345678", 0),
    ("private-telephone", "Thiệt hại 0912345678 đồng", 1),
    ("private-telephone", "[gọi](tel:+84912345678)", 1),
    ("private-telephone", "**0912** 345 678", 1),
    ("private-telephone", "09/12/2026 30-05-2026", 0),
    ("private-telephone", "| Trực ban | 0912 345 678 |\n|---|---|", 1),
    ("private-telephone", "STK 0912345678", 0),
    ("private-telephone", "Tài khoản Zalo 0912345678", 1),
    ("number-plate", "BKS 72A-123.45", 1),
    ("number-plate", "biển số 51F 12345", 1),
    ("number-plate", "59-X1 123.45", 1),
    ("number-plate", "59X1-12345", 1),
    ("number-plate", "xe ô tô 29A12345", 1),
    ("number-plate", "biển số: 29-A1 1234", 1),
    ("number-plate", "Biển số 29A-12345, 30B-54321", 2),
    ("number-plate", "Nghị quyết 18-NQ/TW, 19-NQ 2017", 0),
    ("number-plate", "Lô 12A - 2500 m2", 0),
    ("number-plate", "Tàu BV 98765 TS", 0),
    ("number-plate", "Điểm 10A 2022; lớp 12A 1234", 0),
    ("number-plate", "Kế hoạch 15K 12345", 0),
    ("number-plate", "biển số 80A-12345", 1),
    ("number-plate", "biển số 72LD-123.45", 1),
    ("number-plate", "biển số 72MĐ1-123.45", 1),
    ("number-plate", "biển xanh 29MĐ 123.45", 1),
    ("bank-account", "tài khoản 0071001234567", 1),
    ("bank-account", "STK 1903 4567 8901 2", 1),
    ("bank-account", "số tài khoản: 102-8765-4321-00 (Vietinbank)", 1),
    ("bank-account", "chuyển vào tài khoản lạ 1.500.000.000 đồng", 0),
    ("bank-account", "mở tài khoản ngày 12/03/2026", 0),
    ("bank-account", "1900545413 là tổng đài; tài khoản VNeID", 0),
    ("bank-account", "tài khoản ngân hàng số 0071001234567", 1),
    ("bank-account", "kích hoạt tài khoản định danh cho 12.345.678 công dân", 0),
    ("bank-account", "kích hoạt 1,2 triệu tài khoản năm 2026. 12345678901 là mã", 0),
    ("bank-account", "Tài khoản Zalo 0912345678", 0),
    ("private-email", "a.b-c@gmail.com", 1),
    ("private-email", "x@yahoo.com.vn; y@Hotmail.com", 2),
    ("private-email", "congan@quangtri.gov.vn", 0),
    ("private-email", "phongcsgt@gmail.com.", 1),
    ("minor-victim", "Nạn nhân là cháu Nguyễn Thị Hoa.", 1),
    ("minor-victim", "Nạn nhân là cháu Hoa.", 1),
    ("minor-victim", "Nạn nhân: em Trần Văn Bình (SN 2012)", 1),
    ("minor-victim", "Bị hại là chị Nguyễn Thị Hoa, 35 tuổi", 0),
    ("minor-victim", "Nguyễn Thị Hoa, 15 tuổi, là nạn nhân", 1),
    ("minor-victim", "Bị hại sinh ngày 12/3/2012: Nguyễn Thị Hoa", 0),
    ("minor-victim", "Nguyễn Thị Hoa (sinh ngày 12/3/2012) là bị hại", 1),
    ("minor-victim", "nạn nhân N.T.H (15 tuổi)", 0),
    ("minor-victim", "cháu Nguyễn Thị H. là nạn nhân", 0),
    ("minor-victim", "cháu H. là nạn nhân", 0),
    ("minor-victim", "Bé gái Lê Thị Na, nạn nhân", 1),
    ("minor-victim", "học sinh Trường THCS Lê Lợi là nạn nhân", 0),
    ("minor-victim", "Hỗ trợ nạn nhân bạo lực. Em Lê Thị Na, học sinh giỏi, nhận quà.", 1),
    ("minor-victim", "Công an xã cứu nạn nhân. Cháu Lê Na vui mừng.", 0),
    ("minor-victim", "Nạn nhân nhỏ tuổi nhất mới 3 tuổi", 0),
    ("minor-victim", "Bị hại ở ấp Đông, cháu ở với bà. Cháu ảnh hưởng tâm lý", 0),
    ("minor-victim", "Nạn nhân 16 tuổi; đối tượng Lê Văn Tám, 45 tuổi", 0),
    ("minor-victim", "nạn nhân của vụ cháy là cháu bé 5 tuổi", 0),
    ("minor-victim", "Cháu nhà ông Nguyễn Văn Tám là nạn nhân", 0),
    ("minor-victim", "NẠN NHÂN là cháu Nguyễn Hoa", 1),
    ("minor-victim", "đuối nước: cháu Nguyễn Văn Tí (8 tuổi) và cháu Lê Văn Tèo (9 tuổi) là nạn nhân", 2),
    ("secrecy-stamp", "**MẬT**", 1),
    ("secrecy-stamp", "Văn bản (TỐI MẬT)", 1),
    ("secrecy-stamp", "> TUYỆT MẬT", 1),
    ("secrecy-stamp", "Bí mật. Mật khẩu. Tối mật là một độ.", 0),
    ("secrecy-stamp", "MẬT DANH", 0),
    ("secrecy-stamp", "CÔNG AN TỈNH PHÁ CHUYÊN ÁN BÍ MẬT", 0),
    ("secrecy-stamp", "Mật", 1),
    ("secrecy-stamp", "Độ mật: Mật", 1),
    ("secrecy-stamp", "# BẢO VỆ BÍ MẬT", 0),
    ("secrecy-stamp", "độ mật của tài liệu", 0),
    ("secrecy-stamp", '![ảnh](/images/a.jpg "Công văn có dấu MẬT")', 1),
    ("secrecy-stamp", "Số: 12/KH-BCA\nTUYỆT MẬT", 1),
    ("secrecy-stamp", "MỨC PHẠT KHI LÀM LỘ TÀI LIỆU MẬT LÀ BAO NHIÊU", 0),
    ("secrecy-stamp", "| MẬT |", 1),
]


@pytest.mark.parametrize(("rule", "body", "count"), CASES)
def test_so_much_is_found(rule: str, body: str, count: int) -> None:
    assert len(values(rule, body)) == count, values(rule, body)


@pytest.mark.parametrize("number", ["0912 345 678", "+84 912 345 678", "0912.345.678"])
def test_a_number_of_the_registry_is_not_private(number: str) -> None:
    assert values("private-telephone", f"Gọi {number}.")
    assert not values("private-telephone", f"Gọi {number}.", telephones=frozenset({canonical("0912345678")}))


def test_a_mailbox_of_the_registry_is_not_private() -> None:
    assert not values("private-email", "Gửi Phong1@gmail.com.", emails=frozenset({"phong1@gmail.com"}))


def test_the_lines_of_what_a_table_a_list_and_a_wrapped_paragraph_hold() -> None:
    body = """\
Đoạn mở đầu, gọi 0911 111
111 để hỏi.

- Mục một: 0922 222 222
- Mục hai
  nói tiếp 0933 333 333

| Nơi | Số |
|---|---|
| Xã Đông | 0944 444 444 |
| Xã Tây | 0955 555 555 |"""
    first = HEADER.count("\n") + 1
    lines = [finding.line - first for finding in findings("private-telephone", body)]
    assert lines == [0, 3, 5, 9, 10]


def test_what_stands_in_the_header_is_looked_at() -> None:
    header = HEADER.replace("author: Nguyễn Văn A", "author: Nguyễn Văn A 0912345678\ntags: [CCCD 001099012345]")
    assert [finding.line for finding in findings("private-telephone", "Đoạn.", header)] == [4]
    assert [finding.line for finding in findings("identity-number", "Đoạn.", header)] == [5]


def test_all_that_is_found_of_people_is_kept_out_of_reports() -> None:
    body = "Nạn nhân là cháu Lê Na, CCCD 001099012345, gọi 0912345678, a@gmail.com, STK 0071001234567, 72A-123.45."
    people = ("identity-number", "private-telephone", "number-plate", "bank-account", "private-email", "minor-victim")
    for rule in people:
        found = findings(rule, body)
        assert found
        assert all(finding.secret for finding in found), rule


def test_who_was_a_minor_counts_from_the_articles_year() -> None:
    body = "Nạn nhân Nguyễn Thị Hoa (sinh năm 2005) đã trình báo."
    assert not values("minor-victim", body)
    assert values("minor-victim", body, HEADER.replace("2026-10-05", "2019-10-05")) == ["Nguyễn Thị Hoa"]
