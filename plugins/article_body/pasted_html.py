"""HTML that people bring into Markdown: cleaned by nh3 (allow-list), emptied elements dropped by BeautifulSoup.

What can run, load or submit something is an error that names it; mere dress (style, class, event attributes) goes
quietly.
"""

from __future__ import annotations

import nh3
from bs4 import BeautifulSoup, Tag

from plugins.common.body import Body

FORBIDDEN = {
    "script",
    "iframe",
    "object",
    "embed",
    "form",
    "input",
    "button",
    "link",
    "meta",
    "base",
    "style",
    "frame",
    "applet",
}
_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del", "details",
    "div", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd",
    "li", "mark", "ol", "p", "picture", "pre", "q", "s", "section", "small", "source", "span", "strong", "sub",
    "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "track", "u", "ul", "video",
}  # fmt: skip
_ATTRIBUTES = {
    "*": {"id", "lang", "title", "role", "aria-label", "tabindex"},
    "a": {"href", "rel"},
    "img": {"src", "alt", "width", "height", "loading", "decoding", "fetchpriority"},
    "source": {"src", "srcset", "sizes", "type"},
    "video": {"controls", "preload", "poster", "width", "height"},
    "track": {"src", "kind", "srclang", "label"},
    "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"},
    "ol": {"start", "reversed"}, "time": {"datetime"}, "col": {"span"},
}  # fmt: skip
#: Classes that this project's own steps write.
_CLASSES = {
    "fig", "video", "photos", "nb", "table", "footnote", "footnote-ref", "footnote-backref", "toc", "signature",
    "right", "center",
}  # fmt: skip
_MAY_BE_EMPTY = {"br", "hr", "img", "source", "track", "video", "col", "td", "th", "picture"}


def clean(html: str, body: Body) -> str:
    """Clean the HTML of a whole body that holds pasted HTML; errors go to the body's report."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(sorted(FORBIDDEN)):
        remedy = "bỏ phần này; muốn đưa video hay biểu mẫu lên, hãy hỏi người quản trị"
        body.report.error(
            body.file, body.line_of(f"<{tag.name}"), "bài không được chứa thành phần này", f"<{tag.name}>", remedy
        )
    classes = dict.fromkeys(_TAGS, _CLASSES)
    safe = nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, allowed_classes=classes, link_rel=None,
        url_schemes={"http", "https", "mailto", "tel"}, clean_content_tags={"script", "style"},
    )  # fmt: skip
    soup = BeautifulSoup(safe, "html.parser")
    for tag in reversed(soup.find_all(True)):
        if "class" in tag.attrs and not "".join(tag.get_attribute_list("class")):
            del tag["class"]  # what is left of classes that are not ours
        if _is_empty(tag):
            tag.decompose()
        elif tag.name == "span" and _says_nothing(tag):
            tag.unwrap()  # a word processor's span that says what the page says already
    return soup.decode(formatter="html5")


def _says_nothing(tag: Tag) -> bool:
    return not tag.attrs or (set(tag.attrs) == {"lang"} and str(tag["lang"]).lower() == "vi")


def _is_empty(tag: Tag) -> bool:
    if tag.name in _MAY_BE_EMPTY or tag.find(_MAY_BE_EMPTY) is not None:
        return False
    return not tag.get_text(strip=True) and not tag.get("id")
