"""Rules over the finished site: what no page may show, whether an article, the theme or a plugin put it there."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import unescape
from pathlib import Path

from plugins.common.problems import shown_path
from plugins.common.vietnamese import normalise
from plugins.content_checks.article import Article
from plugins.content_checks.furniture import CUT, LOADING, LOADING_HINT, LOGIN, LOGIN_HINT, PATH, PATH_HINT, is_doubled
from plugins.content_checks.gate import Told, tell
from plugins.content_checks.model import Finding, Rule
from plugins.content_checks.waivers import in_force
from plugins.front_matter.waivers import Waiver

_SILENT = re.compile(r"<(script|style|template)\b[^>]*>.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1\s*>", re.DOTALL | re.IGNORECASE)
#: The next heading or paragraph with nothing to read between.
_NEXT = re.compile(
    r"\s*(?:</?(?:a|article|div|header|hgroup|section|span)\b[^>]*>\s*)*<(h[1-6]|p)\b[^>]*>(.*?)</\1\s*>",
    re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True)
class Page:
    """One HTML file of a finished site: its path below the site's folder, and what stands in it."""

    path: str
    html: str

    @property
    def address(self) -> str:
        """As readers know it."""
        return f"/{self.path.removesuffix('index.html')}"

    @cached_property
    def shown(self) -> str:
        """The page with scripts, styles and comments blanked; lines stay lines."""
        return _SILENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), self.html)

    @cached_property
    def headings(self) -> list[tuple[int, str, int]]:
        """Of each heading: where it begins, its words, where it ends."""
        found = ((match.start(), plain(match[2]), match.end()) for match in _HEADING.finditer(self.shown))
        return [heading for heading in found if heading[1]]

    @cached_property
    def lower(self) -> str:
        """The page in small letters."""
        return self.html.lower()

    def line(self, offset: int) -> int:
        """The line of a place."""
        return self.html.count("\n", 0, offset) + 1


@dataclass(frozen=True)
class BuiltRule:
    """A rule over pages. ``same`` are the rules over articles whose waivers hold for the article's page too."""

    rule: Rule
    check: Callable[[Page], Iterable[Finding]]
    same: frozenset[str] = frozenset()


def plain(html: str) -> str:
    """The words of a piece of HTML, on one line."""
    return " ".join(normalise(unescape(_TAG.sub(" ", html))).split())


def _finder(hint: Iterable[str], pattern: re.Pattern[str]) -> Callable[[Page], Iterator[Finding]]:
    """Finds a pattern in what a page shows; most pages hold not even the hint."""

    def check(page: Page) -> Iterator[Finding]:
        if any(piece in page.lower for piece in hint):
            for match in pattern.finditer(page.shown):
                yield Finding(page.line(match.start()), plain(match[0]))

    return check


def _doubled_headings(page: Page) -> Iterator[Finding]:
    for start, words, end in page.headings:
        below = _NEXT.match(page.shown, end)
        follows = below is not None and plain(below[2]).casefold() == words.casefold()
        if follows or is_doubled(words):
            yield Finding(page.line(start), words)


def _cut_titles(page: Page) -> Iterator[Finding]:
    if "..." in page.html or "…" in page.html or "&hellip;" in page.html:
        for start, words, _ in page.headings:
            if CUT.search(words):
                yield Finding(page.line(start), words)


def _rule(id_: str, severity: str, message: str, why: str, remedy: str) -> Rule:
    return Rule(id_, "error" if severity == "error" else "warning", message, why, remedy, lambda article, archive: ())


BUILT_RULES = (
    BuiltRule(
        _rule(
            "built-login-text", "error", "trang hiện lời nhắc đăng nhập của cổng cũ",
            "Người đọc không có tài khoản nào để đăng nhập; lời này là rác chép từ cổng cũ.",
            "tìm câu này trong bài hoặc trong giao diện rồi xóa",
        ),
        _finder(LOGIN_HINT, LOGIN),
        frozenset({"login-text"}),
    ),
    BuiltRule(
        _rule(
            "built-loading", "error", "trang hiện chữ “Loading...”",
            "Chữ giữ chỗ của cổng cũ không bao giờ được thay bằng nội dung; máy đọc màn hình đọc nó thành tiếng.",
            "tìm chữ này trong bài hoặc trong giao diện rồi xóa",
        ),
        _finder(LOADING_HINT, LOADING),
        frozenset({"loading-text"}),
    ),
    BuiltRule(
        _rule(
            "built-path-caption", "error", "trang hiện đường dẫn tệp trên máy của người soạn",
            "Đường dẫn như C:\\Users\\... lộ tên người dùng máy và không nói gì cho người đọc.",
            "viết chú thích thật cho ảnh, hoặc xóa dòng ấy",
        ),
        _finder(PATH_HINT, PATH),
        frozenset({"path-caption"}),
    ),
    BuiltRule(
        _rule(
            "built-doubled-heading", "error", "đề mục hiện hai lần liền nhau",
            "Đề mục lặp lại làm người nghe máy đọc màn hình tưởng có hai phần khác nhau.",
            "xóa dòng lặp trong bài, hoặc sửa mẫu giao diện",
        ),
        _doubled_headings,
        frozenset({"doubled-heading"}),
    ),
    BuiltRule(
        _rule(
            "built-cut-title", "warning", "đề mục bị cắt bằng dấu ba chấm",
            "Đề mục bị cắt thì không đọc riêng được, máy tìm kiếm cũng chỉ thấy phần còn lại.",
            "viết đề mục đủ ý, ngắn hơn nếu cần; giao diện không được cắt đề mục",
        ),
        _cut_titles,
        frozenset({"cut-title"}),
    ),
)  # fmt: skip


def check_site(folder: Path, articles: Mapping[str, Article], today: date) -> list[Told]:
    """What is to be told of a finished site; ``articles`` by address, for the waivers of their headers."""
    known = {built.rule.id: built.rule for built in BUILT_RULES}
    told: list[Told] = []
    seen: set[tuple[str, str]] = set()
    for path in _html_files(folder):
        page = Page(path.relative_to(folder).as_posix(), path.read_text("utf-8", "replace"))
        article = articles.get(page.address)
        waivers = _waivers(article, known, today) if article else {}
        file = shown_path(str(path.absolute()))
        for built in BUILT_RULES:
            for finding in built.check(page):
                waiver = waivers.get(built.rule.id)
                # What one article shows stands on every list that has it: it is told once.
                if waiver or (key := (built.rule.id, finding.value)) not in seen:
                    told.append(tell(file, built.rule, finding, None, waiver))
                    if not waiver:
                        seen.add(key)
    return told


def _waivers(article: Article, known: Mapping[str, Rule], today: date) -> dict[str, Waiver]:
    """The waivers of an article for its page, by the rule over pages."""
    if "waivers" not in article.header.values:
        return {}
    every = {**known, **{id_: known[b.rule.id] for b in BUILT_RULES for id_ in b.same}}
    held = in_force(article, every, today)
    return {
        built.rule.id: held[id_] for built in BUILT_RULES for id_ in (*sorted(built.same), built.rule.id) if id_ in held
    }


def _html_files(folder: Path) -> Iterator[Path]:
    for base, names, files in os.walk(folder):
        names.sort()
        yield from (Path(base, name) for name in sorted(files) if name.endswith(".html"))
