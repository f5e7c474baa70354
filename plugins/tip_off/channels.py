"""The contact registry: emergency numbers and channels, each with its source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from plugins.common.dates import NewsDate
from plugins.common.dialling import canonical, is_short
from plugins.common.placeholders import is_lucky, placeholder_in
from plugins.common.registry import Row
from plugins.tip_off.channel_values import (
    form_of,
    has_form,
    href_of,
    is_national_emergency,
    is_valid,
    is_whole_number,
)
from plugins.tip_off.entries import Registry, Rules, name_of
from plugins.tip_off.named_numbers import NamedNumbers
from plugins.tip_off.own_pages import WebLink

KINDS = ("emergency", "phone", "app", "post", "email", "web", "visit")
#: A tip-off or report of a crime; feedback; petitions and proposals. They are never mixed.
TIP_OFF_DOOR, *OTHER_DOORS = DOORS = ("to-giac", "gop-y", "kien-nghi")
_WORDS = ("name", "value", "label", "note", "unit", "area", "source")
_ENGLISH = ("name_en", "value_en", "note_en", "label_en")
#: What may name an emergency number; so may a value that has no form.
_NAMING = ("name", "note", "name_en", "note_en")
_WHOLE_NUMBER = (
    "viết đủ một số: di động 10 chữ số; cố định 11 chữ số, kể cả mã vùng; 069 và 7 chữ số; 1800 hoặc 1900 và 4 đến 6 "
    "chữ số; hoặc số ngắn như 113. Hai số thì viết thành hai mục"
)


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


#: 113 police, 114 fire, 115 ambulance, 112 disasters (QĐ 2023/QĐ-TTg, 15/9/2025): day and night, no area code.
NATIONAL_NUMBERS = (
    EmergencyNumber("113", "Công an", label_en="Police"),
    EmergencyNumber("114", "Chữa cháy", label_en="Fire"),
    EmergencyNumber("115", "Cấp cứu", label_en="Ambulance"),
    EmergencyNumber("112", "Thiên tai", label_en="Disaster"),
)
POLICE = NATIONAL_NUMBERS[0]
NATIONAL_NAMES = NamedNumbers({number.label: number.number for number in NATIONAL_NUMBERS})


@dataclass
class Contacts:
    """What the registry says now: numbers, channels by door, and the days on which all of it was verified."""

    numbers: list[EmergencyNumber] = field(default_factory=list)
    doors: dict[str, list[Channel]] = field(default_factory=lambda: {door: [] for door in DOORS})
    verified: list[NewsDate] = field(default_factory=list)
    #: Where the channels of kind web lead, whatever their door.
    links: list[WebLink] = field(default_factory=list)
    #: The numbers that words may name.
    names: NamedNumbers = NATIONAL_NAMES


def read_channels(path: Path, rules: Rules, topics: Iterable[str] = ()) -> Contacts:
    """Numbers (the national ones for those that the registry lacks) and channels, in the registry's order."""
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
            endless=frozenset({"emergency"}),
        )

    def read(self) -> Contacts:
        """Every entry that can be shown."""
        rows = self.registry.rows()
        emergencies = [row for row in rows if row.get("kind") == "emergency"]
        self.check_first(emergencies)
        # All words may name a number, also those that stand before it.
        self.found.names = _names(rows)
        for row in rows:
            self.take(row)
        self.complete(emergencies)
        return self.found

    def check_first(self, emergencies: list[Row]) -> None:
        """The first number is the one to call in danger, on the largest button of every page."""
        police = next((row for row in emergencies if _is(row, POLICE)), None)
        if police and police is not emergencies[0]:
            message = "số của Công an phải đứng trước các số khẩn cấp khác: nút gọi lớn nhất gọi số đầu tiên"
            remedy = "chuyển mục này lên trước mọi mục emergency khác"
            self.rules.report.error(str(self.registry.path), police.line, message, name_of(police), remedy)

    def complete(self, emergencies: list[Row]) -> None:
        """Put in the national numbers that the registry has not, by label or by number: no call for help is lost."""
        absent = [known for known in NATIONAL_NUMBERS if not any(_is(row, known) for row in emergencies)]
        for known in absent if emergencies else ():
            message = f"danh bạ thiếu số khẩn cấp “{known.label}”; trang dùng số toàn quốc {known.number}"
            remedy = f"thêm một mục emergency có label: {known.label}"
            self.rules.report.warn(str(self.registry.path), 0, message, "", remedy)
        first = [known for known in absent if known is POLICE]
        self.found.numbers = [*first, *self.found.numbers, *(known for known in absent if known is not POLICE)]

    def take(self, row: Row) -> None:
        """Check an entry and keep it where it belongs; every mistake in it is told, not only the first."""
        kind, value = row.get("kind", ""), row.get("value", "")
        words = _NAMING if has_form(kind) else (*_NAMING, "value", "value_en")
        self.registry.fill(row, words, self.found.names)
        strange = self.registry.unknown(row, "kind", KINDS, "loại kênh không biết")
        self.registry.unknown(row, "doors", DOORS, "cửa không biết")
        self.registry.unknown(row, "topics", self.topics, "chủ đề chưa có trong TIP_OFF[“topics”]")
        verified = self.registry.verified(row)
        if strange or not kind:
            return
        self.check_value(row)
        self.check_once(row)
        self.check_english(row)
        if kind == "emergency":
            self.check_doors(row)
        if row.missing or (kind == "emergency" and not is_valid(kind, value)):
            return
        if kind == "emergency":
            self.found.numbers.append(_number(row))
        else:
            for door in [door for door in DOORS if door in row.lists["doors"]] or [TIP_OFF_DOOR]:
                self.found.doors[door].append(_channel(row))
            self.keep_link(row)
        if verified is not None:
            self.found.verified.append(verified)

    def check_value(self, row: Row) -> None:
        """A channel that leads nowhere, or to the wrong number, is worse than none."""
        kind, value = row["kind"], row.get("value", "")
        if not has_form(kind) or (kind != "emergency" and placeholder_in(value)):
            return
        if not value:
            self.registry.error(row, "kind", "mục thiếu value", name_of(row), form_of(kind))
        elif not is_valid(kind, value):
            self.registry.error(row, "value", f"giá trị của kênh {kind} viết sai", value, form_of(kind))
        elif kind in ("emergency", "phone"):
            self.check_number(row, value)

    def check_number(self, row: Row, value: str) -> None:
        """A digit too few or too many is a call that reaches nobody, or somebody else."""
        file, line, report = str(self.registry.path), row.lines["value"], self.rules.report
        if row["kind"] == "emergency":
            if not is_national_emergency(value):
                remedy = "gọi thử số này; các số toàn quốc là 111, 112, 113, 114, 115"
                report.warn(file, line, "số khẩn cấp này không phải số toàn quốc", value, remedy)
        elif not is_whole_number(value):
            self.rules.tell(file, line, "đây không phải một số điện thoại đủ chữ số", value, _WHOLE_NUMBER)
        elif is_lucky(value):
            remedy = "gọi thử lại; nếu là số thật thì không cần sửa gì"
            report.warn(file, line, "số điện thoại trông như số giữ chỗ", value, remedy)

    def check_doors(self, row: Row) -> None:
        """An emergency number stands on every page: nobody can choose where."""
        for key in ("doors", "topics"):
            if row.lists[key]:
                written = ", ".join(row.lists[key])
                remedy = f"bỏ dòng {key}: số khẩn cấp hiện ở mọi trang"
                self.registry.error(row, key, f"{key} không dùng ở mục khẩn cấp", written, remedy)

    def keep_link(self, row: Row) -> None:
        """Whether there is such a page can be told only when every page has been read."""
        if row["kind"] == "web" and href_of("web", row.get("value", "")):
            self.found.links.append(WebLink(str(self.registry.path), row.lines["value"], row["value"]))

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
        pairs += [("value", "value_en")] if not has_form(row["kind"]) else []
        missing = [english for vietnamese, english in pairs if row.get(vietnamese) and not row.get(english)]
        if missing:
            remedy = "viết thêm các dòng ấy, hoặc bỏ hết các dòng tiếng Anh của mục này"
            message = "phần tiếng Anh còn thiếu " + ", ".join(missing)
            self.rules.report.warn(str(self.registry.path), row.line, message, name_of(row), remedy)


