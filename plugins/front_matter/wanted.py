"""Wanted notices (``kind: truy-na``): the header becomes the fields of a genuine decision, title and address are made.

1. What the header must hold depends on the state; once lifted, only the decision's number, day and issuer.
2. The title names the person while they are wanted, the decision afterwards; the address names the decision always.
3. Of a lifted notice every other value is dropped here, before anything is made of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from plugins.common.dates import NewsDate
from plugins.common.problems import Report
from plugins.common.vietnamese import fold, slugify
from plugins.common.wanted import KIND, State, Wanted
from plugins.front_matter.checks import Desk
from plugins.front_matter.fields import STATES, vietnamese_name
from plugins.front_matter.header import Header

_REQUIRED = ("decision", "decision_date", "issuer")
_PERSONAL = ("name", "born", "residence", "offence", "telephone")
#: What a lifted notice keeps: the decision, and where and when it stands. Nothing of it tells of the person.
KEPT = {
    *_REQUIRED, "kind", "state", "state_date", "date", "updated", "status", "embargo", "section", "legacy_views",
}  # fmt: skip
_MADE = {
    "title": "cổng tự đặt tiêu đề từ họ tên, năm sinh và số quyết định",
    "slug": "cổng tự đặt địa chỉ từ số quyết định, để địa chỉ không có tên người",
    "aliases": "địa chỉ của thông báo truy nã không mang tên người và không đổi",
}
_EXAMPLES = {
    "name": "Trần Văn Thí Dụ", "born": "1990", "residence": "xã A, tỉnh B", "offence": "Trộm cắp tài sản",
    "decision": "15/QĐ-CSĐT", "decision_date": "12/3/2026", "issuer": "Cơ quan Cảnh sát điều tra Công an tỉnh B",
    "telephone": "0200 000 000",
}  # fmt: skip
_STATES_SHOWN = "truy nã, đầu thú, đình nã, thu hồi"
#: Nobody answers for a crime before this age (Bộ luật Hình sự 2015, Điều 12).
_YOUNGEST = 14
_LONGEST_DECISION = 80
_DIALLED = frozenset("0123456789+ .()-")
_PREFIX = "quyet-dinh-truy-na-"
#: Neighbouring syllables of a name that together are shorter say nothing: many a decision's number holds them.
_TELLING = 6


@dataclass(frozen=True)
class _Dates:
    """The dates that are compared with each other."""

    born: NewsDate | None
    decision: NewsDate | None
    state: NewsDate | None


def is_wanted(header: Header) -> bool:
    """Whether a header says that it is a wanted notice's."""
    return slugify(header.get("kind", "")) == KIND


def read_state(header: Header) -> State | None:
    """The state, however it is spelt; None when it is missing or unknown."""
    return STATES.get(" ".join(fold(header.get("state", "")).replace("-", " ").split()))


def is_lifted(header: Header) -> bool:
    """Whether a header is that of a notice which is no longer in force."""
    return is_wanted(header) and read_state(header) in ("dinh-na", "thu-hoi")


def forgive(header: Header, told: Report) -> Report:
    """The problems of a header without those of values that a lifted notice ignores: it can always be lifted."""
    if not is_lifted(header):
        return told
    ignored = {line for name, line in header.lines.items() if name not in KEPT}
    kept = Report()
    for problem in told.problems:
        if problem.line not in ignored:
            kept.add(problem)
    header.broken = bool(kept.errors)
    return kept


def read_wanted(desk: Desk, now: datetime | None) -> Wanted | None:
    """The notice, or None when it has errors; all of them are told. ``now`` is the build's clock."""
    header, state = desk.header, read_state(desk.header)
    lifted = is_lifted(header)
    _check_state(desk)
    if not lifted:
        _check_made(desk)
        _check_telephone(desk)
    personal = () if lifted or (state is None and "state" in header.lines) else _PERSONAL
    _check_missing(desk, (*personal, *_REQUIRED))
    born = None if lifted else header.get("born")
    _check_dates(desk, _Dates(born, header.get("decision_date"), header.get("state_date")), now)
    _check_decision(desk)
    return None if header.broken or state is None else _wanted(header, state, lifted)


