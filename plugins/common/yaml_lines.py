"""YAML whose values know their lines: for headers of articles and for the registries in ``content/_data``.

Scalars stay the text that was written (``12/02/2020``, ``2021-08``, ``01``): what they mean is for the caller to say,
so that no library guesses a date or a number. ``null``, ``~`` and nothing are None. Tags, anchors and aliases are
errors: nobody here means them, and YAML would drop the words that look like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from plugins.common.vietnamese import normalise

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = {"", "~", "null", "Null", "NULL"}
#: Deeper than any file of this project; Python's stack is left alone.
_DEEPEST = 20
_BLAME_CONTEXT = ("while scanning a quoted scalar", "while scanning a simple key")
_REMEDY = "nếu nội dung có dấu hai chấm, dấu ngoặc hoặc bắt đầu bằng dấu đặc biệt, đặt cả câu trong dấu nháy '...'"
#: YAML reads them as ends of lines, or not at all.
_ODD_LINE_END = re.compile("[\r\x85\u2028\u2029\ufeff]")
_QUOTED = r"""'(?P<single>(?:[^']|'')*)'|"(?P<double>[^"\\]*)\""""
#: Words that hold nothing that means something to YAML; those of a list stand between commas.
_ITEM = rf"""(?:{_QUOTED}|(?P<plain>[\w“‘(/](?:[^\t#:,\[\]{{}}"']*[^\t#:,\[\]{{}}"' ])?))"""
_SIMPLE_ITEM = re.compile(_ITEM)
_UNNAMED = re.sub(r"\?P<\w+>", "?:", _ITEM)
_SIMPLE_LINE = re.compile(
    rf"""([^\W\d]\w{{0,30}}(?:\ \w{{1,30}}){{0,8}}):
    (?:\ +(?:{_QUOTED}|\[\ *(?P<list>(?:{_UNNAMED}(?:\ *,\ *{_UNNAMED})*)?)\ *\]
    |(?P<plain>[\w“‘(/](?:(?:[^\t\#:]|:(?=[^\s]))*[^\t\#:\ ])?)))?\ *""",
    re.VERBOSE,
)
_TAB_REMEDY = "thay phím Tab bằng dấu cách"


@dataclass(frozen=True)
class Node:
    """A value and the line it stands on (from 1): text, None, a list of nodes, or a mapping of text to nodes."""

    value: str | list[Node] | dict[str, Node] | None
    line: int

    def plain(self) -> Any:
        """The value without its lines."""
        if isinstance(self.value, list):
            return [item.plain() for item in self.value]
        if isinstance(self.value, dict):
            return {key: item.plain() for key, item in self.value.items()}
        return self.value

    def items(self) -> Iterator[Node]:
        """The entries of a list; a single value counts as a list of one, None as an empty one."""
        if isinstance(self.value, list):
            yield from self.value
        elif self.value is not None:
            yield self


