"""Links inside what editors wrote, checked against the finished folder: a draft or a typing slip leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from plugins.common.problems import Report

_HREF = re.compile(r'<a\b[^>]*\bhref="([^"]*)"')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)


@dataclass(frozen=True)
class Written:
    """What an editor wrote: the source file and the HTML made of it."""

    file: str
    html: str


def check_links(written: Iterable[Written], folder: Path, report: Report) -> None:
    """Report every link of our own that no file of the folder answers, and those not written from the site's root."""
    for item in written:
        for address in dict.fromkeys(_HREF.findall(item.html)):
            plain = unescape(address)
            if _ELSEWHERE.match(plain):
                continue
            if not plain.startswith("/"):
                remedy = "viết địa chỉ từ gốc của cổng, như /2021/ten-bai/, hoặc đầy đủ, như https://..."
                report.error(item.file, _line(item.file, plain), "liên kết không dẫn tới trang nào", plain, remedy)
            elif not _exists(plain, folder):
                remedy = "sửa địa chỉ, hoặc đăng bài được trỏ tới trước"
                report.error(item.file, _line(item.file, plain), "liên kết không dẫn tới trang nào", plain, remedy)


def _exists(address: str, folder: Path) -> bool:
    path = folder / unquote(re.split(r"[?#]", address, maxsplit=1)[0]).lstrip("/")
    return (path / "index.html").is_file() if address.split("#")[0].endswith("/") else path.is_file()


def _line(file: str, address: str) -> int:
    try:
        text = Path(file).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return 0
    position = text.find(address)
    return text.count("\n", 0, position) + 1 if position >= 0 else 0
