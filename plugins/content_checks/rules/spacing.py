"""Spaces and signs: where a space is missing, where there is one too many.

Every rule searches the article's sheet once for what may be wrong and looks closer only there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.common.vietnamese import fold
from plugins.content_checks.archive import Archive
from plugins.content_checks.article import Article
from plugins.content_checks.model import Finding, Rule
from plugins.content_checks.sheet import CAPITALS, HIDDEN, SMALL, Sheet
from plugins.typography.source import quotations

_LETTERS = SMALL + CAPITALS
#: Vowels with a mark: neither a foreign name nor a unit of measure has one, nor an address.
_MARKED = re.compile(f"[{''.join(letter for letter in _LETTERS if not letter.isascii() and letter not in 'đĐ')}]")
_VOWEL = re.compile("[aeiouy]", re.IGNORECASE)
_WORD_BEFORE = re.compile(rf"[{_LETTERS}]+\Z")
_WORD_BEHIND = re.compile(rf"[{_LETTERS}]*")
_LONGEST_WORD = 30
_SHOWN = 40
#: E-mail, addresses, paths, names of files.
_ADDRESS = re.compile(
    r"[@\\]|://|www\.|[\w-]\.(?:vn|com|net|org|gov|edu|info|io|docx?|xlsx?|pdf|jpe?g|png|mp[34])(?!\w)", re.IGNORECASE
)

_SPACE_THEN_SIGN = re.compile(r"[,;:!?.](?<= .)")
#: Before such a sign the space is no slip: a new line, a cell of a table, dots to fill in, markup.
_BEFORE_ANY_SIGN = "\n|.,;:!?…-–—+#>([{“‘=<"
_SIGN_THEN_WORD = re.compile(rf"[,;:!?.…)](?=[{_LETTERS}0-9])")
_SCHEMES = frozenset(
    {"http", "https", "mailto", "tel", "sms", "ftp", "file", "localhost", "iso", "iec", "tcvn", "qcvn"}
)
_ENTITY = re.compile(r"&#?\w+\Z")
_WORDS_MEET = re.compile(rf"[{CAPITALS}0-9(](?:(?<=[{SMALL}].)|(?<=[0-9])(?=[{SMALL}]{{2}})|(?<=[{CAPITALS}]{{2}}\())")
#: ``bài viết(s)``, ``Muay(12)``: part of the word.
_IN_BRACKETS = re.compile(r"\((?:\w|\d*)\)")
#: Names that are written so.
_IN_ONE_WORD = frozenset({"ViệtNamNet", "BảoViệt", "ViệtABank", "ViệtinBank"})
_SPACES = re.compile(r"  +")
_MARK_OF_LINE = re.compile(r"(?:\s|[-*+>#]|\d{1,3}[.)]|\[\^[^\]\n]+\]:)*")
#: One pattern for each sign: a pattern that begins with a plain sign finds it many times faster than one of a set.
_QUOTES = tuple(
    map(
        re.compile,
        (rf"“(?:(?= )|(?<=[{_LETTERS}0-9]“))", rf"”(?:(?<= ”)|(?=[{_LETTERS}0-9]))", r"\((?= )", r"\)(?<= \))"),
    )
)
_LIST_MARK = re.compile(
    rf"\n[ >#*_]*((?:(?:\d{{1,2}}\.){{1,4}}|\d{{1,2}}\)|[a-zđ]\)|[IVX]{{2,4}}\.)(?=[{_LETTERS}]{{2}})"
    rf"|(?:[a-zđ]\.|[-+•])(?=[{CAPITALS}][{SMALL}]))\w*"
)
_KIND = r"(?:KH|QĐ|NĐ|CT|NQ|TT|TB|CV|BC|TTr|HD|QH|PL|CTr|TTLT|QC|QCPH|ĐA|BCĐ|KL|PA|CĐ|QĐPC|KHPH|KHLT)"
#: 78/KH-UBND, 34/2014/NĐ-CP, 50-CT/TU, with or without spaces, found by their first sign.
_DOCUMENT_NUMBER = re.compile(
    r"\d(?<![\w/].)\d{0,4}(?: ?/ ?\d{4})?"
    rf"(?: ?/ ?{_KIND} ?- ?[A-ZĐƯ]{{2,}}| ?- ?{_KIND} ?/ ?[A-ZĐƯ]{{2,}})\w*(?:-\w+)*"
)
#: A slash that is no date's: with a space, or in the middle of a number.
_SLASH = re.compile(r"/(?:(?= )|(?<= /)|(?=\w{2,4}(?: -|- ))|(?<=[A-ZĐr]/))")


def check_space_before(article: Article, archive: Archive) -> Iterator[Finding]:
    """A space before a comma, a full stop, a colon."""
    sheet = article.sheet
    for match in _SPACE_THEN_SIGN.finditer(sheet.text):
        start = match.start()
        while start and sheet.text[start - 1] == " ":
            start -= 1
        if _is_slip_before(sheet.text, start, match.start()):
            yield _finding(sheet, start, match.end())


def _is_slip_before(text: str, start: int, sign: int) -> bool:
    before, behind = text[start - 1 : start], text[sign + 1 : sign + 3]
    if before in _BEFORE_ANY_SIGN:
        return False
    if text[sign] == ".":  # " ...", " ./.", ".gov.vn"
        return not (behind[:1] in (".", "/") or behind[:1].isalnum())
    if text[sign] == ":":  # "1 : 200.000", ":)"
        return not (behind[:1] in (")", "(", "-") or (before.isdigit() and behind[1:].isdigit()))
    return text[sign] != "!" or not behind.startswith(("[", "="))


def check_space_behind(article: Article, archive: Archive) -> Iterator[Finding]:
    """A word right behind a comma, a full stop, a colon, a bracket."""
    sheet = article.sheet
    for match in _SIGN_THEN_WORD.finditer(sheet.text):
        sign = match.start()
        if _is_slip_behind(sheet.text, sign) and not _ADDRESS.search(sheet.token(sign, sign + 1)):
            yield _finding(sheet, sign, sign + 1)


def _is_slip_behind(text: str, sign: int) -> bool:
    before, behind = _word_before(text, sign), _word_behind(text, sign + 1)
    touching, mark = text[sign - 1 : sign], text[sign]
    if touching.isspace() or (not behind and (mark not in ",:" or len(before) < 2)):
        return False
    if mark == ".":
        return _is_slip_behind_stop(text, sign, before, behind)
    if mark == "…":
        return behind[0].isupper() and len(before) > 1
    if mark == ")":
        return len(behind) > 1 and not _LIST_MARK.fullmatch("\n" + _line_until(text, sign + 1) + behind)
    if mark in "!?":
        return len(before) > 1 and behind[0].isupper()
    if mark == ":":
        return (len(before) > 1 or touching in '0123456789)]”"*_') and before.lower() not in _SCHEMES
    return not (len(before) == len(behind) == 1 or _ENTITY.search(text, max(0, sign - 10), sign))


def _is_slip_behind_stop(text: str, sign: int, before: str, behind: str) -> bool:
    """Behind a full stop: abbreviations and addresses (``TP.HCM``, ``v.v.``, ``Booking.com``) are none."""
    if text[sign - 1] == ".":  # "trái cây...Nhưng"; "khép lại...từ muôn năm" is a pause
        return behind[0].isupper() and text[sign - 2] == "." and text[sign - 3].isalpha()
    begins_sentence = len(behind) > 1 and behind[0].isupper() and behind[1].islower()
    if text[sign - 1].isdigit():
        return begins_sentence and _MARK_OF_LINE.fullmatch(_line_until(text, sign + 1).replace(".", ". ")) is None
    if len(before) < 2 or len(behind) < 2 or before.isupper() or not _VOWEL.search(fold(before)):
        return False
    return bool(_MARKED.search(before + behind) if begins_sentence else behind.islower() and _MARKED.search(behind))


def check_words_meet(article: Article, archive: Archive) -> Iterator[Finding]:
    """Two words, a word and a number, a word and a bracket in one: ``thành phốVũng Tàu``."""
    sheet, end = article.sheet, -1
    for match in _WORDS_MEET.finditer(sheet.text):
        place = match.start()
        if place < end:  # "7giờ30" is told once
            continue
        told = sheet.token(place, place + 1)
        if _do_words_meet(sheet.text, place, archive) and not _ADDRESS.search(told):
            end = place + len(told)
            yield _finding(sheet, place, place + 1)


def _do_words_meet(text: str, place: int, archive: Archive) -> bool:
    before, behind, sign = _word_before(text, place), _word_behind(text, place + 1), text[place]
    if sign == "(":
        return len(before) > 1 and not _IN_BRACKETS.match(text, place)
    if sign.isdigit():
        return any(len(word) > 1 and _MARKED.search(word) for word in (before, behind if behind.islower() else ""))
    word = before + sign + behind
    return bool(_MARKED.search(word)) and word not in _IN_ONE_WORD and word not in archive.abbreviations


def check_repeated_spaces(article: Article, archive: Archive) -> Iterator[Finding]:
    """Spaces side by side between two words; indents, marks of lists and tables are no words."""
    sheet = article.sheet
    if "  " not in sheet.text:
        return
    for match in _SPACES.finditer(sheet.text):
        ends_line = sheet.text[match.end() : match.end() + 1] in ("", "\n")
        if ends_line or _MARK_OF_LINE.fullmatch(_line_until(sheet.text, match.start())):
            continue
        if sheet.line_of(match.start()).kind != "table":
            yield _finding(sheet, match.start(), match.end())


def check_straight_quotes(article: Article, archive: Archive) -> Iterator[Finding]:
    """A space inside straight quotes, or none outside them; quotes that do not pair for sure are left alone."""
    if '"' not in article.sheet.text:
        return
    for start, block in article.sheet.blocks():
        if '"' not in block:
            continue
        for first, last in quotations(block):
            words = block[first + 1 : last]
            touches = block[first - 1 : first].isalnum() if first else False
            if words.strip() and (words != words.strip() or touches or block[last + 1 : last + 2].isalnum()):
                line = article.sheet.line_of(start + first)
                yield Finding(line.number, _short(block[max(0, first - touches) : last + 1]))


def check_quotes(article: Article, archive: Archive) -> Iterator[Finding]:
    """A space inside curly quotes and brackets, or none outside curly quotes."""
    sheet = article.sheet
    for sign in _QUOTES:
        for match in sign.finditer(sheet.text):
            if _is_slip_at_quote(sheet.text, match.start()):
                yield _finding(sheet, *_with_spaces(sheet.text, match.start()))


def _is_slip_at_quote(text: str, place: int) -> bool:
    sign = text[place]
    if sign in "“(" and text[place + 1 : place + 2] == " ":
        behind = text[place + 1 : place + _SHOWN].lstrip(" ")[:1]
        return behind not in ("", "\n", ")")
    if sign in "”)" and text[place - 1] == " ":
        before = text[max(0, place - _SHOWN) : place].rstrip(" ")[-1:]
        return before not in ("", "\n", "|", "(", "“")
    return not (sign == "”" and text[place - 1].isdigit())  # 5”x7”: inches


def _with_spaces(text: str, place: int) -> tuple[int, int]:
    """A sign with the spaces on its inner side."""
    start, end = place, place + 1
    if text[place] in "“(":
        while text[end : end + 1] == " ":
            end += 1
    else:
        while start and text[start - 1] == " ":
            start -= 1
    return start, end


def check_list_marks(article: Article, archive: Archive) -> Iterator[Finding]:
    """A list's number or dash without a space behind it."""
    sheet = article.sheet
    for match in _LIST_MARK.finditer(sheet.text):
        if not _ADDRESS.search(sheet.token(match.start(1), match.end())):
            yield Finding(sheet.line_of(match.start(1)).number, _short(match[0].lstrip("\n >#*_")))


