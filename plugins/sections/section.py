"""Sections: folders titled by ``_index.md``, or made, with a warning, when an article names an unknown one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from plugins.common.problems import Report
from plugins.common.vietnamese import fold, normalise, slugify
from plugins.common.yaml_lines import YamlError, read_yaml

_INDEX = "_index.md"
_HEADER = re.compile(r"\s*---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
#: Keys of a section file, folded, and what they mean.
KEYS = {
    "title": "title", "tieu de": "title", "description": "description", "mo ta": "description",
    "order": "order", "thu tu": "order", "short": "short", "ten ngan": "short",
}  # fmt: skip


@dataclass(frozen=True)
class Section:
    """A section of the portal; ``order`` sorts the menu, sections without one come last; ``short`` is for the menu."""

    name: str
    slug: str
    description: str = ""
    order: int = 1000
    short: str = ""

    @property
    def href(self) -> str:
        """The address of its list page."""
        return f"/{self.slug}/"


class Sections:
    """All sections of one build, found by name or folder."""

    def __init__(self, known: list[Section], report: Report, default: str) -> None:
        self._by_key = {key: section for section in known for key in (_key(section.name), _key(section.slug))}
        self.report = report
        self.default = default

    def find(self, name: str | None, folder: str, file: str, line: int) -> Section:
        """The section that a header names, else the one of the article's folder, else the default one."""
        wanted = name or folder or self.default
        section = self._by_key.get(_key(wanted))
        if section is None:
            section = self._make(wanted, file, line)
        return section

    def sorted(self) -> list[Section]:
        """Every section once, by order, then by name."""
        return sorted(set(self._by_key.values()), key=lambda section: (section.order, fold(section.name)))

    def _make(self, wanted: str, file: str, line: int) -> Section:
        slug = slugify(wanted)
        name = wanted.replace("-", " ").capitalize() if wanted == slug else wanted
        if slug not in self._by_key:
            remedy = f"nếu đúng, tạo tệp {slug}/{_INDEX} có dòng “title: {name}”; nếu gõ nhầm, sửa tên chuyên mục"
            if wanted != self.default:
                self.report.warn(file, line, "chuyên mục chưa có, vừa được tạo", name, remedy)
            self._by_key[slug] = Section(name, slug)
        self._by_key[_key(wanted)] = self._by_key[slug]
        return self._by_key[slug]


def read_sections(root: Path, report: Report) -> list[Section]:
    """The sections of a content folder: its sub-folders that hold an ``_index.md``."""
    return [section for path in sorted(root.glob(f"*/{_INDEX}")) if (section := _read_index(path, report))]


def _key(name: str) -> str:
    return slugify(name) or name


def _read_index(path: Path, report: Report) -> Section | None:
    text = normalise(path.read_text("utf-8-sig"))
    match = _HEADER.match(text)
    if match is None:
        report.error(
            str(path), 1, "tệp chuyên mục thiếu phần đầu", "", "viết ---, dòng “title: Tên chuyên mục”, rồi ---"
        )
        return None
    try:
        node = read_yaml(match.group(1), text.count("\n", 0, match.start(1)) + 1)
    except YamlError as error:
        report.error(str(path), error.line, str(error), error.text, error.remedy)
        return None
    values: dict[str, str] = {}
    for key, value in (node.value if isinstance(node.value, dict) else {}).items():
        known = KEYS.get(fold(key))
        if known is None:
            report.error(
                str(path),
                value.line,
                "tệp chuyên mục có mục không biết",
                key,
                "chỉ dùng title, short, description, order",
            )
        elif isinstance(value.value, str):
            values[known] = " ".join(value.value.split())
    title = values.get("title") or path.parent.name
    order = values.get("order", "1000")
    if not order.isdigit():
        report.error(str(path), 1, "thứ tự chuyên mục không phải là số", order, "viết số nguyên, ví dụ 2")
        order = "1000"
    return Section(title, slugify(path.parent.name), values.get("description", ""), int(order), values.get("short", ""))
