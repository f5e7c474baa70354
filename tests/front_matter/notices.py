"""The header of a wanted notice, and what was read of it. The person is invented."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from plugins.article_body.steps import ArticleBodyStep
from plugins.common.dates import ZONE
from plugins.front_matter.document import Document
from tests.article_body.pictures import Shelf
from tests.front_matter.reading import Reading

NAME = "Kiều Thị Thí Dụ"
FIELDS = {
    "Loại": "truy nã",
    "Ngày đăng": "15/3/2026",
    "Tình trạng": "truy nã",
    "Họ tên": NAME,
    "Tên gọi khác": "[Dụ Ba Vì, Sáu Ví Von]",
    "Năm sinh": "1990",
    "Nơi cư trú cuối cùng": "xã Không Có, tỉnh Tưởng Tượng",
    "Tội danh": "Trộm cắp tài sản",
    "Số quyết định": "15/QĐ-CSĐT",
    "Ngày quyết định": "12/3/2026",
    "Cơ quan ra quyết định": "Cơ quan Cảnh sát điều tra Công an tỉnh Tưởng Tượng",
    "Điện thoại": "0200 1369 570",
    "Ảnh đại diện": "/images/a.jpg",
}
PERSONAL = ("Họ tên", "Tên gọi khác", "Năm sinh", "Nơi cư trú cuối cùng", "Tội danh", "Điện thoại", "Ảnh đại diện")
BODY = f"{NAME} cao 1,60 m. [Tin](/documents/a.pdf)"


def header(*without: str, **changed: str) -> str:
    """The header of a notice; ``state`` and the like change a line, by the English key."""
    names = {"state": "Tình trạng", "born": "Năm sinh", "decision": "Số quyết định", "day": "Ngày quyết định",
             "since": "Từ ngày", "issuer": "Cơ quan ra quyết định", "telephone": "Điện thoại"}  # fmt: skip
    fields = FIELDS | {names.get(key, key): value for key, value in changed.items()}
    return "\n".join(f"{key}: {value}" for key, value in fields.items() if key not in without)


def reader_in(folder: Path) -> Reading:
    """A reader with a few pictures and files, on 22/11/2026."""
    shelf = Shelf()
    shelf.names |= {"documents/a.pdf"}
    made = Reading(folder, {"article_body": ArticleBodyStep({}, "100vw")}, shelf)
    made.reader.now = datetime(2026, 11, 22, tzinfo=ZONE)
    return made


def metadata(document: Document, reading: Reading) -> dict[str, Any]:
    """The metadata of a document that must have been read."""
    assert document.metadata is not None, reading.told
    return document.metadata


def errors(reading: Reading) -> list[tuple[str, str]]:
    """The errors so far: message and value."""
    return [(problem.message, problem.value) for problem in reading.report.errors]
