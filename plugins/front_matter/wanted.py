"""Wanted notices (``kind: truy-na``): the header becomes the fields of a genuine decision, title and address are made.

1. What the header must hold depends on the state; once lifted, only the decision's number, day and issuer.
2. The title names the person while they are wanted, the decision afterwards; the address names the decision always.
3. Of a lifted notice every other value is dropped here, before anything is made of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from plugins.common.dates import NewsDate
from plugins.common.placeholders import placeholder_in
from plugins.common.problems import Report
from plugins.common.vietnamese import fold, slugify
from plugins.common.wanted import KIND, State, Wanted
from plugins.front_matter.birth import Birth, read_birth
from plugins.front_matter.checks import Desk
from plugins.front_matter.fields import STATE_NAMES, state_of, state_of_date, vietnamese_name
from plugins.front_matter.header import Header
from plugins.front_matter.names import all_names, holds_name, holds_part, split_names

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
_STATES_SHOWN = ", ".join(STATE_NAMES.values())
#: Nobody answers for a crime before this age (Bộ luật Hình sự 2015, Điều 12).
_YOUNGEST = 14
_LONGEST_DECISION = 80
_DIALLED = frozenset("0123456789+ .()-")
#: ``Số 15/QĐ``: the word is in the field's name already.
_NUMBER_WORD = re.compile(r"số\s*[:.]?\s*(?=\d)", re.IGNORECASE)
_DAY = re.compile(r"(?<!\w)(?:ngày|tháng)(?!\w)|\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d{2}(?!\d)", re.IGNORECASE)
#: A decision may well say this of where somebody lives.
_NOT_KNOWN = {"khong ro", "chua ro"}
_PREFIX = "quyet-dinh-truy-na-"


@dataclass(frozen=True)
class _Dates:
    """The dates that are compared with each other."""

    born: Birth | None
    decision: NewsDate | None
    state: NewsDate | None


def is_wanted(header: Header) -> bool:
    """Whether a header says that it is a wanted notice's."""
    return slugify(header.get("kind", "")) == KIND


def read_state(header: Header) -> State | None:
    """The state, however it is spelt; None when it is missing or unknown."""
    return state_of(header.get("state", ""))


def is_lifted(header: Header) -> bool:
    """Whether a header is that of a notice which is no longer in force."""
    return is_wanted(header) and read_state(header) in ("dinh-na", "thu-hoi")


def forgive(header: Header, told: Report) -> Report:
    """The problems of a header without those of values that a lifted notice ignores: it can always be lifted.

    An unknown key is still told: it may be one that was meant to be kept.
    """
    if not is_lifted(header):
        return told
    ignored = {line for name, line in header.lines.items() if name not in KEPT}
    ignored |= {line for line, name in header.extra.items() if name and name not in KEPT}
    unknown = {line for line, name in header.extra.items() if not name}
    kept = Report()
    for problem in told.problems:
        if problem.line not in ignored:
            kept.add(replace(problem, severity="warning") if problem.line in unknown else problem)
    header.broken = bool(kept.errors)
    return kept


def read_wanted(desk: Desk, now: datetime | None) -> Wanted | None:
    """The notice, or None when it has errors; all of them are told. ``now`` is the build's clock."""
    header, state = desk.header, read_state(desk.header)
    lifted = is_lifted(header)
    if "decision" in header.values:
        header.values["decision"] = _NUMBER_WORD.sub("", header.values["decision"], count=1)
    _check_state(desk)
    _check_state_date(desk, state)
    if not lifted:
        _check_made(desk)
        _check_telephone(desk)
    personal = () if lifted or (state is None and "state" in header.lines) else _PERSONAL
    _check_missing(desk, (*personal, *_REQUIRED))
    born = None if lifted else header.get("born")
    _check_dates(desk, _Dates(born, header.get("decision_date"), header.get("state_date")), now)
    _check_decision(desk)
    _check_placeholders(desk, lifted)
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
    person = wanted.name + read_birth(wanted.born).in_title
    return f"Truy nã {person}" if wanted.state == "truy-na" else f"Người bị truy nã đã ra đầu thú: {person}"


def slug_of_decision(decision: str) -> str:
    """The address part: it tells the decision, which stays when the person's name goes."""
    return _PREFIX + slugify(decision)


def description_of(wanted: Wanted) -> str:
    """For meta and feeds, when the editor wrote no lead."""
    if wanted.sentence:
        return wanted.sentence
    return f"{wanted.order}. Tội danh: {wanted.offence}. Nơi cư trú cuối cùng: {wanted.residence}."


def names_of(header: Header) -> tuple[str, ...]:
    """The person's names, as far as the header has them."""
    return all_names(header.get("name", ""), header.get("other_names", ()))


