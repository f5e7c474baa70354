"""YAML whose values know their lines: for headers of articles and for the registries in ``content/_data``.

Scalars stay the text that was written (``12/02/2020``, ``2021-08``, ``01``): what they mean is for the caller to say,
so that no library guesses a date or a number. ``null``, ``~`` and nothing are None.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = {"", "~", "null", "Null", "NULL"}


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
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        raise _readable(error, text, first_line) from None
    except yaml.YAMLError as error:
        raise YamlError("không đọc được YAML", first_line, str(error)) from None
    return Node(None, first_line) if root is None else _convert(root, first_line)


def _convert(node: Any, first_line: int) -> Node:
    line = node.start_mark.line + first_line
    if isinstance(node, yaml.ScalarNode):
        empty = not node.style and node.value in _NULLS
        return Node(None if empty else str(node.value), line)
    if isinstance(node, yaml.SequenceNode):
        return Node([_convert(item, first_line) for item in node.value], line)
    mapping: dict[str, Node] = {}
    for key, value in node.value:
        name = str(key.value)
        if name in mapping:
            remedy = "giữ lại một dòng"
            raise YamlError("một mục được viết hai lần", key.start_mark.line + first_line, name, remedy)
        # A value that is empty or starts on a later line is reported where its key stands.
        converted = _convert(value, first_line)
        mapping[name] = Node(converted.value, key.start_mark.line + first_line)
    return Node(mapping, line)


def _readable(error: yaml.MarkedYAMLError, text: str, first_line: int) -> YamlError:
    mark = error.problem_mark or error.context_mark
    number = mark.line if mark else 0
    lines = text.splitlines()
    shown = lines[number] if number < len(lines) else (lines[-1] if lines else "")
    remedy = "nếu nội dung có dấu hai chấm, dấu ngoặc hoặc bắt đầu bằng dấu đặc biệt, đặt cả câu trong dấu nháy '...'"
    return YamlError("không đọc được dòng này của phần đầu bài", number + first_line, shown.strip(), remedy)
