"""The contact registry: emergency numbers and channels, each with its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.common.problems import Report
from plugins.common.registry import Row, read_rows

KINDS = ("emergency", "phone", "app", "post", "email", "web", "visit")
_REQUIRED = ("kind", "name", "source", "verified_on")
_OPTIONAL = ("value", "label", "note", "unit", "area", "topics", "valid_to", "steps")


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


def read_channels(path: Path, report: Report) -> tuple[list[EmergencyNumber], list[Channel]]:
    """Emergency numbers (the national ones when the registry names none) and channels, in the registry's order."""
    rows = [row for row in read_rows(path, report, _REQUIRED, _OPTIONAL) if _known_kind(row, path, report)]
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


def _is_number(row: Row) -> bool:
    return row["kind"] == "emergency" and bool(row.get("value"))


def _channel(row: Row) -> Channel:
    value = row.get("value", "")
    prefix = {"phone": "tel:", "email": "mailto:", "web": ""}.get(row["kind"])
    href = (
        ""
        if prefix is None or not value
        else prefix + (value.replace(" ", "").replace(".", "") if prefix == "tel:" else value)
    )
    return Channel(row["kind"], row["name"], value, href, row.get("note", ""), row["source"], row.get("unit", ""))
