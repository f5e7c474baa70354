"""Pictures on a line of their own become figures; several in one paragraph a group; ``.mp4`` and ``.webm`` a video.

``![Chú thích](/images/a.jpg "Mô tả cho người không nhìn thấy")``: the words in brackets are the caption, the title
is the alternative text. A line in italics below that repeats the caption is dropped: a caption stands once.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from plugins.article_body.media_elements import MediaMaker

_PICTURE_LINE = re.compile(r"!\[[^\]\n]*\]\([^()\n]*\)(?:\{[^}\n]*\})?\s*$")


def set_apart(lines: list[str]) -> list[str]:
    """Blank lines between pictures on lines of their own and text right above or below: a figure is no half of a line.

    Pictures on adjacent lines stay together; so does the attribute list below one.
    """
    if not any("![" in line for line in lines):
        return lines
    apart: list[str] = []
    for line in lines:
        before = apart[-1] if apart else ""
        is_picture, was_picture = bool(_PICTURE_LINE.match(line)), bool(_PICTURE_LINE.match(before))
        if before.strip() and line.strip() and is_picture != was_picture and not line.lstrip().startswith("{:"):
            apart.append("")
        apart.append(line)
    return apart


class FigureMaker:
    """Turns the pictures of one body into figures."""

    def __init__(self, media: MediaMaker) -> None:
        self.media = media

    def run(self, parent: Element) -> None:
        """Walk a tree in reading order and replace what holds only pictures; others keep their place in a sentence."""
        for child in list(parent):
            images = _only_images(child)
            if images:
                self._drop_repeated_caption(parent, child, [_caption(image) for image in images])
                _replace(parent, child, self._figures(images))
            elif child.tag == "img":
                made = self._make(child, child.get("title") or child.get("alt") or "")
                _replace(parent, child, [] if made is None else [made])
            else:
                self.run(child)

    def _figures(self, images: list[Element]) -> list[Element]:
        figures = [figure for image in images if (figure := self._figure(image)) is not None]
        if len(images) == 1 or not figures:
            return figures
        group = Element("div", {"class": "photos"})
        group.extend(figures)
        return [group]

    def _figure(self, image: Element) -> Element | None:
        caption = _caption(image)
        made = self._make(image, image.get("title", ""))
        if made is None:
            return None
        kind = "fig video" if made.tag == "video" else "fig"
        figure = Element("figure", {"class": kind})
        figure.append(made)
        if caption:
            SubElement(figure, "figcaption").text = caption
        return figure

    def _make(self, image: Element, alt: str) -> Element | None:
        made = self.media.make(image.get("src", ""), alt)
        if made is not None and "id" in image.attrib:  # {#so-do}; of an attribute list nothing else is of use
            next(made.iter("img"), made).set("id", image.attrib["id"])
        return made

    def _drop_repeated_caption(self, parent: Element, child: Element, captions: list[str]) -> None:
        position = list(parent).index(child) + 1
        if position >= len(parent):
            return
        follower = parent[position]
        only_words = follower.tag == "p" and follower.find(".//img") is None
        if only_words and (words := _words(follower)) and words in captions:
            parent.remove(follower)


def _only_images(element: Element) -> list[Element]:
    """The images of a paragraph that holds nothing else, not even words; an empty list otherwise."""
    if element.tag != "p" or (element.text or "").strip():
        return []
    children = [child for child in element if child.tag != "br"]
    if not all(child.tag == "img" for child in children):
        return []
    return [] if any((child.tail or "").strip() for child in element) else children


def _replace(parent: Element, child: Element, made: list[Element]) -> None:
    position = list(parent).index(child)
    if made:
        made[-1].tail = child.tail
    elif child.tail and child.tail.strip():
        _keep_tail(parent, position, child.tail)
    parent[position : position + 1] = made


def _keep_tail(parent: Element, position: int, tail: str) -> None:
    if position:
        parent[position - 1].tail = (parent[position - 1].tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail


def _caption(image: Element) -> str:
    return " ".join(image.get("alt", "").split())


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
