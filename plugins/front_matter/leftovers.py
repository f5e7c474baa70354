"""What a wanted notice's own file holds that would keep the person's name or picture: told to the editor.

1. While the notice is in force: names in addresses of files, keywords and events, which search engines remember.
2. What is left in the file once the notice is lifted.

Other files are the affair of ``mentions``.
"""

from __future__ import annotations

from collections.abc import Iterable

from plugins.common.body import Body
from plugins.common.wanted import Withdrawn
from plugins.front_matter.checks import Desk
from plugins.front_matter.fields import vietnamese_name
from plugins.front_matter.names import holds_name
from plugins.front_matter.source import Source
from plugins.front_matter.wanted import KEPT, names_of


def tell_named(desk: Desk, body: Body) -> None:
    """Warn of a notice without a photograph, and of what gives the person's name an address of its own."""
    header, names = desk.header, names_of(desk.header)
    if "image" not in header.lines:
        remedy = "thêm dòng “Ảnh đại diện: /images/ten-anh.jpg” nếu quyết định có ảnh"
        desk.warn(header.line("kind"), "thông báo truy nã không có ảnh", "", remedy)
    for name, remedy in (("tags", "bỏ từ khóa này"), ("attachments", "đổi tên tệp, tên mới không có tên người")):
        for entry in header.get(name, ()):
            _tell_address(desk, header.line(name), entry.rpartition("|")[2].strip(), names, remedy)
    _tell_address(desk, header.line("event"), header.get("event", ""), names, "đặt tên sự kiện không có tên người")
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
