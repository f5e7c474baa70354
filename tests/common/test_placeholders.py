"""What only holds a place, and what merely looks so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.common.placeholders import is_lucky, placeholder_in

HOLES = [
    *("0000 000 000", "0000000000", "0123 456 789", "0123456789", "1234567", "0987 654 321", "0111 111 111"),
    *("0232 0000 000", "0200 000 000", "02320000000", "0232 1234567", "069 000 0000", "1900 0000", "1800000000"),
    *("0232 000 000", "+84 232 000 0000", "024 1234 5678", "0232 111 1111", "0900 000 000", "ĐT: (0232) 1.234.567"),
    *("(số đã gọi thử)", "(ngày gọi thử)", "(văn bản hoặc trang công bố số này)", "(điền số)", "[điền]", "123456"),
    *("đơn vị bổ sung sau", "Ban biên tập sẽ điền", "Địa chỉ: điền sau.", "0912 *** 678", "***", "??"),
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
    *("Nói rõ (ví dụ: nơi, giờ)", "Tải đơn (mẫu số 01/TGTP)", "(ví dụ biển số)", "see the example"),
    *("Đơn vị bổ sung hồ sơ", "cơ quan bổ sung thông tin cho người báo tin", "điền sau khi đăng nhập"),
    *("Vào mục Tố giác, điền sau đó bấm Gửi", "Anh, chị cần điền đủ họ tên", "Có hỏi thêm không??", "Bấm *** để nghe"),
    *("Hộp thư 123456", "Hộp thư số 111111", "0888 888 888", "0999 999 999", "0911 111 111", "024 3333 3333"),
    *("0232 3 000 000", "0912 000 000", "1900 1111", "18001111", "024 69 69 69 69", "0912 345 678"),
]
LUCKY = ["0888 888 888", "+84 999 999 999", "024 3333 3333", "0232 3333 333"]


@pytest.mark.parametrize("text", HOLES)
def test_holes(text: str) -> None:
    assert placeholder_in(text)
    assert placeholder_in(text) in text


@pytest.mark.parametrize("text", WORDS)
def test_words(text: str) -> None:
    assert placeholder_in(text) == ""


@pytest.mark.parametrize("number", LUCKY)
def test_what_could_be_real_is_no_hole(number: str) -> None:
    """Somebody has such a number: it may be published."""
    assert placeholder_in(number) == ""
    assert is_lucky(number)


@pytest.mark.parametrize("text", [*WORDS, "0000 000 000", "0111 111 111"])
def test_what_looks_like_any_number_or_none(text: str) -> None:
    assert is_lucky(text) == (text in LUCKY or text == "0999 999 999")


@given(st.sampled_from("0123456789"), st.integers(7, 15), st.sampled_from(["", " ", ".", "-"]), st.data())
def test_one_digit_again_and_again(digit: str, count: int, between: str, data: st.DataObject) -> None:
    cuts = data.draw(st.sets(st.integers(1, count - 1), max_size=4))
    digits = "".join(between * (place in cuts) + digit for place in range(count))
    assert placeholder_in(f"Gọi {digits} nhé") == digits
