"""Bundles: the files that ``bundle.txt`` names, joined in its order. CSS is minified by lightningcss."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import lightningcss


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


def make_bundle(folder: Path, extension: str) -> Bundle:
    """Join and minify a folder's bundle; the name holds a hash of the result, so it may be cached for years."""
    names = (folder / "bundle.txt").read_text("utf-8").split()
    text = "\n".join((folder / name).read_text("utf-8").strip() for name in names) + "\n"
    if extension == "css":
        text = lightningcss.process_stylesheet(text, filename=str(folder))
    data = text.encode()
    return Bundle(f"/theme/site.{hashlib.sha256(data).hexdigest()[:10]}.{extension}", data)
