"""Where a text comes from, and whether another one has its title or address already."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.common.vietnamese import slugify
from plugins.content_checks.archive import Archive, title_key
from plugins.content_checks.article import Article, Line
from plugins.content_checks.model import Finding, Rule
from plugins.front_matter.wanted import is_wanted

_LABEL = re.compile(
    r"(?:Nguồn(?: tin)?|Tin(?:(?:,| và)? (?:ảnh|bài))?|Bài(?:(?:,| và)? ảnh)?|Tác giả|Người viết|TIN|NGUỒN(?: TIN)?)"
    r" ?: ?\S"
)
_OFFICE = re.compile(r"(?:BBT|Ban Biên tập)\b[^,:;.!?]*")
_INITIALS = re.compile(r"[A-ZĐ]{1,4}(?:\s?[–-]\s?[A-ZĐ]{1,4})+")
_NAME = re.compile(r"[A-ZĐÂÊÔƠƯĂÁÀẢÃẠÉÈÍÌÓÒÚÙÝ][^\W\d_A-Z]+(?: [A-ZĐÂÊÔƠƯĂÁÀẢÃẠÉÈÍÌÓÒÚÙÝ][^\W\d_A-Z]*){1,4}")
_NOTICE = "thong-bao"
_MARKUP = re.compile(r"[*_]+")
#: So many signs has a signature at most.
_LONGEST = 80
#: A name stands by itself only at the end: so many lines may follow it.
_LAST = 3


def check_source(article: Article, archive: Archive) -> Iterator[Finding]:
    """News that tells neither its author nor its source."""
    if article.is_page or is_wanted(article.header) or article.header.unreadable:
        return
    if slugify(article.text("kind")) == _NOTICE:  # of the agency itself
        return
    if not article.header.get("author") and not article.text("source"):
        yield Finding(article.header.line("title"))


def check_signature(article: Article, archive: Archive) -> Iterator[Finding]:
    """A line that names the author or source, which belong into the header."""
    if article.is_page:
        return
    lines = [line for line in article.lines if line.kind != "blank"]
    for place, line in enumerate(lines, 1):
        if line.kind != "text" or len(line.text) > _LONGEST:
            continue
        words = _MARKUP.sub("", line.text).strip().rstrip(".")
        is_last = place > len(lines) - _LAST and _stands_apart(article, line)
        if _LABEL.match(words) or (is_last and _is_signature(words)):
            yield Finding(line.number, words)


def _stands_apart(article: Article, line: Line) -> bool:
    place = line.number - article.body_line
    around = article.lines[max(0, place - 1) : place] + article.lines[place + 1 : place + 2]
    return all(other.kind == "blank" for other in around)


def _is_signature(words: str) -> bool:
    return any(pattern.fullmatch(words) for pattern in (_OFFICE, _INITIALS, _NAME))


def check_duplicate_title(article: Article, archive: Archive) -> Iterator[Finding]:
    """A title that another article has too."""
    title = article.text("title")
    if not title or article.is_page or is_wanted(article.header):
        return
    is_known = article.file in archive.by_file  # a draft has no card; asking by file is the quicker way
    alike = archive.namesakes.get(article.file, ()) if is_known else archive.by_title.get(title_key(title), ())
    others = [card.file for card in alike if card.file != article.file]
    if others:
        message = f"tiêu đề trùng với bài khác ({_named(others)})"
        yield Finding(article.header.line("title"), title, message)


def check_duplicate_slug(article: Article, archive: Archive) -> Iterator[Finding]:
    """An address that another article has too."""
    card = archive.by_file.get(article.file)
    others = [other.file for other in archive.sharing.get(card.href, ()) if other.file != article.file] if card else []
    if card and others:
        line = article.header.lines.get("slug") or article.header.line("title")
        yield Finding(line, card.href, f"địa chỉ trùng với bài khác ({_named(others)})")


def _named(files: list[str]) -> str:
    return files[0] if len(files) == 1 else f"{files[0]} và {len(files) - 1} tệp khác"


RULES = (
    Rule(
        id="missing-source",
        severity="warning",
        message="bài không ghi tác giả, cũng không ghi nguồn tin",
        why="Người đọc cần biết tin từ đâu; bài không ghi nguồn thì khi sai cũng không biết hỏi ai để đính chính.",
        remedy="thêm dòng “Tác giả: ...” hoặc “Nguồn tin: ...” vào phần đầu bài",
        check=check_source,
    ),
    Rule(
        id="source-in-body",
        severity="warning",
        message="dòng cuối bài là tác giả hoặc nguồn tin",
        why="Trang tự hiện tác giả, nguồn tin ở chỗ riêng; viết trong thân bài thì máy tìm kiếm không nhận ra.",
        remedy="chuyển vào mục “Tác giả” hoặc “Nguồn tin” của phần đầu bài, rồi xóa dòng này",
        check=check_signature,
    ),
    Rule(
        id="duplicate-title",
        severity="warning",
        message="tiêu đề trùng với bài khác",
        why="Hai tiêu đề giống nhau trong danh sách tin khiến người đọc tưởng là một bài, hoặc bài đã bị đăng hai lần.",
        remedy="thêm điều riêng của bài này vào tiêu đề (ngày, nơi, đợt), hoặc xóa bản đăng lại",
        check=check_duplicate_title,
    ),
    Rule(
        id="duplicate-slug",
        severity="error",
        message="địa chỉ trùng với bài khác",
        why="Hai bài cùng địa chỉ thì chỉ một bài mở được.",
        remedy="ghi một “Đường dẫn” khác cho bài chưa đăng; bài đã đăng giữ nguyên địa chỉ",
        check=check_duplicate_slug,
    ),
)
