"""Words that hold a place until somebody fills it in: ``0000 000 000``, ``xxx``, ``(đơn vị điền)``, ``<...>``.

The sample portal is full of them, and they are what an agency forgets to replace.
"""

from __future__ import annotations

import re

#: Anywhere in a text. Single words such as "điền", "mẫu" or "ví dụ" are left alone: people write them in earnest.
_MARKS = re.compile(
    r"""
      x{3,} | (?:\bx{1,2}[\ .-]){2,}          # xxx, xx.xx.xx
    | \.{3,} | … | _{3,} | \?{2,} | \*{3,}
    | <[^<>]*> | \{\{?[^{}]*\}?\} | \[\s*\]
    | \b(?:đơn\ vị|cơ\ quan|người\ quản\ trị)\ (?:sẽ\ |tự\ |cần\ |phải\ )?(?:điền|bổ\ sung|ghi\ sau)
    | \b(?:cần|chưa|sẽ|chờ)\ điền\b | \bđiền\ (?:sau|vào\ đây)\b | [(\[]\s*điền\b
    | [(\[]\s*(?:mẫu|ví\ dụ|giữ\ chỗ|để\ trống|sample)\b
    | \b(?:đang\ cập\ nhật|cập\ nhật\ sau|bổ\ sung\ sau)\b
    | (?<!for\ )\bexample\b | \b(?:placeholder|lorem\ ipsum|dummy|todo|tbd|tba|fixme)\b
    | @(?:vidu|mau|test)\. | //(?:www\.)?(?:vidu|mau|test)\.
    """,
    re.VERBOSE | re.IGNORECASE,
)
#: As the whole text of a value.
_WHOLE = re.compile(
    r"[\W_]*(?:x{2,}|điền|mẫu|ví dụ|chưa có|chưa rõ|không rõ|số điện thoại|địa chỉ|tên đơn vị|n/?a|none|null|test)?"
    r"[\W_]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\+?[0-9](?:[ .()-]{0,3}[0-9])+")
_UP, _DOWN = "0123456789" * 2, "9876543210" * 2
#: Shorter numbers are real ones: 111 is the children's line.
_SHORTEST = 6


def placeholder_in(text: str) -> str:
    """The part of a text that only holds a place; empty when there is none."""
    if text and _WHOLE.fullmatch(text):
        return text
    if found := _MARKS.search(text):
        return found.group()
    return next((number for number in _DIGITS.findall(text) if _is_made_up(number)), "")


def _is_made_up(number: str) -> bool:
    """Whether a number is one digit again and again, or counts up or down, whatever code stands before it."""
    digits = re.sub(r"[^0-9]", "", re.sub(r"^(?:\+|00)84", "0", number))
    if len(digits) < _SHORTEST:
        return False
    forms = (digits, digits[1:]) if digits[0] == "0" else (digits,)
    return any(len(set(form)) == 1 or form in _UP or form in _DOWN for form in forms)
