"""One finished tip-off page: every piece of it allowed and in its place; ``needed`` says what must be there."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.tip_off.gate.elements import HEAD, HEAD_ONLY, SHAPES, VOID, WORDS_ONLY
from plugins.tip_off.gate.model import Expected, Finding, TipOffPage
from plugins.tip_off.gate.needed import is_policy, missing, wrong_counts
from plugins.tip_off.gate.tokens import SPACE, Token, read_tokens
from plugins.tip_off.gate.values import stylesheet_of, wrong_tag

#: Where a page begins: nothing can load, and no words can end the head, before the policy stands.
_BEGINNING = ("doctype", "html", "head", "meta", "meta")
#: What must be open around the elements that frame a page.
_FRAME: dict[str, list[str]] = {"html": [], "head": ["html"], "body": ["html"]}


def wrong_page(html: str, page: TipOffPage, expected: Expected) -> list[Finding]:
    """Everything that is wrong with the text of a page, in its order, then what is missing."""
    tokens = list(read_tokens(html))
    found = [*_Walk(expected).wrong(tokens), *_wrong_beginning(tokens), *wrong_counts(tokens)]
    return [*sorted(found, key=lambda finding: finding.line), *missing(html, tokens, page, expected)]


def stylesheets(html: str) -> list[str]:
    """The addresses of the stylesheets that a page loads."""
    found = (stylesheet_of(token) for token in read_tokens(html) if token.kind == "open")
    return [href for href in found if href]


class _Walk:
    """Through the page from its first piece to its last, with the elements that are open."""

    def __init__(self, expected: Expected) -> None:
        self.expected = expected
        self.open: list[Token] = []

    def wrong(self, tokens: list[Token]) -> Iterator[Finding]:
        """What must not be there, and what is where it must not be."""
        for token in tokens:
            match token.kind:
                case "open":
                    yield from self._start(token)
                case "close":
                    yield from self._end(token)
                case "text":
                    yield from self._text(token)
                case "strange":
                    yield Finding(token.line, _strange(token), token.source)
        yield from map(_not_closed, self.open)

    @property
    def inside(self) -> list[str]:
        """The names of the open elements, the outermost first."""
        return [tag.name for tag in self.open]

    @property
    def inner(self) -> str:
        """The innermost open element."""
        return self.open[-1].name if self.open else ""

    def _start(self, tag: Token) -> Iterator[Finding]:
        yield from wrong_tag(tag, self.expected)
        if problem := self._misplaced(tag):
            yield Finding(tag.line, problem, tag.source)
        if tag.closes_itself and tag.name not in VOID and tag.name not in SHAPES:
            yield Finding(tag.line, f"thẻ <{tag.name}> không được tự đóng bằng />", tag.source)
        if tag.name not in VOID and not tag.closes_itself:
            self.open.append(tag)

    def _misplaced(self, tag: Token) -> str:
        """Why a tag must not stand here; empty when it may."""
        if self.inner in WORDS_ONLY:
            return f"trong <{self.inner}> không được có thẻ <{tag.name}>"
        if (tag.name in SHAPES) != ("svg" in self.inside):
            return f"thẻ <{tag.name}> không được ở {'ngoài' if tag.name in SHAPES else 'trong'} <svg>"
        if self.inner == "head" and tag.name not in HEAD:
            return f"trong <head> không được có thẻ <{tag.name}>"
        if self.inner != "head" and tag.name in HEAD_ONLY:
            return f"thẻ <{tag.name}> chỉ được ở trong <head>"
        if self.inside != _FRAME.get(tag.name, self.inside):
            return f"thẻ <{tag.name}> không đúng chỗ"
        if self.inner in ("", "html") and tag.name not in _FRAME:
            return f"thẻ <{tag.name}> ở ngoài <body>"
        return ""

    def _end(self, tag: Token) -> Iterator[Finding]:
        if self.inner == tag.name:
            self.open.pop()
            return
        if tag.name in self.inside:
            start = self.inside.index(tag.name)
            yield from map(_not_closed, self.open[start + 1 :])
            del self.open[start:]
        else:
            yield Finding(tag.line, f"thẻ đóng </{tag.name}> không khớp với thẻ nào", tag.source)

    def _text(self, text: Token) -> Iterator[Finding]:
        if self.inner == "script" and text.source != self.expected.script:
            remedy = (
                "mẫu của giao diện viết <script>{{ exit_script.text }}</script>, không thêm gì; xem lại cả các plugin"
            )
            yield Finding(text.line, "mã lệnh trên trang tố giác không phải mã thoát nhanh", text.source, remedy)
        elif self.inner in ("", "html", "head") and text.source.strip(SPACE):
            yield Finding(text.line, "có chữ ở ngoài <body>", text.source)


def _not_closed(tag: Token) -> Finding:
    return Finding(tag.line, f"thẻ <{tag.name}> không được đóng", tag.source)


def _strange(token: Token) -> str:
    if token.source.startswith("<!--"):
        return "trang tố giác không được có chú thích HTML"
    if token.source.startswith(("<!", "<?")):
        return "trang tố giác không được có khai báo này"
    if token.source.startswith("<"):
        return "thẻ viết sai, trình duyệt có thể hiểu khác"
    return f"ký tự điều khiển U+{ord(token.source[0]):04X} trên trang tố giác"


def _wrong_beginning(tokens: list[Token]) -> Iterator[Finding]:
    """The policy holds only for what comes after it, and only in the head."""
    first = [token for token in tokens if token.kind != "text"][: len(_BEGINNING)]
    if tuple(token.name or token.kind for token in first) == _BEGINNING:
        charset, policy = first[-2:]
        if charset.value("charset") is not None and is_policy(policy):
            return
    late = next((token for token in tokens if is_policy(token)), None)
    remedy = (
        "mở đầu trang bằng <!DOCTYPE html>, <html>, <head>, <meta charset>, rồi tới <meta> của CSP, như trong base.html"
    )
    if late:
        message = "chính sách nội dung (CSP) của trang tố giác không đứng ngay sau <meta charset>"
        yield Finding(late.line, message, late.source, remedy)
    else:
        yield Finding(0, "trang tố giác thiếu chính sách nội dung (CSP)", "", remedy)
