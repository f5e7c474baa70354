"""What a body knows while it is being turned into HTML: shared by the reader and the steps that plugins add to it.

A step is a Python-Markdown extension that a plugin puts into ``settings[STEPS_KEY]`` at ``initialized``; its processors
find the article at hand with :func:`body_of`. Priorities, not the order of plugins, decide which step comes first.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from markdown import Markdown
from markdown.extensions import Extension

from plugins.common.media import Picture
from plugins.common.problems import Report

STEPS_KEY = "BODY_STEPS"
MEDIA_KEY = "MEDIA_LIBRARY"
#: The same library for wanted notices: what it finds is published under names that tell nothing.
NEUTRAL_MEDIA_KEY = "NEUTRAL_MEDIA_LIBRARY"


class MediaLibrary(Protocol):
    """Finds pictures and files below the content folder; ``plugins.media`` is the real one."""

    def picture(self, address: str, source_file: str) -> Picture:
        """The picture at a root-relative or relative address. Raises MediaError."""

    def file(self, address: str, source_file: str) -> str:
        """The content-relative path of a file that is published as it is. Raises MediaError."""


@dataclass
class Body:
    """The state of one body: where it stands in the file, where problems go, and what the steps found in it."""

    file: str
    first_line: int
    text: str
    report: Report
    media: MediaLibrary | None = None
    abbreviations: dict[str, str] = field(default_factory=dict)
    pictures: list[Picture] = field(default_factory=list)
    files: list[str] = field(default_factory=list)

    def line_of(self, *spellings: str) -> int:
        """The line on which the first spelling found stands in the source; the body's first line when none is there."""
        offsets = (self.text.find(words) for words in spellings)
        return self.line_at(next((offset for offset in offsets if offset >= 0), 0))

    def line_at(self, offset: int) -> int:
        """The line of a place in :attr:`text`."""
        return self.first_line + self.text.count("\n", 0, offset)


def add_step(settings: MutableMapping[str, Any], name: str, step: Extension) -> None:
    """Add a Markdown extension to the reader of this build."""
    settings.setdefault(STEPS_KEY, {})[name] = step


def body_of(md: Markdown) -> Body:
    """The body that this Markdown instance is converting."""
    body: Body = md.body  # type: ignore[attr-defined]
    return body
