"""Titles and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from plugins.common.vietnamese import is_capitals, slugify
from plugins.content_checks.archive import Archive
from plugins.content_checks.article import Article, Line
from plugins.content_checks.furniture import CUT, is_doubled
from plugins.content_checks.model import Finding, Rule
from plugins.front_matter.wanted import is_wanted

_HASHES = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_MARKUP = re.compile(r"[*_`]+|\s*\{[^{}]*\}\s*$")
#: Fewer words in capitals are a name or an abbreviation.
_FEW = 3
#: No section is called by so many letters, nor twice by twice as many.
_LONG = 200


def headings(article: Article) -> Iterator[tuple[Line, int, str]]:
    """The headings of a body: line, level, words."""
    lines = article.lines
    for place, line in enumerate(lines):
        if line.kind != "heading":
            continue
        if match := _HASHES.match(line.text):
            yield line, len(match[1]), _MARKUP.sub("", match[2]).strip()
        elif place + 1 < len(lines) and (under := _UNDERLINE.match(lines[place + 1].text)):
            yield line, 1 if under[1][0] == "=" else 2, _MARKUP.sub("", line.text).strip()


def check_cut(article: Article, archive: Archive) -> Iterator[Finding]:
    """A title or heading that ends in three dots."""
    if CUT.search(article.text("title")):
        yield Finding(article.header.line("title"), article.text("title"))
    if "..." in article.body or "…" in article.body:
        for line, _, words in headings(article):
            if CUT.search(words):
                yield Finding(line.number, words)


def check_capitals(article: Article, archive: Archive) -> Iterator[Finding]:
    """A title in capitals."""
    title = article.text("title")
    if len(title.split()) >= _FEW and is_capitals(title) and not is_wanted(article.header):
        yield Finding(article.header.line("title"), title)


def check_doubled(article: Article, archive: Archive) -> Iterator[Finding]:
    """A heading that repeats the title, the heading right before it, or itself."""
    title, before, last = article.text("title").casefold(), "", -1
    for line, _, words in headings(article):
        place = line.number - article.body_line
        is_next = all(other.kind == "blank" for other in article.lines[last + 1 : place])
        if words and (words.casefold() == title or is_doubled(words) or (is_next and words.casefold() == before)):
            yield Finding(line.number, words)
        before, last = words.casefold(), place


def check_section(article: Article, archive: Archive) -> Iterator[Finding]:
    """A first line that is the section's name, or the title once more."""
    first = next((line for line in article.lines if line.kind != "blank"), None)
    if article.is_page or first is None or first.kind not in ("text", "heading"):
        return
    if len(first.words) > _LONG:
        return
    words = _MARKUP.sub("", first.words).strip(" #")
    half = words[: len(words) // 2].strip() if is_doubled(words) else words
    names = {slugify(article.text("category")), slugify(PurePosixPath(article.path).parts[0])} - {""}
    is_title = first.kind == "text" and words.casefold() == article.text("title").casefold()
    if words and (slugify(half) in names or is_title):
        yield Finding(first.number, words)


def check_order(article: Article, archive: Archive) -> Iterator[Finding]:
    """A heading of the first level, which is the title's, or one that skips a level."""
    level = 1
    for line, found, words in headings(article):
        if found == 1:
            yield Finding(line.number, words, "đề mục cấp một (#) là của tiêu đề bài", "viết ## thay cho #")
        elif found > level + 1:
            yield Finding(line.number, words)
        level = max(found, 2)


RULES = (
    Rule(
        id="cut-title",
        severity="warning",
        message="tiêu đề hoặc đề mục bị cắt bằng dấu ba chấm",
        why="Tiêu đề bị cắt thì không đọc riêng được; cổng cũ cắt chữ cho vừa ô, cổng này không cần.",
        remedy="viết tiêu đề đủ ý, ngắn hơn nếu cần",
        check=check_cut,
    ),
    Rule(
        id="capital-title",
        severity="warning",
        message="tiêu đề viết toàn chữ hoa",
        why="Chữ hoa khó đọc, mất phân biệt tên riêng; máy đọc màn hình có thể đọc từng chữ cái.",
        remedy="viết hoa như một câu: chữ đầu và tên riêng",
        check=check_capitals,
    ),
    Rule(
        id="doubled-heading",
        severity="error",
        message="đề mục lặp lại tiêu đề hoặc đề mục liền trước",
        why="Đề mục lặp lại làm người nghe máy đọc màn hình tưởng có hai phần khác nhau.",
        remedy="xóa dòng lặp",
        check=check_doubled,
    ),
    Rule(
        id="section-as-first-line",
        severity="warning",
        message="dòng đầu bài là tên chuyên mục hoặc tiêu đề chép lại",
        why="Trang đã hiện chuyên mục và tiêu đề ở trên; chép lại là rác của cổng cũ.",
        remedy="xóa dòng này",
        check=check_section,
    ),
    Rule(
        id="heading-order",
        severity="warning",
        message="đề mục nhảy cấp",
        why="Người dùng máy đọc màn hình đi theo cấp đề mục; nhảy cấp làm họ tưởng thiếu một phần.",
        remedy="bắt đầu bằng ##, phần nhỏ hơn dùng ###, không bỏ cấp nào",
        check=check_order,
    ),
)
