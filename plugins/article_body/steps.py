"""The article body's processors, as one Markdown extension.

Order (Python-Markdown runs higher priorities first; inline is 20, attr_list 8, toc 5):
attributes 7.5, figures 7, links and tables and headings 6, abbreviations 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from plugins.article_body.abbreviations import Marker
from plugins.article_body.figures import FigureMaker, set_apart
from plugins.article_body.links import check_links
from plugins.article_body.media_elements import MediaMaker
from plugins.article_body.own import CLASSES, TABLE_REGION
from plugins.common.body import body_of

#: What Markdown and its extensions write, and what an attribute list may say too.
_MARKDOWN_ATTRIBUTES = {"id", "class", "title", "lang", "href", "src", "alt", "start"}


class _OwnParagraph(Preprocessor):
    """Pictures on lines of their own, before blocks are made."""

    def run(self, lines: list[str]) -> list[str]:
        return set_apart(lines)


class _Figures(Treeprocessor):
    def __init__(self, md: Markdown, sizes: str) -> None:
        super().__init__(md)
        self.sizes = sizes

    def run(self, root: Element) -> None:
        if next(root.iter("img"), None) is not None:
            FigureMaker(MediaMaker(body_of(self.md), self.sizes)).run(root)


class _Dress(Treeprocessor):
    def run(self, root: Element) -> None:
        _drop_dress(root)


class _Structure(Treeprocessor):
    def run(self, root: Element) -> None:
        """Links first: what follows only changes what stands around them."""
        check_links(root, body_of(self.md))
        _lower_headings(root)
        _wrap_tables(root)


class _Abbreviations(Treeprocessor):
    def __init__(self, md: Markdown, marker: Marker) -> None:
        super().__init__(md)
        self.marker = marker

    def run(self, root: Element) -> None:
        self.marker.mark(root, body_of(self.md).abbreviations)


class _PastedHtml(Postprocessor):
    def __init__(self, md: Markdown, sizes: str) -> None:
        super().__init__(md)
        self.sizes = sizes

    def run(self, text: str) -> str:
        if not self.md.htmlStash.rawHtmlBlocks:
            return text
        # BeautifulSoup takes a tenth of a second to load, and few texts bring HTML.
        from plugins.article_body.pasted_html import clean

        return clean(text, body_of(self.md), self.sizes)


class ArticleBodyStep(Extension):
    """Figures, links, tables, abbreviations, pasted HTML."""

    def __init__(self, abbreviations: Mapping[str, str], sizes: str) -> None:
        super().__init__()
        self.marker = Marker(abbreviations)
        self.sizes = sizes

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the processors."""
        md.preprocessors.register(_OwnParagraph(md), "portal_own_paragraph", 15)
        md.treeprocessors.register(_Dress(md), "portal_dress", 7.5)
        md.treeprocessors.register(_Figures(md, self.sizes), "portal_figures", 7)
        md.treeprocessors.register(_Structure(md), "portal_structure", 6)
        md.treeprocessors.register(_Abbreviations(md, self.marker), "portal_abbreviations", 4)
        md.postprocessors.register(_PastedHtml(md, self.sizes), "portal_pasted_html", 5)


def _drop_dress(root: Element) -> None:
    """``{HREF=... style=... onclick=... .tip}`` behind a block: only what Markdown writes, and our classes, stay."""
    for element in root.iter():
        if not element.keys():
            continue
        for name in [name for name in element.attrib if name not in _MARKDOWN_ATTRIBUTES]:
            if not (name == "style" and element.tag in ("td", "th")):  # Markdown's own alignment, made a class below
                del element.attrib[name]
        if "class" in element.attrib:
            kept = [name for name in element.attrib.pop("class").split() if name in CLASSES]
            if kept:
                element.set("class", " ".join(kept))


def _lower_headings(root: Element) -> None:
    """The page's h1 is the title: a first-level heading of the text becomes a second-level one."""
    for heading in root.iter("h1"):
        heading.tag = "h2"


def _wrap_tables(root: Element) -> None:
    """A wide table scrolls in a region of its own that a keyboard can reach."""
    if next(root.iter("table"), None) is None:
        return
    for parent in list(root.iter()):
        for position, child in enumerate(list(parent)):
            if child.tag == "table":
                wrapper = Element("div", TABLE_REGION)
                wrapper.tail, child.tail = child.tail, None
                wrapper.append(child)
                parent[position] = wrapper
                _align_cells(child)


def _align_cells(table: Element) -> None:
    """Alignment by class: the policy of every page forbids style attributes."""
    for cell in table.iter():
        style = cell.attrib.pop("style", "")
        for side in ("right", "center"):
            if style == f"text-align: {side};":
                cell.set("class", side)
