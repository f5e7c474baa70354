"""One source file as the rules see it: header, and the body line by line with what each line is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from plugins.common.problems import Report
from plugins.content_checks.passages import Passage
from plugins.content_checks.sheet import HIDDEN, Sheet, SheetLine
from plugins.content_checks.targets import Target, read_targets
from plugins.front_matter.document import header_of
from plugins.front_matter.header import Header
from plugins.front_matter.source import SourceError, decode, split
from plugins.tip_off.telephones import may_hold_number

Kind = Literal["text", "heading", "list", "quote", "picture", "table", "code", "html", "definition", "blank"]
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}#{1,6}(?!#)")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_LIST = re.compile(r" {0,3}(?:[-*+]|[0-9]{1,3}[.)])[ \t]+\S")
_PICTURE = re.compile(r" {0,3}!\[[^\]]*\]\([^)]*\)[ \t]*$")
_DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:[ \t]*\S")
#: A line that begins with a tag that makes a block; one that begins with ``<b>`` or an address holds words.
_HTML = re.compile(
    r" {0,3}(?:<!--|</?(?:address|article|aside|audio|blockquote|body|br|center|col|colgroup|dd|details|div|dl|dt"
    r"|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|iframe|img|legend|li|link|main|meta|nav|object|ol|option"
    r"|p|picture|pre|script|section|source|style|summary|svg|table|tbody|td|tfoot|th|thead|title|tr|track|ul|video)(?![\w:-]))",
    re.IGNORECASE,
)
#: Where a rule about words finds no words: code, addresses, link targets, tags, document numbers of programs.
_MASKED = re.compile(
    r"`+[^`\n]*`+"
    r"|(?<=\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"
    r"|<https?:[^<>\s]*>|</?[A-Za-z][^<>\n]*>"
    r"|\b(?:https?://|www\.)[^\s<>)\"”]+"
    r"|(?<=\])\[[^\]\n]*\]"
)

_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
#: The words in quotes behind an address: of a picture what the blind hear, of a link what a mouse shows.
_TITLE = re.compile(r"\]\([^()\s]*\s+\"([^\"\n]*)\"\s*\)")
#: Fields of a header whose words are shown or read out.
_SHOWN = ("title", "summary", "author", "source", "tags", "event", "image_alt", "attachments")


class Line(NamedTuple):
    """One line of the body: its number in the file, what it is, as written, and with all that is no prose blanked.

    ``words`` has the length of ``text``, so that places in one are places in the other.
    """

    number: int
    kind: Kind
    text: str
    words: str


@dataclass(frozen=True)
class Article:
    """A file of the content folder.

    ``file``: its path as it is told; ``path``: relative to the content folder, with ``/``. ``raw``: the decoded text
    before it is normalised (NFD, zero-width characters). ``is_page``: one of ``pages/``. Texts are NFC, except ``raw``.
    """

    file: str
    path: str
    raw: str
    header: Header
    body: str
    body_line: int
    is_page: bool = False
    header_text: str = ""
    header_line: int = 1
    problems: Report = field(default_factory=Report)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The body's lines."""
        return tuple(_lines(self.body, self.body_line))

    @cached_property
    def lower(self) -> str:
        """Header and body in small letters: what does not stand here need not be looked for line by line."""
        return f"{self.header_text}\n{self.body}".lower()

    def forget(self) -> None:
        """Drop what was worked out, which is much memory when ten thousand articles are held."""
        for name in [name for name in self.__dict__ if isinstance(getattr(type(self), name, None), cached_property)]:
            del self.__dict__[name]

    @property
    def prose(self) -> Iterator[Line]:
        """The lines that hold words for readers: text, headings, lists, quotes, tables, pictures' captions."""
        return (line for line in self.lines if line.kind not in ("code", "blank", "definition", "html"))

    @property
    def texts(self) -> Iterator[Line]:
        """:attr:`prose`, and before it title and lead of the header, as lines of kind ``text``."""
        for name in ("title", "summary"):
            value = self.header.get(name)
            if isinstance(value, str) and value:
                yield Line(self.header.line(name), "text", value, masked(value))
        yield from self.prose

    @cached_property
    def may_hold_number(self) -> bool:
        """Whether a telephone number may stand in it."""
        # "**0912** 345 678" is one number to readers.
        return may_hold_number(self.body.replace("*", "")) or may_hold_number(self.header_text)

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """The links and pictures of the body, those in code left out."""
        if "](" not in self.body and "<" not in self.body and "]:" not in self.body:
            return ()
        lines = ("" if line.kind == "code" else _without_code(line.text) for line in self.lines)
        return tuple(read_targets("\n".join(lines), self.body_line))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All words that readers see or hear, code and alternative texts too: of each header field, then the body."""
        found = []
        for name in _SHOWN:
            value = self.header.get(name)
            for text in [value] if isinstance(value, str) else value or ():
                found.append(Passage(text, self.header.line(name)))
        return (*found, Passage("\n".join(map(_readable, self.lines)), self.body_line, is_body=True))

    @cached_property
    def sheet(self) -> Sheet:
        """The words of title, lead and body in one string, place for place; code, tags and addresses are hidden."""
        return Sheet(_sheet_lines(self))

    def text(self, name: str) -> str:
        """A text of the header; empty when it is not there."""
        value = self.header.get(name)
        return value if isinstance(value, str) else ""


def read_article(data: bytes, file: str, path: str) -> Article:
    """The article of a file's bytes. Raises :class:`SourceError` for what has no header or is not UTF-8."""
    source = split(decode(data, file), file)
    report, is_page = Report(), path.startswith("pages/")
    return Article(
        file=file,
        path=path,
        raw=_with_plain_lines(data.decode("utf-8-sig")),
        header=header_of(source, file, is_page, report),
        body=source.body,
        body_line=source.body_line,
        is_page=is_page,
        header_text=source.header,
        header_line=source.header_line,
        problems=report,
    )


