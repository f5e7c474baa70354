"""Words that stand twice.

Vietnamese doubles words for good reason (``xa xa``, ``ngày ngày``, ``luôn luôn``, ``chằm chằm``), and syllables meet
their like where two words meet (``thi công công trình``, ``hiện tại tại``). So only two things are told: words of
grammar, which are never doubled, and two syllables that stand twice (``công tác công tác``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.content_checks.archive import Archive
from plugins.content_checks.article import Article
from plugins.content_checks.model import Finding, Rule
from plugins.content_checks.sheet import CAPITALS, SMALL

#: Words of grammar.
_NEVER_TWICE = (
    "bởi|bị|cho|các|cũng|của|do|hoặc|khi|khoảng|là|mà|nhưng|nhằm|như|những|này|nếu|phải|rằng|sẽ|theo|thì|trong|trên|tại"
    "|và|vì|vẫn|về|với|đang|đã|được"
)
#: Syllables that make another word with the first of two: "thiết bị bị hỏng", "lý do do đâu".
_MAY_STAND_BEFORE = {
    "bị": "thiết chuẩn trang", "của": "tiền công một", "do": "lý lí tự", "khi": "đôi", "phải": "bên tay vừa",
    "theo": "kèm tiếp phỏng dõi", "trong": "bên phía", "trên": "bên phía cấp", "tại": "hiện tồn thực",
    "về": "trở đi quay thuộc", "với": "chới", "đang": "đảm",
}  # fmt: skip
#: Any word or two that stand twice, quickly: it begins with a plain sign, and goes back to nothing that it has read.
_MAY_BE = re.compile(r" ([^ ]++) (?:\1[ ,.;:]|([^ ]++) \1 \2)", re.IGNORECASE)
_WORD = re.compile(rf"(?<!\w)(?:(\w+)[ \n])?({_NEVER_TWICE})[ \n]\2(?!\w)", re.IGNORECASE)
_PAIR = re.compile(rf"(?<!\w)(([{SMALL}{CAPITALS}]+) [{SMALL}{CAPITALS}]+)[ \n]\1(?!\w)", re.IGNORECASE)
#: "từng bước từng bước"; "so với đối với đối thủ".
_PAIR_MAY_BEGIN = frozenset({"từng", "mỗi", "một", "hết", "càng", "với"})
#: What is looked at on both sides of two words that may be twice.
_REACH = 40


def check_doubled_words(article: Article, archive: Archive) -> Iterator[Finding]:
    """Words of grammar that stand twice, and two syllables that do."""
    text = article.sheet.text
    found: dict[int, int] = {}
    for hit in _MAY_BE.finditer(f" {text} ".replace("\n", " ")):
        # Words that the edge of what is looked at may have cut off from others are not of this hit.
        near = _doubled(text, max(0, hit.start() - _REACH), hit.end() + _REACH)
        found |= {start: end for start, end in near if end > hit.start() and start < hit.end()}
    for start, end in sorted(found.items()):
        yield Finding(article.sheet.line_of(start).number, text[start:end].replace("\n", " "))


def _doubled(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where words stand twice within a part of a text: start and end."""
    for match in _WORD.finditer(text, start, end):
        before, word = (match[1] or "").lower(), match[2].lower()
        if before not in _MAY_STAND_BEFORE.get(word, "").split():
            yield match.start(2), match.end()
    for match in _PAIR.finditer(text, start, end):
        if match[2].lower() not in _PAIR_MAY_BEGIN:
            yield match.span()


RULES = (
    Rule(
        id="double-word",
        severity="warning",
        message="từ viết hai lần liền nhau",
        why="Từ lặp do gõ hay dán nhầm, như “và và”, làm người đọc vấp. Từ láy (xa xa, luôn luôn) không bị báo.",
        remedy="xóa một lần; nếu cố ý viết hai lần thì để nguyên",
        check=check_doubled_words,
    ),
)
