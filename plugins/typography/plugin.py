"""Adds the step to the reader and the headings' HTML to every article and page."""

from __future__ import annotations

from pelican import Pelican, signals
from pelican.contents import Article, Content, Page

from plugins.common.body import add_step
from plugins.common.settings import read_settings
from plugins.common.vietnamese import is_capitals
from plugins.typography.headline import Headlines, title_line
from plugins.typography.settings import TypographySettings
from plugins.typography.steps import TypographyStep

_HEADLINES_KEY = "HEADLINES"


def _add_step(pelican: Pelican) -> None:
    options = read_settings(TypographySettings, pelican.settings, "TYPOGRAPHY")
    add_step(pelican.settings, "typography", TypographyStep())
    pelican.settings[_HEADLINES_KEY] = Headlines(options.compounds)


def _set_title(content: Content) -> None:
    if isinstance(content, (Article, Page)) and hasattr(content, "title"):
        content.title_html = content.settings[_HEADLINES_KEY].html(content.title)
        content.title_line = title_line(content.title)
        content.is_caps = is_capitals(content.title)


def register() -> None:
    """Connect the signals."""
    signals.initialized.connect(_add_step)
    signals.content_object_init.connect(_set_title)
