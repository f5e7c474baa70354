"""Which articles are out, and in what order: pure functions of articles, the clock and the report."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from plugins.common.problems import Report


def order_of(article: Any) -> tuple[float, str, str]:
    """The key of the order of :func:`newest_first`."""
    return -article.date.timestamp(), article.slug, article.source_path


def newest_first(articles: Iterable[Any]) -> list[Any]:
    """By date, newest first; articles of one moment by address, so that the order never depends on the file system."""
    return sorted(articles, key=order_of)


def is_held(article: Any, now: datetime) -> bool:
    """Whether an embargo still holds an article back."""
    return article.embargo is not None and article.embargo.value > now


def check_future(articles: Iterable[Any], now: datetime, report: Report) -> None:
    """A date in the future is an error unless an embargo still holds the article back: nobody finds out by accident."""
    for article in articles:
        if article.updated and article.updated.value > now:
            line = article.header_lines.get("updated", 1)
            report.error(article.source_path, line, "ngày cập nhật ở tương lai", article.updated.long, "sửa lại ngày")
        if article.date <= now:
            continue
        line = article.header_lines.get("date", 1)
        if not is_held(article, now):
            remedy = f"sửa lại ngày, hoặc thêm dòng “embargo: {article.when.iso}” (Hẹn giờ) để bài tự hiện đúng lúc"
            report.error(article.source_path, line, "ngày đăng ở tương lai", article.when.long, remedy)
        elif article.embargo.value < article.date:
            # Told now, while the editor is there; the build that runs when the embargo ends has nobody beside it.
            remedy = "sửa ngày đăng hoặc dòng embargo (Hẹn giờ) cho bằng nhau"
            report.warn(
                article.source_path, line, "hẹn giờ trước ngày đăng nên bài sẽ bị dừng", article.when.long, remedy
            )
