"""Registries: the YAML files below ``content/_data``. A missing file is an empty registry."""

from __future__ import annotations

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


def read_rows(path: Path, report: Report, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> list[Row]:
    """A registry that is a list of mappings; rows that lack a required key are reported and left out."""
    rows = []
    for node in read_registry(path, report).items():
        row = _row(node, path, report, required, optional)
        if row is not None:
            rows.append(row)
    return rows


class Row(dict[str, str]):
    """One entry of a list registry: text by key, and the line it begins on."""

    line: int = 0
    lines: dict[str, int]


def row_date(row: Row, key: str, path: Path, report: Report) -> NewsDate | None:
    """The date that a row has under a key; None when it has none, or one that cannot be read (then it is told)."""
    if not row.get(key):
        return None
    try:
        return parse_date(row[key])
    except DateError as error:
        report.error(str(path), row.lines[key], str(error), row[key], error.remedy)
        return None


def _row(node: Node, path: Path, report: Report, required: tuple[str, ...], optional: tuple[str, ...]) -> Row | None:
    if not isinstance(node.value, dict):
        report.error(
            str(path), node.line, "mỗi mục phải gồm các dòng “tên: nội dung”", node.plain(), "viết lại theo mẫu"
        )
        return None
    row = Row()
    row.line = node.line
    row.lines = {key: value.line for key, value in node.value.items()}
    for key, value in node.value.items():
        if key not in (*required, *optional):
            remedy = "dùng một trong: " + ", ".join((*required, *optional))
            report.error(str(path), value.line, "mục có tên không biết", key, remedy)
        elif isinstance(value.value, str):
            row[key] = " ".join(value.value.split())
    missing = [key for key in required if not row.get(key)]
    if missing:
        report.error(str(path), node.line, "mục thiếu " + ", ".join(missing), "", "thêm các dòng còn thiếu")
        return None
    return row
