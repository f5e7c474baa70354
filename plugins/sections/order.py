"""Which articles are out, and in what order: pure functions of articles, the clock and the report."""

from __future__ import annotations

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


def neighbours(articles: list[Any], count: int) -> None:
    """Set ``newer`` and ``older`` on the articles of one section (newest first): the nearest ``count`` each way."""
    for position, article in enumerate(articles):
        article.newer = articles[max(0, position - count) : position][::-1]
        article.older = articles[position + 1 : position + 1 + count]
