"""The contact registry: emergency numbers and channels, each with its source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from plugins.common.dates import NewsDate
from plugins.common.registry import Row
from plugins.tip_off.dialling import canonical, dialled
from plugins.tip_off.entries import Registry, Rules, name_of
from plugins.tip_off.placeholders import placeholder_in

KINDS = ("emergency", "phone", "app", "post", "email", "web", "visit")
#: A tip-off or report of a crime; feedback; petitions and proposals. They are never mixed.
TIP_OFF_DOOR, *OTHER_DOORS = DOORS = ("to-giac", "gop-y", "kien-nghi")
_WORDS = ("name", "value", "label", "note", "unit", "area")
_ENGLISH = ("name_en", "value_en", "note_en", "label_en")
#: What the value of a kind looks like, and how to write it; the other kinds are words.
_VALUES = {
    "emergency": (re.compile(r"[0-9]{2,15}"), "viết số liền nhau, ví dụ 113"),
    "phone": (re.compile(r"\(?\+?[0-9][0-9 .()-]*"), "viết một số điện thoại, ví dụ 0232 3822 113"),
    "email": (re.compile(r"[^\s@<>?&]+@[^\s@<>?&]+\.[^\s@<>?&]+"), "viết một địa chỉ thư, ví dụ tin@tinh.gov.vn"),
    "web": (re.compile(r"https?://\S+|/(?!/)\S*"), "viết https://... hoặc /ten-trang/"),
}
#: A hidden service: shown as words, for a browser that knows no such address would look it up in the open.
_ONION = re.compile(r"(?:https?://)?[a-z2-7.]+\.onion(?:[:/]\S*)?", re.IGNORECASE)
#: The longest telephone number there is, in digits (ITU-T E.164): more are two numbers in one line.
_LONGEST = 15


@dataclass(frozen=True)
class EmergencyNumber:
    """A number to call in danger, the one word for it, and when to call it; in English too, where there are words."""

    number: str
    label: str
    note: str = ""
    label_en: str = ""
    note_en: str = ""


@dataclass(frozen=True)
class Words:
    """A channel in English."""

    name: str
    value: str
    note: str


@dataclass(frozen=True)
class Channel:
    """A way to report; ``href`` is empty where there is nothing to follow, ``english`` None where nobody wrote it."""

    kind: str
    name: str
    value: str
    href: str
    note: str
    source: str
    unit: str
    area: str = ""
    topics: tuple[str, ...] = ()
    english: Words | None = None
    #: What the agency has yet to confirm.
    to_confirm: str = ""


@dataclass
class Contacts:
    """What the registry says now: numbers, channels by door, and the days on which all of it was verified."""

    numbers: list[EmergencyNumber] = field(default_factory=list)
    doors: dict[str, list[Channel]] = field(default_factory=lambda: {door: [] for door in DOORS})
    verified: list[NewsDate] = field(default_factory=list)


#: 113 police, 114 fire, 115 ambulance, 112 disasters (QĐ 2023/QĐ-TTg, 15/9/2025): day and night, no area code.
NATIONAL_NUMBERS = (
    EmergencyNumber("113", "Công an", label_en="Police"),
    EmergencyNumber("114", "Chữa cháy", label_en="Fire"),
    EmergencyNumber("115", "Cấp cứu", label_en="Ambulance"),
    EmergencyNumber("112", "Thiên tai", label_en="Disaster"),
)


def read_channels(path: Path, rules: Rules, topics: Iterable[str] = ()) -> Contacts:
    """Numbers (the national ones when the registry names none) and channels, in the registry's order."""
    return _ContactReader(path, rules, tuple(topics)).read()


