"""Words that readers cannot know: abbreviations without a meaning, numbers nobody keeps, units that are no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from plugins.common.dates import NewsDate
from plugins.common.dialling import national
from plugins.common.vietnamese import fold, is_capitals
from plugins.content_checks.archive import Archive, Unit
from plugins.content_checks.article import Article
from plugins.content_checks.model import Finding, Rule
from plugins.content_checks.passages import Passage
from plugins.content_checks.telephones import told_numbers

_CAPITALS = re.compile(r"[A-ZĐƯ]{2,}")
#: As the registry's own abbreviations are found: never a part of a document's number or of another word. The look back
#: stands behind the first sign, which is quick to find.
_START, _END = r"(?<![\w/.-].)", r"(?![\w/]|-\w|\.[A-ZĐ])"
_CANDIDATE = re.compile(rf"[A-ZĐƯ]{_START}[A-ZĐƯ]++{_END}")
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
#: What everybody reads without a list: units, currencies, names that are never written out.
_KNOWN = frozenset(
    {
        "OK", "TP", "HCM", "TPHCM", "SG", "HN", "KM", "KG", "CM", "MM", "HA", "MB", "GB", "TB", "KB", "KW", "KWH",
        "MW", "HZ", "DB", "USD", "VND", "VNĐ", "EUR", "JPY", "CNY", "AUD", "THB", "SMS", "MMS", "USB", "PDF", "GPS",
        "QR", "SIM", "PIN", "ATM", "OTP", "IP", "URL", "HTML", "TV", "CD", "DVD", "VCD", "LED", "LCD", "CPU", "PC",
        "WIFI", "WI", "FI", "ID", "APP", "AI", "ADN", "DNA", "HIV", "AIDS", "SARS", "COVID", "WHO", "UNESCO",
        "UNICEF", "ASEAN", "INTERPOL", "ASEANAPOL", "FBI", "UN", "EU", "LHQ", "VTV", "VOV", "HTV", "VTC", "VNPT",
        "FPT", "EVN", "BIDV", "NATO", "APEC", "WTO", "GDP", "IELTS", "TOEIC", "FIFA", "SEA", "CLB", "VIP", "PR",
    }
)  # fmt: skip
#: Somebody whose name is left out: "anh NVT", "bị can LQH".
_PERSON = re.compile(
    r"(?:anh|chị|ông|bà|em|cháu|bé|cô|chú|bác|đối tượng|bị can|bị cáo|nghi phạm|nạn nhân|bị hại|tên là|tên)[ \n]$",
    re.IGNORECASE,
)
_SAYS_MEANING = re.compile(r"(?:viết|gọi|nói) tắt(?: là)?:?[ \n][\"“'(]?$", re.IGNORECASE)
#: So many words in capitals are a headline, not abbreviations side by side.
_HEADLINE = 4
_MEANING_REACH = 160
_WORD = re.compile(r"[^\W\d_]+")
#: Words that say that a unit or place is of the past.
_OF_THE_PAST = re.compile(
    r"\bcũ\b|trước đây|trước kia|trước ngày|khi đó|lúc đó|nguyên (?:là )?(?:trưởng|phó|giám đốc|cán bộ|chủ tịch|bí thư)"
    r"|không còn|giải thể|sáp nhập|hợp nhất|sắp xếp|kết thúc hoạt động|nay (?:là|thuộc)|đổi tên|tiền thân"
    r"|kỷ niệm|kỉ niệm",
    re.IGNORECASE,
)
_TABLE_REACH = 600
_DISTRICT_POLICE_UNTIL = date(2025, 3, 1)
#: Police of districts; of towns and provincial cities too, but not of a city that is a province of its own.
_DISTRICT_POLICE = re.compile(
    r"Công an (?:(?:các|cấp) )?(?:huyện|quận|thị xã|TX\b\.?)(?: [A-ZĐÂÊÔƠƯĂ][^\W\d_]*){0,3}"
    r"|Công an (?:thành phố|TP\.?) (?!Hà Nội|Hồ Chí Minh|HCM|Hải Phòng|Đà Nẵng|Cần Thơ|Huế)"
    r"[A-ZĐÂÊÔƠƯĂ][^\W\d_]+(?: [A-ZĐÂÊÔƠƯĂ][^\W\d_]+){0,2}"
)
_DISTRICT_NOW = "từ ngày 1/3/2025 không còn Công an cấp huyện"


def check_abbreviations(article: Article, archive: Archive) -> Iterator[Finding]:
    """Abbreviations that neither the registry nor the text explains, each where it stands first."""
    written = (article.text("title"), article.text("summary"), article.body)
    strange = {word for text in written for word in _CANDIDATE.findall(text)} - _KNOWN - archive.abbreviations.keys()
    strange = {word for word in strange if not _ROMAN.fullmatch(word)}
    if strange:
        prose = _prose(article)
        yield from sorted(finding for word in strange if (finding := _first_use(word, prose)))


def _prose(article: Article) -> list[Passage]:
    """Title, lead and body; code, addresses and tags hold no words."""
    header = [Passage(article.text(name), article.header.line(name)) for name in ("title", "summary")]
    lines = (line.words if line.kind != "definition" or "[^" in line.text else "" for line in article.lines)
    return [*header, Passage("\n".join(lines), article.body_line, is_body=True)]


def _first_use(word: str, prose: list[Passage]) -> Finding | None:
    pattern = re.compile(f"{word[0]}{_START}{word[1:]}{_END}")
    uses = [
        (passage, match)
        for passage in prose
        for match in pattern.finditer(passage.text)
        if _is_abbreviation(passage.text, match)
    ]
    if not uses or any(_explains(passage.text, match) for passage, match in uses):
        return None
    passage, match = uses[0]
    return Finding(passage.line(match.start()), word)


def _is_abbreviation(text: str, match: re.Match[str]) -> bool:
    """Whether capitals are no part of a name or a line in capitals, nor somebody's initials."""
    if _PERSON.search(text, max(0, match.start() - 16), match.start()):
        return False
    start = max(0, match.start() - 40)
    around = text[start : match.end() + 40]
    words = [word for word in _WORD.findall(around) if len(word) > 1]
    shouted = [word for word in words if word.isupper() and not _CAPITALS.fullmatch(word)]
    line = around[: match.start() - start].rpartition("\n")[2] + around[match.start() - start :].partition("\n")[0]
    return not shouted and not (is_capitals(line) and len(line.split()) >= _HEADLINE)


