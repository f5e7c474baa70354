"""What only holds a place, and what merely looks so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.tip_off.placeholders import placeholder_in

HOLES = [
    *("0000 000 000", "0000000000", "0123 456 789", "0123456789", "1234567", "0987 654 321", "0999 999 999"),
    *("+84 123 456 789", "ĐT: 0000.000.000", "xxx", "XXX", "0232 xxx xxx", "0232.xxxx", "xx.xx.xx", "...", "…"),
    *("Số ... đường A", "(đơn vị điền)", "đơn vị điền địa chỉ", "(mẫu)", "Địa chỉ (mẫu, cơ quan điền)", "<số>"),
    *("<đơn vị điền>", "tin@example.vn", "https://congan.truonggiang.example", "example", "(ví dụ)", "đang cập nhật"),
    *("{số}", "{{ phone }}", "____", "???", "[ ]", "(điền sau)", "chưa có", "điền", "TBD", "todo", "xx", "-", "N/A"),
    *("tin@vidu.vn", "https://vidu.vn/tin", "tên đơn vị", "Chưa điền"),
]
WORDS = [
    *("113", "111", "1022", "0232 3822 113", "069 234 5678", "1900 1234", "19001800", "Công an tỉnh"),
    *("Mang theo giấy tờ, ví dụ căn cước.", "Điền đơn theo mẫu rồi gửi.", "Mẫu đơn có tại trụ sở.", "Điền kinh"),
    *("Phòng Cảnh sát hình sự (PC02)", "Số 1, đường 3/2", "A → B → C", "Chưa có tài khoản thì đến trụ sở.", ""),
    *("For example, a number plate.", "congan.tentinh.gov.vn", "Taxi", "X", "24/7", "ngõ 555"),
]


@pytest.mark.parametrize("text", HOLES)
def test_holes(text: str) -> None:
    assert placeholder_in(text)
    assert placeholder_in(text) in text


@pytest.mark.parametrize("text", WORDS)
def test_words(text: str) -> None:
    assert placeholder_in(text) == ""


@given(st.sampled_from("0123456789"), st.integers(6, 15), st.sampled_from(["", " ", ".", "-"]), st.data())
def test_one_digit_again_and_again(digit: str, count: int, between: str, data: st.DataObject) -> None:
    cuts = data.draw(st.sets(st.integers(1, count - 1), max_size=4))
    digits = "".join(between * (place in cuts) + digit for place in range(count))
    assert placeholder_in(f"Gọi {digits} nhé") == digits