class _ContactReader:
    """One reading of the registry."""

    def __init__(self, path: Path, rules: Rules, topics: tuple[str, ...]) -> None:
        self.topics = topics
        self.rules = rules
        self.found = Contacts()
        self.seen: dict[tuple[str, str], int] = {}
        self.registry = Registry(
            path=path,
            what="kênh",
            required=("kind", "name", "source"),
            optional=("value", "label", "note", "unit", "area", *_ENGLISH),
            lists=("topics", "doors"),
            words=(*_WORDS, *_ENGLISH),
            verify="gọi thử hoặc hỏi lại nơi nhận tin; còn đúng thì sửa verified_on thành ngày gọi",
            rules=rules,
        )

    def read(self) -> Contacts:
        """Every entry that can be shown."""
        for row in self.registry.rows():
            self.take(row)
        if not self.found.numbers:
            self.found.numbers = list(NATIONAL_NUMBERS)
        return self.found

    def take(self, row: Row) -> None:
        """Check an entry and keep it where it belongs; every mistake in it is told, not only the first."""
        strange = self.registry.unknown(row, "kind", KINDS, "loại kênh không biết")
        self.registry.unknown(row, "doors", DOORS, "cửa không biết")
        self.registry.unknown(row, "topics", self.topics, "chủ đề chưa có trong TIP_OFF[“topics”]")
        verified = self.registry.verified(row)
        if strange:
            return
        self.check_value(row)
        self.check_once(row)
        self.check_english(row)
        if row["kind"] == "emergency":
            if not _is_valid("emergency", row.get("value", "")):
                return
            self.found.numbers.append(_number(row))
        else:
            for door in [door for door in DOORS if door in row.lists["doors"]] or [TIP_OFF_DOOR]:
                self.found.doors[door].append(_channel(row))
        if verified is not None:
            self.found.verified.append(verified)

    def check_value(self, row: Row) -> None:
        """A channel that leads nowhere, or to the wrong number, is worse than none."""
        kind, value = row["kind"], row.get("value", "")
        if kind not in _VALUES or (kind != "emergency" and placeholder_in(value)):
            return
        if not value:
            self.registry.error(row, "kind", "mục thiếu value", row["name"], _VALUES[kind][1])
        elif not _is_valid(kind, value):
            self.registry.error(row, "value", f"giá trị của kênh {kind} viết sai", value, _VALUES[kind][1])

    def check_once(self, row: Row) -> None:
        """Of two entries for one number, one is forgotten when the number changes."""
        value = row.get("value", "")
        key = row["kind"], canonical(value) if row["kind"] in ("emergency", "phone") else value.casefold()
        if value and (first := self.seen.setdefault(key, row.line)) != row.line:
            remedy = "gộp thành một mục; một kênh ghi được nhiều topics và nhiều doors"
            message = f"kênh này đã có ở dòng {first}"
            self.rules.report.warn(str(self.registry.path), row.lines["value"], message, name_of(row), remedy)

    def check_english(self, row: Row) -> None:
        """Half a translation would put both languages into one line."""
        if not any(row.get(key) for key in _ENGLISH):
            return
        pairs = [("name", "name_en"), ("note", "note_en")]
        pairs += [("value", "value_en")] if row["kind"] not in _VALUES else []
        missing = [english for vietnamese, english in pairs if row.get(vietnamese) and not row.get(english)]
        if missing:
            remedy = "viết thêm các dòng ấy, hoặc bỏ hết các dòng tiếng Anh của mục này"
            message = "phần tiếng Anh còn thiếu " + ", ".join(missing)
            self.rules.report.warn(str(self.registry.path), row.line, message, name_of(row), remedy)


def _is_valid(kind: str, value: str) -> bool:
    form = _VALUES.get(kind)
    too_long = kind == "phone" and len(dialled(value).lstrip("+")) > _LONGEST
    is_onion = kind == "web" and _ONION.fullmatch(value) is not None
    return is_onion or (form is not None and form[0].fullmatch(value) is not None and not too_long)


def _number(row: Row) -> EmergencyNumber:
    label, label_en = row.get("label") or row["name"], row.get("label_en") or row.get("name_en", "")
    return EmergencyNumber(row["value"], label, row.get("note", ""), label_en, row.get("note_en", ""))


def _channel(row: Row) -> Channel:
    kind, value = row["kind"], row.get("value", "")
    words = Words(row["name_en"], row.get("value_en") or value, row.get("note_en", "")) if row.get("name_en") else None
    return Channel(
        kind=kind,
        name=row["name"],
        value=value,
        href=_href(kind, value),
        note=row.get("note", ""),
        source=row["source"],
        unit=row.get("unit", ""),
        area=row.get("area", ""),
        topics=row.lists["topics"],
        english=words,
        to_confirm=row.get("to_confirm", ""),
    )


def _href(kind: str, value: str) -> str:
    """Where a value leads; nowhere when it is none to follow."""
    if not _is_valid(kind, value) or placeholder_in(value) or _ONION.fullmatch(value):
        return ""
    return {"phone": f"tel:{dialled(value)}", "email": f"mailto:{value}", "web": value}.get(kind, "")
