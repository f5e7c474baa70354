"""``File đính kèm``: what a header names becomes a title, an address, a kind and a size."""

from __future__ import annotations

import os
from typing import Any

from plugins.common.files import size_text
from plugins.common.media import FILE_KINDS, Attachment, MediaError, address_of, is_picture
from plugins.common.problems import Report
from plugins.media.library import Library


def attach(article: Any, report: Report, *, library: Library) -> None:
    """Set ``attachments`` from the paths of the header."""
    article.attachments = []
    for entry in article.attachment_paths:
        try:
            article.attachments.append(read_attachment(entry, article.source_path, library))
        except MediaError as error:
            line = article.header_lines.get("attachments", 1)
            report.error(article.source_path, line, str(error), entry, error.remedy)


def read_attachment(entry: str, source_file: str, library: Library) -> Attachment:
    """``Tên hiển thị | /documents/ke-hoach.pdf`` or the path alone.

    Raises MediaError when the file is missing, or is a picture: its original, with EXIF and place, is never published.
    """
    title, _, address = (part.strip() for part in entry.rpartition("|"))
    path = library.file(address, source_file)
    if is_picture(path):
        remedy = "đưa ảnh vào thân bài: ![chú thích](/images/ten-anh.jpg), hoặc lưu bản quét thành tệp PDF"
        raise MediaError("ảnh không làm tệp đính kèm được", remedy)
    stem, extension = os.path.splitext(os.path.basename(path))
    title = title or stem.replace("-", " ").replace("_", " ").capitalize()
    kind = FILE_KINDS[extension.lower()]
    return Attachment(title, address_of(path), kind, size_text((library.root / path).stat().st_size), path)
