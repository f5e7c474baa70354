"""One form for every way to write a number."""

from __future__ import annotations

import pytest

from plugins.tip_off.dialling import canonical, national


@pytest.mark.parametrize(
    ("written", "number"),
    [
        *((spelling, "0912345678") for spelling in ("0912 345 678", "+84 912 345 678", "0084.912345678")),
        *((spelling, "0912345678") for spelling in ("84912345678", "(+84) 0912-345-678", "+84 (0)912 345 678")),
        *((spelling, "02323822113") for spelling in ("(0232) 3822 113", "+84 232 3822113", "0232.3.822.113")),
        ("069 234 5678", "0692345678"),
        ("1900 1234", "19001234"),
        ("1800 123456", "1800123456"),
    ],
)
def test_long_numbers(written: str, number: str) -> None:
    assert national(written) == canonical(written) == number


@pytest.mark.parametrize(
    "written",
    ["113", "", "091234567", "09123456789", "0412345678", "0232 3822 11", "1900 123", "+1 202 555 0100", "84"],
)
def test_what_is_no_long_number(written: str) -> None:
    assert national(written) == ""


def test_a_short_number_is_its_digits() -> None:
    assert canonical("1 1 3") == canonical("113") == "113"
    assert canonical("") == ""
