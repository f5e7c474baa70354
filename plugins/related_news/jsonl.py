"""Articles from a file of JSON objects, one a line, as the command line reads them.

``id`` (text or whole number), ``title``, ``text``; optional ``date``, ``section`` (``category`` where there is none),
``tags`` and, for the evaluation, ``cluster``. Other keys are left alone, ``null`` is as if the key were not there, and
an empty line holds no article. A mistake in id, title or text is an error; a date, section or keywords that cannot be
used are warned of, and the article goes on without.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.common.dates import DateError, parse_date
from plugins.common.problems import Report
from plugins.related_news.corpus import Document

STANDARD_INPUT = Path("-")
#: What standard input is called.
SHOWN = "đầu vào chuẩn"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_KINDS = {
    bool: "true/false", int: "một số", float: "một số", str: "một chuỗi", list: "một danh sách", dict: "một đối tượng",
}  # fmt: skip
_AS_UTF8 = "lưu lại tệp dạng UTF-8"


@dataclass(frozen=True)
class Line:
    """One object of the file: its document, its id as it was given, and its cluster; None when it names none."""

    document: Document
    id: str | int
    cluster: str | None = None


@dataclass(frozen=True)
class _Place:
    """Where something is wrong."""

    file: str
    number: int
    report: Report

    def error(self, message: str, value: object = "", remedy: str = "") -> None:
        self.report.error(self.file, self.number, message, value, remedy)

    def warn(self, message: str, value: object, remedy: str) -> None:
        self.report.warn(self.file, self.number, message, value, remedy)


def read_lines(path: Path, report: Report) -> list[Line]:
    """The objects of a file (``-`` is standard input) in their order; what is wrong goes into the report."""
    file = SHOWN if path == STANDARD_INPUT else str(path)
    data = _bytes(path, file, report)
    if data[:2] in _UTF16:
        report.error(file, 0, "tệp không phải là UTF-8", "", _AS_UTF8)
        return []
    ids: dict[str, int] = {}
    rows = enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1)
    found = [_line(written, _Place(file, number, report), ids) for number, written in rows if written.strip()]
    return [line for line in found if line is not None]


def _bytes(path: Path, file: str, report: Report) -> bytes:
    """All of a file; nothing when it cannot be read."""
    try:
        return sys.stdin.buffer.read() if path == STANDARD_INPUT else path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        report.error(file, 0, f"không đọc được tệp ({reason})", "", "kiểm tra tên tệp và quyền đọc")
        return b""


def _line(written: bytes, place: _Place, ids: dict[str, int]) -> Line | None:
    """The object of one line; None when it cannot be used. ``ids`` are those before it, with their lines."""
    value = _object(written, place)
    if value is None:
        return None
    given = _id(value, place, ids)
    texts = [_text(value, name, place) for name in ("title", "text")]
    if value.get("title") is None and value.get("text") is None:
        place.error("không có title, cũng không có text", "", "mỗi bài cần ít nhất một trong hai")
        return None
    title, text = texts
    if given is None or title is None or text is None:
        return None
    cluster = value.get("cluster")
    document = Document(str(given), title, text, _date(value, place), _section(value, place), _tags(value, place))
    return Line(document, given, None if cluster is None else str(cluster))


def _object(written: bytes, place: _Place) -> dict[str, Any] | None:
    remedy = 'mỗi dòng là một đối tượng JSON, ví dụ {"id": 1, "title": "...", "text": "..."}'
    try:
        text = written.decode("utf-8").strip()
        value = json.loads(text)
    except UnicodeDecodeError:
        if not any("UTF-8" in problem.message for problem in place.report.errors):
            place.error("tệp không phải là UTF-8, từ dòng này", "", _AS_UTF8)
        return None
    except (ValueError, RecursionError):
        place.error("không phải là JSON", text, remedy)
        return None
    if not isinstance(value, dict):
        place.error("không phải là một đối tượng JSON", text, remedy)
        return None
    return value


def _id(value: dict[str, Any], place: _Place, ids: dict[str, int]) -> str | int | None:
    given = value.get("id")
    if given is None or given == "":
        place.error("không có id", "", "mỗi bài một id riêng: chuỗi hoặc số nguyên")
        return None
    if isinstance(given, bool) or not isinstance(given, str | int):
        place.error(f"id là {_kind(given)}", _json(given), "viết một chuỗi hoặc một số nguyên")
        return None
    if (before := ids.setdefault(str(given), place.number)) != place.number:
        place.error(f"id đã có ở dòng {before}", given, "mỗi bài một id riêng (số 1 và chuỗi “1” là một)")
        return None
    return given


def _text(value: dict[str, Any], name: str, place: _Place) -> str | None:
    """A title or text; empty when there is none, None when it is something else."""
    given = value.get(name)
    if given is None:
        return ""
    if not isinstance(given, str):
        place.error(f"{name} là {_kind(given)}", _json(given), "viết một chuỗi")
        return None
    return given


def _date(value: dict[str, Any], place: _Place) -> str:
    """ISO 8601 at +07:00, so that dates compare as text; empty when there is none that can be read."""
    given = value.get("date")
    if given is None or given == "":
        return ""
    try:
        return parse_date(str(given)).value.isoformat()
    except DateError as error:
        place.warn(f"{error}; bài này được coi như không có ngày", _json(given), error.remedy)
        return ""


def _section(value: dict[str, Any], place: _Place) -> str:
    given = value.get("section")
    given = value.get("category") if given is None else given
    if given is None or isinstance(given, str):
        return given or ""
    place.warn(f"section là {_kind(given)}; bài này được coi như không có", _json(given), "viết một chuỗi")
    return ""


def _tags(value: dict[str, Any], place: _Place) -> tuple[str, ...]:
    given = value.get("tags")
    if given is None:
        return ()
    if isinstance(given, list) and all(isinstance(tag, str) for tag in given):
        return tuple(given)
    remedy = 'viết một danh sách chuỗi, ví dụ ["ma túy", "Ba Đồn"]'
    place.warn("tags không dùng được; bài này được coi như không có", _json(given), remedy)
    return ()


def _kind(value: object) -> str:
    return _KINDS[type(value)]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
