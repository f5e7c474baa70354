"""People: what tells strangers who somebody is, where they are, how to reach them. None of it is published unless
somebody puts down why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from plugins.common.dates import NewsDate
from plugins.common.dialling import national
from plugins.content_checks.archive import Archive
from plugins.content_checks.article import Article
from plugins.content_checks.model import Finding, Rule
from plugins.content_checks.passages import Passage
from plugins.content_checks.telephones import told_numbers
from plugins.front_matter.wanted import is_wanted

_MOBILE = ("03", "05", "07", "08", "09")
_SENTENCE_END = re.compile(r"[.;!?][ \n]")
#: Codes of provinces in identity numbers: the first three digits (TT 07/2016/TT-BCA; those of 2025 keep their codes).
_PROVINCES = frozenset(
    {
        1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44,
        45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87,
        89, 91, 92, 93, 94, 95, 96,
    }
)  # fmt: skip
#: What no number of its own has at its ends. The look back stands behind the first sign, which is quick to find.
_START, _END = r"(?<![\w/.,-].)", r"(?![\w/]|[.,-]\d)"
_TWELVE = re.compile(rf"0{_START}\d\d(?:[ .]?\d{{3}}){{3}}{_END}")
_CARD = re.compile(
    r"(?:\bCCCD|\bCMND|\bCMT|\bCMTND|\bCC\b|căn cước|chứng minh(?: nhân dân| thư)?"
    r"|định danh(?: cá nhân)?)[^\d.;!?]{0,40}"
    r"(\d{12}|\d{9}|\d{3}(?:[ .]\d{3}){2,3})(?!\d)",
    re.IGNORECASE,
)
#: Words before the number of a paper, an account or a parcel, which may be made as those of people are.
_PAPER = re.compile(
    r"(?:chứng nhận|đăng ký|giấy phép|thuế|\bMST|hồ sơ|vận đơn|hóa đơn|hợp đồng|tài khoản|\bSTK|bảo hiểm|BHXH|BHYT"
    r"|seri|IMEI)[^.;]{0,20}$",
    re.IGNORECASE,
)
_NINE = re.compile(r"[0-9][0-9]{2}[ .]?[0-9]{3}[ .]?[0-9]{3}")
_CARD_WORDS = ("CCCD", "CMND", "CMT", "CC", "cccd", "cmnd", "ăn cước", "hứng minh", "ịnh danh", "ĂN CƯỚC", "HỨNG MINH")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
#: Where anybody may have a mailbox: no office's own.
_FREE_MAIL = re.compile(
    r"(?:g(?:oogle)?mail|y(?:ahoo|mail)|rocketmail|hotmail|outlook|live|msn|icloud|me|mac|aol|zoho|gmx|yandex|mail|qq|163|proton"
    r"(?:mail)?|pm|tutanota|fastmail|inbox)\.(?:com?(?:\.\w\w)?|vn|me|net|ru|\w\w)",
    re.IGNORECASE,
)
#: 72A-123.45, 59-X1 123.45, 51F-12345, 29-H1 1234. Provinces' codes begin at 11; I, J, O, Q and W are on no plate.
_PLATE = re.compile(
    rf"[1-9]{_START}\d[ -]?[A-HK-NPR-VX-ZĐ]{{1,2}}\d?(?P<gap>[ .–-]{{0,3}})"
    r"(?:(?P<dotted>\d{3}\.\d{2})|(?P<plain>\d{4,5}))" + _END
)
_VEHICLE = re.compile(r"biển|\bBKS\b|\bBS\b|xe |ô tô|mô tô|kiểm soát", re.IGNORECASE)
_ACCOUNT = re.compile(
    r"(?:tài khoản|\bSTK\b|\bsố TK\b|\bTK\b)(?P<between>[^\d]{0,60}?)(?P<number>\d(?:[ .-]?\d){7,18})(?![\w]|[.,/-]\d)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s*(?:đồng|đ\b|vnđ|vnd|usd|triệu|tỷ|tỉ|nghìn|ngàn|người|công dân|thẻ|lượt|trường hợp|hồ sơ|tài khoản)",
    re.IGNORECASE,
)
#: Accounts that are not with a bank; the number behind them is told as what it is.
_NO_BANK = re.compile(r"định danh|VNeID|Zalo|Facebook|Telegram|mạng xã hội", re.IGNORECASE)
_DATE = re.compile(r"\d{1,2}[ .-]\d{1,2}[ .-](?:19|20)\d{2}")

_LETTERS = [chr(code) for code in (*range(0x41, 0x250), *range(0x1EA0, 0x1EFA)) if chr(code).isalpha()]
_CAPITAL, _SMALL = "".join(filter(str.isupper, _LETTERS)), "".join(filter(str.islower, _LETTERS))
_SYLLABLE = f"[{_CAPITAL}][{_SMALL}]+"
_NAME = rf"{_SYLLABLE}(?:[ \n]{_SYLLABLE}){{0,4}}"
_FULL_NAME = rf"{_SYLLABLE}(?:[ \n]{_SYLLABLE}){{1,4}}"
_VICTIM = re.compile(r"(?P<rescued>\bcứu[^.;]{0,24})?(?:bị hại|nạn nhân|người bị xâm hại)", re.IGNORECASE)
_VICTIM_WORDS = ("ị hại", "Ị HẠI", "ạn nhân", "ẠN NHÂN", "ị xâm hại")
_CHILD = re.compile(
    rf"(?:\b(?i:cháu|bé|cháu bé|bé gái|bé trai|cháu gái|cháu trai)[ \n](?:(?:tên|là)[ \n])*(?P<called>(?>{_NAME}))"
    rf"|\b(?i:em|học sinh|nữ sinh|nam sinh|thiếu niên|thiếu nữ)[ \n](?:(?:tên|là)[ \n])*(?P<named>(?>{_FULL_NAME})))"
    r"(?![ \n]?[A-ZĐ]\b|\.[A-ZĐ])"
)
_AGED = re.compile(
    rf"(?P<name>{_FULL_NAME})(?P<initial>[ \n][A-ZĐ]\b)?,?[ \n]?\(?,?[ \n]?(?:mới[ \n])?"
    r"(?:(?P<age>\d{1,2})[ \n]tuổi|(?:sinh(?:[ \n]năm|[ \n]ngày)?|SN)[ \n]?:?[ \n]?(?:\d{1,2}[/-]\d{1,2}[/-])?"
    r"(?P<year>(?:19|20)\d{2}))"
)
#: Capitals that begin the name of a school or an office, not of a child.
_NO_NAME = re.compile(
    r"(?:Trường|Trung|Tiểu|Lớp|Công|Đoàn|Đội|Hội|Ban|Sở|Phòng|Bộ|Học|Đại|Cao|Mầm|Việt Nam|Quốc|Xã|Phường|Huyện|Tỉnh"
    r"|Thành|Thôn|Ấp|Khu|Bệnh|Tổ|Nhà|Ngày|Sau|Khi|Theo|Hiện|Nạn|Bị|Tại|Trong)\b"
)
_REACH = 200
_ADULT = 18


def check_identity_numbers(article: Article, archive: Archive) -> Iterator[Finding]:
    """Numbers of identity cards: twelve digits made as the state makes them, or nine or twelve that are called so."""
    has_twelve = _TWELVE.search(article.body) or _TWELVE.search(article.header_text)
    has_nine = _NINE.search(article.body) or _NINE.search(article.header_text)
    if not has_twelve and not (has_nine and _holds(article, _CARD_WORDS)):
        return
    for passage in article.passages:
        called = [match for match in _CARD.finditer(passage.text) if not _COUNTED.match(passage.text, match.end())]
        found = {match.end(1): match.span(1) for match in called}
        for match in _TWELVE.finditer(passage.text) if has_twelve else ():
            before, _ = passage.around(match.start(), match.end(), 32)
            if _is_identity_number(re.sub(r"\D", "", match[0]), archive.today) and not _PAPER.search(before):
                found[match.end()] = match.span()
        for start, end in found.values():
            yield Finding(passage.line(start), passage.text[start:end], secret=True)


def _is_identity_number(digits: str, today: date) -> bool:
    """Province, century with sex, year of birth: the structure of a personal identity number."""
    century = 1900 + int(digits[3]) // 2 * 100
    return int(digits[:3]) in _PROVINCES and int(digits[3]) < 4 and century + int(digits[4:6]) <= today.year


def check_private_telephones(article: Article, archive: Archive) -> Iterator[Finding]:
    """Mobile numbers that are not in the registry."""
    for told in told_numbers(article, archive):
        if national(told.number).startswith(_MOBILE):
            yield Finding(told.line, told.number, secret=True)


def check_plates(article: Article, archive: Archive) -> Iterator[Finding]:
    """Number plates of vehicles."""
    if not _PLATE.search(article.body) and not _PLATE.search(article.header_text):
        return
    for passage in article.passages:
        for match in _PLATE.finditer(passage.text):
            before, _ = passage.around(match.start(), match.end(), 40)
            # A dot in the middle, or a hyphen before five digits, is on nothing but plates.
            is_plate = match["dotted"] or ("-" in match["gap"] and len(match["plain"]) == 5)
            if is_plate or _VEHICLE.search(before):
                yield Finding(passage.line(match.start()), match[0], secret=True)


def check_accounts(article: Article, archive: Archive) -> Iterator[Finding]:
    """Numbers of bank accounts."""
    if not _holds(article, ("ài khoản", "ÀI KHOẢN", "STK", "stk", "TK")):
        return
    for passage in article.passages:
        for match in _ACCOUNT.finditer(passage.text):
            between, number = match["between"], match["number"]
            is_other = _SENTENCE_END.search(between) or _NO_BANK.search(between) or _DATE.fullmatch(number)
            if not is_other and not _COUNTED.match(passage.text, match.end()):
                yield Finding(passage.line(match.start("number")), match["number"], secret=True)


def check_private_emails(article: Article, archive: Archive) -> Iterator[Finding]:
    """Mailboxes at services that anybody may use, in words and in links."""
    if "@" not in article.body and "@" not in article.header_text:
        return
    header = [passage for passage in article.passages if not passage.is_body]
    lines = [Passage(line.text, line.number) for line in article.lines if "@" in line.text]
    for passage in (*header, *lines):
        for address in dict.fromkeys(match[0].rstrip(".") for match in _EMAIL.finditer(passage.text)):
            is_free = _FREE_MAIL.fullmatch(address.rpartition("@")[2])
            if is_free and address.lower() not in archive.emails:
                yield Finding(passage.first, address, secret=True)


def check_minors(article: Article, archive: Archive) -> Iterator[Finding]:
    """Names of people under 18 in the sentences around a word for a victim."""
    if not _holds(article, _VICTIM_WORDS) or is_wanted(article.header):
        return
    year = _year(article, archive)
    for passage in article.passages:
        victims = [match for match in _VICTIM.finditer(passage.text) if not match["rescued"]]
        told: set[str] = set()
        for start, name in (*_children(passage.text), *_aged(passage.text, year)):
            is_near = any(_is_near(passage, start, start + len(name), victim) for victim in victims)
            if is_near and name not in told and not _NO_NAME.match(name):
                told.add(name)
                yield Finding(passage.line(start), " ".join(name.split()), secret=True)


def _children(text: str) -> Iterator[tuple[int, str]]:
    """Names behind a word for a child; initials tell no name."""
    for match in _CHILD.finditer(text):
        group = "called" if match["called"] else "named"
        yield match.start(group), match[group]


def _aged(text: str, year: int) -> Iterator[tuple[int, str]]:
    """Names with an age or a year of birth behind them that make their bearer a minor."""
    for match in _AGED.finditer(text):
        age = int(match["age"]) if match["age"] else year - int(match["year"])
        if age < _ADULT and not match["initial"]:
            yield match.start("name"), match["name"]


def _is_near(passage: Passage, start: int, end: int, victim: re.Match[str]) -> bool:
    """Whether a name and a victim stand in one paragraph, not far apart."""
    first, last = min(end, victim.end()), max(start, victim.start())
    return last - first <= _REACH and "\n\n" not in passage.text[first:last]


def _year(article: Article, archive: Archive) -> int:
    when = article.header.get("date")
    return when.value.year if isinstance(when, NewsDate) else archive.today.year


def _holds(article: Article, words: tuple[str, ...]) -> bool:
    """Whether one of the words stands anywhere: a plain search, for few articles hold any."""
    return any(word in article.body or word in article.header_text for word in words)


_WAIVER = "nếu pháp luật cho phép nêu, ghi lý do, tên và ngày vào mục “Bỏ qua”"
RULES = (
    Rule(
        id="identity-number",
        severity="error",
        message="bài có số căn cước hoặc chứng minh nhân dân",
        why="Có số định danh và họ tên, kẻ gian vay nợ, mở tài khoản, mạo danh được người ấy.",
        remedy=f"xóa số này, hoặc che phần giữa (001*******12); {_WAIVER}",
        check=check_identity_numbers,
    ),
    Rule(
        id="private-telephone",
        severity="error",
        message="bài có số điện thoại di động không có trong danh bạ",
        why="Số riêng đã đăng thì không thu lại được: người có số bị gọi, bị đe dọa, bị lừa.",
        remedy=f"xóa hoặc che số này; nếu là số công vụ, thêm vào content/_data/contacts.yml; {_WAIVER}",
        check=check_private_telephones,
    ),
    Rule(
        id="number-plate",
        severity="error",
        message="bài có biển số xe",
        why="Từ biển số tìm ra được chủ xe, cả khi chủ xe là nạn nhân hoặc người làm chứng.",
        remedy=f"xóa biển số, hoặc che phần cuối (72A-123.xx); {_WAIVER}",
        check=check_plates,
    ),
    Rule(
        id="bank-account",
        severity="error",
        message="bài có số tài khoản ngân hàng",
        why="Số tài khoản là dữ liệu cá nhân; đăng sai một số, tiền của người dân đi nhầm chỗ.",
        remedy=f"xóa hoặc che số này; {_WAIVER}",
        check=check_accounts,
    ),
    Rule(
        id="private-email",
        severity="error",
        message="bài có hộp thư điện tử cá nhân",
        why="Hộp thư riêng đã đăng thì nhận thư rác, thư lừa đảo; cơ quan thì có hộp thư công vụ.",
        remedy=f"thay bằng hộp thư công vụ, hoặc xóa đi; {_WAIVER}",
        check=check_private_emails,
    ),
    Rule(
        id="minor-victim",
        severity="error",
        message="bài nêu tên người dưới 18 tuổi bên cạnh chữ “bị hại”, “nạn nhân”",
        why="Trẻ em là nạn nhân phải được giữ kín danh tính; tên đã đăng theo các em suốt đời.",
        remedy=f"viết tắt tên (cháu N.T.A.), bỏ tên cha mẹ, trường, thôn xóm; {_WAIVER}",
        check=check_minors,
    ),
)