def adopt(header: Header, wanted: Wanted) -> None:
    """Give the header the title and address that are made for a notice; of a lifted one the rest is dropped."""
    values = header.values
    if wanted.is_lifted:
        for name in set(values) - KEPT:
            del values[name]
    if wanted.state_date and wanted.state != "truy-na":
        _move_updated(header, wanted.state_date)
    values |= {"title": title_of(wanted), "slug": slug_of_decision(wanted.decision)}


def title_of(wanted: Wanted) -> str:
    """The title: of the person while they are wanted, of the decision once it is lifted."""
    if wanted.is_lifted:
        start = "Đình nã" if wanted.state == "dinh-na" else "Thu hồi thông báo"
        return f"{start}: Quyết định truy nã số {wanted.decision} ngày {wanted.decision_date.short}"
    person = f"{wanted.name}, sinh năm {wanted.born[-4:]}"
    return f"Truy nã {person}" if wanted.state == "truy-na" else f"Người bị truy nã đã ra đầu thú: {person}"


def slug_of_decision(decision: str) -> str:
    """The address part: it tells the decision, which stays when the person's name goes."""
    return _PREFIX + slugify(decision)


def description_of(wanted: Wanted) -> str:
    """For meta and feeds, when the editor wrote no lead."""
    if wanted.sentence:
        return wanted.sentence
    return f"{wanted.order}. Tội danh: {wanted.offence}. Nơi cư trú cuối cùng: {wanted.residence}."


def holds_name(text: str, names: Iterable[str]) -> str:
    """The name that stands in a text as whole words, however it is spelt there; empty when none does."""
    words = f"-{slugify(text)}-"
    return next((name for name in names if (slug := slugify(name)).count("-") and f"-{slug}-" in words), "")


def holds_part(number: str, names: Iterable[str]) -> str:
    """The name of which a decision's number holds all, or two neighbouring syllables that tell; empty for none."""
    joined = slugify(number).replace("-", "")
    for name in names:
        syllables = slugify(name).split("-")
        pairs = map("".join, pairwise(syllables))
        if any(pair in joined and (len(pair) >= _TELLING or len(syllables) == 2) for pair in pairs):
            return name
    return ""


def names_of(header: Header) -> tuple[str, ...]:
    """The person's names, as far as the header has them."""
    return tuple(name for name in (header.get("name", ""), *header.get("other_names", ())) if name)


def _check_state(desk: Desk) -> None:
    header = desk.header
    if "state" not in header.lines:
        remedy = f"thêm dòng “Tình trạng: truy nã”; các tình trạng: {_STATES_SHOWN}"
        desk.fail(header.line("kind"), "thông báo truy nã thiếu mục “Tình trạng” (state)", "", remedy)
    elif read_state(header) is None and "state" in header.values:
        remedy = f"dùng một trong: {_STATES_SHOWN}"
        desk.fail(header.line("state"), "tình trạng truy nã không biết", header.get("state"), remedy)


def _check_made(desk: Desk) -> None:
    for name, why in _MADE.items():
        if name in desk.header.lines:
            message = f"thông báo truy nã không có mục “{vietnamese_name(name)}”"
            desk.fail(desk.header.line(name), message, name, f"bỏ dòng này: {why}")


def _check_missing(desk: Desk, names: tuple[str, ...]) -> None:
    """A draft that is not filled in yet stops no build; it is left out, for there is no page to make of it."""
    header = desk.header
    for name in names:
        if name in header.lines:  # a value that could not be read is told already
            continue
        label = vietnamese_name(name)
        remedy = f"thêm dòng “{label}: ...”, ví dụ “{label}: {_EXAMPLES[name]}”"
        tell = desk.warn if header.get("status") == "draft" else desk.fail
        tell(header.line("kind"), f"thông báo truy nã thiếu mục “{label}” ({name})", "", remedy)
        header.broken = True


