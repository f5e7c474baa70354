"""The article body's processors, as one Markdown extension.

Order (Python-Markdown runs higher priorities first; inline is 20, attr_list 8, toc 5):
figures 7, links and tables and headings 6, abbreviations 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from plugins.article_body.abbreviations import Marker
from plugins.article_body.figures import FigureMaker
from plugins.article_body.links import check_links
from plugins.article_body.pasted_html import clean
from plugins.common.body import body_of


class _Figures(Treeprocessor):
    def __init__(self, md: Markdown, sizes: str) -> None:
        super().__init__(md)
        self.sizes = sizes

    def run(self, root: Element) -> None:
        FigureMaker(body_of(self.md), self.sizes).run(root)


class _Structure(Treeprocessor):
    def run(self, root: Element) -> None:
        _drop_dress(root)
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
    def run(self, text: str) -> str:
        return clean(text, body_of(self.md)) if self.md.htmlStash.rawHtmlBlocks else text


class ArticleBodyStep(Extension):
    """Figures, links, tables, abbreviations, pasted HTML."""

    def __init__(self, abbreviations: Mapping[str, str], sizes: str) -> None:
        super().__init__()
        self.marker = Marker(abbreviations)
        self.sizes = sizes

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the processors."""
        md.treeprocessors.register(_Figures(md, self.sizes), "portal_figures", 7)
        md.treeprocessors.register(_Structure(md), "portal_structure", 6)
        md.treeprocessors.register(_Abbreviations(md, self.marker), "portal_abbreviations", 4)
        md.postprocessors.register(_PastedHtml(md), "portal_pasted_html", 5)


def _drop_dress(root: Element) -> None:
    """``{style=... onclick=...}`` behind a block: the policy of every page forbids both, and so do good manners."""
    for element in root.iter():
        for name in [name for name in element.attrib if name == "style" or name.lower().startswith("on")]:
            if not (name == "style" and element.tag in ("td", "th")):  # Markdown's own alignment, made a class below
                del element.attrib[name]


def _lower_headings(root: Element) -> None:
    """The page's h1 is the title: a first-level heading of the text becomes a second-level one."""
    for heading in root.iter("h1"):
        heading.tag = "h2"


def _wrap_tables(root: Element) -> None:
    """A wide table scrolls in a region of its own that a keyboard can reach."""
    for parent in list(root.iter()):
        for position, child in enumerate(list(parent)):
            if child.tag == "table":
                attributes = {"class": "table", "role": "region", "aria-label": "Bảng", "tabindex": "0"}
                wrapper = Element("div", attributes)
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
