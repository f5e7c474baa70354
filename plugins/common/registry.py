"""Registries: the YAML files below ``content/_data``. A missing file is an empty registry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.common.dates import DateError, NewsDate, parse_date
from plugins.common.problems import Report
from plugins.common.vietnamese import normalise
from plugins.common.yaml_lines import Node, YamlError, read_yaml

REGISTRY_FOLDER = "_data"


def read_registry(path: Path, report: Report) -> Node:
    """The file's YAML with lines; an empty node when it is missing or broken (then the report says so)."""
    if not path.is_file():
        return Node(None, 1)
    try:
        return read_yaml(normalise(path.read_text("utf-8-sig")))
    except UnicodeDecodeError:
        report.error(str(path), 1, "tệp không phải bảng mã UTF-8", "", "lưu lại tệp với bảng mã UTF-8")
    except YamlError as error:
        report.error(str(path), error.line, str(error), error.text, error.remedy)
    return Node(None, 1)


def read_mapping(path: Path, report: Report) -> dict[str, str]:
    """A registry of ``name: text`` lines."""
    node = read_registry(path, report)
    if node.value is None:
        return {}
    if not isinstance(node.value, dict):
        report.error(str(path), node.line, "danh sách phải gồm các dòng “tên: nội dung”", "", "viết lại theo mẫu")
        return {}
    found: dict[str, str] = {}
    for name, value in node.value.items():
        if isinstance(value.value, str) and value.value.strip():
            found[name] = " ".join(value.value.split())
        else:
            report.error(str(path), value.line, "mục này thiếu nội dung", name, "viết nội dung sau dấu hai chấm")
    return found


def read_rows(
    path: Path,
    report: Report,
    required: tuple[str, ...],
    optional: tuple[str, ...] = (),
    lists: tuple[str, ...] = (),
    *,
    incomplete: bool = False,
) -> list[Row]:
    """A registry that is a list of mappings; rows that lack a required key are reported and left out.

    The keys of ``lists`` hold lists of words and are optional, all others hold text; another shape is reported. With
    ``incomplete`` such rows are given too, for a caller that checks what they do hold: ``missing`` says what is not.
    """
    found = (
        _RowReader(path, report, required, optional, lists).read(node) for node in read_registry(path, report).items()
    )
    return [row for row in found if row is not None and (incomplete or not row.missing)]


class Row(dict[str, str]):
    """One entry of a list registry: text by key, lists by key, and the lines on which they stand."""

    def __init__(self, line: int, lines: Mapping[str, int]) -> None:
        super().__init__()
        #: Where the entry begins.
        self.line = line
        #: Where each key stands.
        self.lines = dict(lines)
        #: The words of each key that holds a list; empty for one that is not written.
        self.lists: dict[str, tuple[str, ...]] = {}
        #: The required keys that it lacks.
        self.missing: tuple[str, ...] = ()


def row_date(row: Row, key: str, path: Path, report: Report) -> NewsDate | None:
    """The date that a row has under a key; None when it has none, or one that cannot be read (then it is told)."""
    if not row.get(key):
        return None
    try:
        return parse_date(row[key])
    except DateError as error:
        report.error(str(path), row.lines[key], str(error), row[key], error.remedy)
        return None


@dataclass(frozen=True)
class _RowReader:
    """What the entries of one registry may hold."""

    path: Path
    report: Report
    required: tuple[str, ...]
    optional: tuple[str, ...]
    lists: tuple[str, ...]

    def read(self, node: Node) -> Row | None:
        """The entry, which knows what it lacks; None when it is none."""
        if not isinstance(node.value, dict):
            self.tell(node, "mỗi mục phải gồm các dòng “tên: nội dung”", node.plain(), "viết lại theo mẫu")
            return None
        row = Row(node.line, {key: value.line for key, value in node.value.items()})
        row.lists = dict.fromkeys(self.lists, ())
        misshapen = [key for key, value in node.value.items() if not self.keep(row, key, value)]
        row.missing = tuple(key for key in self.required if not row.get(key))
        if untold := [key for key in row.missing if key not in misshapen]:
            self.tell(node, "mục thiếu " + ", ".join(untold), "", "thêm các dòng còn thiếu")
        return row

    def keep(self, row: Row, key: str, node: Node) -> bool:
        """Put a value into the row; False when it has the wrong shape. An unknown key is told and left out."""
        known = (*self.required, *self.optional, *self.lists)
        if key not in known:
            self.tell(node, "mục có tên không biết", key, "dùng một trong: " + ", ".join(known))
        elif key in self.lists:
            return self.keep_list(row, key, node)
        elif isinstance(node.value, str):
            row[key] = " ".join(node.value.split())
        elif node.value is not None:
            self.tell(node, "dòng này phải là một câu chữ", key, f"viết trên một dòng “{key}: nội dung”")
            return False
        return True

    def keep_list(self, row: Row, key: str, node: Node) -> bool:
        """A list of words, or words on one line with commas between them."""
        if node.value == []:
            self.tell(node, "danh sách này trống", key, "ghi ít nhất một từ, hoặc xóa cả dòng")
            return False
        items = list(node.items())
        texts = node.value.split(",") if isinstance(node.value, str) else [item.value for item in items]
        words = [" ".join(text.split()) for text in texts if isinstance(text, str)]
        row.lists[key] = tuple(dict.fromkeys(word for word in words if word))
        if all(isinstance(item.value, str) and item.value.strip() for item in items):
            return True
        self.tell(node, "dòng này phải là một danh sách từ", key, f"viết “{key}: [mot, hai]”")
        return False

    def tell(self, node: Node, message: str, value: object, remedy: str) -> None:
        """Report a mistake on the node's line."""
        self.report.error(str(self.path), node.line, message, value, remedy)
