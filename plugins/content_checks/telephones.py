"""The telephone numbers of an article that the registry does not know, as plugins/tip_off finds numbers in text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from plugins.common.dialling import canonical, national
from plugins.content_checks.archive import Archive
from plugins.content_checks.article import Article
from plugins.content_checks.passages import Passage
from plugins.tip_off.numbers_in_text import telephone_numbers
from plugins.tip_off.telephones import may_hold_number

_CALL = re.compile(r"tel:([^)\s\"'<>]+)", re.IGNORECASE)
#: Lines that go on with what stands above.
_GOES_ON = ("text", "html")


class Told(NamedTuple):
    """A number as it is written, and its line."""

    line: int
    number: str


def told_numbers(article: Article, archive: Archive) -> Iterator[Told]:
    """Every number that is not in the registry, once for each line, in the order of lines."""
    found: dict[tuple[int, str], str] = {}
    for told in (*_in_words(article), *_in_links(article)):
        found.setdefault((told.line, canonical(told.number)), told.number)
    for (line, key), number in sorted(found.items()):
        if key not in archive.telephones:
            yield Told(line, number)


def _in_words(article: Article) -> Iterator[Told]:
    if not article.may_hold_number:
        return
    for block in _blocks(article):
        plain = " ".join(block.text.replace("*", "").split())
        if may_hold_number(plain):
            place = 0
            for number in telephone_numbers(plain):
                place = _place(number, block.text, place)
                yield Told(block.line(place), number)


def _in_links(article: Article) -> Iterator[Told]:
    """Numbers that a link calls; what the link says may be a name."""
    if "tel:" in article.body:
        for line in article.lines:
            for match in _CALL.finditer(line.text):
                number = unquote(match[1])
                if national(number):
                    yield Told(line.number, number)


def _blocks(article: Article) -> Iterator[Passage]:
    """The header's texts, and each paragraph, entry and row of the body: no number goes on from one to the next."""
    *header, body = article.passages
    yield from header
    held: list[str] = []
    first = body.first
    for line, text in zip(article.lines, body.text.split("\n"), strict=True):
        if held and line.kind not in _GOES_ON:
            yield Passage("\n".join(held), first, is_body=True)
            held = []
        if line.kind != "blank":
            first = first if held else line.number
            held.append(text)
    yield Passage("\n".join(held), first, is_body=True)


def _place(number: str, text: str, start: int) -> int:
    """Where a number stands behind a place of the text; that place when it cannot be told."""
    digits = re.compile(r"\D{0,6}".join(re.sub(r"\D", "", number)))
    match = digits.search(text, start)
    return match.start() if match else start
