"""What must be on a tip-off page: once each, and so that whoever looks or listens meets it.

Hidden is what the markup hides. What a stylesheet hides is not seen here: for the theme that comes with the portal the
tests in a browser see to that; whoever writes another theme has to look for himself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from plugins.tip_off.gate.elements import VOID
from plugins.tip_off.gate.model import Expected, Finding, TipOffPage
from plugins.tip_off.gate.tokens import Token
from plugins.tip_off.gate.values import CSP, NO_ICON, stylesheet_of

#: Links out of the page at the least: the bar, and the copy among the skip links.
_WAYS_OUT = 2
#: What the worker (scripts/worker.js) looks for, to the letter: pages without it get no fresh copy, and nobody is told.
COPY_SHEET_NAME = re.compile(r"/theme/site\.([0-9a-f]+)\.css")
COPY_SHEET = re.compile(rf'<link rel="stylesheet" href="({COPY_SHEET_NAME.pattern})">')
COPY_WORDS = {" hidden data-copy>": "data-copy", " data-copy-time>": "data-copy-time"}
_HIDING = {"hidden", "popover", "inert"}


def is_policy(tag: Token) -> bool:
    """Whether a tag is a Content-Security-Policy."""
    return tag.name == "meta" and (tag.value("http-equiv") or "").lower() == CSP


def wrong_counts(tokens: list[Token]) -> Iterator[Finding]:
    """What must be there exactly once."""
    tags = _tags(tokens)
    counted = {
        "thẻ <html>": [tag for tag in tags if tag.name == "html"],
        "thẻ <head>": [tag for tag in tags if tag.name == "head"],
        "thẻ <body>": [tag for tag in tags if tag.name == "body"],
        "thẻ <title>": [tag for tag in tags if tag.name == "title"],
        "thẻ <h1>": [tag for tag in tags if tag.name == "h1"],
        "tệp trình bày (stylesheet) của trang": [tag for tag in tags if stylesheet_of(tag)],
        "mã thoát nhanh (<script>)": [tag for tag in tags if tag.name == "script"],
        "<meta name=“referrer”> không cho biết trang trước": [
            tag for tag in tags if tag.name == "meta" and (tag.value("name") or "").lower() == "referrer"
        ],
        "<link rel=“icon” href=“data:,”>, để trình duyệt không tự tìm favicon": [
            tag for tag in tags if tag.name == "link" and tag.value("href") == NO_ICON
        ],
    }
    for what, found in counted.items():
        if not found:
            yield Finding(
                0, f"trang tố giác thiếu {what}", "", "thêm lại vào mẫu của giao diện; nếu mẫu có, một plugin đã bỏ nó"
            )
        for tag in found[1:]:
            yield Finding(tag.line, f"trang tố giác có hai {what}", tag.source)
    for tag in [tag for tag in tags if is_policy(tag)][1:]:
        yield Finding(tag.line, "trang tố giác có hai chính sách nội dung (CSP)", tag.source)


def missing(html: str, tokens: list[Token], page: TipOffPage, expected: Expected) -> Iterator[Finding]:
    """What the reader needs: the language, the way out, the numbers to call, a copy that does not grow old."""
    top = next((tag for tag in _tags(tokens) if tag.name == "html"), None)
    if top is not None and top.value("lang") != page.lang:
        remedy = f"viết <html lang=“{page.lang}”> trong mẫu của trang này"
        yield Finding(top.line, "trang tố giác không nói đúng ngôn ngữ của nó", top.source, remedy)
    seen = _Seen(tokens)
    yield from _missing_links(seen.links, expected)
    if seen.regions != ["html body"]:
        remedy = "giữ đoạn <p data-exit-status> của components/exit_link.html trong mẫu, ngay dưới <body>, đúng một lần"
        message = "trang tố giác cần đúng một vùng báo thoát nhanh (data-exit-status) ngay dưới <body>, không bị ẩn"
        yield Finding(0, message, "", remedy)
    if expected.offline:
        yield from _not_copied(html, tokens)


def _missing_links(links: list[_Link], expected: Expected) -> Iterator[Finding]:
    out = [link for link in links if link.tag.value("data-exit") is not None and link.words.strip()]
    if sum(link.tag.value("href") == expected.exit_url for link in out) < _WAYS_OUT:
        remedy = "giữ cả hai liên kết của components/exit_link.html trong mẫu, không ẩn; nếu mẫu đủ, một plugin đã đổi"
        yield Finding(0, "trang tố giác thiếu liên kết thoát nhanh nhìn thấy được", expected.exit_url, remedy)
    for number in expected.numbers:
        calls = [link.words for link in links if link.tag.value("href") == f"tel:{number}"]
        if not any(number in re.sub(r"[\s.()-]", "", words) for words in calls):
            remedy = "giữ các số khẩn cấp (biến emergency) trong mẫu, không ẩn; nếu mẫu đủ, một plugin đã đổi"
            yield Finding(0, "trang tố giác thiếu số khẩn cấp nhìn thấy được", number, remedy)


def _not_copied(html: str, tokens: list[Token]) -> Iterator[Finding]:
    """Why the worker would not take the page as one of ours."""
    tags = _tags(tokens)
    if len(COPY_SHEET.findall(html)) != 1:
        remedy = "mẫu viết <link rel=“stylesheet” href=“{{ assets.stylesheet }}”>, không thêm bớt gì"
        yield Finding(0, "bản đọc khi mất mạng không nhận ra tệp trình bày của trang", "", remedy)
    for words, attribute in COPY_WORDS.items():
        if html.count(words) != 1 or not any(tag.source.endswith(words) for tag in tags):
            remedy = f"mẫu viết đúng một thẻ kết thúc bằng “{words.strip()}”, không thêm gì sau {attribute}"
            yield Finding(0, f"bản đọc khi mất mạng không tìm thấy chỗ ghi ngày của nó ({attribute})", "", remedy)


@dataclass
class _Link:
    """A link that is not hidden, and its words that are not."""

    tag: Token
    words: str = ""


@dataclass
class _Seen:
    """What is not hidden: the links, and what the regions that tell of the exit stand in."""

    tokens: list[Token]
    links: list[_Link] = field(default_factory=list)
    #: Names of the open elements around each region; one that is hidden has "hidden" in its place.
    regions: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        opened: list[Token] = []
        around: list[_Link] = []
        for token in self.tokens:
            if token.kind == "text" and not _hides(opened):
                for link in around:
                    link.words += token.source
            elif token.kind == "open":
                self._note(token, opened, around)
            elif token.kind == "close" and token.name in [tag.name for tag in opened]:
                while opened.pop().name != token.name:
                    pass
                around = [link for link in around if any(link.tag is tag for tag in opened)]

    def _note(self, tag: Token, opened: list[Token], around: list[_Link]) -> None:
        hidden = _hides([*opened, tag])
        if tag.value("data-exit-status") is not None:
            self.regions.append("hidden" if hidden else " ".join(parent.name for parent in opened))
        if tag.name in VOID or tag.closes_itself:
            return
        opened.append(tag)
        if tag.name == "a" and not hidden:
            link = _Link(tag, tag.value("aria-label") or "")
            self.links.append(link)
            around.append(link)


def _hides(opened: list[Token]) -> bool:
    """Whether one of the open elements keeps what is in it from readers or from those who listen."""
    for outer, inner in zip_longest(opened, opened[1:]):
        if outer.names & _HIDING or outer.value("aria-hidden") not in (None, "false"):
            return True
        in_summary = inner is not None and inner.name == "summary"
        if outer.name == "details" and "open" not in outer.names and not in_summary:
            return True
    return False


def _tags(tokens: list[Token]) -> list[Token]:
    return [token for token in tokens if token.kind == "open"]
