"""Channels that lead to pages of the portal itself: on the tip-off page a dead link is a report that is never made."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from plugins.common.problems import Report


@dataclass(frozen=True)
class WebLink:
    """The address of a channel, and where the registry has it."""

    file: str
    line: int
    address: str


def check_own_pages(links: Iterable[WebLink], pages: Container[str], site: str, report: Report) -> None:
    """Report every link to a page of ours that there is not; ``site`` is the portal's own origin."""
    for link in links:
        url, own = urlsplit(link.address), urlsplit(site).hostname
        if url.hostname and url.hostname != own:
            continue
        if url.query:
            remedy = "bỏ dấu hỏi và phần sau nó"
            message = "địa chỉ trên cổng này không được mang theo gì sau dấu hỏi"
            report.error(link.file, link.line, message, link.address, remedy)
        elif (unquote(url.path) or "/") not in pages:
            remedy = "viết trang ấy, hoặc sửa địa chỉ cho đúng; địa chỉ trang có dấu gạch chéo ở đầu và cuối"
            report.error(link.file, link.line, "kênh dẫn tới một trang mà cổng không có", link.address, remedy)
