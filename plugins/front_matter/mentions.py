"""Where else a person is named or shown: sections and folders of a notice in force, every file once it is lifted.

What a lifted notice's own file no longer holds cannot be looked for in others. Articles that still name the person are
the editor's decision: a warning. What reaches every page, or is a page's own, is an error when publishing: registries,
section files, standing pages, captions, names of folders.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from plugins.common.html import strip_tags
from plugins.common.problems import Report
from plugins.common.publishing import Tell
from plugins.common.registry import REGISTRY_FOLDER
from plugins.common.vietnamese import normalise
from plugins.common.wanted import Withdrawn
from plugins.front_matter.names import Names, all_names, holds_name

_MEDIA_FOLDERS = ("images", "documents")
_SECTION_FILE = "_index"
_ARTICLES = (".md", ".markdown")
_REGISTRIES = (".yml", ".yaml", ".json", ".csv", ".txt")
_CAPTIONS = (".vtt", ".srt")
_SAME_NAME = "nếu là người khác trùng tên thì xóa họ tên khỏi tệp thông báo"


@dataclass(frozen=True)
class Telling:
    """Where problems go; ``blame`` takes those that the public must not see."""

    report: Report
    blame: Tell
    page_folders: tuple[str, ...] = ("pages",)


def tell_places(items: Iterable[Any], root: Path, report: Report) -> None:
    """An error for every notice in force whose section or folder is named after the person: lifting would not help."""
    for item in items:
        wanted = getattr(item, "wanted", None)
        if wanted is None or wanted.is_lifted:
            continue
        names = all_names(wanted.name, wanted.other_names)
        places = (item.section.name, item.section.slug, *_below(item.source_path, root).parts[:-1])
        if place := next((place for place in places if holds_name(place, names)), ""):
            message = "tên chuyên mục hoặc thư mục của thông báo có tên người bị truy nã, còn lại cả khi đã đình nã"
            remedy = "chuyển tệp vào thư mục của một chuyên mục chung, ví dụ truy-na, và sửa mục “Chuyên mục” nếu có"
            report.error(item.source_path, item.header_lines.get("section", 0), message, place, remedy)


def tell_mentions(withdrawn: Iterable[Withdrawn], items: Iterable[Any], root: Path, telling: Telling) -> None:
    """Tell of every file that still holds the name or a picture of a lifted notice; ``items`` are those with a page."""
    known = [left for left in withdrawn if left.names or left.pictures or left.files]
    if known:
        _Search(known, list(items), root, telling).run()


class _Search:
    """One pass over the content folder for everything that is left of some notices."""

    def __init__(self, known: list[Withdrawn], items: list[Any], root: Path, telling: Telling) -> None:
        self.names = Names(name for left in known for name in left.names)
        self.whole = [name for left in known for name in left.names]
        self.pictures = {picture.source for left in known for picture in left.pictures}
        self.files = {path for left in known for path in left.files}
        self.lifted = {os.path.abspath(left.file) for left in known}
        self.items = {os.path.abspath(item.source_path): item for item in items}
        self.root, self.telling = root, telling

    def run(self) -> None:
        """Look at every file and folder, in a fixed order."""
        for folder, _, files in sorted(os.walk(self.root)):
            place = Path(folder)
            if place != self.root and self.names.lines_in(place.name):
                remedy = "đổi tên thư mục, tên mới không có tên người"
                self.telling.blame(folder, 0, "tên thư mục còn tên của người không còn bị truy nã", "", remedy)
            for name in sorted(files):
                self._file(place / name)
        for path in self.lifted & self.items.keys():
            self._section(self.items[path])

    def _file(self, path: Path) -> None:
        below, ending = path.relative_to(self.root), path.suffix.lower()
        if below.parts[0] in _MEDIA_FOLDERS:
            self._file_name(path)
        everywhere = below.parts[0] == REGISTRY_FOLDER and ending in _REGISTRIES
        if ending in _ARTICLES and below.parts[0] != REGISTRY_FOLDER and path.stem != _SECTION_FILE:
            self._article(path)
        elif everywhere or ending in _CAPTIONS or ending in _ARTICLES:
            self._part_of_pages(path)

    def _file_name(self, path: Path) -> None:
        if self.names.lines_in(path.stem):
            remedy = "xóa tệp, hoặc đổi tên tệp nếu bài khác còn dùng"
            message = "tên tệp còn tên của người không còn bị truy nã"
            self.telling.report.warn(str(path), 0, message, "", remedy)

    def _part_of_pages(self, path: Path) -> None:
        """A registry, a section's file, captions: what they say stands in pages that they do not make alone."""
        text = _text(path)
        for name, line in self.names.lines_in_source(text).items():
            message = "tệp này còn họ tên của người không còn bị truy nã, và cổng công bố nó"
            self.telling.blame(str(path), line, message, name, f"xóa họ tên ở đây; {_SAME_NAME}")
        for source in self._sources_in(text):
            message = "tệp này còn dùng ảnh hoặc tệp của một thông báo truy nã đã hết hiệu lực"
            self.telling.blame(str(path), _line_of(text, source), message, source, "bỏ ảnh hoặc tệp ấy ở đây")

    def _article(self, path: Path) -> None:
        """An article or a page, also one that only appears later: then the name may be gone from the notice."""
        key = os.path.abspath(path)
        item = self.items.get(key)
        wanted = getattr(item, "wanted", None)
        if key in self.lifted or (wanted and wanted.is_lifted):
            return
        text = _text(path)
        found = self.names.lines_in_source(text, lambda: _words(item))
        for name in self.names.lines_in(f"{path.stem} | {getattr(item, 'href', '')}"):
            found.setdefault(name, 0)
        is_page = path.relative_to(self.root).parts[0] in self.telling.page_folders
        tell = self.telling.blame if is_page else self.telling.report.warn
        remedy = f"xem lại bài này, sửa hoặc gỡ nếu không còn lý do để giữ; {_SAME_NAME}"
        for name, line in found.items():
            tell(str(path), line, "bài còn họ tên của người không còn bị truy nã", name, remedy)
        for source in self._sources_in(text) if item is None else self._sources_of(item):
            message = "bài còn dùng ảnh hoặc tệp của một thông báo truy nã đã hết hiệu lực"
            tell(str(path), _line_of(text, source), message, source, remedy)

    def _section(self, item: Any) -> None:
        """The section of a lifted notice, which it keeps."""
        place = holds_name(item.section.name, self.whole) or holds_name(item.section.slug, self.whole)
        if place:
            line = item.header_lines.get("section", 0)
            message = "chuyên mục của thông báo còn tên của người không còn bị truy nã"
            self.telling.blame(item.source_path, line, message, place, "đổi chuyên mục của thông báo")

    def _sources_of(self, item: Any) -> list[str]:
        pictures = {picture.source for picture in item.pictures}
        files = {*item.files, *(attachment.source for attachment in getattr(item, "attachments", ()))}
        return sorted(pictures & self.pictures | files & self.files)

    def _sources_in(self, text: str) -> list[str]:
        """The pictures and files that a source speaks of, as long as it has no page to tell."""
        plain = normalise(unquote(text))
        return sorted(source for source in self.pictures | self.files if normalise(source) in plain)


def _words(item: Any) -> str:
    """What readers see of an article or page; nothing of one that has no page yet."""
    return "" if item is None else strip_tags(f"{getattr(item, 'lead_html', '')}\n{item.content}")


def _below(file: str, root: Path) -> Path:
    return Path(os.path.relpath(os.path.abspath(file), root.absolute()))


def _line_of(source: str, path: str) -> int:
    text = normalise(source)
    offset = text.find(normalise(Path(path).name))  # a Mac writes the name of the file in its own way
    return text.count("\n", 0, offset) + 1 if offset >= 0 else 0


def _text(file: Path) -> str:
    """The source as it is, but for its line ends: names are found in any form, which costs less than one form."""
    try:
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):  # gone, or told by its reader
        return ""
