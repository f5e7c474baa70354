"""Letters as they are encoded: what looks right and is not, and what cannot be read at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from plugins.common.vietnamese import syllable_key
from plugins.content_checks.archive import Archive
from plugins.content_checks.article import Article
from plugins.content_checks.model import Finding, Rule

_SHOWN = 40
_COMPOSED_LATER = re.compile("\\w*[^\\W\\d_][\u0300-\u036f][\\w\u0300-\u036f]*")
#: Names of what cannot be seen; the direction marks can hide what a text says.
_INVISIBLE = {
    "\u200b": "dấu cách rộng bằng không", "\u200c": "dấu ngăn nối chữ", "\u200d": "dấu nối chữ",
    "\u2060": "dấu nối từ", "\ufeff": "dấu BOM", "\u00ad": "gạch nối ẩn",
    **dict.fromkeys("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "dấu đổi chiều chữ"),
}  # fmt: skip
_CONTROL = "ký tự điều khiển"
#: What reading leaves in.
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
#: U+200C and U+200D are right between pictures (👨‍👩‍👧), never beside letters.
_UNSEEN = re.compile(
    "[\u200b\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
    "|(?<=[\\w\\s])[\u200c\u200d]|[\u200c\u200d](?=[\\w\\s])"
)

#: Open syllables whose tone stands on the first vowel (hòa, khỏe, thủy) or on the second (hoà, khoẻ, thuỷ). Behind q
#: the u is no vowel: quý, quỳ are written in one way.
_TONE_FIRST = re.compile(r"[òóỏõọÒÓỎÕỌùúủũụÙÚỦŨỤ](?:(?<=[òóỏõọÒÓỎÕỌ])[aeAE]|(?<=[ùúủũụÙÚỦŨỤ])[yY])(?!\w)")
_TONE_SECOND = re.compile(
    r"[àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸỳýỷỹỵỲÝỶỸỴ](?:(?<=[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ])|(?<=[uU][ỳýỷỹỵỲÝỶỸỴ])(?<![qQ]..))(?!\w)"
)
_SENTENCE_BEGINS = re.compile(r"(?:\n|[.!?:…])[\s>#*_“\"(0-9-]*\Z")
_START_OF_WORD = re.compile(r"\w+\Z")

#: Signs that no Vietnamese word has.
_STRANGE = re.compile("[\ufffdµ¸¶·¹¨¾¼½ªïäøûåëñ«®¬×÷ÄÆº»€¡-¿\u0080-\u009f]")
#: UTF-8 that was read as Windows-1252 or Latin-1: "Viá»‡t", "Ä‘", "Æ°", "â€œ", "cÃ¡c".
_TAIL = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_UTF8_AS_LATIN = re.compile(f"á[º»][{_TAIL}]|Ä[‘\u0091]|Æ[°¡]|â€[{_TAIL}]|(?<=[a-z])Ã[\u00a0-¿]")
_LOST = re.compile("\ufffd")
#: "Ngh? quy?t", as a database leaves it that knows no Vietnamese.
_QUESTIONED = re.compile(r"(?<=[a-z])\?(?=[a-z])")
#: Vietnamese in the fonts of before Unicode: "C«ng an tØnh" (TCVN3), "Coâng an tænh" (VNI).
_TCVN3 = re.compile(r"[A-Za-z][µ¸¶·¹¨»¾¼½©®ª«¬×÷][A-Za-z]|(?<!\w)®[a-zµ-ÿ]")
_VNI = re.compile(r"[AaEeOo][âÂ]|[AaEeOoUuYyÖöÔô][ïøûäåëÏØÛÄÅË]|(?<!\w)ñ[aeiouöô]")
#: What such a line cannot hold: letters that only Unicode has.
_UNICODE = re.compile("[\u0103\u0111\u01a1\u01b0\u1ea0-\u1ef9]", re.IGNORECASE)
#: So many words of one line are no foreign names, no footnotes, no quotation in French.
_MANY = 4


def check_composed(article: Article, archive: Archive) -> Iterator[Finding]:
    """Letters whose marks are signs of their own (NFD); told once, at the first."""
    if _is_as_written(article) or unicodedata.is_normalized("NFC", article.raw):
        return
    for number, line in enumerate(article.raw.split("\n"), 1):
        for match in _COMPOSED_LATER.finditer(line):
            if not unicodedata.is_normalized("NFC", match[0]):
                yield Finding(number, unicodedata.normalize("NFC", match[0])[:_SHOWN])
                return


def check_invisible(article: Article, archive: Archive) -> Iterator[Finding]:
    """Signs that cannot be seen: the first of each line."""
    if _is_as_written(article) and not _DIRECTION.search(article.body):
        return
    for number, line in enumerate(article.raw.split("\n"), 1):
        match = _UNSEEN.search(line)
        if match:
            name = _INVISIBLE.get(match[0], _CONTROL)
            before, behind = line[: match.start()].split()[-1:], line[match.end() :].split()[:1]
            yield Finding(number, f"U+{ord(match[0]):04X} ({name}) ở “{''.join(before + behind)[:_SHOWN]}”")


def _is_as_written(article: Article) -> bool:
    """Whether reading the file left every sign as it is; to compare is cheaper than to look at signs."""
    return article.raw.endswith(article.body) and article.header_text in article.raw


def check_tone_marks(article: Article, archive: Archive) -> Iterator[Finding]:
    """One syllable with its tone in two places, told where the rarer spelling stands first.

    Names keep the spelling of those who bear them: a capital within a sentence is compared only with such words.
    """
    sheet = article.sheet
    if not _TONE_FIRST.search(sheet.text) or not _TONE_SECOND.search(sheet.text):
        return
    found: dict[tuple[str, bool], tuple[list[_Word], list[_Word]]] = {}
    for place, pattern in enumerate((_TONE_FIRST, _TONE_SECOND)):
        for match in pattern.finditer(sheet.text):
            word = _word(sheet.text, match)
            found.setdefault((syllable_key(word.text), _is_name(sheet.text, word)), ([], []))[place].append(word)
    for spellings in found.values():
        rare, usual = sorted(spellings, key=lambda words: (len(words), -words[0].start if words else 0))
        if rare:
            remedy = f"viết thống nhất một cách trong cả bài, ví dụ “{usual[0].text}”"
            yield Finding(sheet.line_of(rare[0].start).number, f"{rare[0].text}, {usual[0].text}", remedy=remedy)


class _Word(NamedTuple):
    start: int
    text: str


def _word(text: str, match: re.Match[str]) -> _Word:
    before = _START_OF_WORD.search(text, max(0, match.start() - _SHOWN), match.start())
    start = before.start() if before else match.start()
    return _Word(start, text[start : match.end()])


def _is_name(text: str, word: _Word) -> bool:
    if not word.text[0].isupper() or word.text.isupper():
        return False
    return _SENTENCE_BEGINS.search(text, max(0, word.start - _SHOWN), word.start) is None


def check_encoding(article: Article, archive: Archive) -> Iterator[Finding]:
    """Text that cannot be read, because it was decoded wrongly or needs a font of old; told once for each kind."""
    questions = article.sheet.text.count("?") >= _MANY
    if not questions and not _STRANGE.search(article.raw):
        return
    code = {line.number for line in article.lines if line.kind == "code"}
    lines = [(number, line) for number, line in enumerate(article.raw.split("\n"), 1) if number not in code]
    for kind in (_UTF8_AS_LATIN, _LOST):
        broken = ((number, word) for number, line in lines for word in _broken(kind, line))
        yield from (Finding(number, word) for number, word in islice(broken, 1))
    for kind in (_TCVN3, _VNI, _QUESTIONED):
        whole = (line for line in article.sheet.lines if kind is _QUESTIONED or not _UNICODE.search(line.text))
        written = ((line.number, _broken(kind, line.text)) for line in whole)
        old = ((number, words) for number, words in written if len(words) >= _MANY)
        yield from (Finding(number, " ".join(words[:_MANY])) for number, words in islice(old, 1))


def _broken(kind: re.Pattern[str], line: str) -> list[str]:
    """The words of a line that show a kind of damage, each once; » closes a quotation, if « opens one."""
    if kind is _UTF8_AS_LATIN and "«" in line:
        return []
    if not kind.search(line):
        return []
    return list(dict.fromkeys(word[:_SHOWN] for word in line.split() if kind.search(word)))


RULES = (
    Rule(
        id="nfd",
        severity="warning",
        message="chữ có dấu rời (Unicode tổ hợp)",
        why="Chữ có dấu rời trông giống chữ thường nhưng máy coi là chữ khác: tìm không thấy, so sánh không khớp."
        " Trang tự ghép dấu khi dựng; tệp thì vẫn vậy.",
        remedy="chuyển tệp sang Unicode dựng sẵn (trong Unikey: Ctrl+Shift+F6), hoặc gõ lại",
        check=check_composed,
    ),
    Rule(
        id="zero-width",
        severity="warning",
        message="có ký tự không nhìn thấy",
        why="Ký tự không nhìn thấy lọt vào khi dán từ trang khác: tìm không ra từ ấy, và không ai thấy vì sao."
        " Dấu đổi chiều còn có thể che giấu nội dung.",
        remedy="xóa và gõ lại từ ấy",
        check=check_invisible,
    ),
    Rule(
        id="mixed-tone-marks",
        severity="warning",
        message="một âm tiết được bỏ dấu theo hai cách trong cùng bài",
        why="Bài viết lẫn “hoà” và “hòa” trông thiếu cẩn thận; tìm trong trang (Ctrl+F) chỉ ra một nửa.",
        remedy="viết thống nhất một cách trong cả bài",
        check=check_tone_marks,
    ),
    Rule(
        id="mojibake",
        severity="error",
        message="chữ bị vỡ: sai bảng mã hoặc gõ bằng phông cũ (TCVN3, VNI)",
        why="Không ai đọc được, kể cả máy đọc màn hình; máy tìm kiếm không tìm ra bài.",
        remedy="chuyển lại văn bản gốc sang Unicode rồi dán lại, hoặc gõ lại",
        check=check_encoding,
    ),
)
