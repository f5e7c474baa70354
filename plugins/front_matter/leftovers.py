"""What would keep a person's name or picture when a wanted notice is lifted: told to the editor, file by file.

1. While the notice is in force: names in addresses of files and keywords, which search engines remember.
2. In the notice's own file once it is lifted.
3. In other articles and pages, and in the names of files; only as long as the notice's file still holds the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from plugins.common.body import Body
from plugins.common.problems import Report
from plugins.common.vietnamese import fold, normalise
from plugins.common.wanted import Wanted, Withdrawn
from plugins.front_matter.checks import Desk
from plugins.front_matter.fields import vietnamese_name
from plugins.front_matter.source import Source, SourceError, decode
from plugins.front_matter.wanted import KEPT, holds_name

_FOLDERS = ("images", "documents")


def tell_named(desk: Desk, body: Body, wanted: Wanted) -> None:
    """Warn of a notice without a photograph, and of what gives the person's name an address of its own."""
    header, names = desk.header, (wanted.name, *wanted.other_names)
    if "image" not in header.lines:
        remedy = "thêm dòng “Ảnh đại diện: /images/ten-anh.jpg” nếu quyết định có ảnh"
        desk.warn(header.line("kind"), "thông báo truy nã không có ảnh", "", remedy)
    for name, remedy in (("tags", "bỏ từ khóa này"), ("attachments", "đổi tên tệp, tên mới không có tên người")):
        for entry in header.get(name, ()):
            _tell_address(desk, header.line(name), entry.rpartition("|")[2].strip(), names, remedy)
    for path in dict.fromkeys(body.files):
        _tell_address(desk, body.line_of(path), path, names, "đổi tên tệp, tên mới không có tên người")


def _tell_address(desk: Desk, line: int, value: str, names: Iterable[str], remedy: str) -> None:
    if holds_name(value, names):
        message = "tên người bị truy nã thành một phần của địa chỉ, máy tìm kiếm còn giữ cả khi đã đình nã"
        desk.warn(line, message, value, remedy)


def tell_left(desk: Desk, left: Withdrawn, source: Source) -> None:
    """Warn of what the file of a lifted notice still holds, and of a change that nobody would hear of."""
    header = desk.header
    if not {"state_date", "updated"} & set(header.lines):
        remedy = "thêm dòng “Từ ngày: ...” để bản tin và máy tìm kiếm biết trang đã đổi"
        desk.warn(header.line("state"), "thông báo đã hết hiệu lực mà không ghi từ ngày nào", "", remedy)
    names = [name for name in header.lines if name not in KEPT]
    parts = [vietnamese_name(name) for name in names] + (["thân bài"] if source.body.strip() else [])
    if not parts:
        return
    line = min([header.line(name) for name in names], default=source.body_line)
    media = dict.fromkeys([*(picture.source for picture in left.pictures), *left.files])
    files = "".join(f"; xóa tệp {path} nếu bài khác không dùng" for path in media)
    remedy = f"xóa các phần này{files}; nếu tên tệp bài có tên người thì đổi tên tệp"
    message = "thông báo đã hết hiệu lực: trên cổng không còn gì của người này, nhưng tệp này vẫn còn"
    desk.warn(line, message, ", ".join(parts), remedy)


def tell_mentions(withdrawn: Iterable[Withdrawn], items: Iterable[Any], root: Path, report: Report) -> None:
    """Warn of published articles, pages and names of files that still hold the name or photo of a lifted notice."""
    known = [left for left in withdrawn if left.names or left.pictures or left.files]
    if not known:
        return
    for item in items:
        if not (getattr(item, "wanted", None) and item.wanted.is_lifted):
            _tell_item(item, known, report)
    for path in sorted(path for folder in _FOLDERS for path in (root / folder).rglob("*") if path.is_file()):
        if any(holds_name(path.stem, left.names) for left in known):
            remedy = "xóa tệp, hoặc đổi tên tệp nếu bài khác còn dùng"
            report.warn(str(path), 0, "tên tệp còn tên của người không còn bị truy nã", "", remedy)


def _tell_item(item: Any, known: Iterable[Withdrawn], report: Report) -> None:
    text = _text(item.source_path)
    sources = {picture.source for picture in item.pictures}
    files = {*item.files, *(attachment.source for attachment in getattr(item, "attachments", ()))}
    remedy = "xem lại bài này, sửa hoặc gỡ nếu không còn lý do để giữ"
    for left in known:
        for name in left.names:
            if line := line_of_name(text, name):
                message = "bài còn họ tên của người không còn bị truy nã"
                report.warn(item.source_path, line, message, name, remedy)
        for path in sorted(sources & {picture.source for picture in left.pictures} | files & set(left.files)):
            message = "bài còn dùng ảnh hoặc tệp của một thông báo truy nã đã hết hiệu lực"
            report.warn(item.source_path, _line_of(text, path), message, path, remedy)


def line_of_name(text: str, name: str) -> int:
    """The first line on which a name of two syllables or more stands, in any spelling; 0 when it stands nowhere."""
    syllables = fold(name).split()
    if len(syllables) < 2:  # one syllable is half the language
        return 0
    folded = fold(text)
    name_in_it = r"[\s_-]+".join(map(re.escape, syllables))
    found = re.search(rf"(?<!\w){name_in_it}(?!\w)", folded)
    return folded.count("\n", 0, found.start()) + 1 if found else 0


def _line_of(text: str, path: str) -> int:
    offset = text.find(normalise(Path(path).name))  # a Mac writes the name of the file in its own way
    return text.count("\n", 0, offset) + 1 if offset >= 0 else 0


def _text(file: str) -> str:
    try:
        return decode(Path(file).read_bytes(), file)
    except (OSError, SourceError):  # gone, or told by the reader
        return ""
