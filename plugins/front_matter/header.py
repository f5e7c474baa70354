"""The header: YAML with known keys becomes typed values; every mistake becomes a problem with its line."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from plugins.common.dates import DateError, parse_date
from plugins.common.problems import Report
from plugins.common.vietnamese import fold, slugify
from plugins.common.yaml_lines import Node, YamlError, read_yaml
from plugins.front_matter.birth import read_birth
from plugins.front_matter.fields import STATUSES, Field, find_field, nearest_name, state_of
from plugins.front_matter.quoting import line_without_space, quote_values, undented
from plugins.front_matter.waivers import read_waivers

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*$")
#: ``297``, ``1.234``, ``13 063 547``: dots and spaces part thousands and nothing else.
_NUMBER = re.compile(r"[0-9]{1,12}|[0-9]{1,3}(?:\.[0-9]{3}){1,3}|[0-9]{1,3}(?: [0-9]{3}){1,3}")
_URL = re.compile(r"""https?://[^\s/"<>]+\.[^\s/"<>]+(?:/[^\s"<>]*)?""", re.IGNORECASE)
_YES = {"true", "yes", "co", "1"}
_NO = {"false", "no", "khong", "0"}


@dataclass
class Header:
    """Values by field name (absent when not given) and the line of each; ``broken`` when an error was found.

    ``written``: each field's key as the editor wrote it. ``extra``: lines with an unknown key (then empty) or one that
    stands there already (then its field).

    ``unreadable``: the YAML itself could not be read, so that nothing can be said of what is missing.
    """

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    extra: dict[int, str] = field(default_factory=dict)
    broken: bool = False
    unreadable: bool = False

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a field, or the default."""
        return self.values.get(name, default)

    def line(self, name: str) -> int:
        """The line of a field; the first line of the file when it is not there."""
        return self.lines.get(name, 1)


class _Reader:
    """Reads one header; keeps the file and the report at hand."""

    def __init__(self, file: str, report: Report) -> None:
        self.file = file
        self.report = report
        self.header = Header()
        self.typed: list[str] = []
        self.first_line = 1

    def fail(self, line: int, message: str, value: object, remedy: str) -> None:
        self.header.broken = True
        self.report.error(self.file, line, message, value, remedy)

    def read(self, text: str, first_line: int) -> Header:
        """The whole header; what could be read is there even when something could not."""
        self.typed, self.first_line = undented(text).split("\n"), first_line
        try:
            quoted = quote_values(text, first_line)
            root = _read_quoted(quoted.text, text, first_line)
        except YamlError as error:
            self.header.unreadable = True
            self.fail(error.line, str(error), error.text, error.remedy)
            return self.header
        for line, name, comment in quoted.comments:
            message = f"mục “{name}”: phần từ dấu # trở đi là ghi chú, không hiện ra"
            remedy = "nếu là nội dung, đặt cả câu trong dấu nháy '...'; nếu là ghi chú, viết trên dòng riêng"
            self.report.warn(self.file, line, message, comment, remedy)
        if root.value is None:
            root = Node({}, first_line)
        if not isinstance(root.value, dict):
            self.fail(
                root.line, "phần đầu bài không gồm các dòng “Mục: giá trị”", text.split("\n")[0], "viết lại theo mẫu"
            )
            return self.header
        for key, node in root.value.items():
            self.read_key(key, node)
        return self.header

    def read_key(self, key: str, node: Node) -> None:
        """One line: is its key known, and does it stand there for the first time?"""
        known = find_field(key)
        if known is None:
            near = nearest_name(key)
            remedy = (
                f"có phải là “{near}”?"
                if near
                else "bỏ dòng này; các mục đúng có trong docs/bien-tap.md, phần “Phần đầu bài”"
            )
            self.header.extra[node.line] = ""
            self.fail(node.line, "phần đầu bài có mục không biết", key, remedy)
        elif known.name in self.header.lines:
            first = self.header.lines[known.name]
            self.header.extra[node.line] = known.name
            self.fail(node.line, f"mục “{known.name}” đã có ở dòng {first}", key, "giữ lại một dòng")
        else:
            self.header.lines[known.name] = node.line
            self.header.written[known.name] = key
            self.read_value(known, node)

    def read_value(self, known: Field, node: Node) -> None:
        """The value of a known key, by its kind."""
        if node.value is None or node.value == "":
            del self.header.lines[known.name]  # an empty line of a template counts as not written
            return
        if known.kind == "list":
            self.header.values[known.name] = self.read_list(known, node)
            return
        if known.kind == "waivers":
            self.header.values[known.name] = read_waivers(node, self.fail)
            return
        if not isinstance(node.value, str):
            self.fail_single(known, node)
            return
        value = _PARSERS[known.kind](self, node.line, " ".join(node.value.split()))
        if value is not None:
            self.header.values[known.name] = value

    def fail_single(self, known: Field, node: Node) -> None:
        """Tell a list where one value belongs, in the words of the editor's own line."""
        key = self.header.written[known.name]
        remedy = f"viết một giá trị trên một dòng, không có ngoặc hay gạch đầu dòng: “{key}: ...”"
        if known.name == "event":
            remedy = f"mỗi bài chỉ thuộc một sự kiện; {remedy}"
        self.fail(node.line, f"mục “{key}” chỉ nhận một giá trị", self.as_typed(node.line), remedy)

    def as_typed(self, line: int) -> str:
        """What the editor wrote on a line behind its key or dash, and on the lines that belong to it."""
        first, *below = self.typed[line - self.first_line :]
        depth = len(first) - len(first.lstrip())
        is_entry = first.lstrip().startswith("- ")
        own = first.lstrip()[2:] if is_entry else first.partition(":")[2]
        further = "(?=\\s)" if is_entry else "(?=[\\s-])"  # the entries of a list may stand as far left as its key
        more = takewhile(re.compile(f"\\s{{{depth}}}{further}").match, below)
        return " ".join(" ".join([own, *more]).split())

    def read_list(self, known: Field, node: Node) -> list[str]:
        """A list of texts, each once."""
        found: list[str] = []
        for item in node.items():
            if isinstance(item.value, dict):
                remedy = "đặt cả câu trong dấu nháy '...'"
                self.fail(item.line, f"mục “{known.name}” chỉ nhận chữ", self.as_typed(item.line), remedy)
            elif isinstance(item.value, list):
                self.fail_nested(known, item)
            elif isinstance(item.value, str):
                # "a, b" on one line is how other systems list keywords; names may hold commas, so only tags are cut.
                parts = (
                    item.value.split(",") if known.name == "tags" and not isinstance(node.value, list) else [item.value]
                )
                found += [cleaned for part in parts if (cleaned := " ".join(part.split()))]
        return list(dict.fromkeys(found))

    def fail_nested(self, known: Field, item: Node) -> None:
        """Tell a list inside a list, ``[[bai-mot]]``: elsewhere that is a link, here its words would be lost."""
        key, shown = self.header.written[known.name], self.as_typed(item.line)
        remedy = f"chỉ dùng một cặp ngoặc vuông hoặc một dấu gạch đầu dòng, ví dụ “{key}: [một, hai]”"
        self.fail(item.line, f"mục “{key}” có danh sách lồng trong danh sách", shown, remedy)

    def text(self, line: int, value: str) -> str | None:
        return value or None

    def date(self, line: int, value: str) -> Any:
        """A date in one of the accepted forms."""
        try:
            return parse_date(value)
        except DateError as error:
            self.fail(line, str(error), value, error.remedy)
            return None

    def birth(self, line: int, value: str) -> Any:
        """When somebody was born, as far as it is known."""
        try:
            return read_birth(value)
        except DateError as error:
            self.fail(line, str(error), value, error.remedy)
            return None

    def number(self, line: int, value: str) -> int | None:
        """A whole number; dots part thousands."""
        if _NUMBER.fullmatch(value):
            return int(value.replace(".", "").replace(" ", ""))
        self.fail(line, "không phải là một số", value, "viết số nguyên không âm, ví dụ 297")
        return None

    def status(self, line: int, value: str) -> str | None:
        """draft, published or hidden."""
        status = STATUSES.get(" ".join(fold(value).split()))
        if status is None:
            remedy = "dùng nháp (draft), xuất bản (published) hoặc ẩn (hidden)"
            if state_of(value):
                remedy = "truy nã, đầu thú, đình nã, thu hồi viết ở dòng “Tình trạng”; sửa tên dòng này"
            self.fail(line, "trạng thái không biết", value, remedy)
        return status

    def yesno(self, line: int, value: str) -> bool | None:
        """Yes or no, in Vietnamese or English."""
        key = fold(value)
        if key in _YES | _NO:
            return key in _YES
        self.fail(line, "cần trả lời có hoặc không", value, "viết có hoặc không")
        return None

    def slug(self, line: int, value: str) -> str | None:
        """An address part that may be frozen."""
        if _SLUG.match(value) and not value.isdigit():
            return value
        suggested = slugify(value)
        better = suggested if suggested and not suggested.isdigit() else "ten-bai-viet"
        self.fail(line, "đường dẫn chỉ gồm chữ không dấu, số và gạch nối, không chỉ toàn số", value, f"viết {better}")
        return None

    def url(self, line: int, value: str) -> str | None:
        """An address on the web."""
        if _URL.fullmatch(value):
            scheme, rest = value.split(":", 1)
            return f"{scheme.lower()}:{rest}"
        self.fail(
            line, "không phải là một địa chỉ web", value, "viết đầy đủ, ví dụ https://congan.example.gov.vn/tin-1"
        )
        return None


_PARSERS: dict[str, Callable[[_Reader, int, str], Any]] = {
    "text": _Reader.text,
    "date": _Reader.date,
    "birth": _Reader.birth,
    "number": _Reader.number,
    "status": _Reader.status,
    "yesno": _Reader.yesno,
    "slug": _Reader.slug,
    "url": _Reader.url,
}


def _read_quoted(quoted: str, typed: str, first_line: int) -> Node:
    """The YAML of a header whose values were quoted; errors show the lines as they were typed. Raises YamlError."""
    try:
        return read_yaml(quoted, first_line)
    except YamlError as error:
        if (likelier := line_without_space(typed, first_line)) is not None:
            raise likelier from None
        line = typed.split("\n")[error.line - first_line].strip()
        error.text = error.text if error.text in line else line
        raise


def read_header(text: str, first_line: int, file: str, report: Report) -> Header:
    """Read a header's YAML. Problems go to the report; the values that could be read are returned all the same."""
    return _Reader(file, report).read(text, first_line)
