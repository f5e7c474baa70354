"""Importing figures as the command does, for the tests of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from plugins.visit_counter.service.access import access
from plugins.visit_counter.service.imports import run_import
from plugins.visit_counter.service.kept import Kept
from tests.visit_counter.service.stores import NOW

YESTERDAY = "2026-11-21"


def enter(data: Path, url: str | None = None, **options: Any) -> int:
    """Run the command; what is not said is the corpus portal's total."""
    given: dict[str, Any] = {
        "total": "13.063.547",
        "as_of": YESTERDAY,
        "source": "bộ đếm cũ",
        "days_file": None,
        "pages_file": None,
    }
    return run_import(data, url, now=NOW, **(given | options))


def kept_in(data: Path, url: str | None = None) -> Kept:
    """What the store keeps now."""
    with access(data, url) as store, store.reading():
        return store.read()


def csv(folder: Path, name: str, text: str | bytes) -> Path:
    """A file with this text."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path
