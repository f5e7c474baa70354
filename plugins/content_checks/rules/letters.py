"""Letters as they are encoded, and tone marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from plugins.content_checks.archive import Archive
from plugins.content_checks.article import Article
from plugins.content_checks.model import Finding, Rule
from plugins.content_checks.searching import around, finder

_MARKED = re.compile("\\w*[\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323][\\w\u0300-\u0323]*")
_SIGNS = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_UNSEEN = re.compile(f"[{_SIGNS}]")
#: Tone marks on the last vowel (hoà, khoẻ, thuý), and as most people type them (hòa, khỏe, thúy); "qu" has one way.
_NEW = re.compile(r"(?:[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|[uU][ỳýỷỹỵỲÝỶỸỴ](?<![qQ]..))(?!\w)")
_OLD = re.compile(r"(?:[òóỏõọÒÓỎÕỌ][aeAE]|[ùúủũụÙÚỦŨỤ][yY])(?!\w)")
_MARKS = ".,;:!?()[]“”\"'*_"
_OLD_PAIRS = (*(f"{letter}{end}" for letter in "òóỏõọ" for end in "ae"), *(f"{letter}y" for letter in "ùúủũụ"))
#: UTF-8 that was read as Latin letters, and the letters of TCVN3 fonts within words.
_BROKEN = re.compile(r"á[º»][^\s\w]?|Ä[‘\u0090\u0091]|Æ[°¡]|Ã[\u0080-\u00bf]|[A-Za-z][®¸µ¶·¹»¾¼½ª«¬¨][A-Za-z]")
#: The first letters of broken texts.
_HINTS = ("áº", "á»", "Ä‘", "Ä\u0090", "Ä\u0091", "Æ°", "Æ¡", "Ã", *"®¸µ¶·¹»¾¼½ª«¬¨")


def _may_be_broken(article: Article) -> bool:
    return any(sign in article.body or sign in article.header_text for sign in _HINTS)


def check_nfd(article: Article, archive: Archive) -> Iterator[Finding]:
    """Letters of several characters, as a Mac or an old program writes them."""
    if unicodedata.is_normalized("NFC", article.raw):
        return
    for number, line in enumerate(article.raw.split("\n"), 1):
        if not unicodedata.is_normalized("NFC", line):
            word = _MARKED.search(line)
            yield Finding(number, unicodedata.normalize("NFC", word[0]) if word else "")


def check_unseen(article: Article, archive: Archive) -> Iterator[Finding]:
    """Characters that nobody sees."""
    if not any(sign in article.raw for sign in _SIGNS):
        return
    for number, line in enumerate(article.raw.removeprefix("\ufeff").split("\n"), 1):
        if match := _UNSEEN.search(line):
            before = line[: match.start()].split()[-1:]
            yield Finding(number, f"{before[0] if before else ''}…")


def check_tone_marks(article: Article, archive: Archive) -> Iterator[Finding]:
    """Both ways of setting tone marks in one article: told where the rarer one stands first."""
    if not any(pair in article.lower for pair in _OLD_PAIRS) or not _NEW.search(article.body):
        return
    new, old = ([(line, m) for line in article.prose for m in pattern.finditer(line.words)] for pattern in (_NEW, _OLD))
    if new and old:
        few, many = (new, old) if len(new) <= len(old) else (old, new)
        words = [around(line.words, *match.span()).strip(_MARKS) for line, match in (few[0], many[0])]
        yield Finding(few[0][0].number, f"{words[0]} ({len(few)} chỗ), {words[1]} ({len(many)} chỗ)")


RULES = (
    Rule(
        id="nfd",
        severity="warning",
        message="chữ có dấu ở dạng tách rời (NFD)",
        why="Chữ tách rời trông giống nhưng máy coi là chữ khác: tìm và thay không thấy, so sánh không khớp.",
        remedy="gõ lại từ này bằng bộ gõ đặt ở “Unicode dựng sẵn”; trang vẫn hiện đúng",
        check=check_nfd,
    ),
    Rule(
        id="zero-width",
        severity="warning",
        message="có ký tự không nhìn thấy",
        why="Ký tự ẩn dán theo từ trang khác làm tìm kiếm không ra và dòng bị ngắt sai.",
        remedy="xóa rồi gõ lại chỗ này",
        check=check_unseen,
    ),
    Rule(
        id="mixed-tone-marks",
        severity="warning",
        message="một bài viết dấu thanh theo hai kiểu",
        why="Viết lẫn “hoà” với “hòa” thì tìm trong bài không đủ, và trông như ghép từ nhiều nguồn.",
        remedy="chọn một kiểu cho cả bài, sửa các chỗ ít hơn",
        check=check_tone_marks,
    ),
    Rule(
        id="broken-encoding",
        severity="error",
        message="chữ bị lỗi bảng mã",
        why="Chữ lỗi bảng mã (TCVN3, UTF-8 đọc nhầm) không ai đọc được.",
        remedy="chép lại từ bản gốc, chuyển sang Unicode trước khi dán",
        check=finder(_BROKEN, _may_be_broken),
    ),
)
