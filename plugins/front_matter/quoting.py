"""A header as editors type it, made YAML: values that YAML would misread get the quotes a programmer would have typed.

1. A known key and its text on one line: the whole line is the text, colons, ``&``, ``!``, ``*`` and ``#ToiYeuVietNam``
   included. Only ``#`` with a space on either side opens a comment, as in YAML; a cut text is told as a warning.
2. Entries of a list: the same, but for the colon, which would make a mapping of the entry; the lines of a waiver are
   keys and texts again.
3. Flow lists, blocks (``>-``) and texts in quotes are left to YAML. A quote that nothing closes is an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from textwrap import dedent

from plugins.common.yaml_lines import YamlError
from plugins.front_matter.fields import Field, find_field

_ENTRY = re.compile(r"(?P<dash>[ \t]*-[ \t]+)(?P<text>\S.*?)[ \t]*$")
#: A line of an entry that has keys of its own.
_INNER = re.compile(r"(?P<lead>[ \t]+(?:-[ \t]+)?|-[ \t]+)(?P<key>[^\W\d_][^:]*):[ \t]+(?P<text>\S.*?)[ \t]*$")
_NO_SPACE = re.compile(r"(?P<key>[^\s#:'\"-][^:]*):\S")
_COMMENT = re.compile(r"(?:^|[ \t]+)#(?:[ \t].*)?$")
_COMMENT_LINE = re.compile(r"[ \t]*#(?:[ \t]|$)")
_HASH = re.compile(r"(?:^|[ \t])#")
_COLON = re.compile(r":(?:[ \t]|$)")
#: What YAML keeps for itself at the start of a text.
_SIGN = re.compile(r"[&*!@`%,\[\]}'\"]|[?:-](?:[ \t]|$)")
_QUOTED = re.compile(r"""(?:'[^']*(?:''[^']*)*'|"[^"\\]*(?:\\.[^"\\]*)*")(?:[ \t]+#(?:[ \t].*)?)?\s*$""", re.DOTALL)
#: ``[Infographic] Phòng cháy``: words after the bracket, which no list has.
_BRACKETED_WORD = re.compile(r"\[[^\[\]]*\][ \t]+(?!#(?:[ \t]|$))\S")
_NULLS = ("~", "null", "Null", "NULL")
_REMEDY = "đặt cả câu trong dấu nháy '...', hoặc viết trên một dòng"


@dataclass
class Quoted:
    """A header's YAML, line for line as long as what was typed, and the comments cut off texts: line, key, comment."""

    text: str = ""
    comments: list[tuple[int, str, str]] = field(default_factory=list)


def quote_values(text: str, first_line: int) -> Quoted:
    """Quote what needs it. Raises :class:`YamlError` for what can only be a slip."""
    return _Quoter(undented(text).split("\n"), first_line).run()


def undented(text: str) -> str:
    """A header without the indent that all its lines have; nearly none has one."""
    return dedent(text) if text[:1] in (" ", "\t") or "\n " in text or "\n\t" in text else text


def line_without_space(text: str, first_line: int) -> YamlError | None:
    """The error to tell when a known key has no space after its colon: YAML would blame a line further down."""
    for number, line in enumerate(text.split("\n")):
        match = _NO_SPACE.match(line)
        if match and find_field(match.group("key")):
            remedy = f"viết “{match.group('key')}: ...”"
            return YamlError("thiếu dấu cách sau dấu hai chấm", number + first_line, line.strip(), remedy)
    return None


class _Quoter:
    """Walks the lines of one header."""

    def __init__(self, lines: list[str], first_line: int) -> None:
        self.lines = lines
        self.first_line = first_line
        self.known: Field | None = None
        self.quoted = Quoted()

    def run(self) -> Quoted:
        self.quoted.text = "\n".join([self.line(number, line) for number, line in enumerate(self.lines)])
        return self.quoted

    def line(self, number: int, line: str) -> str:
        """One line of the header, its text quoted where YAML would misread it."""
        if parted := _key_and_text(line):
            key, text = parted
            known = find_field(key)
            self.known = None if text else known  # entries may follow
            return f"{key}: {self.value(number, known, text)}" if known and text else line
        if self.known and self.known.kind == "waivers":
            return self.inner(number, line, self.known)
        entry = _ENTRY.match(line)
        if entry and self.known and not _COLON.search(entry.group("text")):
            return entry.group("dash") + self.value(number, self.known, entry.group("text"))
        return line

    def inner(self, number: int, line: str, known: Field) -> str:
        """A line of an entry of waivers: its text is quoted as that of a key, when it ends on that line."""
        match = _INNER.match(line)
        if match is None or match.group("text")[0] in "|>'\"{[":
            return line
        lead = match.group("lead")
        below = next((other for other in self.lines[number + 1 :] if other.strip()), "")
        if _indent(below) > len(lead):
            return line
        return f"{lead}{match.group('key')}: {self.plain(number, known, match.group('text'))}"

    def value(self, number: int, known: Field, text: str) -> str:
        """The text of a line, quoted where that is needed."""
        if text[0] in "'\"":
            return self.in_quotes(number, known, text)
        if text[0] in "|>" and any(map(str.isalnum, text)) and not self.following(number):
            return _in_single_quotes(text)  # a block of no lines: its words would be lost
        if text[0] in "|>{" or (text[0] == "[" and not (known.kind == "text" and _BRACKETED_WORD.match(text))):
            return text
        more = self.following(number)
        if more:
            self.check_many_lines(number, [number, *more])
            return text
        return self.plain(number, known, text)

    def plain(self, number: int, known: Field, text: str) -> str:
        """Words that stand without quotes; a comment behind them is cut, with a warning."""
        comment = _COMMENT.search(text) if "#" in text else None
        words = text[: comment.start()] if comment else text
        if not words or words in _NULLS:
            return text
        if comment and known.kind in ("text", "list", "waivers"):
            self.quoted.comments.append((number + self.first_line, known.name, comment.group(0).strip()))
        risky = _SIGN.match(words) or _HASH.search(words) or _COLON.search(words)
        return _in_single_quotes(words) if risky else words

    def in_quotes(self, number: int, known: Field, text: str) -> str:
        """``'Vì an ninh': kết quả`` is a text that starts with a quotation; a single quote is one left open."""
        more = self.following(number)
        whole = "\n".join([text, *(self.lines[below] for below in more)])
        if _QUOTED.match(whole):
            return text
        if whole.count(text[0]) % 2:
            remedy = "đóng dấu nháy ở cuối câu, hoặc bỏ dấu nháy ở đầu câu"
            raise self.slip(number, "dấu nháy mở ra mà không đóng lại", remedy)
        return text if more else self.plain(number, known, text)

    def following(self, number: int) -> list[int]:
        """The numbers of the lines below that are indented further: they go on with the text of this one."""
        found: list[int] = []
        for below in range(number + 1, len(self.lines)):
            line = self.lines[below]
            if line.strip() and _indent(line) <= _indent(self.lines[number]):
                break
            if line.strip() and not _COMMENT_LINE.match(line):
                found.append(below)
        return found

    def check_many_lines(self, first: int, numbers: list[int]) -> None:
        """YAML folds such a text well, but would cut it at ``#`` and blame the wrong line for an indented key."""
        for number in numbers:
            if _HASH.search(self.lines[number]):
                raise self.slip(first, "dấu # trong một đoạn chữ nhiều dòng", _REMEDY)
            inner = _key_and_text(self.lines[number].lstrip()) if number > first else None
            if inner and find_field(inner[0]):
                raise self.slip(number, "dòng này thụt vào nên thành phần nối của dòng trên", "bỏ dấu cách ở đầu dòng")

    def slip(self, number: int, message: str, remedy: str) -> YamlError:
        return YamlError(message, number + self.first_line, self.lines[number].strip(), remedy)


def _key_and_text(line: str) -> tuple[str, str] | None:
    """A line's key, which is not indented, and what stands behind its colon; None where there is no such key."""
    key, colon, text = line.partition(":")
    if not colon or not key or key[0] in "#'\"-" or key[0].isspace() or text[:1] not in ("", " ", "\t"):
        return None
    return key, text.strip(" \t")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _in_single_quotes(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
