"""Vietnamese telephone numbers as digits: one form for every way to write one.

Source: the numbering plan of the Ministry of Information and Communications (TT 22/2014/TT-BTTTT).
"""

from __future__ import annotations

import re

#: Mobile; police and army; landline; services. 0 is the trunk code.
_NATIONAL = re.compile(r"0(?:[35789][0-9]{8}|69[0-9]{7}|2[0-9]{9})|1[89]00[0-9]{4,6}")


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


def canonical(number: str) -> str:
    """By what two spellings of a number are one, short numbers too."""
    return national(number) or re.sub(r"[^0-9]", "", number)
