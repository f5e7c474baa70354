"""HTML that people bring into Markdown: cleaned by nh3 (allow-list), then put right by the rules of Markdown's own.

What can run, load or submit something is an error that names it; mere dress (style, class, event attributes) goes
quietly.
"""

from __future__ import annotations

import re
from collections import Counter

import nh3
from bs4 import BeautifulSoup, Tag
from bs4.dammit import EntitySubstitution
from bs4.formatter import HTMLFormatter

from plugins.article_body.addresses import SCHEMES, is_refused, plain_address
from plugins.article_body.links import tell_refused
from plugins.article_body.media_elements import MediaMaker
from plugins.article_body.own import CLASSES
from plugins.article_body.pasted_rules import put_right
from plugins.common.body import Body

FORBIDDEN = {
    "script", "iframe", "object", "embed", "form", "input", "button", "link", "meta", "base", "style", "frame",
    "applet",
}  # fmt: skip
_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details",
    "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins",
    "kbd", "li", "mark", "ol", "p", "picture", "pre", "q", "s", "section", "small", "source", "span", "strong", "sub",
    "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "track", "u", "ul", "video",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"id", "lang", "title", "role", "aria-label", "tabindex"},
    "a": {"href", "rel"},
    "img": {"src", "alt", "width", "height", "loading", "decoding", "fetchpriority"},
    "source": {"src", "srcset", "sizes", "type"},
    "video": {"src", "controls", "preload", "poster", "width", "height"},
    "track": {"src", "kind", "srclang", "label"},
    "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"},
    "ol": {"start", "reversed"}, "time": {"datetime"}, "col": {"span"},
}  # fmt: skip
_MAY_BE_EMPTY = {"br", "hr", "img", "source", "track", "video", "col", "td", "th", "picture"}


class _Letters(HTMLFormatter):
    """Letters stay letters, only ``& < >`` are escaped; attributes stand in double quotes, whatever they hold."""

    def attribute_value(self, value: str) -> str:
        return super().attribute_value(value).replace('"', "&quot;")


_FORMATTER = _Letters(entity_substitution=EntitySubstitution.substitute_xml, void_element_close_prefix="")


def clean(html: str, body: Body, sizes: str) -> str:
    """Clean the HTML of a whole body that holds pasted HTML; errors go to the body's report."""
    media = MediaMaker(body, sizes)
    brought = BeautifulSoup(html, "html.parser")
    _tell_forbidden(brought, body)
    _tell_addresses(brought, body, media)
    safe = nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, allowed_classes=dict.fromkeys(_TAGS, CLASSES), link_rel=None,
        url_schemes=set(SCHEMES), clean_content_tags={"script", "style"},
    )  # fmt: skip
    soup = BeautifulSoup(safe, "html.parser")
    put_right(soup, body, media)
    _drop_empty(soup)
    return soup.decode(formatter=_FORMATTER)


def _tell_forbidden(soup: BeautifulSoup, body: Body) -> None:
    counted = Counter[str]()
    for tag in soup.find_all(sorted(FORBIDDEN)):
        starts = [match.start() for match in re.finditer(rf"<{tag.name}\b", body.text, re.IGNORECASE)]
        number = min(counted[tag.name], len(starts) - 1)
        counted[tag.name] += 1
        line = body.line_at(starts[number]) if starts else body.first_line
        remedy = "bỏ phần này; muốn đưa video hay biểu mẫu lên, hãy hỏi người quản trị"
        body.report.error(body.file, line, "bài không được chứa thành phần này", f"<{tag.name}>", remedy)


def _tell_addresses(soup: BeautifulSoup, body: Body, media: MediaMaker) -> None:
    """Tell of the addresses that nh3 takes away: a picture or a link must not vanish without a word."""
    for link in soup.find_all("a", href=True):
        tell_refused(str(link["href"]), body)
    for image in soup.find_all("img"):
        source = str(image.get("src", ""))
        if not source.strip():
            remedy = "viết ![chú thích](/images/ten-anh.jpg)"
            body.report.error(body.file, body.line_of("<img", "<IMG"), "ảnh không có địa chỉ", "<img>", remedy)
        elif is_refused(plain_address(source)):
            media.make(source, "")


def _drop_empty(soup: BeautifulSoup) -> None:
    for tag in reversed(soup.find_all(True)):
        if "class" in tag.attrs and not "".join(tag.get_attribute_list("class")):
            del tag["class"]  # what is left of classes that are not ours
        if _is_empty(tag):
            tag.decompose()
        elif tag.name == "span" and _says_nothing(tag):
            tag.unwrap()  # a word processor's span that says what the page says already


def _says_nothing(tag: Tag) -> bool:
    return not tag.attrs or (set(tag.attrs) == {"lang"} and str(tag["lang"]).lower() == "vi")


def _is_empty(tag: Tag) -> bool:
    if tag.name in _MAY_BE_EMPTY or tag.find(_MAY_BE_EMPTY) is not None:
        return False
    return not tag.get_text(strip=True) and not tag.get("id")
