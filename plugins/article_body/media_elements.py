"""The elements that an address becomes: ``<picture>`` with its sources, or ``<video>`` with poster and captions.

One rule, :meth:`MediaMaker.make`, for Markdown's pictures and for pasted ones.
"""

from __future__ import annotations

import os
from xml.etree.ElementTree import Element, SubElement

from plugins.article_body.addresses import extension_of, plain_address, plain_text
from plugins.common.body import Body, MediaLibrary
from plugins.common.media import MediaError, Picture, address_of

VIDEO_TYPES = {".mp4": "video/mp4", ".webm": "video/webm"}


class MediaMaker:
    """Makes the pictures and videos of one body; ``sizes`` is the attribute for every ``<source>`` of a picture."""

    def __init__(self, body: Body, sizes: str) -> None:
        self.body = body
        self.sizes = sizes

    def make(self, written: str, alt: str) -> Element | None:
        """The element for an address as written in an attribute; None, and a problem told, when it cannot be used."""
        media, alt, address = self.body.media, " ".join(alt.split()), plain_address(written)
        if media is None:
            return None
        line = self.body.line_of(f"]({written}", f"](<{written}", written, address)
        try:
            if extension_of(address) in VIDEO_TYPES:
                return self._video(media, address, alt, line)
            return self._picture(media.picture(address, self.body.file), alt)
        except MediaError as error:
            add = self.body.report.error if error.fatal else self.body.report.warn
            add(self.body.file, line, str(error), address, error.remedy)
            return None

    def _picture(self, picture: Picture, alt: str) -> Element:
        self.body.pictures.append(picture.with_alt(plain_text(alt)))
        return picture_element(picture.with_alt(alt), self.sizes, lazy=len(self.body.pictures) > 1)

    def _video(self, media: MediaLibrary, address: str, description: str, line: int) -> Element:
        path = self._file(media, address)
        stem = os.path.splitext(address.split("#")[0])[0]
        poster = self._poster(media, stem, line)
        video = Element("video", {"controls": "", "preload": "none"})
        if description:
            video.set("aria-label", description)
        if poster is not None:
            video.attrib |= {"poster": poster.src, "width": str(poster.width), "height": str(poster.height)}
            self.body.pictures.append(poster)
        SubElement(video, "source", {"src": address_of(path), "type": VIDEO_TYPES[extension_of(address)]})
        self._captions(media, video, f"{stem}.vtt", line)
        return video

    def _poster(self, media: MediaLibrary, stem: str, line: int) -> Picture | None:
        for extension in (".jpg", ".png", ".webp"):
            try:
                return media.picture(stem + extension, self.body.file)
            except MediaError:
                continue
        self._warn(line, "video không có ảnh bìa", stem, f"đặt tệp {os.path.basename(stem)}.jpg cạnh video")
        return None

    def _captions(self, media: MediaLibrary, video: Element, address: str, line: int) -> None:
        try:
            path = self._file(media, address)
        except MediaError:
            self._warn(line, "video không có phụ đề", address, f"đặt tệp {os.path.basename(address)} cạnh video")
            return
        track = {"kind": "captions", "src": address_of(path), "srclang": "vi", "label": "Tiếng Việt"}
        SubElement(video, "track", track)

    def _file(self, media: MediaLibrary, address: str) -> str:
        path = media.file(address, self.body.file)
        if path not in self.body.files:
            self.body.files.append(path)
        return path

    def _warn(self, line: int, message: str, value: str, remedy: str) -> None:
        self.body.report.warn(self.body.file, line, message, value, remedy)


def picture_element(picture: Picture, sizes: str, lazy: bool) -> Element:
    """``<picture>`` with its sources and an ``<img>`` of fixed size; the first of a page loads at once."""
    element = Element("picture")
    for source in picture.sources:
        SubElement(element, "source", {"type": source.type, "srcset": source.srcset, "sizes": sizes})
    attributes = {"src": picture.src, "width": str(picture.width), "height": str(picture.height), "alt": picture.alt}
    loading = {"loading": "lazy", "decoding": "async"} if lazy else {"fetchpriority": "high"}
    SubElement(element, "img", attributes | loading)
    return element
