"""Pictures on a line of their own become figures; several in one paragraph a group; ``.mp4`` and ``.webm`` a video.

``![Chú thích](/images/a.jpg "Mô tả cho người không nhìn thấy")``: the words in brackets are the caption, the title
is the alternative text. A line in italics below that repeats the caption is dropped: a caption stands once.
"""

from __future__ import annotations

import os
from xml.etree.ElementTree import Element, SubElement

from plugins.common.body import Body
from plugins.common.media import MediaError, Picture

VIDEO_TYPES = {".mp4": "video/mp4", ".webm": "video/webm"}


class FigureMaker:
    """Turns the pictures of one body into figures; ``sizes`` is the attribute for every ``<source>``."""

    def __init__(self, body: Body, sizes: str) -> None:
        self.body = body
        self.sizes = sizes

    def run(self, root: Element) -> None:
        """Walk a tree and replace what holds only pictures; pictures inside a sentence keep their place."""
        for parent in list(root.iter()):
            for child in list(parent):
                images = _only_images(child)
                if images:
                    self._drop_repeated_caption(parent, child, [image.get("alt", "") for image in images])
                    _replace(parent, child, self._figures(images))
        for parent in list(root.iter()):
            for child in list(parent):
                if child.tag == "img" and child.get("width") is None:
                    _replace(parent, child, self._inline(child))

    def _figures(self, images: list[Element]) -> list[Element]:
        figures = [figure for image in images if (figure := self._figure(image)) is not None]
        if len(images) == 1 or not figures:
            return figures
        group = Element("div", {"class": "photos"})
        group.extend(figures)
        return [group]

    def _figure(self, image: Element) -> Element | None:
        caption = image.get("alt", "").strip()
        made = self._media(image, image.get("title", ""))
        if made is None:
            return None
        kind = "fig video" if made.tag == "video" else "fig"
        figure = Element("figure", {"class": kind})
        figure.append(made)
        if caption:
            SubElement(figure, "figcaption").text = caption
        return figure

    def _inline(self, image: Element) -> list[Element]:
        made = self._media(image, image.get("title") or image.get("alt") or "")
        return [] if made is None else [made]

    def _media(self, image: Element, alt: str) -> Element | None:
        address = image.get("src", "")
        if os.path.splitext(address)[1].lower() in VIDEO_TYPES:
            return self._video(address, alt)
        picture = self._picture(address)
        if picture is None:
            return None
        self.body.pictures.append(picture.with_alt(alt))
        return picture_element(picture.with_alt(alt), self.sizes, lazy=len(self.body.pictures) > 1)

    def _picture(self, address: str) -> Picture | None:
        if self.body.media is None:
            return None
        try:
            return self.body.media.picture(address, self.body.file)
        except MediaError as error:
            self._report(error, address)
            return None

    def _video(self, address: str, description: str) -> Element | None:
        stem, extension = os.path.splitext(address)
        media = self.body.media
        if media is None:
            return None
        try:
            path = media.file(address, self.body.file)
        except MediaError as error:
            self._report(error, address)
            return None
        self.body.files.append(path)
        poster = self._poster(stem)
        video = Element("video", {"controls": "", "preload": "none"})
        if description:
            video.set("aria-label", description)
        if poster is not None:
            video.attrib |= {"poster": poster.src, "width": str(poster.width), "height": str(poster.height)}
            self.body.pictures.append(poster)
        SubElement(video, "source", {"src": f"/{path}", "type": VIDEO_TYPES[extension.lower()]})
        self._captions(video, f"{stem}.vtt")
        return video

    def _poster(self, stem: str) -> Picture | None:
        for extension in (".jpg", ".png", ".webp"):
            try:
                return self.body.media.picture(stem + extension, self.body.file) if self.body.media else None
            except MediaError:
                continue
        self._warn("video không có ảnh bìa", stem, f"đặt tệp {os.path.basename(stem)}.jpg cạnh video")
        return None

    def _captions(self, video: Element, address: str) -> None:
        try:
            path = self.body.media.file(address, self.body.file) if self.body.media else ""
        except MediaError:
            self._warn("video không có phụ đề", address, f"đặt tệp {os.path.basename(address)} cạnh video")
            return
        self.body.files.append(path)
        SubElement(video, "track", {"kind": "captions", "src": f"/{path}", "srclang": "vi", "label": "Tiếng Việt"})

    def _drop_repeated_caption(self, parent: Element, child: Element, captions: list[str]) -> None:
        position = list(parent).index(child) + 1
        if position >= len(parent):
            return
        follower = parent[position]
        if follower.tag == "p" and (words := _words(follower)) and words in [" ".join(c.split()) for c in captions]:
            parent.remove(follower)

    def _report(self, error: MediaError, address: str) -> None:
        add = self.body.report.error if error.fatal else self.body.report.warn
        add(self.body.file, self.body.line_of(f"]({address}"), str(error), address, error.remedy)

    def _warn(self, message: str, value: str, remedy: str) -> None:
        self.body.report.warn(self.body.file, self.body.line_of(value), message, value, remedy)


def picture_element(picture: Picture, sizes: str, lazy: bool) -> Element:
    """``<picture>`` with its sources and an ``<img>`` of fixed size; the first of a page loads at once."""
    element = Element("picture")
    for source in picture.sources:
        SubElement(element, "source", {"type": source.type, "srcset": source.srcset, "sizes": sizes})
    attributes = {"src": picture.src, "width": str(picture.width), "height": str(picture.height), "alt": picture.alt}
    loading = {"loading": "lazy", "decoding": "async"} if lazy else {"fetchpriority": "high"}
    SubElement(element, "img", attributes | loading)
    return element


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


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
