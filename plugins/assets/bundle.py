"""Bundles: the files that ``bundle.txt`` names, joined in its order, minified by lightningcss and rjsmin."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import lightningcss
import rjsmin  # type: ignore[import-untyped]

_MINIFY: dict[str, Callable[[str], str]] = {"css": lightningcss.process_stylesheet, "js": rjsmin.jsmin}


@dataclass(frozen=True)
class Bundle:
    """A file to publish: its address and its bytes."""

    href: str
    data: bytes


@dataclass(frozen=True)
class Assets:
    """The addresses that templates use."""

    stylesheet: str
    script: str
    #: A script of its own, for it is on fewer pages: it reads the figures, and tells that a page was read.
    figures: str


def make_bundle(folder: Path, extension: str, name: str = "site") -> Bundle:
    """Join and minify a folder's bundle; its name ends with a hash of the result, so it may be cached for years."""
    parts = (folder / "bundle.txt").read_text("utf-8").split()
    text = "\n".join((folder / part).read_text("utf-8").strip() for part in parts) + "\n"
    data = _MINIFY[extension](text).encode()
    return Bundle(f"/theme/{name}.{hashlib.sha256(data).hexdigest()[:10]}.{extension}", data)
