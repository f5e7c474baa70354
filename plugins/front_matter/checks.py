"""What a header must and may hold, once it could be read; every mistake is told with its line."""

from __future__ import annotations

import os
from dataclasses import dataclass

from plugins.common.problems import Report
from plugins.common.vietnamese import slugify
from plugins.front_matter.fields import DOORS, WANTED_KEYS, vietnamese_name
from plugins.front_matter.header import Header
from plugins.front_matter.settings import FrontMatterSettings

#: What a page that is no news may say in its header.
_PAGE_KEYS = {
    "title", "slug", "summary", "status", "embargo", "date", "updated", "toc", "image", "image_alt", "door",
    "waivers",
}  # fmt: skip
_LONGEST_SLUG = 150


@dataclass(frozen=True)
class Desk:
    """Where the problems of one header go; an error breaks the header, so that its file is left out."""

    header: Header
    file: str
    report: Report
    publishing: bool = False

    def fail(self, line: int, message: str, value: object, remedy: str) -> None:
        """Tell an error."""
        self.header.broken = True
        self.report.error(self.file, line, message, value, remedy)

    def warn(self, line: int, message: str, value: object, remedy: str) -> None:
        """Tell a warning."""
        self.report.warn(self.file, line, message, value, remedy)

    def blame(self, line: int, message: str, value: object, remedy: str) -> None:
        """Tell what editors may leave for a while, and the public may not see."""
        (self.fail if self.publishing else self.warn)(line, message, value, remedy)


def check_header(desk: Desk, is_page: bool, settings: FrontMatterSettings) -> None:
    """What is missing, what has a value that is not allowed, and what stands in a file of the wrong kind."""
    header = desk.header
    if header.unreadable:
        return
    if "title" not in header.values:
        remedy = "thêm dòng “Tiêu đề: ...” vào phần đầu"
        desk.fail(header.line("title"), "thiếu tiêu đề", "", remedy)
    no_date = "date" not in header.lines and "embargo" not in header.values
    if no_date and not is_page and header.get("status") != "draft":
        desk.fail(1, "thiếu ngày đăng", "", "thêm dòng “Ngày đăng: 26/12/2021 21:42” vào phần đầu")
    for name, allowed in (("kind", settings.kinds), ("topic", settings.topics), ("door", DOORS)):
        value = header.get(name)
        if value is not None and slugify(value) not in allowed:
            message = f"mục “{name}” không nhận giá trị này"
            desk.fail(header.line(name), message, value, "dùng một trong: " + ", ".join(allowed))
    _check_place(desk, is_page)


def _check_place(desk: Desk, is_page: bool) -> None:
    """Pages take few keys; the door of a page and the fields of a wanted notice stand nowhere else."""
    for name, line in desk.header.lines.items():
        if is_page and name not in _PAGE_KEYS:
            remedy = "bỏ dòng này, hoặc viết thành bài trong thư mục của một chuyên mục"
            desk.fail(line, "trang cố định không dùng mục này", name, remedy)
        elif not is_page and name == "door":
            desk.fail(line, "chỉ trang cố định có mục này", name, "bỏ dòng này, hoặc chuyển tệp vào thư mục pages")


def check_wanted_keys(desk: Desk) -> None:
    """In an article of another kind, the fields of a wanted notice would be lost without a word."""
    for name in WANTED_KEYS:
        if name in desk.header.lines:
            remedy = "thêm dòng “Loại: truy nã” nếu là thông báo truy nã; nếu không, bỏ dòng này"
            message = f"chỉ thông báo truy nã có mục “{vietnamese_name(name)}”"
            desk.fail(desk.header.line(name), message, name, remedy)


def check_slug(desk: Desk) -> None:
    """Whatever an address is made of, it has letters and fits into a file name."""
    header, slug = desk.header, slug_of(desk.header, desk.file)
    if header.unreadable or ("title" not in header.values and not slug):
        return
    if not slug or slug.isdigit() or len(slug) > _LONGEST_SLUG:
        remedy = f"thêm dòng “Đường dẫn”: chữ không dấu, số, gạch nối; có ít nhất một chữ, tối đa {_LONGEST_SLUG} ký tự"
        desk.fail(header.line("title"), "không đặt được địa chỉ cho bài này", slug, remedy)


def slug_of(header: Header, file: str) -> str:
    """The frozen slug, else the file's name, else the title."""
    named = slugify(os.path.splitext(os.path.basename(file))[0])
    slug: str = header.get("slug") or ("" if named.isdigit() else named) or slugify(header.get("title", ""))
    return slug
