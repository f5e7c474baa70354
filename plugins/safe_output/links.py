"""Links inside what editors wrote: a draft, a typing slip or a missing heading leads nowhere.

Twice: before anything is written, against the addresses that the site will have, so that dead links are told in the
same run as every other mistake; and in the finished folder, which has the last word.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from plugins.common.problems import Report

_HREF = re.compile(r'<a\b[^<>]*\bhref="([^"<>]*)"')
_ID = re.compile(r'<[^<>]*\bid="([^"<>]*)"')
_ELSEWHERE = re.compile(r"(?:https?://|mailto:|tel:)[^/\s]", re.IGNORECASE)
NOWHERE = "liên kết không dẫn tới trang nào"
STRANGE_REMEDY = "viết địa chỉ từ gốc của cổng, như /2021/ten-bai/, hoặc đầy đủ, như https://..."


@dataclass(frozen=True)
class Written:
    """What an editor wrote: the source file, the address of its page, and the HTML made of it."""

    file: str
    html: str
    href: str = ""


@dataclass(frozen=True)
class Link:
    """A link of our own: where it is written and where it leads, split at the first ``?`` and ``#``."""

    file: str
    written: str
    page: str
    fragment: str


@dataclass(frozen=True)
class Found:
    """What a text holds: links of our own, addresses of no known form, and the places that a link may lead to."""

    file: str
    href: str
    links: tuple[Link, ...]
    strange: tuple[str, ...]
    ids: tuple[str, ...]


def find(written: Written, site: str) -> Found:
    """Look through one text; ``site`` is the portal's address, without the last slash."""
    links, strange = [], []
    html = written.html
    for address in dict.fromkeys(map(unescape, _HREF.findall(html))) if "<a" in html else ():
        own = address.removeprefix(site) if site and address.startswith(f"{site}/") else address
        if own.startswith("#"):
            own = written.href + own
        if own.startswith("/") and not own.startswith("//"):
            page, _, fragment = own.partition("#")
            links.append(Link(written.file, address, _normal(unquote(page.split("?")[0])), unquote(fragment)))
        elif not _ELSEWHERE.match(own):
            strange.append(address)
    ids = sorted(set(map(unescape, _ID.findall(html)))) if 'id="' in html else ()
    return Found(written.file, written.href, tuple(links), tuple(strange), tuple(ids))


def check_before_writing(
    found: Iterable[Found], known: Container[str], report: Report, gone: Container[str] = ()
) -> None:
    """Report links to pages that the site will not have, to missing places in a page, and those of no known form.

    A link to an address in ``gone`` is only warned of: a lifted wanted notice took the page with it.
    """
    links: list[Link] = []
    ids: dict[str, tuple[str, ...]] = {}
    for item in found:
        ids[item.href] = item.ids
        links += item.links
        for address in item.strange:
            _tell(Link(item.file, address, "", ""), STRANGE_REMEDY, report)
    for link in links:
        if link.page.endswith("/") and link.page not in known:
            _tell_dead(link, gone, report)
        elif link.fragment and not _has_place(link, ids):
            _tell(link, "sửa phần sau dấu #, hoặc bỏ đi", report)


def check_links(links: Iterable[Link], folder: Path, report: Report, gone: Container[str] = ()) -> None:
    """Report every link of our own that no file of the finished folder answers; ``gone`` as above."""
    for link in links:
        if not _exists(link.page, folder):
            _tell_dead(link, gone, report)


def _has_place(link: Link, ids: Mapping[str, Container[str]]) -> bool:
    """Whether the page has the place; pages that no editor wrote have places of their own."""
    return link.page not in ids or link.fragment in ids[link.page] or link.fragment == "noi-dung"


def _tell_dead(link: Link, gone: Container[str], report: Report) -> None:
    if link.page in gone:
        remedy = "bỏ liên kết này: trang ấy mất cùng một thông báo truy nã đã hết hiệu lực"
        report.warn(link.file, _line(link.file, link.written), NOWHERE, link.written, remedy)
    else:
        _tell(link, "sửa địa chỉ, hoặc đăng bài được trỏ tới trước", report)


def _tell(link: Link, remedy: str, report: Report) -> None:
    report.error(link.file, _line(link.file, link.written), NOWHERE, link.written, remedy)


def _normal(page: str) -> str:
    """As a browser reads it: ".." above the root is the root, so nothing outside the folder is ever looked at."""
    plain = "/" + posixpath.normpath(page).lstrip("/")
    return plain + "/" if page.endswith("/") and plain != "/" else plain


def _exists(page: str, folder: Path) -> bool:
    path = folder / page.lstrip("/")
    try:
        return (path / "index.html" if page.endswith("/") else path).is_file()
    except OSError:  # a name longer than a file may have
        return False


def _line(file: str, address: str) -> int:
    """The line on which the address stands by itself, not as the beginning of a longer one; 0 when none does."""
    try:
        text = Path(file).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return 0
    found = re.search(rf"""(?<![^\s("'<=:]){re.escape(address)}(?![^\s)"'>])""", text)
    return text.count("\n", 0, found.start()) + 1 if found else 0