def _label(row: Row) -> str:
    return row.get("label") or row.get("name", "")


def _is(row: Row, known: EmergencyNumber) -> bool:
    """Whether an entry stands for a national number, which may have become another one."""
    return _label(row).casefold() == known.label.casefold() or row.get("value") == known.number


def _names(rows: list[Row]) -> NamedNumbers:
    """The national numbers by their labels, those of the registry by theirs, and the short numbers of its channels."""
    labels = {label.casefold(): (label, number) for label, number in NATIONAL_NAMES.by_label.items()}
    for row in rows:
        value, label = row.get("value", ""), _label(row)
        if row.get("kind") == "emergency" and label and is_valid("emergency", value):
            labels[label.casefold()] = (label, value)
    short = (row.get("value", "") for row in rows if row.get("kind") == "phone")
    return NamedNumbers(dict(labels.values()), frozenset(canonical(value) for value in short if is_short(value)))


def _number(row: Row) -> EmergencyNumber:
    label, label_en = _label(row), row.get("label_en") or row.get("name_en", "")
    return EmergencyNumber(row["value"], label, row.get("note", ""), label_en, row.get("note_en", ""))


def _channel(row: Row) -> Channel:
    kind, value = row["kind"], row.get("value", "")
    words = Words(row["name_en"], row.get("value_en") or value, row.get("note_en", "")) if row.get("name_en") else None
    return Channel(
        kind=kind,
        name=row["name"],
        value=value,
        href=href_of(kind, value),
        note=row.get("note", ""),
        source=row["source"],
        unit=row.get("unit", ""),
        area=row.get("area", ""),
        topics=row.lists["topics"],
        english=words,
        to_confirm=row.get("to_confirm", ""),
    )
