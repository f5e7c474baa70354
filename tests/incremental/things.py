"""Rows, made up."""

from __future__ import annotations

from typing import Any

from plugins.incremental.rows import Row


def row(**changed: Any) -> Row:
    """A row of a plain article, with some values of its own."""
    values: dict[str, Any] = {
        "path": "tin/a.md", "own": b"o" * 16, "card": b"c" * 16, "href": "/2021/a/", "slug": "a", "status": "published",
        "kind": "tin", "when": ("2021-12-06T21:42:00+07:00", "minute"), "updated": None, "expires": None,
        "embargo": None, "section": "tin", "keywords": (("ma-tuy", "ma túy"),), "event": "", "thread": "",
        "featured": False, "picks": (), "old": (), "wanted": "", "document": "", "is_settled": False, "rail": (),
        "beside": ((), (), ()), "links": (), "ids": (), "media": (),
    }  # fmt: skip
    return Row(**values | changed)