def check_document_numbers(article: Article, archive: Archive) -> Iterator[Finding]:
    """A space within a document's number, which then is found by no search and breaks at a line's end."""
    text = article.sheet.text
    for match in _DOCUMENT_NUMBER.finditer(text) if _SLASH.search(text) else ():
        if " " in match[0]:
            right = match[0].replace(" ", "")
            yield Finding(article.sheet.line_of(match.start()).number, match[0], remedy=f"viết liền: {right}")


def _finding(sheet: Sheet, start: int, end: int) -> Finding:
    return Finding(sheet.line_of(start).number, _short(sheet.token(start, end)))


def _short(value: str) -> str:
    value = value.replace(HIDDEN, "").replace("\n", " ")
    return value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"


def _word_before(text: str, place: int) -> str:
    found = _WORD_BEFORE.search(text, max(0, place - _LONGEST_WORD), place)
    return found[0] if found else ""


def _word_behind(text: str, place: int) -> str:
    found = _WORD_BEHIND.match(text, place, place + _LONGEST_WORD)
    return found[0] if found else ""


def _line_until(text: str, place: int) -> str:
    return text[text.rfind("\n", 0, place) + 1 : place]


RULES = (
    Rule(
        id="space-before-punctuation",
        severity="warning",
        message="thừa dấu cách trước dấu câu",
        why="Dấu câu viết liền với chữ đứng trước; có dấu cách thì dấu câu có thể rơi xuống đầu dòng sau.",
        remedy="xóa dấu cách trước dấu câu",
        check=check_space_before,
    ),
    Rule(
        id="missing-space-after-punctuation",
        severity="warning",
        message="thiếu dấu cách sau dấu câu",
        why="Hai từ dính nhau thì máy tìm kiếm không thấy từ nào, máy đọc màn hình đọc sai, dòng bị ngắt xấu.",
        remedy="thêm một dấu cách sau dấu câu",
        check=check_space_behind,
    ),
    Rule(
        id="missing-space-between-words",
        severity="warning",
        message="hai từ viết dính vào nhau",
        why="Hai từ dính nhau, như “phốVũng”, thì khó đọc, và tìm “Vũng Tàu” không ra bài.",
        remedy="thêm dấu cách giữa hai từ",
        check=check_words_meet,
    ),
    Rule(
        id="repeated-spaces",
        severity="warning",
        message="nhiều dấu cách liền nhau",
        why="Trang chỉ hiện một dấu cách; dấu thừa làm tìm và so sánh câu chữ trong tệp không khớp.",
        remedy="chỉ để một dấu cách",
        check=check_repeated_spaces,
    ),
    Rule(
        id="straight-quote-spacing",
        severity="warning",
        message="dấu cách đặt sai ở ngoặc kép thẳng",
        why='Trang tự uốn cong dấu " theo dấu cách hai bên; dấu cách sai chỗ thì dấu mở thành dấu đóng.',
        remedy="viết liền dấu ngoặc với chữ ở bên trong, cách chữ ở bên ngoài",
        check=check_straight_quotes,
    ),
    Rule(
        id="quote-spacing",
        severity="warning",
        message="dấu cách đặt sai ở ngoặc kép hoặc ngoặc đơn",
        why="Có dấu cách bên trong thì dấu ngoặc có thể đứng một mình ở đầu hay cuối dòng.",
        remedy="viết liền dấu ngoặc với chữ ở bên trong, cách chữ ở bên ngoài",
        check=check_quotes,
    ),
    Rule(
        id="list-number-space",
        severity="warning",
        message="thiếu dấu cách sau số thứ tự hoặc dấu đầu dòng",
        why="Không có dấu cách thì các mục không thành danh sách mà dính vào đoạn văn ở trên.",
        remedy="thêm một dấu cách, ví dụ “1. Chỉ đạo”, “- Chỉ đạo”",
        check=check_list_marks,
    ),
    Rule(
        id="document-number-space",
        severity="warning",
        message="số hiệu văn bản có dấu cách",
        why="Số hiệu có dấu cách thì tìm đúng số hiệu không ra bài, và số hiệu bị ngắt ở cuối dòng.",
        remedy="viết liền số hiệu, ví dụ “78/KH-UBND”",
        check=check_document_numbers,
    ),
)
