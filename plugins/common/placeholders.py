"""Words that hold a place until somebody fills it in: ``0000 000 000``, ``xxx``, ``(đơn vị điền)``, ``<...>``.

The sample portal is full of them, and they are what an agency forgets to replace. What people also write in earnest
("điền đơn theo mẫu", "ví dụ biển số") counts only where it fills the whole text or a whole bracket.
"""

from __future__ import annotations

import re

_UNTIL_THE_END = r"(?=\s*(?:[.,;:)\]]|$))"
#: Anywhere in a text.
_MARKS = re.compile(
    rf"""
      x{{3,}} | (?:\bx{{1,2}}[\ .-]){{2,}}          # xxx, xx.xx.xx
    | \.{{3,}} | … | _{{3,}} | (?<!\w)\?{{2,}} | [0-9][\ .-]?\*{{3,}} | \*{{3,}}[\ .-]?[0-9]
    | <[^<>]*> | \{{\{{?[^{{}}]*\}}?\}} | \[\s*\]
    | \b(?:(?:cần|chưa|sẽ|chờ)\ điền | điền\ (?:sau|vào\ đây) | (?:đang|chờ)\ cập\ nhật | (?:cập\ nhật|bổ\ sung)\ sau)
      {_UNTIL_THE_END}
    | [@/.]example\b | \bexample\.(?:com|net|org|vn) | \b(?:placeholder|lorem\ ipsum|dummy|todo|tbd|tba|fixme)\b
    | @(?:vidu|mau|test)\. | //(?:www\.)?(?:vidu|mau|test)\.
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NOUN = r"(?:số|tên|ngày|địa chỉ|thông tin|nội dung|đơn vị|số điện thoại)"
#: As a whole text, or as all that a bracket holds; the last ones are the pattern's in ``contacts.yml``.
_PHRASE = (
    r"(?:mẫu|ví dụ|giữ chỗ|để trống|sample|example"
    r"|(?:đơn vị|cơ quan|người quản trị|ban biên tập) (?:(?:sẽ |tự |cần |phải )?(?:điền|bổ sung|ghi)(?: sau)?)"
    rf"|(?:(?:đơn vị|cơ quan|người quản trị|ban biên tập) )?(?:sẽ |tự |cần |phải )?điền(?: sau| vào đây)?(?: {_NOUN})*"
    r"|số đã gọi thử|ngày gọi thử|văn bản hoặc trang công bố số này)"
)
_FILLED = re.compile(rf"{_PHRASE}(?:\s*[,;:-]\s*{_PHRASE})*", re.IGNORECASE)
_BRACKET = re.compile(r"[(\[]\s*([^()\[\]]*?)\s*[)\]]")
#: As a whole text only.
_WHOLE = re.compile(
    r"[\W_]*(?:x{2,}|chưa có|chưa rõ|không rõ|số điện thoại|địa chỉ|tên đơn vị|n/?a|none|null|test)?[\W_]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\+?[0-9](?:[ .()-]{0,3}[0-9])+")
_UP, _DOWN = "0123456789" * 2, "9876543210" * 2
#: Shorter numbers are real ones: 111 is the children's line. Six digits in a sentence may be a post box.
_SHORTEST, _SHORTEST_IN_TEXT = 6, 7
_MOBILE = re.compile(r"0[35789][0-9]{8}")
#: What the network gives out after a code; hundreds of thousands of numbers begin alike, none begins so.
_LANDLINE = re.compile(r"(?:02[48]|02[0-9]{2}|069)([01][0-9]{6,7})")
_SERVICE = re.compile(r"1[89]00([0-9]{4,6})")
#: A code and as many zeros as no number has, also where the number of digits is wrong.
_ZEROS = re.compile(r"0[0-9]{1,3}0{6,}|0[35789][0-9]0{7}")


def placeholder_in(text: str) -> str:
    """The part of a text that only holds a place; empty when there is none."""
    for piece in _BRACKET.findall(text):
        if _FILLED.fullmatch(piece):
            return str(piece)
    if text and (_WHOLE.fullmatch(text) or _FILLED.fullmatch(text.strip(" .:;-"))):
        return text
    if found := _MARKS.search(text):
        return found.group()
    return next((number for number in _DIGITS.findall(text) if _is_made_up(number, number == text)), "")


def is_lucky(number: str) -> bool:
    """Whether a number could be real and yet looks made up: one digit again and again after its code."""
    digits = _digits(number)
    landline = re.fullmatch(r"(?:02[48]|02[0-9]{2}|069)([2-9])\1{6,7}", digits)
    return landline is not None or (_MOBILE.fullmatch(digits) is not None and len(set(digits[1:])) == 1)


def _digits(number: str) -> str:
    return re.sub(r"[^0-9]", "", re.sub(r"^(?:\+|00)84(?:[ .-]*\(0\))?", "0", number))


def _is_made_up(number: str, is_alone: bool) -> bool:
    """Whether a number is one digit again and again, or counts up or down, whatever code stands before it."""
    digits = _digits(number)
    if len(digits) < (_SHORTEST if is_alone or digits[0] == "0" else _SHORTEST_IN_TEXT):
        return False
    if service := _SERVICE.fullmatch(digits):
        return set(service[1]) == {"0"}
    if _MOBILE.fullmatch(digits):
        # 0888 888 888 was sold to somebody; 0987 654 321 is what everybody writes who has no number.
        return _counts(digits[1:]) or digits.endswith("0000000")
    if (landline := _LANDLINE.fullmatch(digits)) and _is_one_run(landline[1]):
        return True
    is_zeros = len(digits) != 11 and _ZEROS.fullmatch(digits) is not None
    return is_zeros or any(_is_one_run(form) for form in ({digits, digits[1:]} if digits[0] == "0" else {digits}))


def _is_one_run(digits: str) -> bool:
    return len(set(digits)) == 1 or _counts(digits)


def _counts(digits: str) -> bool:
    return digits in _UP or digits in _DOWN
