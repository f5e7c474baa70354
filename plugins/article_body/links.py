"""Links: to files of ours they are checked and published, to other sites they tell nothing about the reader."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from plugins.common.body import Body
from plugins.common.media import MediaError

OUTSIDE_REL = "noreferrer noopener"
_FILES = ("/documents/", "/images/")


def check_links(root: Element, body: Body) -> None:
    """Set ``rel`` on links to other sites; find the files that links lead to and keep them for publishing."""
    for link in root.iter("a"):
        address = link.get("href", "")
        if address.startswith(("http://", "https://", "//")):
            link.set("rel", OUTSIDE_REL)
        elif address.startswith(_FILES) and body.media is not None:
            try:
                body.files.append(body.media.file(address, body.file))
            except MediaError as error:
                body.report.error(body.file, body.line_of(address), str(error), address, error.remedy)