def _check_telephone(desk: Desk) -> None:
    value = desk.header.get("telephone", "")
    digits = "".join(filter(str.isdigit, value))
    if value and (not 3 <= len(digits) <= 12 or set(value) - _DIALLED):
        remedy = "viết một số điện thoại, ví dụ 0200 000 000; các số khác viết vào thân bài"
        desk.fail(desk.header.line("telephone"), "số điện thoại viết sai", value, remedy)


def _check_dates(desk: Desk, dates: _Dates, now: datetime | None) -> None:
    header, decision = desk.header, dates.decision
    for name, date in (("decision_date", decision), ("state_date", dates.state)):
        if date and date.is_partial:
            remedy = "viết đủ ngày, tháng, năm, ví dụ 12/3/2026"
            desk.fail(header.line(name), f"mục “{vietnamese_name(name)}” thiếu ngày", date.short, remedy)
        elif date and now and date.value > now:
            message = f"mục “{vietnamese_name(name)}” ở tương lai"
            desk.fail(header.line(name), message, date.short, "kiểm tra lại ngày, tháng, năm")
    if decision and dates.state and dates.state.value < decision.value:
        message = "tình trạng này bắt đầu trước ngày quyết định truy nã"
        desk.fail(header.line("state_date"), message, dates.state.short, "kiểm tra lại hai ngày")
    if decision and dates.born and dates.born.year > decision.year - _YOUNGEST:
        message = f"người này chưa đủ {_YOUNGEST} tuổi vào năm có quyết định truy nã"
        desk.fail(header.line("born"), message, dates.born.short, "kiểm tra lại năm sinh và ngày quyết định")


def _check_decision(desk: Desk) -> None:
    """The number becomes the address, and stays with the issuer's name when the person's name goes."""
    header = desk.header
    decision = header.get("decision", "")
    if decision and (not any(map(str.isdigit, decision)) or len(decision) > _LONGEST_DECISION):
        remedy = "viết số và ký hiệu như trong quyết định, ví dụ 15/QĐ-CSĐT"
        desk.fail(header.line("decision"), "đây không phải số quyết định", decision, remedy)
    names = names_of(header)
    in_number, in_issuer = holds_part(decision, names), holds_name(header.get("issuer", ""), names[:1])
    for name, found in (("decision", in_number), ("issuer", in_issuer)):
        if found:
            message = f"mục “{vietnamese_name(name)}” có tên người bị truy nã"
            remedy = "bỏ tên ấy: mục này còn lại trên trang và trong địa chỉ khi đã đình nã"
            desk.fail(header.line(name), message, found, remedy)


def _wanted(header: Header, state: State, lifted: bool) -> Wanted:
    """The notice of a header without errors."""

    def personal(name: str) -> Any:
        return "" if lifted else header.get(name, "")

    born: NewsDate | None = None if lifted else header.get("born")
    return Wanted(
        state=state,
        name=personal("name"),
        other_names=() if lifted else tuple(header.get("other_names", ())),
        born="" if born is None else _birth(born),
        residence=personal("residence"),
        offence=personal("offence"),
        decision=header.get("decision", ""),
        decision_date=header.get("decision_date"),
        issuer=header.get("issuer", ""),
        telephone=personal("telephone"),
        state_date=header.get("state_date"),
    )


def _birth(born: NewsDate) -> str:
    """``1990``, ``3/1990`` or ``12/3/1990``: it always ends with the year."""
    return born.short.removeprefix("Năm ").removeprefix("Tháng ")


def _move_updated(header: Header, changed: NewsDate) -> None:
    """Feeds and sitemaps tell that the page changed: on that day, or when the editor says, whichever is later."""
    written: NewsDate | None = header.get("updated")
    if written is None or written.value < changed.value:
        header.values["updated"] = changed
        header.lines["updated"] = header.line("state_date")
