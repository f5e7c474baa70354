"""What old portals put around a text, and what comes along when it is copied: for articles and for built pages."""

from __future__ import annotations

import re

LOGIN = re.compile(
    r"Bạn đã không sử dụng Site|Bấm vào đây để duy trì trạng thái đăng nhập|Thời gian chờ:\s*\d+\s*giây", re.IGNORECASE
)
#: Beside each pattern pieces of text in small letters, of which one stands wherever it matches.
LOGIN_HINT = ("bạn đã không sử dụng", "duy trì trạng thái", "thời gian chờ")
LOADING = re.compile(r"(?<![\w-])Loading\s*(?:\.{2,}|…|&hellip;|&#8230;)", re.IGNORECASE)
LOADING_HINT = ("loading",)
PATH = re.compile(
    r"(?<![A-Za-z])[A-Za-z]:(?:\\|&#92;)?(?:Users|Documents and Settings|Desktop|Documents|Downloads)"
    r"(?=[\\A-Z&])[^\s<>\"]*"
    r"|(?<![A-Za-z])[A-Za-z]:\\[^\s<>\"\\][^<>\"\n]{0,200}?\.(?:png|jpe?g|gif|bmp|webp|tiff?|docx?|pdf)\b"
    r"|\bfile:///?[^\s<>\"]+",
    re.IGNORECASE,
)
PATH_HINT = (":\\", ":&#92;", ":users", ":desktop", ":doc", ":download", "file:/")
#: Titles and headings that are cut.
CUT = re.compile(r"(?:\.{3,}|…)\s*[”\"’']?$")


def is_doubled(words: str) -> bool:
    """Whether a heading says the same twice on one line (“Tin tức Tin tức”), as old portals wrote a section's name."""
    half = words[: len(words) // 2].strip()
    return " " in half and words.casefold() == f"{half} {half}".casefold()
