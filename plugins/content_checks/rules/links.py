"""Links: what they say, and whether they lead anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.common.html import escape
from plugins.common.media import MediaError
from plugins.common.vietnamese import fold
from plugins.content_checks.archive import Archive
from plugins.content_checks.article import Article
from plugins.content_checks.model import Finding, Rule
from plugins.content_checks.targets import Target
from plugins.media.library import Library
from plugins.media.settings import MediaSettings
from plugins.safe_output.links import NOWHERE, STRANGE_REMEDY, Link, Written, find

#: Words that say nothing of where a link leads, folded, without signs.
_EMPTY_WORDS = frozenset(
    {
        "tai day", "o day", "day", "vao day", "bam vao day", "nhan vao day", "an vao day", "kich vao day",
        "click vao day", "click", "click here", "here", "xem tai day", "doc tai day", "tai ve tai day",
        "tai xuong tai day", "chi tiet tai day", "xem chi tiet tai day", "xem", "xem them", "xem tiep", "doc tiep",
        "doc them", "xem chi tiet", "chi tiet", "bai viet nay", "trang nay", "lien ket nay", "duong link",
        "duong link nay",
        "link", "link nay", "lien ket", "more", "read more",
    }
)  # fmt: skip
_SIGNS = re.compile(r"[^\w ]+")
#: An address with more to it than a site's name: nobody reads it out, and cut off it leads nowhere.
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>()\[\]\"“”]+", re.IGNORECASE)
_ADDRESS_ONLY = re.compile(r"(?:(?:https?://|www\.)\S+|[\w.-]+\.[a-z]{2,}/\S+)", re.IGNORECASE)
_FILES = ("/documents/", "/images/")
#: The place that every page has: its text.
_EVERYWHERE = "noi-dung"


def check_link_text(article: Article, archive: Archive) -> Iterator[Finding]:
    """Links that read “tại đây”, “xem thêm” or like an address."""
    for target in article.targets:
        if target.is_picture or not target.words:
            continue
        if _ADDRESS_ONLY.fullmatch(target.words):
            yield Finding(target.line, target.words, "liên kết hiện ra là một địa chỉ web")
        elif " ".join(_SIGNS.sub(" ", fold(target.words)).split()) in _EMPTY_WORDS:
            yield Finding(target.line, target.words)


def check_bare_address(article: Article, archive: Archive) -> Iterator[Finding]:
    """Addresses that stand in the text without being links."""
    if "http" not in article.body and "www." not in article.body:
        return
    linked = {target.words for target in article.targets}
    for line in article.lines:
        if line.kind in ("code", "definition", "html"):
            continue
        for match in _ADDRESS.finditer(line.text):
            is_prose = line.text[max(0, match.start() - 2) : match.start()] not in ("](", "]:", '="')
            in_code = line.text.count("`", 0, match.start()) % 2 == 1
            before = line.text[: match.start()]
            in_tag = (
                before.endswith("<") or before.rfind("<") > before.rfind(">") or before.rfind("](") > before.rfind(")")
            )
            address = match[0].rstrip(".,;:!?…")
            if is_prose and not in_code and not in_tag and address not in linked:
                yield Finding(line.number, address)


def check_dead_links(article: Article, archive: Archive) -> Iterator[Finding]:
    """Links to pages that the site does not have, and addresses of no known form."""
    for target, link, is_strange in _own(article, archive):
        if is_strange:
            yield Finding(target.line, target.address, NOWHERE, STRANGE_REMEDY)
        if link and link.page.startswith(_FILES):
            yield from _missing(target, link.page, article, archive)
        elif link and not _is_there(link.page, archive):
            is_near = _is_there(f"{link.page}/", archive)
            yield Finding(target.line, link.written, remedy="thêm dấu / vào cuối địa chỉ" if is_near else "")


def _is_there(page: str, archive: Archive) -> bool:
    """Whether the site has a page; files of the build's own, such as feeds, it looks for itself."""
    return page in archive.addresses or page in archive.by_href or "." in page.rpartition("/")[2]


def check_dead_fragments(article: Article, archive: Archive) -> Iterator[Finding]:
    """Links to a place of an article that has no such place."""
    if "#" not in article.body:
        return
    for target, link, _ in _own(article, archive):
        card = archive.by_href.get(link.page) if link and link.fragment else None
        if link and card and link.fragment != _EVERYWHERE and link.fragment not in card.ids:
            yield Finding(target.line, link.written)


def _own(article: Article, archive: Archive) -> Iterator[tuple[Target, Link | None, bool]]:
    """The links of ours, as the build reads them, and whether they are no address of any kind."""
    card = archive.by_file.get(article.file)
    href = card.href if card else ""
    for target in article.targets:
        # A draft, or what an embargo holds back, has no address yet that a place in it could be told by.
        if target.is_picture or not target.address or (target.address.startswith("#") and not href):
            continue
        found = find(Written(article.file, f'<a href="{escape(target.address)}">', href), archive.site)
        yield target, next(iter(found.links), None), bool(found.strange)


def _missing(target: Target, address: str, article: Article, archive: Archive) -> Iterator[Finding]:
    try:
        Library(archive.root, MediaSettings()).file(address, article.file)
    except MediaError as error:
        yield Finding(target.line, target.address, str(error), error.remedy)


RULES = (
    Rule(
        id="link-text",
        severity="warning",
        message="chữ của liên kết không nói liên kết dẫn tới đâu",
        why="Người khiếm thị nghe riêng danh sách các liên kết: “tại đây” hay một địa chỉ dài không cho họ biết gì.",
        remedy="đặt liên kết vào những chữ gọi tên trang, tệp: [Kế hoạch tuyển sinh năm 2026](/documents/...)",
        check=check_link_text,
    ),
    Rule(
        id="bare-address",
        severity="warning",
        message="địa chỉ web viết trần trong bài, người đọc không bấm được",
        why="Địa chỉ viết trần không thành liên kết, khó đọc và dễ bị ngắt dòng.",
        remedy="viết thành liên kết có tên: [Tên trang](địa chỉ)",
        check=check_bare_address,
    ),
    Rule(
        id="dead-link",
        severity="error",
        message="liên kết không dẫn tới trang nào của cổng",
        why="Người dân bấm vào thì gặp trang báo lỗi, nên không tin những liên kết còn lại.",
        remedy="sửa địa chỉ, hoặc đăng bài được trỏ tới trước",
        check=check_dead_links,
    ),
    Rule(
        id="dead-fragment",
        severity="error",
        message="trong trang được trỏ tới không có chỗ mang tên sau dấu #",
        why="Liên kết mở đúng trang nhưng không tới đoạn đã hứa, người đọc phải tự tìm.",
        remedy="sửa phần sau dấu # cho đúng tiêu đề nhỏ của trang ấy, hoặc bỏ phần ấy đi",
        check=check_dead_fragments,
    ),
)
