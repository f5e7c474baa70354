"""Sections: folders titled by ``_index.md``, or made, with a warning, when an article names an unknown one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from plugins.common.problems import Report
from plugins.common.vietnamese import fold, normalise, slugify, sort_key
from plugins.common.yaml_lines import Node, YamlError, read_yaml

_INDEX = "_index.md"
_HEADER = re.compile(r"\s*---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
#: Keys of a section file, folded, and what they mean.
KEYS = {
    "title": "title", "tieu de": "title", "description": "description", "mo ta": "description",
    "order": "order", "thu tu": "order", "short": "short", "ten ngan": "short",
}  # fmt: skip
_LAST = 1000
_ORDER = re.compile(r"[0-9]{1,9}")
#: The folder of sections whose names hold no letter: without one their address would be that of another site, ``//``.
_NAMELESS = "chuyen-muc"


@dataclass(frozen=True)
class Section:
    """A section of the portal; ``order`` sorts the menu, sections without one come last; ``short`` is for the menu.

    ``file`` and ``line`` tell where it comes from: its ``_index.md``, or the article that named it first.
    """

    name: str
    slug: str
    description: str = ""
    order: int = _LAST
    short: str = ""
    file: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)

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
        """Every section once, by order, then by name; by address when two have one name."""
        return sorted(set(self._by_key.values()), key=lambda s: (s.order, sort_key(s.name), s.slug))

    def _make(self, wanted: str, file: str, line: int) -> Section:
        slug = slugify(wanted)
        name = wanted.replace("-", " ").capitalize() if wanted == slug else wanted
        if not slug:
            self.report.error(file, line, *_no_letters(wanted))
        elif wanted != self.default:
            remedy = f"nếu đúng, tạo tệp {slug}/{_INDEX} có dòng “title: {name}”; nếu gõ nhầm, sửa tên chuyên mục"
            self.report.warn(file, line, "chuyên mục chưa có, vừa được tạo", name, remedy)
        made = Section(name, slug or _NAMELESS, file=file, line=line)
        self._by_key[_key(wanted)] = made
        return made


def read_sections(root: Path, report: Report) -> list[Section]:
    """The sections of a content folder: its sub-folders that hold an ``_index.md``."""
    return [section for path in sorted(root.glob(f"*/{_INDEX}")) if (section := _read_index(path, report))]


def _key(name: str) -> str:
    return slugify(name) or name


def _no_letters(name: str) -> tuple[str, str, str]:
    """Message, value and remedy for a name that makes no address."""
    return "tên chuyên mục không có chữ nào", name, "đặt tên có chữ hoặc số, ví dụ Hoạt động"


def _read_index(path: Path, report: Report) -> Section | None:
    header = _read_header(path, report)
    if header is None:
        return None
    slug = slugify(path.parent.name)
    if not slug:
        report.error(str(path), 0, *_no_letters(path.parent.name))
        return None
    values = _known_values(header, path, report)
    order = _read_order(values.get("order"), path, report)
    texts = {name: " ".join(str(node.value).split()) for name, node in values.items()}
    name = texts.get("title") or path.parent.name
    return Section(name, slug, texts.get("description", ""), order, texts.get("short", ""), str(path))


def _read_header(path: Path, report: Report) -> Node | None:
    """The header's YAML with its lines; None when it cannot be read, and the report says so."""
    try:
        text = normalise(path.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        report.error(str(path), 1, "tệp không phải bảng mã UTF-8", "", "lưu lại tệp với bảng mã UTF-8")
        return None
    match = _HEADER.match(text)
    if match is None:
        remedy = "viết ---, dòng “title: Tên chuyên mục”, rồi ---"
        report.error(str(path), 1, "tệp chuyên mục thiếu phần đầu", "", remedy)
        return None
    try:
        return read_yaml(match.group(1), text.count("\n", 0, match.start(1)) + 1)
    except YamlError as error:
        report.error(str(path), error.line, str(error), error.text, error.remedy)
        return None


def _known_values(header: Node, path: Path, report: Report) -> dict[str, Node]:
    """What stands behind the known keys; keys that are unknown are reported."""
    values: dict[str, Node] = {}
    for key, node in (header.value if isinstance(header.value, dict) else {}).items():
        known = KEYS.get(fold(key))
        if known is None:
            remedy = "chỉ dùng title, short, description, order"
            report.error(str(path), node.line, "tệp chuyên mục có mục không biết", key, remedy)
        elif isinstance(node.value, str):
            values[known] = node
    return values


def _read_order(node: Node | None, path: Path, report: Report) -> int:
    if node is None:
        return _LAST
    written = str(node.value).strip()
    if _ORDER.fullmatch(written):
        return int(written)
    report.error(str(path), node.line, "thứ tự chuyên mục không phải là số", written, "viết số nguyên, ví dụ 2")
    return _LAST
