"""Python-Markdown with our steps, and with short cuts past work that a text does not call for.

Every short cut gives what Python-Markdown gives: it looks for the signs without which a step of the library changes
nothing, and leaves the step out when they are not there. ``tests/front_matter/test_converter.py`` holds the two
against each other. What the short cuts know of the library is that of the version in ``requirements.txt``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor, ParagraphProcessor
from markdown.extensions import Extension
from markdown.extensions.md_in_html import HtmlBlockPreprocessor
from markdown.extensions.toc import TocTreeprocessor, unique
from markdown.preprocessors import NormalizeWhitespace
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import ETX, INLINE_PLACEHOLDER_PREFIX, STX, AtomicString, Registry

from plugins.front_matter.serialiser import serialise

_EXTENSIONS = ["tables", "footnotes", "attr_list", "sane_lists", "md_in_html"]
#: What a text must hold so that an inline pattern can match; a pattern that is not here is always tried.
_SIGNS: dict[str, tuple[str, ...]] = {
    "backtick": ("`",), "escape": ("\\",), "footnote": ("[",), "reference": ("[",), "link": ("[",),
    "image_link": ("[",), "image_reference": ("[",), "short_reference": ("[",), "short_image_ref": ("[",),
    "autolink": ("<",), "automail": ("<",), "linebreak": ("  \n",), "html": ("<",), "entity": ("&",),
    "em_strong": ("*", "_"),
}  # fmt: skip
_ANY_SIGN = ("`", "\\", "[", "<", "&", "*", "_", "  \n")
#: What a step that walks over the whole tree looks for.
_STEP_SIGNS = {"footnote-duplicate": "[^", "attr_list": "{", "unescape": "\\"}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: A heading whose words are its HTML, but for dashes and no-break spaces, of which an id keeps nothing.
_PLAIN_HEADING = re.compile(r"[\w ,.:;()“”‘’…–%/+-]*")
#: A first sign, beside letters, with which only a paragraph begins.
_OPENS_PARAGRAPH = "“”‘’("


class Converter(Markdown):
    """Markdown that knows the text it is converting: ``source``, once the steps before ``html_block`` (20) are done.

    A step that adds signs of Markdown to the text must run before that.
    """

    def __init__(
        self, steps: Mapping[str, Extension], heading_id: Callable[[str, str], str], quick: bool = True
    ) -> None:
        """``steps`` are added in the order of their names; ``quick=False`` is the library as it comes."""
        self.source = ""
        self._blocks: dict[Any, bool] = {}
        super().__init__(
            extensions=[*_EXTENSIONS, "toc", *(steps[name] for name in sorted(steps))],
            extension_configs={
                "toc": {"slugify": heading_id, "permalink": False},
                "footnotes": {"BACKLINK_TITLE": "Trở lại chỗ chú thích {}"},
            },
            output_format="html",
        )
        if quick:
            self._cut_short()

    def is_block_level(self, tag: Any) -> bool:
        """Whether a tag is that of a block; asked for every element of every article, so each answer is kept."""
        known = self._blocks.get(tag)
        if known is None:
            known = self._blocks[tag] = super().is_block_level(tag)
        return known

    def _cut_short(self) -> None:
        steps = self.treeprocessors
        self.serializer = serialise
        steps.register(_QuickInline(self), "inline", 20)
        toc = steps["toc"]
        if isinstance(toc, TocTreeprocessor):
            steps.register(_QuickToc(self, toc), "toc", 5)
        for name, priority in (("footnote-duplicate", 15), ("attr_list", 8), ("unescape", 0)):
            steps.register(_When(self, steps[name], _STEP_SIGNS[name]), name, priority)
        self.preprocessors.register(_QuickWhitespace(self), "normalize_whitespace", 30)
        self.preprocessors.register(_QuickHtmlBlock(self), "html_block", 20)
        self.parser.blockprocessors.register(_PlainLine(self.parser), "plain_line", 110)
        self.parser.blockprocessors = _Settled(self.parser.blockprocessors)


class _Settled(Registry):  # type: ignore[type-arg]
    """A registry to which nothing more is added: it is sorted and listed once, not at each look."""

    def __init__(self, registry: Any) -> None:
        super().__init__()
        self._listed = list(registry)
        self.__dict__.update(registry.__dict__)

    def __iter__(self) -> Any:
        return iter(self._listed)


class _When(Treeprocessor):
    """A step of the library, left out when the source does not hold its sign."""

    def __init__(self, md: Converter, step: Treeprocessor, sign: str) -> None:
        super().__init__(md)
        self.converter, self.step, self.sign = md, step, sign

    def __getattr__(self, name: str) -> Any:
        """What else the library asks the step for, such as the pattern of ``unescape``."""
        return getattr(self.step, name)

    def run(self, root: Element) -> Element | None:
        return self.step.run(root) if self.sign in self.converter.source else None


class _QuickInline(InlineProcessor):
    """Tries a pattern only on a text that holds its sign: most paragraphs hold none at all."""

    def __init__(self, md: Converter) -> None:
        super().__init__(md)
        known = {id(md.inlinePatterns[name]): signs for name, signs in _SIGNS.items() if name in md.inlinePatterns}
        self.converter = md
        self._tried = list(md.inlinePatterns)
        self._signs = [known.get(id(pattern), ("",)) for pattern in self._tried]
        self._all_known = ("",) not in self._signs

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        if self._all_known and not _holds(self.converter.source, _ANY_SIGN):
            self.stashed_nodes: dict[str, Element | str] = {}
            return tree
        return super().run(tree, ancestors)

    # The two private methods of the library by the names that Python gives them.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString) or (self._all_known and not _holds(data, _ANY_SIGN)):
            return data
        apply: Any = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for index in range(patternIndex, len(self._tried)):
            matched, start = True, 0
            while matched and _holds(data, self._signs[index]):
                data, matched, start = apply(self._tried[index], data, index, start)
        return data

    def _InlineProcessor__processPlaceholders(  # noqa: N802
        self,
        data: str | None,
        parent: Element,
        isText: bool = True,  # noqa: N803
    ) -> list[tuple[Element, list[str]]]:
        if data and INLINE_PLACEHOLDER_PREFIX in data:
            process: Any = super()._InlineProcessor__processPlaceholders  # type: ignore[misc]
            found: list[tuple[Element, list[str]]] = process(data, parent, isText)
            return found
        if data and isText:
            parent.text = parent.text + data if parent.text else data
        elif data:
            parent.tail = parent.tail + data if parent.tail else data
        return []


def _holds(text: str, signs: tuple[str, ...]) -> bool:
    # A loop is quicker than any(): this is asked some hundred times for each article.
    for sign in signs:  # noqa: SIM110
        if sign in text:
            return True
    return False


class _QuickToc(TocTreeprocessor):
    """Ids for plain headings without rendering them; no table of contents where nobody asks for one."""

    def __init__(self, md: Converter, toc: TocTreeprocessor) -> None:
        Treeprocessor.__init__(self, md)
        self.__dict__.update(toc.__dict__)
        self.converter = md

    def run(self, doc: Element) -> None:
        source = self.converter.source
        if self.converter.htmlStash.rawHtmlBlocks or self.marker in source or "data-toc-label" in source:
            super().run(doc)
            return
        headings = [element for element in doc.iter() if element.tag in _HEADINGS]
        if any(len(heading) or not _PLAIN_HEADING.fullmatch(heading.text or "") for heading in headings):
            super().run(doc)
        elif headings:
            taken = {element.attrib["id"] for element in doc.iter() if "id" in element.attrib}
            for heading in headings:
                if "id" not in heading.attrib:
                    heading.set("id", unique(self.slugify(heading.text or "", self.sep), taken))


class _QuickWhitespace(NormalizeWhitespace):
    """Two empty lines behind the text, and nothing else where nothing else is to be done."""

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        if any(sign in source for sign in ("\t", "\n ", "\r", STX, ETX)):
            return super().run(lines)
        return [*lines, "", ""]


class _QuickHtmlBlock(HtmlBlockPreprocessor):
    """Python's HTML parser reads only a text that holds a tag or an entity. Notes the text as it is from here on."""

    def __init__(self, md: Converter) -> None:
        super().__init__(md)
        self.converter = md

    def run(self, lines: list[str]) -> list[str]:
        self.converter.source = source = "\n".join(lines)
        return super().run(lines) if "<" in source or "&" in source else lines


class _PlainLine(BlockProcessor):
    """A block of one line that begins with a letter is a paragraph: every other kind needs a sign or a second line."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self._paragraph = ParagraphProcessor(parser)

    def test(self, parent: Element, block: str) -> bool:
        return (block[:1].isalpha() or block[:1] in _OPENS_PARAGRAPH) and "\n" not in block and block != ""

    def run(self, parent: Element, blocks: list[str]) -> None:
        self._paragraph.run(parent, blocks)
