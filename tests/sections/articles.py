"""Articles as plugins see them, without Pelican."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from plugins.common.dates import parse_date
from plugins.sections.section import Section

NEWS = Section("Tin tức", "tin-tuc")


def article(slug: str, when: str = "2021-12-26 21:42", **values: Any) -> Any:
    """An article with what lists need; further values replace the defaults."""
    read = parse_date(when)
    usual: dict[str, Any] = {
        "slug": slug, "title": slug, "when": read, "date": read.value, "source_path": f"{slug}.md", "embargo": None,
        "header_lines": {}, "featured": None, "cover": None, "tag_names": [], "section": NEWS, "keywords": [],
        "old_addresses": [], "updated": None, "wanted": None, "event": None, "expires": None,
        "find_thread_others": lambda above: [],
    }  # fmt: skip
    return SimpleNamespace(**usual | values)


def slugs(articles: list[Any]) -> list[str]:
    """Their slugs."""
    return [each.slug for each in articles]
