"""Telephone numbers in running text; what only looks like one."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.dialling import national
from plugins.tip_off.numbers_in_text import telephone_numbers

FOUND = [
    ("Gọi 0912 345 678 hoặc 0232.3822.113.", ["0912 345 678", "0232.3822.113"]),
    ("(0232) 3822 113 - (0232) 3822 114", ["(0232) 3822 113", "(0232) 3822 114"]),
    ("(024) 3.825.1234, (84-24) 3825 1234", ["(024) 3.825.1234", "(84-24) 3825 1234"]),
    ("+84 912 345 678; (+84) 232 3822 113", ["+84 912 345 678", "(+84) 232 3822 113"]),
    ("0084912345678 và 84912345678", ["0084912345678", "84912345678"]),
    ("+84 (0)912 345 678", ["+84 (0)912 345 678"]),
    ("1900 1234, 18001000, 1900 123 456", ["1900 1234", "18001000", "1900 123 456"]),
    ("069.234.5678 và 113 0912345678", ["069.234.5678", "0912345678"]),
    ("0912 34 56 78", ["0912 34 56 78"]),
    ("ĐT:0912345678/0913456789", ["0912345678", "0913456789"]),
    ("0912-345-678-0913-456-789", ["0912-345-678", "0913-456-789"]),
    ("0912 345 678 – 0913 456 789", ["0912 345 678", "0913 456 789"]),
    ("0912 345 678 24/7", ["0912 345 678"]),
    ("lúc 7:30 0912 345 678", ["0912 345 678"]),
    ("ngày 20/10/2025 0912 345 678", ["0912 345 678"]),
    ("0912345678 3 lần, 24 0912345678", ["0912345678", "0912345678"]),
    ("Chủ tài khoản. Liên hệ 0912345678", ["0912345678"]),
    ("Chủ tài khoản, điện thoại 0912345678", ["0912345678"]),
    ("ĐT: 84 912 345 678", ["84 912 345 678"]),
    ("ĐT.0912345678(zalo)", ["0912345678"]),
    ("0912345678,0913456789", ["0912345678", "0913456789"]),
    ("số điện thoại: 0912345678,0913456789,0914567890", ["0912345678", "0913456789", "0914567890"]),
    ("7h30-0912345678", ["0912345678"]),
    ("12h30 0912345678, 8h-0913456789", ["0912345678", "0913456789"]),
    ("tel0912345678, Zalo0913456789", ["0912345678", "0913456789"]),
    ("gọi số máy 0912345678", ["0912345678"]),
    ("điện thoại 0912345678 là của trực ban", ["0912345678"]),
    ("năm 2026 gọi 0912345678", ["0912345678"]),
]
OTHERS = [
    *("8.230 phần quà trị giá 3.678.000.000đ", "1.900.123.456 đồng", "84.912.345.678 đồng", "84 912 345 678 đồng"),
    *("19001234 người", "1.900.123.456đ", "200.000.000.000 đ"),
    *("giai đoạn 1900-1945", "1900 - 1975", "05-09-2025 08:00", "05.09.2025 10 người", "01/02/2025 - 03/04/2025"),
    *("Số tài khoản Vietcombank: 0345678901", "STK 0912345678", "CCCD 034099012345", "034 099 012 345"),
    *("Mã số thuế 0312345678", "Số 0912345678/QĐ-CA", "78/KH-UBND", "QĐ-0912345678", "0912.345.678.12"),
    *("a0912345678", "0912345678x", "x@0912345678", "id=0912345678", "09123456789", "012345678901234", "113, 114, 115"),
    *("24/7", "tỷ lệ 0,912345678", "51A-123.45", "0912/345/678"),
    *("TK 0386123456 tại Agribank", "vào TK: 0386 123 456 mang tên", "mã BHXH 0312345678", "BHYT số 0912345678"),
    *("sổ tiết kiệm 0912345678", "lô đất số 0912345678", "số máy 0912345678, số khung 1", "vé số 0912345678"),
    *("từ năm 1900 1975", "số 0312345678 là mã số doanh nghiệp", "hotel0912345678"),
]


@pytest.mark.parametrize(("text", "numbers"), FOUND)
def test_numbers(text: str, numbers: list[str]) -> None:
    assert list(telephone_numbers(text)) == numbers


@pytest.mark.parametrize("text", OTHERS)
def test_no_numbers(text: str) -> None:
    assert list(telephone_numbers(text)) == []


BEFORE = st.sampled_from(["", "Gọi ", "Điện thoại: ", "(", "bà con báo tin tới "])
AFTER = st.sampled_from(["", ".", ", gặp trực ban", ")", " (ngày đêm)", "; hoặc đến trụ sở", "?"])
MOBILE = st.from_regex(r"0[35789][0-9]{8}", fullmatch=True)
LANDLINE = st.from_regex(r"02[0-9]{9}", fullmatch=True)
DATES = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]
SERVICE = st.from_regex(r"1[89]00[0-9]{4,6}", fullmatch=True)


@given(BEFORE, st.one_of(MOBILE, LANDLINE, SERVICE), AFTER)
def test_every_number_is_found(before: str, number: str, after: str) -> None:
    assert [national(found) for found in telephone_numbers(before + number + after)] == [number]


@given(BEFORE, MOBILE, st.sampled_from([(4, 3, 3), (3, 3, 4), (4, 2, 2, 2), (4, 6), (2, 2, 2, 2, 2)]),
       st.sampled_from([" ", ".", "-", "–", " - "]), AFTER)  # fmt: skip
def test_however_it_is_parted(before: str, number: str, sizes: tuple[int, ...], between: str, after: str) -> None:
    starts = [sum(sizes[:place]) for place in range(len(sizes))]
    written = between.join(number[start : start + size] for start, size in zip(starts, sizes, strict=True))
    assert [national(found) for found in telephone_numbers(before + written + after)] == [number]


@given(st.sampled_from(["+84", "0084", "84", "(+84) ", "+84-"]), st.one_of(MOBILE, LANDLINE))
def test_from_abroad(code: str, number: str) -> None:
    assert [national(found) for found in telephone_numbers(f"Gọi {code}{number[1:]}.")] == [number]


@given(st.integers(0, 10**13), st.sampled_from([".", " "]), st.sampled_from(["đ", " đồng", " VNĐ", "", " (bằng chữ)"]))
def test_money_is_none(amount: int, between: str, unit: str) -> None:
    assert list(telephone_numbers(f"trị giá {amount:,}{unit}.".replace(",", between))) == []


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(DATES),
       st.sampled_from(["", " 08:00", " 21h30", " 10 người"]))  # fmt: skip
def test_a_date_is_none(day: date, form: str, after: str) -> None:
    text = f"Ngày {day.strftime(form)}{after}, đến {day.strftime(form)} - {day.strftime(form)}."
    assert list(telephone_numbers(text)) == []


@given(st.from_regex(r"0[0-9]{11}", fullmatch=True), st.sampled_from([3, 4, 12]), st.sampled_from([" ", ".", "-"]))
def test_an_identity_number_is_none(digits: str, size: int, between: str) -> None:
    written = between.join(digits[start : start + size] for start in range(0, 12, size))
    assert list(telephone_numbers(f"mang số {written}, trú tại")) == []


@given(st.text("0123456789", min_size=1, max_size=6), st.one_of(MOBILE, LANDLINE, SERVICE))
def test_a_piece_of_a_longer_run_is_none(more: str, number: str) -> None:
    for run in (number + more, more + number):
        assert [found for found in telephone_numbers(f"vận hành {run}") if re.sub(r"\D", "", found) != run] == []


@given(st.from_regex(r"0[35789][0-9]{8}", fullmatch=True), st.sampled_from(["/QĐ-CA", "/KH-UBND", "-QĐ", "/2025/NĐ"]))
def test_a_document_is_none(digits: str, sign: str) -> None:
    assert list(telephone_numbers(f"Văn bản số {digits}{sign}")) == []


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert all(national(number) for number in telephone_numbers(text))
