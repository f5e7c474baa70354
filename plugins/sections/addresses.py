"""Who stands at which address: articles, pages, sections, lists and old addresses, each at a place of its own."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from typing import Any, TypeAlias
from urllib.parse import unquote

from plugins.common import places
from plugins.common.problems import Report, shown_path
from plugins.sections.pages import numbered_pages, page_href

#: An address, the file it is written in and the line there.
Place: TypeAlias = tuple[str, str, int]
#: What the portal itself writes on every site.
FIXED_PAGES = (*places.STANDING, places.NOT_FOUND)
FIXED_FOLDERS = ("/feeds/", "/images/", "/documents/", "/theme/")
FIXED_FILES = ("/robots.txt", "/sitemap.xml", "/sitemap-pages.xml", "/sitemap-news.xml", "/sitemap-articles.xml")
FIXED = (*FIXED_PAGES, *FIXED_FOLDERS, *FIXED_FILES)

#: How addresses begin that nobody else may have: beside its own pages, the tip-off gate lets no file stand there.
_RESERVED = (places.TIP_OFF.rstrip("/"), places.WORKER)
_OLD = re.compile(r"/(?:[^/\s?#]+/)*(?:[^/\s?#]+\.html)?")
_SAME_DECISION = (
    "hai thông báo truy nã có cùng số quyết định trong một năm: nếu là một người, giữ lại một tệp; nếu hai cơ quan "
    "dùng cùng một số, viết “Số quyết định” kèm ký hiệu của cơ quan, ví dụ 15/QĐ-CSĐT-PC02"
)
_STEPS = re.compile(r"/\.\.?/")


def check_standing(items: Iterable[Place], standing: Iterable[str], remedy: str, report: Report) -> None:
    """Nothing of the editors stands where the portal writes a page, list or folder of its own."""
    taken = {_file_key(address) for address in standing}
    for address, file, line in items:
        # Small letters: some servers know no others.
        if _file_key(address) in taken or address.casefold().startswith(_RESERVED):
            report.error(file, line, "địa chỉ này là của một trang có sẵn của cổng", address, remedy)


def check_addresses(items: Iterable[Place], report: Report, notices: Container[str] = ()) -> None:
    """No two things at one address; ``items`` come in a fixed order, and the first at an address keeps it.

    ``notices`` are the files of wanted notices, whose addresses are made of a decision's number.
    """
    taken: dict[str, str] = {}
    for address, file, line in items:
        key = _file_key(address)
        if key in taken:
            how = _SAME_DECISION if file in notices else "đổi dòng “Đường dẫn” (slug) của một trong hai"
            remedy = f"{how}; chỗ kia là {shown_path(taken[key])}"
            report.error(file, line, "địa chỉ đã có bài khác dùng", address, remedy)
        else:
            taken[key] = file


def further_pages(href: str, count: int, size: int) -> list[str]:
    """The addresses of the numbered pages of a list of so many articles."""
    return [page_href(href, number) for number in range(1, numbered_pages(count, size) + 1)]


def old_addresses(articles: Iterable[Any], report: Report) -> list[tuple[str, Any]]:
    """The addresses that articles had before, as (address, article); one that is no address of ours is an error."""
    found = []
    for article in articles:
        for written in article.old_addresses:
            address = unquote(written)  # a file has the name that the server is asked for: decoded
            if _OLD.fullmatch(address) and address != "/" and not _STEPS.search(address):
                found.append((address, article))
            else:
                line = article.header_lines.get("aliases", 1)
                remedy = "viết phần sau tên miền, như /2021/ten-cu/ hoặc /tin/ten-cu.html"
                report.error(article.source_path, line, "địa chỉ cũ viết sai", written, remedy)
    return found


def _file_key(address: str) -> str:
    """One key for addresses that share a place in the output, as ``/a/`` and ``/a/index.html`` do."""
    return re.sub(r"(?<=/)index\.html$", "", address).rstrip("/")


def list_addresses(context: dict[str, Any], size: int) -> list[str]:
    """What is written without an editor's asking: fixed pages, archives, keywords, events, further pages of lists."""
    counts, named = context["section_counts"], [*context["keywords"], *context["threads"]]
    periods = [period.href for year in context["years"] for period in (year, *year.months)]
    further = [href for s in context["sections"] for href in further_pages(s.href, counts.get(s.slug, 0), size)]
    further += [href for item in named for href in further_pages(item.href, item.count, size)]
    return [*FIXED, *periods, *(item.href for item in named), *further]
