"""An element tree as HTML text, as Python-Markdown writes it, for the plain elements that our trees are made of."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import HTML_EMPTY, Element

from markdown.serializers import RE_AMP, to_html_string

#: What stands in these is not escaped, or has no end; the library writes them.
_UNUSUAL = frozenset({*HTML_EMPTY, "script", "style"})


def serialise(root: Element) -> str:
    """The text of ``markdown.serializers.to_html_string``."""
    parts: list[str] = []
    _write(root, parts.append)
    return "".join(parts)


def _write(element: Element, add: Callable[[str], None]) -> None:
    tag = element.tag
    items: list[tuple[str, str | None]] = list(element.items())
    if not isinstance(tag, str) or tag.lower() in _UNUSUAL or any(_is_unusual(item) for item in items):
        add(to_html_string(element))
        return
    add(f"<{tag}{''.join(map(_attribute, sorted(items)))}>" if items else f"<{tag}>")
    if element.text:
        add(_escaped(element.text))
    for child in element:
        _write(child, add)
    add(f"</{tag}>")
    if element.tail:
        add(_escaped(element.tail))


def _is_unusual(item: tuple[str, str | None]) -> bool:
    """An attribute that may stand without its value, such as ``controls``."""
    return item[1] is None or item[0] == item[1]


def _attribute(item: tuple[str, str | None]) -> str:
    return f' {item[0]}="{_escaped(item[1] or "").replace(chr(34), "&quot;")}"'


def _escaped(text: str) -> str:
    if "&" in text:
        text = RE_AMP.sub("&amp;", text)
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text
