"""What the reader of headers finds by itself: the build stops for it too."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.content_checks.archive import Archive
from plugins.content_checks.article import Article
from plugins.content_checks.model import Finding, Rule, Severity


def _told(article: Article, severity: Severity) -> Iterator[Finding]:
    for problem in article.problems.problems:
        if problem.severity == severity:
            yield Finding(problem.line, problem.value, problem.message, problem.remedy)


def _errors(article: Article, archive: Archive) -> Iterator[Finding]:
    return _told(article, "error")


def _warnings(article: Article, archive: Archive) -> Iterator[Finding]:
    return _told(article, "warning")


RULES = (
    Rule(
        id="header-error",
        severity="error",
        message="phần đầu bài có chỗ sai",
        why="Phần đầu bài sai thì cổng không biết bài tên gì, đăng ngày nào, ở đâu, nên trang không được dựng.",
        remedy="sửa theo lời báo; các mục của phần đầu bài có trong docs/bien-tap.md",
        check=_errors,
        waivable=False,
    ),
    Rule(
        id="header-warning",
        severity="warning",
        message="phần đầu bài có chỗ nên xem lại",
        why="Trang vẫn dựng được, nhưng có thể hiện ra khác với ý người viết.",
        remedy="xem lại dòng này; các mục của phần đầu bài có trong docs/bien-tap.md",
        check=_warnings,
    ),
)
