"""The header of a lifted notice that cannot be read as a whole, read line by line: it can always be lifted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.common.problems import Report
from plugins.front_matter.fields import Field, find_field
from plugins.front_matter.header import Header, read_header
from plugins.front_matter.wanted import KEPT, is_lifted

_KEY = re.compile(r"([^\W\d_][^:\n]*?)\s*:(?=\s|$)")
#: Only what is still looked for in other places.
_NAMES = ("name", "other_names")


def read_lifted(text: str, first_line: int, file: str, report: Report) -> Header | None:
    """The header with what could be read of it; None when it is not that of a lifted notice.

    Mistakes in what a lifted notice keeps go to the report; those in the rest matter no more.
    """
    header, told = Header(), Report()
    for line, key, piece in _pieces(text, first_line):
        known = find_field(key)
        if known is not None:
            _add(header, known, (line, piece), file, told)
    header.broken = bool(told.errors)
    if not is_lifted(header):
        return None
    for problem in told.problems:
        report.add(problem)
    return header


def _add(header: Header, known: Field, piece: tuple[int, str], file: str, told: Report) -> None:
    line, text = piece
    problems = Report()
    part = read_header(text, line, file, problems)
    if known.name in KEPT:
        for problem in problems.problems:
            told.add(problem)
        if known.name in header.lines and known.name in part.lines:
            first = header.lines[known.name]
            told.error(file, line, f"mục “{known.name}” đã có ở dòng {first}", "", "giữ lại một dòng")
    if part.unreadable:
        part.lines[known.name] = line
        if known.name in _NAMES:
            name = " ".join(text.partition(":")[2].strip(" \n\"'[]").split())
            part.values[known.name] = [name] if known.kind == "list" else name
    for name in part.lines:
        if name not in header.lines:
            header.lines[name] = part.lines[name]
            header.written[name] = part.written.get(name, "")
            if name in part.values:
                header.values[name] = part.values[name]


def _pieces(text: str, first_line: int) -> Iterator[tuple[int, str, str]]:
    """The line, the key and the text of each entry: a line that begins with a key, and those that follow it."""
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if _KEY.match(line)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        match = _KEY.match(lines[start])
        if match:
            yield first_line + start, match[1], "\n".join(lines[start:end])
