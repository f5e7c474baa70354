"""Vietnamese telephone numbers as digits: one form for every way to write one.

Source: the numbering plan of the Ministry of Information and Communications (TT 22/2014/TT-BTTTT).
"""

from __future__ import annotations

import re

#: Mobile; police and army; landline; services. 0 is the trunk code.
_NATIONAL = re.compile(r"0(?:[35789][0-9]{8}|69[0-9]{7}|2[0-9]{9})|1[89]00[0-9]{4,6}")
_SHORT = re.compile(r"11[1-9]|10[0-9]{2}|14[0-9]{2}|15[0-9]")


def dialled(text: str) -> str:
    """What is dialled of a written number: its digits, and a plus."""
    return re.sub(r"[^0-9+]", "", text)


def national(number: str) -> str:
    """A number as it is dialled within the country, digits only; empty when it is none of Vietnam's long numbers."""
    digits = dialled(number)
    for code in ("+84", "0084", "84"):
        if digits.startswith(code):
            rest = digits.removeprefix(code)
            found = rest if rest.startswith("0") else f"0{rest}"
            return found if _NATIONAL.fullmatch(found) else ""
    return digits if _NATIONAL.fullmatch(digits) else ""


def link_to_call(number: str) -> str:
    """The address that calls a number, as its national form is dialled; from abroad too when it was written so."""
    if found := national(number):
        is_abroad = found[0] == "0" and number.strip().lstrip("(").startswith("+")
        return f"tel:+84{found[1:]}" if is_abroad else f"tel:{found}"
    return f"tel:{dialled(number)}" if is_short(number) else ""


def is_short(number: str) -> bool:
    """Whether a number is one of the short ones that everybody can call: 111 to 119, 10xx, 14xx, 15x."""
    return _SHORT.fullmatch(dialled(number)) is not None


def canonical(number: str) -> str:
    """By what two spellings of a number are one, short numbers too."""
    return national(number) or re.sub(r"[^0-9]", "", number)
