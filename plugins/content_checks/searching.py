"""Patterns looked for in an article's lines: most articles hold none of what a rule is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from plugins.content_checks.archive import Archive
from plugins.content_checks.article import Article, Line
from plugins.content_checks.model import Check, Finding

#: Says of a match on a line whether it is one after all.
Sieve = Callable[[Line, re.Match[str]], bool]
#: Pieces of text in small letters of which one stands wherever a pattern matches, or a look at the whole article.
Hint = Iterable[str] | Callable[[Article], bool]


def matches(article: Article, hint: Hint, pattern: re.Pattern[str]) -> Iterator[tuple[Line, re.Match[str]]]:
    """Where a pattern stands in the words of title, lead and body."""
    if hint(article) if callable(hint) else any(piece in article.lower for piece in hint):
        for line in article.texts:
            for match in pattern.finditer(line.words):
                yield line, match


def finder(pattern: re.Pattern[str], hint: Hint, sieve: Sieve | None = None) -> Check:
    """A check that tells each match, with the words around it."""

    def check(article: Article, archive: Archive) -> Iterator[Finding]:
        for line, match in matches(article, hint, pattern):
            if sieve is None or sieve(line, match):
                yield Finding(line.number, around(line.text, match.start(), match.end()))

    return check


def around(text: str, start: int, end: int) -> str:
    """A place in a line with the words that it touches."""
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[start:end].strip()
