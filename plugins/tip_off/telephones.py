"""Telephone numbers in articles and pages that the registry does not know: nobody will remember to change them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from plugins.common.dialling import canonical
from plugins.common.html import BLOCK_END, parted_text
from plugins.common.problems import Report
from plugins.common.vietnamese import normalise
from plugins.tip_off.channels import Channel, EmergencyNumber
from plugins.tip_off.numbers_in_text import telephone_numbers

_TEL = re.compile(r'\bhref="tel:([^"]*)"', re.IGNORECASE)
_MAYBE_TEL = re.compile(r'="[tT][eE][lL]:')
#: How every number begins, and as many digits as every number has, however wide the spaces are.
_MAYBE = re.compile(r"(?:0[\s.()\-\u2010-\u2015\u2212]*[235-9]|84|1[89]00)(?:[\s.()\-\u2010-\u2015\u2212]*[0-9]){4}")
#: What may part two digits of one number in HTML: the same, tags, entities. Possessive: there is one way to read them.
_BETWEEN = r"""(?>[\s.()\-\u2010-\u2015\u2212\0]|<(?:[^<>"']|"[^"]*"|'[^']*')*+>|<[^>]*>|&[a-zA-Z]++;?)*+"""
#: As above, before tags are taken out: finds all that it finds and more, in a tenth of the time.
_MAYBE_IN_HTML = re.compile("(?:0~[235-9]|8~4|1~[89]~0~0)(?:~[0-9]){4}".replace("~", _BETWEEN))
#: Digits written as entities, comments, numbers of footnotes (which are left out): rare, and looked at closely.
_RARE = ("&#", "<!--", 'id="fnref')
#: Marks of emphasis in Markdown.
_MARKS = re.compile(r"[*_]+")
#: What may stand between two digits of one number in Markdown: what parts it, and such marks.
_PARTING = r"[\s.()*_\-\u2010-\u2015\u2212]{0,6}"


@dataclass(frozen=True)
class Told:
    """A number as it stands in a text, and whether it stands there as a link to call."""

    number: str
    is_link: bool = False
    #: Where the number is known to stand; 0 when the source is to be searched for it.
    line: int = 0


def known_numbers(numbers: Iterable[EmergencyNumber], channels: Iterable[Channel], own: str) -> frozenset[str]:
    """Every number of the registry and those of the agency (``own``, one or more in a line), in one spelling."""
    telephones = [channel.value for channel in channels if channel.kind == "phone"]
    found = map(canonical, (*(entry.number for entry in numbers), *telephones, *telephone_numbers(own), own))
    return frozenset(number for number in found if number)


def may_hold_number(text: str) -> bool:
    """Whether a text may hold a telephone number: a cheap first look that misses none."""
    return _MAYBE.search(text) is not None


def html_may_hold_number(html: str) -> bool:
    """The same of HTML; most articles have no number, and then one look is enough."""
    return _MAYBE_IN_HTML.search(html) is not None or any(sign in html for sign in _RARE)


def check_telephones(item: Any, report: Report, *, known: Container[str]) -> None:
    """Warn of every number in an article or page that is not known, on each line of its source where it stands."""
    strange = [told for told in _told(item) if canonical(told.number) not in known]
    if not strange:
        return
    source = _source(Path(item.source_path))
    remedy = "gọi thử rồi thêm số vào danh bạ contacts.yml, hoặc bỏ số này khỏi bài"
    found = {(line, canonical(told.number)): written for told in strange for line, written in _places(told, source)}
    for (line, _), number in sorted(found.items()):
        report.warn(item.source_path, line, "số điện thoại không có trong danh bạ", number, remedy)


def _told(item: Any) -> Iterator[Told]:
    html = f"{getattr(item, 'lead_html', '')}\n<p>{item.content}"
    # Most articles have no such link: looking for its first signs alone takes a tenth of the time.
    for link in _TEL.findall(html) if _MAYBE_TEL.search(html) else ():
        yield Told(unquote(unescape(link)).strip(), is_link=True)
    wanted = getattr(item, "wanted", None)
    for block in (item.title, *(parted_text(html).split(BLOCK_END) if html_may_hold_number(html) else ())):
        if may_hold_number(block):
            for number in telephone_numbers(" ".join(block.split())):
                yield Told(number)
    # Readers are asked to call it, however short it is.
    telephone = " ".join(getattr(wanted, "telephone", "").split())
    if canonical(telephone):
        for number in [*telephone_numbers(telephone)] or [telephone]:
            yield Told(number, line=item.header_lines.get("telephone", 0))


def _source(path: Path) -> str:
    try:
        return normalise(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError):  # made by a plugin, or told already
        return ""


def _places(told: Told, source: str) -> list[tuple[int, str]]:
    """The lines on which a number stands, and how it is written there; line 0, the whole file, when none does."""
    if told.line:
        return [(told.line, told.number)]
    digits = _PARTING.join(re.sub(r"[^0-9]", "", told.number))
    before = r"tel:(?://)?[+(]*" if told.is_link else ""
    found = [*re.finditer(rf"{before}(?<![0-9])([(+]{{0,2}}{digits})(?![0-9])", source)]
    lines = [source.count("\n", 0, match.end()) + 1 for match in found]
    written = [told.number if told.is_link else _without_marks(match.group(1)) for match in found]
    return [*zip(lines, written, strict=True)] or [(0, _balanced(told.number))]


def _without_marks(number: str) -> str:
    return _balanced(" ".join(_MARKS.sub("", number).split()))


def _balanced(number: str) -> str:
    """A number without brackets of which only one is a part of it, as in "(0912 345 678)"."""
    return number if number.count("(") == number.count(")") else re.sub(r"[()]", "", number)
