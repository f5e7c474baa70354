"""Vietnamese telephone numbers in running text, and what only looks like one: money, dates, accounts, documents.

Forms: 10 digits from 03, 05, 07, 08, 09 (mobile) or 069 (police and army); 11 digits from 02 (landline); 1800 or 1900
and 4 to 6 digits; each with spaces, dots, hyphens or brackets; ``+84``, ``0084`` or ``84`` in place of the 0.

A number is a whole run of digits and what parts them, never a piece of a longer run. In a run that is more than
numbers, only what white space or a dash sets apart counts: an odd spelling may be missed, a bank account is not told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.common.dialling import dialled, national

_DASHES = r"\-\u2010\u2011\u2012\u2013\u2014\u2212"
_RUN = re.compile(rf"(?=[+(0-9])(?<![\w@#=&])(?<!\w[{_DASHES}])[+(]*[0-9](?:[\s.(){_DASHES}]{{0,4}}[0-9])*")
_GROUP = re.compile(r"[0-9]+")
#: Digits of the shortest number (1800 and four more) and of the longest (0084, 0 and ten).
_FEWEST, _MOST = 8, 15
_DATE = re.compile(r"(?<![\d.])\d{1,2}([./-])\d{1,2}\1(?:19|20)\d{2}(?!\d|[.-]\d)")
#: What is joined to the last digits of a run: a word, a file's or a document's sign, a time, a share.
_JOINED = re.compile(rf"[\w@]|[{_DASHES}/][^\W\d_]|[:/,]\d|\.[a-z]|\s?%|\s?[hg]\d")
#: What joins two numbers.
_ANOTHER = re.compile(r"[/,][+(]*[0-9][0-9 .()-]{6,}[0-9]")
#: A time of day, which is no group of a number that stands next to it.
_TIME = re.compile(r"(?<![\w.])\d{1,2}[hg](?:\d{2})?(?![\w.])")
#: A word that says what the number is, with no space after it.
_GLUED = re.compile(r"\b(tel|đt|sđt|zalo|hotline|fax)(?=[+(]*\d)", re.IGNORECASE)
_UNIT = re.compile(
    r"\s*(?:đồng|đ|vnđ|vnd|usd|triệu|tỷ|tỉ|nghìn|ngàn|người|hộ|lượt|vụ|suất|phần|cái|chiếc|m2|m²|ha|kg|km|tấn|lít|năm)\b",
    re.IGNORECASE,
)
_OTHER = (
    r"tài khoản|\bstk\b|\btk\b|cccd|cmnd|\bcmt\b|căn cước|chứng minh|định danh|hộ chiếu|mã số|mã hồ sơ|mã đơn|\bmst\b"
    r"|bhxh|bhyt|số hiệu|số khung|số máy(?! lẻ)|số seri|sê-?ri|vận đơn|biên lai|hóa đơn|imei|bảo hiểm|giấy phép|gplx"
    r"|số thẻ|biển số|sổ tiết kiệm|lô đất|thửa đất|tờ bản đồ|vé số"
)
#: The nearest of these words before a number says what it is.
_LABELS = re.compile(
    r"(?P<phone>điện thoại|\bđt\b|\bsđt\b|(?:gọi|liên hệ|nhắn tin)(?: (?:vào|tới|đến|qua))?(?: số máy)?|hotline"
    r"|đường dây|zalo|\btel\b|phone|fax|trực ban)"
    rf"|(?P<other>{_OTHER})",
    re.IGNORECASE,
)
_LABEL_REACH = 48
#: The same, behind the number.
_IS_OTHER = re.compile(rf"\s*là\s+(?:{_OTHER})", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.;!?]\s")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:([ .])[0-9]{3})(?:\1[0-9]{3})*")
_YEARS = re.compile(rf"1[89]00\s?[{_DASHES}]\s?(?:1[89]|20)[0-9]{{2}}")
_TWO_YEARS = re.compile(r"1[89]00 (?:1[89]|20)[0-9]{2}")
_YEAR = re.compile(r"\bnăm\s*$", re.IGNORECASE)
_SHORT = re.compile(r"1[0-9]{2}")
#: 111 to 119 as a word of its own: no decree (113/2020), article of a law, share, amount or clock time.
_CALLED = re.compile(r"(?<![\w.,/:-])(?<![Đđ]iều )(?<![Kk]hoản )(?<!Article )11[1-9](?![\w/]|[.,:-]\d|\s?%)")


def telephone_numbers(text: str) -> Iterator[str]:
    """Every telephone number in a text (no HTML, white space folded), as written."""
    plain = _DATE.sub(_mask, _TIME.sub(_mask, _GLUED.sub(r"\1 ", text)))
    for match in _RUN.finditer(plain):
        run = _alone(match, plain)
        if sum(map(len, _GROUP.findall(run))) >= _FEWEST and not _is_something_else(run, match, plain):
            yield from _numbers_of(run)


def short_numbers(text: str) -> Iterator[str]:
    """Every number of three digits that a text asks to call: 111 to 119, alone and not counting anything."""
    plain = _DATE.sub(_mask, text)
    for number in telephone_numbers(plain):
        plain = plain.replace(number, "|" * len(number))
    for match in _CALLED.finditer(plain):
        before = _SENTENCE_END.split(plain[max(0, match.start() - _LABEL_REACH) : match.start()])[-1]
        labels = [*_LABELS.finditer(before)]
        if labels[-1].lastgroup == "phone" if labels else not _UNIT.match(plain, match.end()):
            yield match.group()


def _mask(match: re.Match[str]) -> str:
    return "|" * len(match.group())


def _alone(match: re.Match[str], text: str) -> str:
    """A run without what belongs to its neighbours: the hour before it ("7:30 0912...") or the share after ("24/7")."""
    run = match.group()
    if match.start() and text[match.start() - 1] in ":/,":
        # "0912345678/0913456789" are two numbers; "30 0912345678" after a colon are minutes and a number.
        run = run if national(run) else run.partition(" ")[2]
    if _JOINED.match(text, match.end()) and not (_ANOTHER.match(text, match.end()) and national(run)):
        run = run.rpartition(" ")[0]
    return run


def _is_something_else(run: str, match: re.Match[str], text: str) -> bool:
    """Whether the words around a run, or the way it is parted, say that it is no telephone number."""
    before = _SENTENCE_END.split(text[max(0, match.start() - _LABEL_REACH) : match.start()])[-1]
    labels = [*_LABELS.finditer(before)]
    if _IS_OTHER.match(text, match.end()):
        return True
    if labels:
        return labels[-1].lastgroup == "other"
    if run[0] in "0+(":
        return False
    is_counted = _UNIT.match(text, match.end()) is not None
    is_years = _YEARS.fullmatch(run) or (_YEAR.search(before) and _TWO_YEARS.fullmatch(run))
    return is_counted or _THOUSANDS.fullmatch(run) is not None or bool(is_years)


def _numbers_of(run: str) -> Iterator[str]:
    """The numbers of which a whole run is made; else those that a dash or white space sets apart from the rest."""
    if whole := _parted(run):
        yield from whole
        return
    pieces = re.split(rf"\s[{_DASHES}]\s", run)
    if len(pieces) > 1:
        for piece in pieces:
            yield from _numbers_of(piece)
    else:
        yield from (word for word in run.split() if re.fullmatch(r"\+?[0-9]+", word) and national(word))


def _parted(run: str) -> list[str]:
    """A run cut into telephone numbers, with short ones such as 113 between them; empty when something is left over."""
    groups = [*_GROUP.finditer(run)]
    found: list[str] = []
    first = 0
    while first < len(groups):
        # No number has more groups than it may have digits.
        ends = range(min(len(groups), first + _MOST), first, -1)
        last = next((end for end in ends if _is_number(_piece(run, groups[first:end]))), 0)
        if last:
            found.append(_piece(run, groups[first:last]))
        elif not _SHORT.fullmatch(groups[first].group()):
            return []
        first = last or first + 1
    return found


def _piece(run: str, groups: list[re.Match[str]]) -> str:
    start = len(run[: groups[0].start()].rstrip("(+"))
    return run[start : groups[-1].end()]


def _is_number(piece: str) -> bool:
    digits = dialled(piece)
    if len(digits) > _MOST or not (found := national(digits)):
        return False
    # The code of an area or of the country is set apart in many ways; other numbers have no group of one digit.
    return found.startswith("02") or found != digits or min(map(len, _GROUP.findall(piece))) > 1
