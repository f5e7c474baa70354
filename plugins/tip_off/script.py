"""The exit script of the tip-off pages: the text that stands in the page and the hash that its policy allows."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path

import rjsmin  # type: ignore[import-untyped]
from markupsafe import Markup

#: The scripts of this plugin, in the form that people read.
SCRIPTS = Path(__file__).parent / "scripts"
#: What would end or confuse a ``<script>`` element, whatever the script means by it.
_UNSAFE = ("</script", "<script", "<!--")


@dataclass(frozen=True)
class ExitScript:
    """What stands between ``<script>`` and ``</script>``, and the hash of exactly those bytes (UTF-8)."""

    text: Markup
    #: As a Content-Security-Policy names it: ``sha256-...``.
    hash: str


def exit_script() -> ExitScript:
    """The script of the quick exit. Raises ValueError when it could end its own element."""
    return inline_script(minified("exit.js"))


def minified(name: str) -> str:
    """A script of this plugin, minified."""
    text: str = rjsmin.jsmin((SCRIPTS / name).read_text("utf-8"))
    return text.strip()


def inline_script(text: str) -> ExitScript:
    """A script to stand in a page. Raises ValueError when it could end its own element."""
    if unsafe := [mark for mark in _UNSAFE if mark in text.lower()]:
        raise ValueError(f"a script in a page must not hold {unsafe[0]}")
    digest = hashlib.sha256(text.encode()).digest()
    return ExitScript(Markup(text), f"sha256-{base64.b64encode(digest).decode()}")
