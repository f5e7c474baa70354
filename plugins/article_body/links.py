"""Links: to files of ours they are checked and published, to other sites they tell nothing about the reader.

One rule, :func:`read_link`, for Markdown's links and for pasted ones. What it has set right it leaves as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from plugins.article_body.addresses import is_refused, leads_outside, plain_address
from plugins.common.body import Body, MediaLibrary
from plugins.common.media import MediaError, address_of, is_picture

OUTSIDE_REL = "noreferrer noopener"
_FILES = ("/documents/", "/images/")


@dataclass(frozen=True)
class Link:
    """What becomes of a link: its address (None: it may lead nowhere), and ``rel`` when it leads to another site."""

    href: str | None
    rel: str | None = None


def check_links(root: Element, body: Body) -> None:
    """Apply :func:`read_link` to every link of Markdown's tree."""
    for element in root.iter("a"):
        written = element.attrib.pop("href", None)
        if written is None:
            continue
        link = read_link(written, body)
        if link.href is not None:
            element.set("href", link.href)
        if link.rel is not None:
            element.set("rel", link.rel)


def read_link(written: str, body: Body) -> Link:
    """Judge an address as written in an attribute; files are kept for publishing, problems go to the body's report."""
    address = plain_address(written)
    if tell_refused(written, body):
        return Link(None)
    if leads_outside(address):
        return Link(written, OUTSIDE_REL)
    if body.media is None or not address.startswith(_FILES) or address.split("#")[0] in made_addresses(body):
        return Link(written)
    try:
        return Link(_published(address, body, body.media))
    except MediaError as error:
        body.report.error(body.file, body.line_of(written, address), str(error), address, error.remedy)
        return Link(None)


def made_addresses(body: Body) -> set[str]:
    """The addresses of the pictures and files that our own steps publish for this body."""
    return {address_of(name) for name in body.files} | {picture.src for picture in body.pictures}


def tell_refused(written: str, body: Body) -> bool:
    """Whether a link's scheme is refused; if so, an error is in the report."""
    address = plain_address(written)
    if not is_refused(address):
        return False
    remedy = "dùng địa chỉ bắt đầu bằng https://, mailto:, tel: hoặc /"
    body.report.error(body.file, body.line_of(written, address), "liên kết dạng này không được dùng", address, remedy)
    return True


def _published(address: str, body: Body, media: MediaLibrary) -> str:
    """The address under which the file at an address is published. Raises MediaError."""
    path, mark, fragment = address.partition("#")
    name = media.file(path, body.file)
    if is_picture(name):
        # The original holds EXIF and the place it was taken at; what leaves is the picture made of it.
        picture = media.picture(path, body.file)
        if picture.source not in [shown.source for shown in body.pictures]:
            body.pictures.append(picture)
        return picture.src
    if name not in body.files:
        body.files.append(name)
    return address_of(name) + mark + fragment
