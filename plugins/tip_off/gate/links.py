"""Where the links of a tip-off page may lead: pages of our own, the exit, and what the registry or the agency names."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from plugins.common import places
from plugins.common.dialling import canonical
from plugins.tip_off.gate.model import Expected, Finding
from plugins.tip_off.gate.tokens import Token

#: Letters of an address: no space, no quote, no backslash (browsers read it as a slash), no control character.
_LETTERS = r"[\w.~!$&'()*+,;=:@%/-]"
_OWN = re.compile(rf"/(?!/){_LETTERS}*(?:#{_LETTERS}*)?|#{_LETTERS}*")
_ELSEWHERE = re.compile(
    rf"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::[0-9]+)?(?:/{_LETTERS}*)?(?:[?#](?:{_LETTERS}|[?#])*)?"
)
_CALL = re.compile(r"tel:(\+?[0-9().-]{2,30})")
_WRITE = re.compile(r"mailto:([\w.!$*+/=^{|}~'-]+@[\w.-]+)")
_REL = {"noreferrer", "noopener", "nofollow", "external"}
_NEEDED_REL = {"noreferrer", "noopener"}
#: Own addresses that are no pages: the counter, and the worker.
_MACHINES = re.compile(rf"/_v(?:/|$)|{re.escape(places.WORKER)}")
_QUERY = "liên kết của trang tố giác không được mang theo gì sau dấu hỏi"
_REMEDY = (
    "nếu là một kênh trong _data/contacts.yml, sửa ở đó; nếu không, "
    "bỏ nó khỏi mẫu của giao diện hoặc tắt plugin đã thêm nó"
)
_UNKNOWN_REMEDY = (
    "nếu là một kênh của cơ quan, thêm nó vào _data/contacts.yml; nếu không, "
    "bỏ nó khỏi mẫu của giao diện hoặc tắt plugin đã thêm nó"
)
_REL_REMEDY = "viết liên kết ấy bằng components/rel.html của giao diện, rel=“noreferrer noopener”"


def wrong_link(tag: Token, expected: Expected) -> Iterator[Finding]:
    """What is wrong with an ``<a>``."""
    href, rel = tag.value("href"), set((tag.value("rel") or "").split())
    if href is None:
        if tag.value("data-exit") is not None:
            yield Finding(tag.line, "liên kết thoát nhanh không có địa chỉ", tag.source)
        return
    is_exit = href == expected.exit_url
    is_elsewhere = is_exit or _ELSEWHERE.fullmatch(href) is not None
    if problem := _wrong_address(href, is_elsewhere, expected):
        yield Finding(tag.line, problem, tag.source, _REMEDY)
    elif not is_exit and (problem := _unknown(href, expected)):
        yield Finding(tag.line, problem, tag.source, _UNKNOWN_REMEDY)
    elif rel - _REL:
        message = f"liên kết của trang tố giác không được có rel “{' '.join(sorted(rel - _REL))}”"
        yield Finding(tag.line, message, tag.source)
    elif is_elsewhere and not rel >= _NEEDED_REL:
        message = "liên kết ra ngoài của trang tố giác thiếu rel “noreferrer noopener”"
        yield Finding(tag.line, message, tag.source, _REL_REMEDY)
    elif tag.value("data-exit") is not None and not is_exit:
        remedy = "dùng địa chỉ TIP_OFF[“exit_url”] trong pelicanconf.py"
        yield Finding(tag.line, "liên kết thoát nhanh dẫn tới nơi khác với nơi đã chọn", tag.source, remedy)


def _wrong_address(href: str, is_elsewhere: bool, expected: Expected) -> str:
    """What is wrong with where a link leads, whoever named it; empty when nothing is."""
    if is_elsewhere:
        url = urlsplit(href)
        if (url.hostname or "").endswith(".onion"):
            return "địa chỉ .onion trên trang tố giác chỉ được viết thành chữ, không được là liên kết"
        own = urlsplit(expected.site).hostname
        if own and url.hostname == own:
            return _QUERY if url.query else _wrong_place(url.path)
        if own and own in unquote(url.query + url.fragment).lower():
            return "liên kết ra ngoài của trang tố giác mang theo địa chỉ của trang này"
        return ""
    if _OWN.fullmatch(href):
        return _wrong_place(href.split("#")[0])
    if _CALL.fullmatch(href) or _WRITE.fullmatch(href):
        return ""
    if re.match(r"(?:/(?![/\\])|mailto:)[^#]*\?|\?", href):
        return _QUERY
    return "liên kết của trang tố giác dẫn tới một nơi không được dùng"


def _wrong_place(path: str) -> str:
    """What is wrong with a path on our own site, as a server reads it: decoded, without steps."""
    asked = "/" + posixpath.normpath(unquote(path)).lstrip("/")
    if _MACHINES.match(asked.lower()):
        return "liên kết của trang tố giác dẫn tới một địa chỉ không phải là trang để đọc"
    return ""


def _unknown(href: str, expected: Expected) -> str:
    """What is wrong when neither the registry nor the agency's own particulars name where a link leads."""
    known = expected.links
    if call := _CALL.fullmatch(href):
        is_known = canonical(call[1]) in known.telephones | set(expected.numbers)
        return "" if is_known else "số điện thoại trên trang tố giác không có trong danh bạ"
    if mail := _WRITE.fullmatch(href):
        return "" if mail[1].lower() in known.mail else "địa chỉ thư trên trang tố giác không có trong danh bạ"
    host = urlsplit(href).hostname
    if host and host not in known.hosts and host != urlsplit(expected.site).hostname:
        return "trang tố giác dẫn tới một trang ngoài không có trong danh bạ"
    return ""