def _with_plain_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def masked(text: str, sign: str = " ") -> str:
    """A line with code, tags and addresses blanked, place for place."""
    if not any(mark in text for mark in "`<](/") and "www." not in text:
        return text
    return _MASKED.sub(lambda match: sign * len(match[0]), text)


def _without_code(text: str) -> str:
    return _CODE.sub(lambda match: " " * len(match[0]), text) if "`" in text else text


def _readable(line: Line) -> str:
    """What readers meet of a line: its words, code, and the alternative text of its pictures."""
    if line.kind == "code":
        return line.text
    if '")' not in line.text:
        return line.words
    words = line.words
    for match in _TITLE.finditer(line.text):
        words = words[: match.start(1)] + match[1] + words[match.end(1) :]
    return words


def _sheet_lines(article: Article) -> Iterator[SheetLine]:
    for name in ("title", "summary"):
        number, kept = article.header.line(name), article.text(name)
        for text in kept.split("\n"):
            yield SheetLine(number, "heading" if name == "title" else "text", masked(text, HIDDEN))
        yield SheetLine(number, "blank", "")
    for line in article.lines:
        if line.kind in ("code", "html", "blank") or (line.kind == "definition" and "[^" not in line.text):
            yield SheetLine(line.number, "blank", "")
        else:
            text = line.text if line.words == line.text else masked(line.text, HIDDEN)
            yield SheetLine(line.number, line.kind, text)


def _lines(body: str, first: int) -> Iterator[Line]:
    written = body.split("\n")
    last_of_code = -1
    for place, text in enumerate(written):
        if place > last_of_code and (mark := _FENCE.match(text)):
            last_of_code = _end_of_code(written, place, mark[1])
        if place <= last_of_code:
            yield Line(place + first, "code", text, " " * len(text))
        else:
            follower = written[place + 1] if place + 1 < len(written) else ""
            yield Line(place + first, _kind(text, follower), text, masked(text))


def _end_of_code(written: list[str], start: int, fence: str) -> int:
    """Where fenced code ends; before its start when nothing closes it: then the rest is words as ever."""
    for place in range(start + 1, len(written)):
        mark = _FENCE.match(written[place])
        if mark and mark[1].startswith(fence):
            return place
    return -1


def _kind(text: str, follower: str) -> Kind:
    if not text.strip():
        return "blank"
    if _HEADING.match(text) or (_UNDERLINE.match(follower) and not _LIST.match(text)):
        return "heading"
    if _PICTURE.match(text):
        return "picture"
    if _LIST.match(text):
        return "list"
    if text.lstrip().startswith(">"):
        return "quote"
    if text.lstrip().startswith("|"):
        return "table"
    if _DEFINITION.match(text):
        return "definition"
    return "html" if _HTML.match(text) else "text"


__all__ = ["Article", "Line", "SourceError", "masked", "read_article"]
