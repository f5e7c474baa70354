"""The allow-list's second half: which values the attributes of a tip-off page may have."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from plugins.tip_off.gate.elements import ELEMENTS, SHAPES
from plugins.tip_off.gate.links import wrong_link
from plugins.tip_off.gate.model import Expected, Finding
from plugins.tip_off.gate.tokens import Token
from plugins.tip_off.policy import page_policy

_STYLESHEET = re.compile(r"/theme/[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*\.css")
#: Numbers, colours and moves; ``url(...)`` would fetch, and a backslash could hide it.
_DRAWN = re.compile(r"(?!.*url)[A-Za-z0-9#.,%+()\s-]*", re.IGNORECASE | re.DOTALL)
_SVG_NAMESPACE = "http://www.w3.org/2000/svg"
_META = {"viewport", "referrer", "description", "theme-color", "robots", "color-scheme"}
CSP = "content-security-policy"
NO_ICON = "data:,"

Check = Callable[[Token, Expected], Iterator[Finding]]


def wrong_tag(tag: Token, expected: Expected) -> Iterator[Finding]:
    """What must not be in a start tag."""
    if tag.name not in ELEMENTS:
        yield _finding(tag, f"trang tố giác không được có thẻ <{tag.name}>")
        return
    known = list(_wrong_attributes(tag))
    yield from known
    if not known and tag.name in _CHECKS:
        yield from _CHECKS[tag.name](tag, expected)


def stylesheet_of(tag: Token) -> str | None:
    """The address of the stylesheet that a tag loads, None when it loads none of ours."""
    href = tag.value("href") or ""
    is_stylesheet = tag.name == "link" and tag.value("rel") == "stylesheet" and _STYLESHEET.fullmatch(href)
    return href if is_stylesheet else None


def _finding(tag: Token, message: str, remedy: str = "") -> Finding:
    return Finding(tag.line, message, tag.source, remedy)


def _wrong_attributes(tag: Token) -> Iterator[Finding]:
    names = [item.name for item in tag.attributes]
    for item in tag.attributes:
        if item.name not in ELEMENTS[tag.name]:
            yield _finding(tag, f"thẻ <{tag.name}> của trang tố giác không được có thuộc tính {item.name}")
        elif names.count(item.name) > 1:
            yield _finding(tag, f"thẻ <{tag.name}> của trang tố giác có hai thuộc tính {item.name}")
        elif not item.is_plain:
            yield _finding(tag, f"thuộc tính {item.name} có dấu & viết không rõ", "viết &amp; thay cho &")


def _head_link(tag: Token, expected: Expected) -> Iterator[Finding]:
    """Each kind has its own shape, so that no second meaning fits beside the first."""
    rel, href, names = tag.value("rel") or "", tag.value("href") or "", tag.names
    ours = {expected.site + page.address for page in expected.pages} | {page.address for page in expected.pages}
    kinds = {
        "stylesheet": names == {"rel", "href"} and stylesheet_of(tag) is not None,
        "canonical": names == {"rel", "href"} and href in ours,
        "alternate": names == {"rel", "href", "hreflang"} and href in ours,
        "icon": names == {"rel", "href"} and href == NO_ICON,
    }
    if rel not in kinds:
        yield _finding(tag, f"trang tố giác không được có <link rel=“{rel}”>")
    elif not kinds[rel]:
        yield _finding(tag, f"<link rel=“{rel}”> của trang tố giác không đúng như đã định")


def _meta(tag: Token, expected: Expected) -> Iterator[Finding]:
    name, content = (tag.value("name") or "").lower(), tag.value("content") or ""
    equivalent = (tag.value("http-equiv") or "").lower()
    if tag.names == {"charset"}:
        if (tag.value("charset") or "").lower() != "utf-8":
            yield _finding(tag, "bảng mã của trang tố giác phải là utf-8")
    elif tag.names == {"http-equiv", "content"} and equivalent == CSP:
        if content != page_policy(expected.script_hash):
            remedy = "dùng nguyên biến tip_csp trong mẫu của giao diện"
            yield _finding(tag, "chính sách nội dung (CSP) của trang tố giác đã bị đổi", remedy)
    elif "http-equiv" in tag.names:
        yield _finding(tag, f"trang tố giác không được có <meta http-equiv=“{equivalent}”>")
    elif not {"name", "content"} <= tag.names <= {"name", "content", "media"} or name not in _META:
        yield _finding(tag, f"trang tố giác không được có <meta name=“{name}”>")
    elif name == "referrer" and content != "no-referrer":
        yield _finding(tag, "<meta name=“referrer”> của trang tố giác phải là no-referrer")


def _button(tag: Token, expected: Expected) -> Iterator[Finding]:
    if tag.value("type") != "button":
        yield _finding(tag, "nút trên trang tố giác phải có type=“button”, vì trang không gửi gì đi")


def _drawing(tag: Token, expected: Expected) -> Iterator[Finding]:
    for item in tag.attributes:
        if item.name == "xmlns" and item.value == _SVG_NAMESPACE:
            continue
        is_words = item.name in ("aria-label", "class")
        if not is_words and not _DRAWN.fullmatch(item.value or ""):
            yield _finding(tag, f"hình vẽ trên trang tố giác có thuộc tính {item.name} với giá trị không được dùng")


_CHECKS: dict[str, Check] = {
    "a": wrong_link,
    "link": _head_link,
    "meta": _meta,
    "button": _button,
    **dict.fromkeys(("svg", *SHAPES), _drawing),
}