def _explains(text: str, match: re.Match[str]) -> bool:
    """Whether the words beside an abbreviation say what it means: before it in brackets, or in brackets behind it."""
    letters = fold(match[0])
    before = text[max(0, match.start() - _MEANING_REACH) : match.start()]
    if _SAYS_MEANING.search(before):
        return True
    if before.endswith(("(", "[", "(“", "– ", "- ")) and letters in _initials(before):
        return True
    behind = text[match.end() : match.end() + _MEANING_REACH]
    opened = re.match(r"[ \n]?(?:\(|là |:|=)([^()]*)", behind)
    return opened is not None and _initials(opened[1]).startswith(letters)


def _initials(text: str) -> str:
    return "".join(fold(word)[:1] for word in _WORD.findall(text))


def check_telephones(article: Article, archive: Archive) -> Iterator[Finding]:
    """Numbers of offices that the registry does not know; those of people are told by another rule."""
    for told in told_numbers(article, archive):
        if not national(told.number).startswith(("03", "05", "07", "08", "09")):
            yield Finding(told.line, told.number)


def check_units(article: Article, archive: Archive) -> Iterator[Finding]:
    """Names of places and units that were no more on the day of the article."""
    day = _day(article, archive)
    gone = [unit for unit in archive.units if day >= unit.until]
    if not gone and day < _DISTRICT_POLICE_UNTIL:
        return
    told: set[str] = set()
    for passage in article.passages:
        end = 0
        for start, name, now in sorted(_gone(passage, gone, day), key=lambda one: (one[0], -len(one[1]))):
            if start < end:  # "thành phố Vũng Tàu" in "Công an thành phố Vũng Tàu": the longer name counts
                continue
            end = start + len(name)
            if name not in told and not _of_the_past(passage, start, name):
                told.add(name)
                remedy = f"viết tên hiện nay ({now.rstrip('.')}), hoặc thêm “cũ” nếu nói về việc trước đây"
                yield Finding(passage.line(start), name, remedy=remedy)


def _day(article: Article, archive: Archive) -> date:
    """The day that an article speaks of; the first of a month or year of which no more is known."""
    when = article.header.get("date") or article.header.get("embargo")
    return when.value.date() if isinstance(when, NewsDate) else archive.today


def _gone(passage: Passage, gone: list[Unit], day: date) -> list[tuple[int, str, str]]:
    """Every name that is no more: its place, itself, and what is to be known now."""
    return [*_named(passage, gone), *_district_police(passage, day)]


def _named(passage: Passage, gone: list[Unit]) -> Iterator[tuple[int, str, str]]:
    for unit in gone:
        if unit.name in passage.text:
            for match in re.finditer(rf"(?<!\w){re.escape(unit.name)}(?!\w)", passage.text):
                yield match.start(), unit.name, unit.now


def _district_police(passage: Passage, day: date) -> Iterator[tuple[int, str, str]]:
    if day >= _DISTRICT_POLICE_UNTIL and "Công an" in passage.text:
        for match in _DISTRICT_POLICE.finditer(passage.text):
            yield match.start(), match[0], _DISTRICT_NOW


def _of_the_past(passage: Passage, start: int, name: str) -> bool:
    """Whether the sentence says that it speaks of the past; for the row of a table, what stands before the table."""
    before, behind = passage.around(start, start + len(name), 120)
    if passage.text[passage.text.rfind("\n", 0, start) + 1 :].lstrip().startswith("|"):
        return _OF_THE_PAST.search(passage.text, max(0, start - _TABLE_REACH), start) is not None
    sentence = re.split(r"[.;!?]\s", before)[-1] + " … " + re.split(r"[.;!?](?:\s|$)", behind)[0]
    return _OF_THE_PAST.search(sentence) is not None


RULES = (
    Rule(
        id="unknown-abbreviation",
        severity="warning",
        message="chữ viết tắt chưa có trong bảng và không được giải thích trong bài",
        why="Người dân không biết chữ viết tắt của ngành; chữ có trong bảng thì trang tự giải thích cho họ.",
        remedy="viết đủ chữ, hoặc thêm nghĩa vào content/_data/abbreviations.yml",
        check=check_abbreviations,
    ),
    Rule(
        id="unknown-telephone",
        severity="warning",
        message="số điện thoại không có trong danh bạ",
        why="Khi số đổi, chỉ những số trong danh bạ được sửa ở mọi trang; số khác thì không ai nhớ để sửa.",
        remedy="gọi thử rồi thêm số vào danh bạ content/_data/contacts.yml, hoặc bỏ số này khỏi bài",
        check=check_telephones,
    ),
    Rule(
        id="former-unit",
        severity="warning",
        message="đơn vị hoặc địa danh này không còn vào ngày đăng bài",
        why="Người dân sẽ tìm tới một đơn vị đã giải thể, một địa chỉ đã đổi tên.",
        remedy="viết tên hiện nay, hoặc thêm “cũ” nếu nói về việc trước đây",
        check=check_units,
    ),
)