class YamlError(ValueError):
    """YAML that cannot be read; ``line`` counts from 1, ``text`` is what stands there, ``remedy`` helps the editor."""

    def __init__(self, message: str, line: int, text: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.text = text
        self.remedy = remedy


def read_yaml(text: str, first_line: int = 1) -> Node:
    """Parse one YAML document; ``first_line`` is its first line's number in the file. Raises :class:`YamlError`."""
    simple = _read_simple(text, first_line)
    return _Builder(text, first_line).build() if simple is None else simple


def _read_simple(text: str, first_line: int) -> Node | None:
    """What nearly every header is: a key and its value on each line, read without YAML; None for anything else."""
    if yaml.reader.Reader.NON_PRINTABLE.search(text) or _ODD_LINE_END.search(text):
        return None
    found: dict[str, Node] = {}
    first = 0
    for number, line in enumerate(text.split("\n"), first_line):
        if not line:
            continue
        match = _SIMPLE_LINE.fullmatch(line)
        if match is None or match[1] in found:
            return None
        found[match[1]] = Node(_simple_value(match, number), number)
        first = first or number
    return Node(found, first) if found else None


def _simple_value(match: re.Match[str], line: int) -> str | list[Node] | None:
    if match["list"] is not None:
        return [Node(_simple_text(item), line) for item in _SIMPLE_ITEM.finditer(match["list"])]
    return _simple_text(match)


def _simple_text(match: re.Match[str]) -> str | None:
    plain, single, double = match.group("plain", "single", "double")
    if plain is not None:
        return None if plain in _NULLS else plain
    if single is not None:
        return single.replace("''", "'")
    return None if double is None else normalise(double)


class _Builder:
    """Makes nodes from the parser's events, for only these tell a tag or an anchor (``!Tin``, ``&Tin``) from words."""

    def __init__(self, text: str, first_line: int) -> None:
        self.lines = text.split("\n")
        self.first_line = first_line
        self.events: Iterator[Any] = yaml.parse(text, Loader=_Loader)

    def build(self) -> Node:
        """The root node. Raises YamlError."""
        self.check_characters()
        try:
            return self.document()
        except yaml.MarkedYAMLError as error:
            raise self.unreadable(_line_to_blame(error)) from None
        except yaml.YAMLError as error:
            raise YamlError("không đọc được YAML", self.first_line, str(error)) from None

    def check_characters(self) -> None:
        """Refuse control characters, naming their line."""
        if not yaml.reader.Reader.NON_PRINTABLE.search("\n".join(self.lines)):
            return
        for number, line in enumerate(self.lines):
            if yaml.reader.Reader.NON_PRINTABLE.search(line):
                shown = yaml.reader.Reader.NON_PRINTABLE.sub(" ", line).strip()
                message = "dòng này chứa ký tự điều khiển không nhìn thấy"
                raise YamlError(message, number + self.first_line, shown, "xóa cả dòng rồi gõ lại")

    def document(self) -> Node:
        """The one document of the stream; an empty node when there is none."""
        next(self.events)  # the stream's start
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return Node(None, self.first_line)
        root = self.node(next(self.events), 0)
        next(self.events)  # the document's end
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise self.unreadable(after.start_mark.line)
        return root

    def node(self, event: Any, depth: int) -> Node:
        """The node that begins with an event; tags, anchors and deep nesting are refused."""
        line = event.start_mark.line
        if event.anchor is not None or event.tag is not None or depth > _DEEPEST:
            raise self.unreadable(line)
        if isinstance(event, yaml.SequenceStartEvent):
            return Node([self.node(item, depth + 1) for item in self.until(yaml.SequenceEndEvent)], self.number(line))
        if isinstance(event, yaml.MappingStartEvent):
            return Node(self.mapping(depth + 1), self.number(line))
        if not event.style and event.value in _NULLS:
            return Node(None, self.number(line))
        # Escapes in double quotes can spell the control characters that normalising took out.
        return Node(normalise(event.value) if event.style == '"' else str(event.value), self.number(line))

    def mapping(self, depth: int) -> dict[str, Node]:
        """The entries up to the mapping's end; a key may stand once."""
        found: dict[str, Node] = {}
        for event in self.until(yaml.MappingEndEvent):
            key = self.node(event, depth)
            if not isinstance(event, yaml.ScalarEvent):
                raise self.unreadable(event.start_mark.line)
            name = str(event.value)
            if name in found:
                raise YamlError("một mục được viết hai lần", key.line, name, "giữ lại một dòng")
            # A value that is empty or starts on a later line is reported where its key stands.
            found[name] = Node(self.node(next(self.events), depth).value, key.line)
        return found

    def until(self, end: type[Any]) -> Iterator[Any]:
        while not isinstance(event := next(self.events), end):
            yield event

    def number(self, line: int) -> int:
        return line + self.first_line

    def unreadable(self, line: int) -> YamlError:
        """``line`` counts from 0 within the text."""
        while line > 0 and (line >= len(self.lines) or not self.lines[line].strip()):
            line -= 1  # the end of the text is on no line of its own
        shown = self.lines[line].strip()
        remedy = _TAB_REMEDY if "\t" in self.lines[line] else _REMEDY
        return YamlError("không đọc được dòng này", self.number(line), shown, remedy)


def _line_to_blame(error: yaml.MarkedYAMLError) -> int:
    """Where a quote opens that nothing closes, or a line stands that has no colon; else where the parser stopped."""
    mark = error.problem_mark or error.context_mark
    if error.context and error.context_mark and error.context.startswith(_BLAME_CONTEXT):
        mark = error.context_mark
    return int(mark.line) if mark else 0
