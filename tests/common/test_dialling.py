"""One form for every way to write a number."""

from __future__ import annotations

import pytest

from plugins.common.dialling import canonical, is_short, link_to_call, national


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


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("0912 345 678", "tel:0912345678"),
        ("+84 (0)912 345 678", "tel:+84912345678"),
        ("(+84) 0912-345-678", "tel:+84912345678"),
        ("+84 (0)232 3822 113", "tel:+842323822113"),
        ("0084 (0)912 345 678", "tel:0912345678"),
        ("84912345678", "tel:0912345678"),
        ("1900 1234", "tel:19001234"),
        ("+84 1900 1234", ""),
        ("113", "tel:113"),
        ("3822113", ""),
        ("0912 345 6789", ""),
        ("", ""),
    ],
)
def test_a_link_calls_the_national_form(written: str, link: str) -> None:
    assert link_to_call(written) == link


@pytest.mark.parametrize("number", ["111", "113", "119", "1022", "1080", "156", "1414"])
def test_short_numbers(number: str) -> None:
    assert is_short(number)


@pytest.mark.parametrize("number", ["131", "110", "11", "1133", "3822113", "999", "", "2022"])
def test_no_short_numbers(number: str) -> None:
    assert not is_short(number)


def test_a_short_number_is_its_digits() -> None:
    assert canonical("1 1 3") == canonical("113") == "113"
    assert canonical("") == ""
