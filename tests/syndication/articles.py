"""Articles as feeds and sitemaps see them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from plugins.common.dates import parse_date
from plugins.portal.settings import Identity
from plugins.sections.section import Section

PORTAL = Identity(name="Công an tỉnh A & B", url="https://a.vn")
SECTION = Section("Hoạt động", "hoat-dong")


def article(slug: str = "a", when: str = "2021-12-26 21:42", **values: Any) -> Any:
    """An article; further values replace the defaults."""
    read = parse_date(when)
    usual: dict[str, Any] = {
        "title": "Tiêu đề", "href": f"/{read.year}/{slug}/", "when": read, "date": read.value, "updated": None,
        "section": SECTION, "author_names": None, "description": "Mô tả", "lead_html": "", "content": "<p>Thân</p>",
        "keywords": [], "wanted": None,
    }  # fmt: skip
    return SimpleNamespace(**usual | values)
