"""The command line: what is related to each article of a file, without Pelican."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from plugins.common.arguments import Parser, whole_number
from plugins.common.problems import Report
from plugins.related_news.jsonl import SHOWN, STANDARD_INPUT, Line, read_lines

PROGRAM = "python -m plugins.related_news"
TOP = 5
DIGITS = 6
MOST = 1000
"""More than so many is a slip of the keyboard."""
_DESCRIPTION = (
    "In các bài gần với từng bài trong tệp JSONL: mỗi bài một dòng JSON, theo thứ tự của tệp, kể cả khi không có"
    " bài nào gần. Mỗi dòng của tệp là một đối tượng có id, title, text và tùy ý date, section, tags;"
    " dòng trống được bỏ qua."
)
Entries = Callable[[str], list[dict[str, Any]]]


def main(words: Sequence[str] | None = None) -> int:
    """Read, relate, print; gives the exit code: 1 when the file has a mistake, 2 (and SystemExit) a wrong option."""
    parser = make_parser()
    options = parser.parse_args(words)
    if closed := _closed(options.file):
        parser.exit(2, f"Lỗi: {closed}\n")
    report = Report()
    lines = read_lines(options.file, report)
    for told in report.lines(os.getcwd()):
        print(told, file=sys.stderr)
    if report.errors:
        print(f"Lỗi: có {len(report.errors)} chỗ sai; chưa so sánh bài nào.", file=sys.stderr)
        return 1
    related = _shown(lines, options.top) if options.as_shown else _ranked(lines, options.top or TOP)
    return _print(printed(lines, related))


def _closed(file: Path) -> str:
    """What to say of a stream that is needed and was closed before the start; empty when none was."""
    out: TextIO | None = sys.stdout
    given: TextIO | None = sys.stdin
    if out is None:
        return "đầu ra chuẩn đã bị đóng; bỏ “>&-” khỏi câu lệnh, hoặc ghi kết quả ra tệp bằng “> TỆP”."
    if given is None and file == STANDARD_INPUT:
        return f"{SHOWN} đã bị đóng; bỏ “<&-” khỏi câu lệnh, hoặc ghi tên tệp thay cho “-”."
    return ""


def make_parser() -> Parser:
    """The parser of the command."""
    parser = Parser(prog=PROGRAM, description=_DESCRIPTION)
    add = parser.add_argument
    add("file", type=Path, metavar="TỆP", help="tệp JSONL, UTF-8; - là đầu vào chuẩn")
    add(
        "--top",
        type=partial(whole_number, least=1, most=MOST),
        metavar="SỐ",
        help="nhiều nhất bấy nhiêu bài cạnh một bài, 1 đến 1000 (mặc định 5, với --as-shown là số bài của cột)",
    )
    add(
        "--as-shown",
        action="store_true",
        help="in đúng những gì cột “Tin liên quan” hiện, và vì sao: bỏ bài quá xa, gộp các bản của một bài,"
        " thêm bài cùng chuyên mục khi thiếu",
    )
    return parser


def printed(lines: Sequence[Line], related: Entries) -> Iterator[str]:
    """One JSON text for each object of the file, in their order; ``related`` gives the entries of a document's id."""
    given: Mapping[str, str | int] = {line.document.id: line.id for line in lines}
    for line in lines:
        entries = [{**entry, "id": given[entry["id"]]} for entry in related(line.document.id)]
        yield json.dumps({"id": line.id, "related": entries}, ensure_ascii=False)


def _ranked(lines: Sequence[Line], top: int) -> Entries:
    """The plain ranking."""
    from plugins.related_news.relations import relate

    relations = relate([line.document for line in lines], depth=top)

    def entries(id_: str) -> list[dict[str, Any]]:
        return [{"id": found.id, "score": round(found.score, DIGITS)} for found in relations.ranked(id_, top)]

    return entries


def _shown(lines: Sequence[Line], top: int | None) -> Entries:
    """What the sidebar shows beside each, with the settings that a site has when it says nothing else."""
    from plugins.related_news.reasons import Reasons
    from plugins.related_news.relations import relate
    from plugins.related_news.settings import RelatedNewsSettings
    from plugins.related_news.sidebar import Sidebar

    settings = RelatedNewsSettings()
    documents = {line.document.id: line.document for line in lines}
    relations = relate([*documents.values()])
    sidebar = Sidebar(relations, documents.keys(), top or settings.shown, settings.floor)
    reasons = Reasons(relations)

    def entries(id_: str) -> list[dict[str, Any]]:
        return [
            {"id": entry.id, "score": round(entry.score, DIGITS), "why": str(reasons.reason(documents[id_], entry))}
            for entry in sidebar.entries(id_)
        ]

    return entries


def _print(texts: Iterator[str]) -> int:
    """Write lines as UTF-8; who stops reading (``| head``) ends the command without a word."""
    out = sys.stdout.buffer
    try:
        for text in texts:  # a lone surrogate, which only an id can bring, is written as JSON's own escape
            out.write(text.encode("utf-8", "backslashreplace") + b"\n")
        out.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing is left to fail at exit
        if not isinstance(error, BrokenPipeError):
            print(f"Lỗi: không ghi hết được kết quả ({error.strerror}); kiểm tra chỗ trống của đĩa.", file=sys.stderr)
            return 1
    return 0
