"""What the value of a channel looks like by its kind, and where it leads.

No wider than the gate of the tip-off page: what that one would refuse is told here, with the registry's line.
"""

from __future__ import annotations

import re

from plugins.common.dialling import dialled, is_short, link_to_call, national
from plugins.common.placeholders import placeholder_in

_LETTERS = r"[\w.~!$&'()*+,;=:@%/-]"
_HOST = r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
#: No control character, not even an encoded one: a mail program would read a line break as another header.
_NO_CONTROLS = r"(?!.*%[01][0-9A-Fa-f])"
#: A mistyped hidden service is no other site.
_NO_ONION = r"(?!https?://[^/?#:]*\.[Oo][Nn][Ii][Oo][Nn](?:[/?#:]|$))"
_EMAIL = r"[A-Za-z0-9](?:[\w.+-]*[\w+-])?@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}"
_ELSEWHERE = rf"https?://{_HOST}(?::[0-9]+)?(?:/{_LETTERS}*)?(?:[?#](?:{_LETTERS}|[?#])*)?"
_OWN = rf"/(?!/){_LETTERS}*(?:#{_LETTERS}*)?"
#: By kind the form and how to write it; the other kinds are words.
_FORMS = {
    "emergency": (re.compile(r"[0-9]{2,15}"), "viết số liền nhau, ví dụ 113"),
    "phone": (re.compile(r"\(?\+?[0-9][0-9 .()-]*"), "viết một số điện thoại, ví dụ 0232 3822 113"),
    "email": (re.compile(_EMAIL, re.ASCII), "viết một địa chỉ thư, ví dụ tin@tinh.gov.vn, không có mailto:"),
    "web": (
        re.compile(rf"{_NO_CONTROLS}{_NO_ONION}(?:{_ELSEWHERE}|{_OWN})"),
        "viết https://... hoặc /ten-trang/ (không có dấu hỏi); không có dấu nháy, dấu cách, tên người dùng",
    ),
}
#: A hidden service: shown as words, for a browser that knows no such address would look it up in the open.
_ONION = re.compile(r"(?:https?://)?[a-z2-7.]+\.onion(?:[:/]\S*)?", re.IGNORECASE)
#: The longest telephone number there is, in digits (ITU-T E.164): more are two numbers in one line.
_LONGEST = 15
#: 111 children, 112 disasters, 113 police, 114 fire, 115 ambulance.
_EMERGENCIES = re.compile(r"11[1-5]")


def has_form(kind: str) -> bool:
    """Whether the values of a kind have a form; those of the others are words."""
    return kind in _FORMS


def form_of(kind: str) -> str:
    """How to write the value of a kind that has a form."""
    return _FORMS[kind][1]


def is_valid(kind: str, value: str) -> bool:
    """Whether a value has the form of its kind; words have none."""
    form = _FORMS.get(kind)
    too_long = kind == "phone" and len(dialled(value).lstrip("+")) > _LONGEST
    is_onion = kind == "web" and _ONION.fullmatch(value) is not None
    return is_onion or (form is not None and form[0].fullmatch(value) is not None and not too_long)


def is_whole_number(value: str) -> bool:
    """Whether a telephone number is one that can be called from everywhere in the country."""
    return bool(national(value)) or is_short(value)


def is_national_emergency(value: str) -> bool:
    """Whether a number is one of those that the whole country knows."""
    return _EMERGENCIES.fullmatch(value) is not None


def href_of(kind: str, value: str) -> str:
    """Where a value leads; nowhere when it is none to follow."""
    if not is_valid(kind, value) or placeholder_in(value) or _ONION.fullmatch(value):
        return ""
    if kind == "phone":
        return link_to_call(value)
    return {"email": f"mailto:{value}", "web": value}.get(kind, "")
