"""What came along when a text was copied from an old portal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.content_checks.archive import Archive
from plugins.content_checks.article import Article, Line
from plugins.content_checks.furniture import LOADING, LOADING_HINT, LOGIN, LOGIN_HINT, PATH, PATH_HINT
from plugins.content_checks.model import Finding, Rule
from plugins.content_checks.searching import finder

#: Lines of portals: tools, ratings, counters, lists of other news. Each stands on a line of its own.
_FURNITURE = re.compile(
    r"^[ \t>*_#|-]*(?:Print\s+E-?mail|Print|E-?mail|In bài viết( này)?|Gửi bài viết qua e-?mail|Lưu bài viết( này)?"
    r"|Tổng số điểm của bài viết là\b.*|Click để đánh giá bài viết.*|Xếp hạng:.*|Bạn đã đánh giá bài viết này rồi.*"
    r"|Đi tới nguồn bài viết|Ý kiến bạn đọc.{0,20}|Những tin (?:mới|cũ) hơn|Các tin khác|Thống kê truy cập"
    r"|(?:Đang truy cập|Hôm nay|Hôm qua|Tuần này|Tuần trước|Tháng này|Tháng trước|Tháng hiện tại"
    r"|Tổng lượt truy cập|Tổng số lượt truy cập|Số người đang truy cập)\s*:?\s*[0-9][0-9.,]*)[ \t*_|]*$",
    re.IGNORECASE,
)
#: ``297 0``, or a date line with views and comments behind the time.
_NUMBERS = re.compile(
    r"^[ \t]*(?:(?:[^\W\d_ ]+ ?){0,2}[-,|]?[ \t]*[0-9]{1,2}[/-][0-9]{1,2}[/-][0-9]{4}[ \t]+[0-9]{1,2}:[0-9]{2}[ \t]+)?"
    r"[0-9]{1,7}(?:[ \t]+[0-9]{1,7}){0,2}[ \t]*$"
)
_PICTURE = re.compile(r"!\[([^\]]*)\]\([^()\s]*(?:\s+\"([^\"]*)\")?\s*\)")
#: A line of fewer words is a refrain when it stands twice; a longer one than this is no line of a portal's tools.
_FEW_WORDS, _LONG = 4, 80


def check_furniture(article: Article, archive: Archive) -> Iterator[Finding]:
    """Tools, ratings, counters and lists of an old portal."""
    for line in article.prose:
        if len(line.text) < _LONG and line.kind not in ("heading", "table") and _FURNITURE.match(line.words):
            yield Finding(line.number, line.text.strip())


def check_numbers(article: Article, archive: Archive) -> Iterator[Finding]:
    """Numbers that nothing says what they count."""
    for line in article.prose:
        if (
            line.kind == "text"
            and len(line.text) < _LONG
            and _NUMBERS.match(line.words)
            and _stands_apart(article, line)
        ):
            yield Finding(line.number, " ".join(line.text.split()))


def check_repeated(article: Article, archive: Archive) -> Iterator[Finding]:
    """A line twice in a row, as captions are copied, or a paragraph twice in one article."""
    before, seen = "", set[str]()
    for line in article.prose:
        if line.kind in ("heading", "table"):
            before = ""
            continue
        words = line.words.strip()
        is_known = words == before or (len(words) >= _LONG and words in seen)
        if is_known and len(words.split()) >= _FEW_WORDS:
            yield Finding(line.number, line.text.strip())
        seen.add(words)
        before = _caption(line) or words


def _caption(line: Line) -> str:
    """What stands below a picture: its title, or its alternative text."""
    match = _PICTURE.search(line.text) if "![" in line.text else None
    return " ".join((match[2] or match[1]).split()) if match else ""


def _stands_apart(article: Article, line: Line) -> bool:
    place = line.number - article.body_line
    around = article.lines[max(0, place - 1) : place] + article.lines[place + 1 : place + 2]
    return all(other.kind == "blank" for other in around)


RULES = (
    Rule(
        id="login-text",
        severity="error",
        message="bài có lời nhắc đăng nhập của cổng cũ",
        why="Người đọc không có tài khoản nào để đăng nhập; lời này là rác chép từ cổng cũ.",
        remedy="xóa câu này",
        check=finder(LOGIN, LOGIN_HINT),
    ),
    Rule(
        id="loading-text",
        severity="error",
        message="bài có chữ “Loading...”",
        why="Chữ giữ chỗ của cổng cũ không bao giờ được thay bằng nội dung; máy đọc màn hình đọc nó thành tiếng.",
        remedy="xóa chữ này",
        check=finder(LOADING, LOADING_HINT),
    ),
    Rule(
        id="path-caption",
        severity="error",
        message="bài có đường dẫn tệp trên máy của người soạn",
        why="Đường dẫn như C:\\Users\\... lộ tên người dùng máy và không nói gì cho người đọc.",
        remedy="viết chú thích thật cho ảnh, hoặc xóa dòng ấy",
        check=finder(PATH, PATH_HINT),
    ),
    Rule(
        id="portal-furniture",
        severity="warning",
        message="dòng này là phần của cổng cũ, không phải của bài",
        why="Nút in, đánh giá, số đếm và danh sách tin chép theo bài làm rối người đọc; trang tự có phần cần thiết.",
        remedy="xóa dòng này; số lượt xem cũ ghi vào mục “Lượt xem”",
        check=check_furniture,
    ),
    Rule(
        id="unlabelled-numbers",
        severity="warning",
        message="dòng chỉ có số, không nói là số gì",
        why="Số lượt xem, số phản hồi chép từ cổng cũ đứng trơ một dòng thì không ai hiểu.",
        remedy="ghi vào mục “Lượt xem” hoặc “Phản hồi” của phần đầu bài, rồi xóa dòng này",
        check=check_numbers,
    ),
    Rule(
        id="repeated-text",
        severity="warning",
        message="câu này đã có ngay trên, hoặc đã có trong bài",
        why="Chú thích, đoạn văn bị chép hai lần làm người đọc tưởng mình lạc dòng.",
        remedy="xóa một lần",
        check=check_repeated,
    ),
)
