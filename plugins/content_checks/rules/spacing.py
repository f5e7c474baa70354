"""Blanks: those that are missing, those that are too many, and words that stand twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from operator import eq

from plugins.content_checks.archive import Archive
from plugins.content_checks.article import Article, Line
from plugins.content_checks.model import Finding, Rule
from plugins.content_checks.searching import Hint, around, finder

#: Words that are right twice: a Vietnamese word is doubled to soften it, to stretch it in time, or for its sound.
_RIGHT = """
ai ba bay bon bình băm bồng bừng cao cay chan chang choang chóng chùn chăm chơi chằm chốc co con cuồn còn cười
dong dài dày dưng dần dầy dịu gai giòn giống gần gật gờn ha hao he hiu hâm hây hì hô hù hơi hềnh hồng hừng im
khang khe khi khít khăng khẽ lai lao lau le len linh lom luôn làm lâng lên lù lăm lăn lơ lượt lần lắm lẳng
lồng lớp lời man mang mau miên mong mãi môi mơ mơn mỏng mới nao ngang ngay nghi nghiêm ngày người ngời nhiều
nho nhà nhàn nhè nhơn nhẹ nào này nâu nóng nôn núi năm nơi nườm nắng nằng nể oang phe phây phăng phơ phập phới
phừng quen quốc ra rao riêng rung ràn rành râm rì ròng rõ rưng rầm rần rắc rối rồi rộn rừng sau se sinh song
suy sáng sâu sè sôi sừng tanh tha thao thi thoang thình thôi thúc thăm thơm thưa thường thấp thầm thật thắm
thẳng thỉnh tinh toe tong trong trên trùng trăng trơ trưa trắng trẻ tuần tàn tâm tí tít tăng tưng tươi tất
tầng tằng tổng từ từng vo vui vàng vành vù văng vẳng vội vừa vững xa xanh xe xinh xuân xào xôn xăm xưa xềnh
yên ào âm ùn đen đi đo đong đâu đêm đó đùn đùng đăm đường đầy đều đỏ đời ấm ầm ồ ục ừ ỳ
"""
_DOUBLED = frozenset(_RIGHT.split())
_MARKED = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
#: Letters by case: in Unicode small and capital ones of Vietnamese alternate, so no range will do.
_SMALL, _CAPITAL = f"[a-z{_MARKED}]", f"[A-Z{_MARKED.upper()}]"
_TWICE = re.compile(r"(?<![\w.,-])([^\W\d_]+)[ \t]+\1(?![\w-])", re.IGNORECASE)
_BEFORE_MARK = re.compile(r"(?<=\w)[ \t]+[,.;:!?](?=[\s”\"')\]]|$)(?!\.|/)")
#: A comma, or a full stop between a word in small letters and a capital: "TP.Hồ", "1.000" and "gov.vn" are none of it.
#: (The mark stands first in the pattern: what is rare is found quickly.)
_AFTER_MARK = re.compile(
    r"[,;!?:](?<=[^\W\d_][^\W\d_][,;!?:])(?=[^\W\d_])"
    rf"|\.(?<={_SMALL}{_SMALL}\.)(?={_CAPITAL}{_SMALL})(?!{_CAPITAL}{_SMALL}*[@.])"
)
#: A capital behind small letters; names of products have letters of English alone.
_GLUED = re.compile(rf"(?<!\w)[^\W\d_]*{_SMALL}{_SMALL}{_CAPITAL}[^\W\d_]*")
_GLUE = re.compile(rf"{_CAPITAL}(?<={_SMALL}{_SMALL}{_CAPITAL})")
#: A capital behind a slash and a blank, or a hyphen with one.
_DOCUMENT_HINT = re.compile(r"/(?:[ \t]+[A-ZĐ]|(?<=[ \t]/)[A-ZĐ]|[A-ZĐ]{1,6}(?:[ \t]+[-–]|[-–][ \t]))")
_MANY = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)")
_MARKER = re.compile(r"[ \t]*(?:[-*+>#]+|[0-9]{1,3}[.)]|\[\^[^\]]*\]:)[ \t]+")
_CURLY = re.compile(r"“[ \t]+|[ \t]+”")
_NUMBER = re.compile(r" {0,3}[0-9]{1,2}\.(?=[^\W\d_])")
_DOCUMENT = re.compile(
    r"(?<![\w/])[0-9]{1,5}(?:/[0-9]{4})?(?:[ \t]+/[ \t]*|/[ \t]+)(?=[A-ZĐ]{1,6}[ \t]?[-–])"
    r"|(?<![\w/])[0-9]{1,5}(?:/[0-9]{4})?/[A-ZĐ]{1,6}(?:[ \t]+[-–][ \t]*|[-–][ \t]+)(?=[A-ZĐ]{2})"
)


def _is_slip(line: Line, match: re.Match[str]) -> bool:
    word = match[1]
    if len(word) < 2 or word.lower() in _DOUBLED:
        return False
    return not word[0].isupper() or not match[0].split()[-1][0].isupper()  # names are doubled: "Na Na"


def _has_pair(article: Article) -> bool:
    words = article.lower.split()
    return any(map(eq, words, islice(words, 1, None)))


def _in_body(pattern: re.Pattern[str]) -> Hint:
    return lambda article: pattern.search(article.body) is not None or pattern.search(article.header_text) is not None


def _has_vietnamese(line: Line, match: re.Match[str]) -> bool:
    return not match[0].isascii()


def check_repeated_spaces(article: Article, archive: Archive) -> Iterator[Finding]:
    """Two blanks and more between two words."""
    if "  " not in article.body and "\t" not in article.body:
        return
    for line in article.prose:
        if line.kind == "table":
            continue
        marker = _MARKER.match(line.text)
        for match in _MANY.finditer(line.text, marker.end() if marker else 0):
            if line.words[match.start() - 1] == line.text[match.start() - 1]:  # not within code or an address
                yield Finding(line.number, around(line.text, match.start(), match.end()))
                break


def check_straight_quotes(article: Article, archive: Archive) -> Iterator[Finding]:
    """Blanks inside straight quotes."""
    if '" ' not in article.body and ' "' not in article.body:
        return
    for line in article.prose:
        pieces = line.words.split('"')
        if len(pieces) % 2:  # a pair for each
            for quoted in pieces[1::2]:
                if quoted.strip() and quoted != quoted.strip():
                    yield Finding(line.number, f'"{quoted}"')


def check_list_numbers(article: Article, archive: Archive) -> Iterator[Finding]:
    """A number of a list with the text right behind its full stop."""
    for line in article.prose:
        if match := _NUMBER.match(line.words):
            yield Finding(line.number, around(line.text, match.start(), match.end()))


RULES = (
    Rule(
        id="double-word",
        severity="warning",
        message="một từ viết hai lần liền nhau",
        why="Từ lặp là lỗi gõ thường gặp nhất, mắt người đọc lướt qua nhưng máy đọc màn hình đọc đủ hai lần.",
        remedy="xóa một từ; nếu là từ láy thì ghi lý do vào mục “Bỏ qua”",
        check=finder(_TWICE, _has_pair, _is_slip),
    ),
    Rule(
        id="space-before-punctuation",
        severity="warning",
        message="có dấu cách trước dấu câu",
        why="Dấu câu đứng sau dấu cách có thể bị đẩy xuống đầu dòng dưới.",
        remedy="xóa dấu cách trước dấu câu",
        check=finder(_BEFORE_MARK, (" ,", " .", " ;", " :", " !", " ?", "\t")),
    ),
    Rule(
        id="missing-space-after-punctuation",
        severity="warning",
        message="thiếu dấu cách sau dấu câu",
        why="Hai từ dính nhau thì không ngắt dòng được, tìm kiếm cũng không thấy.",
        remedy="thêm một dấu cách sau dấu câu",
        check=finder(_AFTER_MARK, _in_body(_AFTER_MARK)),
    ),
    Rule(
        id="missing-space-between-words",
        severity="warning",
        message="hai từ dính nhau",
        why="Từ dính nhau, như “phốVũng”, không tìm thấy được và máy đọc sai.",
        remedy="thêm dấu cách giữa hai từ",
        check=finder(_GLUED, _in_body(_GLUE), _has_vietnamese),
    ),
    Rule(
        id="repeated-spaces",
        severity="warning",
        message="có nhiều dấu cách liền nhau",
        why="Dấu cách thừa thường là dấu vết của chữ bị xóa dở hoặc của bảng dán từ nơi khác.",
        remedy="chỉ để một dấu cách",
        check=check_repeated_spaces,
    ),
    Rule(
        id="straight-quote-spacing",
        severity="warning",
        message="có dấu cách bên trong dấu ngoặc kép",
        why="Ngoặc kép ôm sát chữ; có dấu cách thì dấu ngoặc có thể đứng trơ ở cuối hoặc đầu dòng.",
        remedy="xóa dấu cách sau ngoặc mở và trước ngoặc đóng",
        check=check_straight_quotes,
    ),
    Rule(
        id="quote-spacing",
        severity="warning",
        message="có dấu cách bên trong dấu ngoặc kép cong",
        why="Ngoặc kép ôm sát chữ; có dấu cách thì dấu ngoặc có thể đứng trơ ở cuối hoặc đầu dòng.",
        remedy="xóa dấu cách sau “ và trước ”",
        check=finder(_CURLY, ("“ ", " ”", "\t")),
    ),
    Rule(
        id="list-number-space",
        severity="warning",
        message="thiếu dấu cách sau số thứ tự",
        why="Thiếu dấu cách thì dòng không thành một mục của danh sách.",
        remedy="viết “1. Nội dung”",
        check=check_list_numbers,
    ),
    Rule(
        id="document-number-space",
        severity="warning",
        message="số hiệu văn bản có dấu cách",
        why="Số hiệu viết rời, như “78/ KH-UBND”, bị ngắt dòng giữa chừng và tìm không ra.",
        remedy="viết liền: “78/KH-UBND”",
        check=finder(_DOCUMENT, _in_body(_DOCUMENT_HINT)),
    ),
)
