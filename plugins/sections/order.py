"""Which articles are out, and in what order: pure functions of articles, the clock and the report."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from plugins.common.problems import Report, shown_path


def newest_first(articles: Iterable[Any]) -> list[Any]:
    """By date, newest first; articles of one moment by address, so that the order never depends on the file system."""
    return sorted(articles, key=lambda article: (-article.date.timestamp(), article.slug, article.source_path))


def is_held(article: Any, now: datetime) -> bool:
    """Whether an embargo still holds an article back."""
    return article.embargo is not None and article.embargo.value > now


def check_future(articles: Iterable[Any], now: datetime, report: Report) -> None:
    """A date in the future without an embargo is an error: nobody should find out by accident."""
    for article in articles:
        if article.date > now and article.embargo is None:
            line = article.header_lines.get("date", 1)
            remedy = f"sửa lại ngày, hoặc thêm dòng “embargo: {article.when.iso}” (Hẹn giờ) để bài tự hiện đúng lúc"
            report.error(article.source_path, line, "ngày đăng ở tương lai", article.when.long, remedy)


def check_addresses(items: Iterable[tuple[str, str, int]], report: Report) -> None:
    """No two things at one address; ``items`` are (address, file, line) and come in a fixed order."""
    taken: dict[str, str] = {}
    for address, file, line in items:
        if address in taken:
            remedy = f"đổi dòng “Đường dẫn” (slug) của một trong hai; chỗ kia là {shown_path(taken[address])}"
            report.error(file, line, "địa chỉ đã có bài khác dùng", address, remedy)
        else:
            taken[address] = file


def old_addresses(articles: Iterable[Any], report: Report) -> list[tuple[str, Any]]:
    """The addresses that articles had before, as (address, article); one that is no address of ours is an error."""
    found = []
    for article in articles:
        for written in article.old_addresses:
            if re.fullmatch(r"/(?:[^/\s?#]+/)*(?:[^/\s?#]+\.html)?", written) and written != "/":
                found.append((written, article))
            else:
                line = article.header_lines.get("aliases", 1)
                remedy = "viết phần sau tên miền, như /2021/ten-cu/ hoặc /tin/ten-cu.html"
                report.error(article.source_path, line, "địa chỉ cũ viết sai", written, remedy)
    return found


def neighbours(articles: list[Any], count: int) -> None:
    """Set ``newer`` and ``older`` on the articles of one section (newest first): the nearest ``count`` each way."""
    for position, article in enumerate(articles):
        article.newer = articles[max(0, position - count) : position][::-1]
        article.older = articles[position + 1 : position + 1 + count]
