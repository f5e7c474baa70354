"""``File đính kèm``: what a header names becomes a title, an address, a kind and a size."""

from __future__ import annotations

import os
import re

from plugins.common.files import size_text
from plugins.common.media import Attachment
from plugins.media.library import Library

KINDS = {
    ".pdf": "PDF", ".doc": "Word", ".docx": "Word", ".xls": "Excel", ".xlsx": "Excel", ".ppt": "PowerPoint",
    ".pptx": "PowerPoint", ".odt": "OpenDocument", ".ods": "OpenDocument", ".zip": "ZIP", ".rar": "RAR", ".7z": "7z",
    ".txt": "Văn bản", ".csv": "CSV", ".jpg": "Ảnh", ".jpeg": "Ảnh", ".png": "Ảnh", ".mp3": "Âm thanh", ".mp4": "Video",
}  # fmt: skip
_TITLED = re.compile(r"^(?P<title>.+?)\s*\|\s*(?P<path>\S+)$")


def read_attachment(entry: str, source_file: str, library: Library) -> Attachment:
    """``Tên hiển thị | /documents/ke-hoach.pdf`` or the path alone. Raises MediaError when the file is missing."""
    match = _TITLED.match(entry)
    address = match.group("path") if match else entry
    path = library.file(address, source_file)
    stem, extension = os.path.splitext(os.path.basename(path))
    title = match.group("title") if match else stem.replace("-", " ").replace("_", " ").capitalize()
    kind = KINDS.get(extension.lower(), extension.lstrip(".").upper() or "Tệp")
    return Attachment(title, f"/{path}", kind, size_text((library.root / path).stat().st_size), path)
