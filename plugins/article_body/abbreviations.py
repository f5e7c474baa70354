"""Abbreviations: the first use in an article gets ``<abbr title>``; document numbers stay in one piece.

Not in headings and links, and never inside a number such as ``78/KH-UBND``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

_SKIPPED = {"a", "abbr", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "script", "style"}
#: A part of a document number begins with a capital: KH, QĐ, TTg, CTr, TƯ, PV05, QH14.
_PART = r"[A-ZĐƯ][A-Za-zĐđƯư0-9]*"
#: 78/KH-UBND, 34/2014/NĐ-CP, 2023/QĐ-TTg, 2036/BCĐ-CAT-PV05; 50-CT/TU, 12-CT/TƯ, 15-CTr/TU; Covid-19. All behind
#: their first sign.
_DOCUMENT_NUMBER = (
    rf"(?<=\d)\d*(?:(?:/\d{{4}})?/{_PART}(?:-(?:{_PART}|\d+))*|-{_PART}/{_PART}(?:-{_PART})*)"
    r"|(?<=[Cc])[Oo][Vv][Ii][Dd]-19"
)


class Marker:
    """Finds abbreviations and document numbers in text; one per build."""

    def __init__(self, registry: Mapping[str, str]) -> None:
        self.registry = dict(registry)
        abbreviation = "".join(
            rf"|(?<={re.escape(first)})(?:{rest})(?![\w/]|-\w)" for first, rest in _by_first_sign(registry).items()
        )
        firsts = re.escape("".join(sorted({name[0] for name in registry if name})))
        # It begins with the signs that a mark may begin with, so that others are passed over quickly.
        self._pattern = re.compile(
            rf"[\dCc{firsts}](?<![\w/-].)(?:(?P<number>{_DOCUMENT_NUMBER})(?![\w/]){abbreviation})", re.DOTALL
        )

    def mark(self, element: Element, seen: dict[str, str]) -> None:
        """Mark a tree in reading order; ``seen`` holds what was explained before and is added to."""
        if element.tag in _SKIPPED:
            return
        children: list[Element] = []
        if element.text:
            element.text, children = self._pieces(element.text, seen)
        for child in element:
            self.mark(child, seen)
            children.append(child)
            if child.tail:
                child.tail, marked = self._pieces(child.tail, seen)
                children += marked
        if len(children) > len(element):
            element[:] = children

    def _pieces(self, text: str, seen: dict[str, str]) -> tuple[str, list[Element]]:
        """The text up to the first mark, and the marked elements with what follows each as their tail."""
        if isinstance(text, AtomicString):
            return text, []
        start, head, made = 0, text, list[Element]()
        for match in self._pattern.finditer(text):
            element = self._element(match, seen)
            if element is None:
                continue
            before = text[start : match.start()]
            if made:
                made[-1].tail = before
            else:
                head = before
            made.append(element)
            start = match.end()
        if made:
            made[-1].tail = text[start:]
        return head, made

    def _element(self, match: re.Match[str], seen: dict[str, str]) -> Element | None:
        short = match.group()
        if match["number"] is not None:
            element = Element("span", {"class": "nb"})
        elif short in seen:
            return None
        else:
            seen[short] = self.registry[short]
            element = Element("abbr", {"title": seen[short]})
        element.text = AtomicString(match.group(0))
        return element


def _by_first_sign(registry: Mapping[str, str]) -> dict[str, str]:
    """For each first sign of an abbreviation a pattern of what follows it, the longest first."""
    found: dict[str, list[str]] = {}
    for name in sorted(filter(None, registry), key=len, reverse=True):
        found.setdefault(name[0], []).append(re.escape(name[1:]))
    return {first: "|".join(rest) for first, rest in found.items()}
