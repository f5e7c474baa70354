"""The contact registry: emergency numbers and channels, each with its source."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from plugins.common.problems import Report
from plugins.common.registry import Row, read_rows, row_date

KINDS = ("emergency", "phone", "app", "post", "email", "web", "visit")
_REQUIRED = ("kind", "name", "source", "verified_on")
_OPTIONAL = ("value", "label", "note", "unit", "area", "topics", "valid_to", "steps")
#: What the value of a kind looks like, and how to write it; the other kinds are words.
_VALUES = {
    "emergency": (re.compile(r"[0-9]{2,15}"), "viết số liền nhau, ví dụ 113"),
    "phone": (re.compile(r"\(?\+?[0-9][0-9 .()-]*"), "viết một số điện thoại, ví dụ 0232 3822 113"),
    "email": (re.compile(r"[^\s@<>?&]+@[^\s@<>?&]+\.[^\s@<>?&]+"), "viết một địa chỉ thư, ví dụ tin@tinh.gov.vn"),
    "web": (re.compile(r"https?://\S+|/(?!/)\S*"), "viết https://... hoặc /ten-trang/"),
}
#: The longest telephone number there is, in digits (ITU-T E.164): more are two numbers in one line.
_LONGEST = 15


@dataclass(frozen=True)
class EmergencyNumber:
    """A number to call in danger and the one word for it."""

    number: str
    label: str


@dataclass(frozen=True)
class Channel:
    """A way to report a crime; ``href`` is empty where there is nothing to follow."""

    kind: str
    name: str
    value: str
    href: str
    note: str
    source: str
    unit: str


@dataclass(frozen=True)
class TipLink:
    """The tile of an article: heading, sentence, and the address with nothing but the topic."""

    heading: str
    sentence: str
    href: str


#: 113 police, 114 fire, 115 ambulance, 112 disasters (QĐ 2023/QĐ-TTg, 15/9/2025): day and night, no area code.
NATIONAL_NUMBERS = (
    EmergencyNumber("113", "Công an"),
    EmergencyNumber("114", "Chữa cháy"),
    EmergencyNumber("115", "Cấp cứu"),
    EmergencyNumber("112", "Cứu nạn"),
)
_DEFAULT_TILE = ("Tố giác tội phạm", "Anh, chị thấy hoặc biết một vụ việc? Có thể báo tin không nêu tên.")


def read_channels(
    path: Path, report: Report, now: datetime | None = None
) -> tuple[list[EmergencyNumber], list[Channel]]:
    """Emergency numbers (the national ones when the registry names none) and channels, in the registry's order.

    What was valid until before ``now`` is left out with a warning; without ``now`` nothing is.
    """
    rows = [row for row in read_rows(path, report, _REQUIRED, _OPTIONAL) if _known_kind(row, path, report)]
    rows = [row for row in rows if _in_force(row, path, now, report)]
    for row in rows:
        _check_value(row, path, report)
        row_date(row, "verified_on", path, report)
    numbers = [EmergencyNumber(row["value"], row.get("label") or row["name"]) for row in rows if _is_number(row)]
    channels = [_channel(row) for row in rows if row["kind"] != "emergency"]
    return numbers or list(NATIONAL_NUMBERS), channels


def tip_link(topic: str, topics: Mapping[str, Sequence[str]], page: str) -> TipLink:
    """The tile for an article's topic; the plain one when it has none."""
    if topic in topics:
        heading, sentence = topics[topic]
        return TipLink(heading, sentence, f"{page}#{topic}")
    return TipLink(*_DEFAULT_TILE, page)


def _known_kind(row: Row, path: Path, report: Report) -> bool:
    if row["kind"] in KINDS:
        return True
    report.error(
        str(path), row.lines["kind"], "loại kênh không biết", row["kind"], "dùng một trong: " + ", ".join(KINDS)
    )
    return False


def _in_force(row: Row, path: Path, now: datetime | None, report: Report) -> bool:
    until = row_date(row, "valid_to", path, report)
    if until is None or now is None or until.ends > now:
        return True
    remedy = "kiểm tra lại kênh này, sửa ngày valid_to hoặc xóa mục"
    report.warn(str(path), row.lines["valid_to"], "kênh đã hết hạn nên không hiện", row["name"], remedy)
    return False


def _check_value(row: Row, path: Path, report: Report) -> None:
    """A channel that leads nowhere, or to the wrong number, is worse than none."""
    kind, value = row["kind"], row.get("value", "")
    if kind not in _VALUES:
        return
    if not value:
        report.error(str(path), row.line, "mục thiếu value", row["name"], _VALUES[kind][1])
    elif not _is_valid(kind, value):
        report.error(str(path), row.lines["value"], f"giá trị của kênh {kind} viết sai", value, _VALUES[kind][1])


def _is_valid(kind: str, value: str) -> bool:
    form = _VALUES.get(kind)
    too_long = kind == "phone" and len(_dialled(value).lstrip("+")) > _LONGEST
    return form is not None and form[0].fullmatch(value) is not None and not too_long


def _is_number(row: Row) -> bool:
    return row["kind"] == "emergency" and bool(row.get("value"))


def _channel(row: Row) -> Channel:
    kind, value = row["kind"], row.get("value", "")
    return Channel(
        kind, row["name"], value, _href(kind, value), row.get("note", ""), row["source"], row.get("unit", "")
    )


def _href(kind: str, value: str) -> str:
    """Where a value leads; nowhere when it is none to follow."""
    if not _is_valid(kind, value):
        return ""
    return {"phone": f"tel:{_dialled(value)}", "email": f"mailto:{value}", "web": value}.get(kind, "")


def _dialled(number: str) -> str:
    return re.sub(r"[^0-9+]", "", number)