def _check_state(desk: Desk) -> None:
    header = desk.header
    if "state" not in header.lines:
        remedy = f"thêm dòng “Tình trạng: truy nã”; các tình trạng: {_STATES_SHOWN}"
        desk.fail(header.line("kind"), "thông báo truy nã thiếu mục “Tình trạng” (state)", "", remedy)
    elif read_state(header) is None and "state" in header.values:
        remedy = f"dùng một trong: {_STATES_SHOWN}"
        desk.fail(header.line("state"), "tình trạng truy nã không biết", header.get("state"), remedy)


def _check_state_date(desk: Desk, state: State | None) -> None:
    """Who writes "Ngày đình nã" believes the notice lifted: it must not stay in force because of another line."""
    header = desk.header
    key = header.written.get("state_date", "")
    if "state_date" not in header.lines or state is None:
        return
    meant = state_of_date(key)
    line, shown = header.line("state_date"), STATE_NAMES[meant] if meant else "đầu thú, đình nã hoặc thu hồi"
    if state == "truy-na":
        remedy = f"nếu người này không còn bị truy nã, sửa dòng “Tình trạng” thành {shown}; nếu còn, bỏ dòng này"
        desk.fail(line, f"có mục “{key}” mà tình trạng vẫn là truy nã", header.get("state"), remedy)
    elif meant and meant != state:
        remedy = f"sửa dòng “Tình trạng” thành {shown}, hoặc đổi tên mục này thành “Từ ngày”"
        desk.fail(line, f"mục “{key}” không khớp với tình trạng", header.get("state"), remedy)


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
    if decision and dates.born and dates.born.year and dates.born.year > decision.year - _YOUNGEST:
        message = f"người này chưa đủ {_YOUNGEST} tuổi vào năm có quyết định truy nã"
        desk.fail(header.line("born"), message, dates.born.text, "kiểm tra lại năm sinh và ngày quyết định")


def _check_decision(desk: Desk) -> None:
    """The number becomes the address, and stays with the issuer's name when the person's name goes."""
    header = desk.header
    decision = header.get("decision", "")
    if _DAY.search(decision):
        remedy = "chỉ viết số và ký hiệu, ví dụ 15/QĐ-CSĐT; ngày viết ở mục “Ngày quyết định”"
        desk.fail(header.line("decision"), "mục “Số quyết định” có cả ngày", decision, remedy)
    elif decision and (not any(map(str.isdigit, decision)) or len(decision) > _LONGEST_DECISION):
        remedy = "viết số và ký hiệu như trong quyết định, ví dụ 15/QĐ-CSĐT"
        desk.fail(header.line("decision"), "đây không phải số quyết định", decision, remedy)
    names = names_of(header)
    in_number, in_issuer = holds_part(decision, names), holds_name(header.get("issuer", ""), names[:1])
    for name, found in (("decision", in_number), ("issuer", in_issuer)):
        if found:
            message = f"mục “{vietnamese_name(name)}” có tên người bị truy nã"
            remedy = "bỏ tên ấy: mục này còn lại trên trang và trong địa chỉ khi đã đình nã"
            desk.fail(header.line(name), message, found, remedy)


def _check_placeholders(desk: Desk, lifted: bool) -> None:
    """What an editor left to be filled in later; a draft may be left so."""
    header = desk.header
    if header.get("status") == "draft":
        return
    for name in _REQUIRED if lifted else (*_PERSONAL, "other_names", *_REQUIRED):
        value = header.get(name)
        texts = value if isinstance(value, list) else [value] if isinstance(value, str) else []
        for text in texts:
            if placeholder_in(text) and not (name == "residence" and fold(text).strip(" .") in _NOT_KNOWN):
                message = f"mục “{vietnamese_name(name)}” chưa được điền"
                desk.blame(header.line(name), message, text, "viết đúng như trong quyết định")


def _wanted(header: Header, state: State, lifted: bool) -> Wanted:
    """The notice of a header without errors."""

    def personal(name: str) -> Any:
        return "" if lifted else header.get(name, "")

    born: Birth | None = None if lifted else header.get("born")
    return Wanted(
        state=state,
        name=personal("name"),
        other_names=() if lifted else split_names(header.get("other_names", ())),
        born="" if born is None else born.text,
        residence=personal("residence"),
        offence=personal("offence"),
        decision=header.get("decision", ""),
        decision_date=header.get("decision_date"),
        issuer=header.get("issuer", ""),
        telephone=personal("telephone"),
        state_date=header.get("state_date"),
    )


def _move_updated(header: Header, changed: NewsDate) -> None:
    """Feeds and sitemaps tell that the page changed: on that day, or when the editor says, whichever is later.

    Never before the page was posted: a notice may be posted only after it was lifted.
    """
    written: NewsDate | None = header.get("updated")
    posted: NewsDate | None = header.get("date") or header.get("embargo")
    if written is None or written.value < changed.value:
        written = changed
        header.lines["updated"] = header.line("state_date")
    if posted and written.value < posted.value:
        written = posted
    header.values["updated"] = written
