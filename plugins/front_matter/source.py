"""A source file split into header and body, with the lines on which they begin."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from dataclasses import dataclass

from plugins.common.problems import Problem
from plugins.common.vietnamese import normalise

_FENCE = re.compile(r"---[ \t]*$")
_KEY_LINE = re.compile(r"[^\W\d_][\w ]{1,30}:\s")


@dataclass(frozen=True)
class Source:
    """Header (YAML text) and body (Markdown), both normalised; line numbers count from 1."""

    header: str
    header_line: int
    body: str
    body_line: int


def decode(data: bytes, file: str) -> str:
    """The file's text in NFC with ``\\n`` line ends; raises :class:`SourceError` where it is not UTF-8."""
    try:
        text = data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        remedy = "mở bài bằng trình soạn thảo và lưu lại với bảng mã UTF-8"
        shown = data[error.start : error.start + 8].hex(" ")
        raise SourceError(Problem(file, line, "tệp không phải bảng mã UTF-8", shown, remedy)) from None
    return normalise(text.replace("\r\n", "\n").replace("\r", "\n"))


def split(text: str, file: str) -> Source:
    """Cut a text at its two ``---`` lines; raises :class:`SourceError` where they are missing."""
    lines = text.split("\n")
    start = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if not _FENCE.match(lines[start]):
        shown = lines[start].strip()
        message = "phần đầu bài không mở bằng dòng ---"
        if _KEY_LINE.match(shown):
            message = "phần đầu bài viết không có dòng --- bao quanh"
        remedy = "thêm một dòng --- ở đầu tệp và một dòng --- sau mục cuối cùng của phần đầu"
        raise SourceError(Problem(file, start + 1, message, shown, remedy))
    end = next((i for i in range(start + 1, len(lines)) if _FENCE.match(lines[i])), None)
    if end is None:
        remedy = "thêm một dòng --- sau mục cuối cùng của phần đầu"
        raise SourceError(Problem(file, start + 1, "phần đầu bài không có dòng --- kết thúc", "---", remedy))
    return Source("\n".join(lines[start + 1 : end]), start + 2, "\n".join(lines[end + 1 :]), end + 2)


class SourceError(ValueError):
    """A file that cannot be split; carries the problem to report."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem
