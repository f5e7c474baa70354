"""Links: to files of ours they are checked and published, to other sites they tell nothing about the reader."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from plugins.common.body import Body
from plugins.common.media import MediaError

OUTSIDE_REL = "noreferrer noopener"
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SCHEMES = {"http", "https", "mailto", "tel"}
_FILES = ("/documents/", "/images/")


def check_links(root: Element, body: Body) -> None:
    """Set ``rel`` on links to other sites; find the files that links lead to and keep them for publishing."""
    for link in root.iter("a"):
        address = link.get("href", "")
        scheme = _SCHEME.match(address.strip())
        if scheme and scheme.group(1).lower() not in _SCHEMES:
            remedy = "dùng địa chỉ bắt đầu bằng https://, mailto:, tel: hoặc /"
            body.report.error(body.file, body.line_of(address), "liên kết dạng này không được dùng", address, remedy)
            link.attrib.pop("href")
        elif address.startswith(("http://", "https://", "//")):
            link.set("rel", OUTSIDE_REL)
        elif address.startswith(_FILES) and body.media is not None:
            try:
                body.files.append(body.media.file(address, body.file))
            except MediaError as error:
                body.report.error(body.file, body.line_of(address), str(error), address, error.remedy)
