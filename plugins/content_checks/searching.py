"""Patterns looked for in an article's lines: most articles hold none of what a rule is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from plugins.content_checks.archive import Archive
from plugins.content_checks.article import Article, Line
from plugins.content_checks.model import Check, Finding

#: Says of a match on a line whether it is one after all.
Sieve = Callable[[Line, re.Match[str]], bool]


def matches(article: Article, hint: re.Pattern[str], pattern: re.Pattern[str]) -> Iterator[tuple[Line, re.Match[str]]]:
    """Where a pattern stands in the words of title, lead and body; ``hint`` is looked for in the whole file first."""
    if hint.search(article.body) or hint.search(article.header_text):
        for line in article.texts:
            for match in pattern.finditer(line.words):
                yield line, match


def finder(pattern: re.Pattern[str], hint: re.Pattern[str] | None = None, sieve: Sieve | None = None) -> Check:
    """A check that tells each match, with the words around it."""
    first_look = hint or pattern

    def check(article: Article, archive: Archive) -> Iterator[Finding]:
        for line, match in matches(article, first_look, pattern):
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
