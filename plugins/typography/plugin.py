"""Adds the step to the reader and the headings' HTML to every article and page."""

from __future__ import annotations

from functools import partial

from pelican import Pelican, signals
from pelican.contents import Article, Content, Page

from plugins.common.body import add_step
from plugins.common.enrich import remember
from plugins.common.problems import report_of
from plugins.common.settings import read_settings
from plugins.typography.headline import Headlines, give_titles
from plugins.typography.settings import TypographySettings
from plugins.typography.steps import TypographyStep

_HEADLINES_KEY = "HEADLINES"


def _add_step(pelican: Pelican) -> None:
    options = read_settings(TypographySettings, pelican.settings, "TYPOGRAPHY")
    add_step(pelican.settings, "typography", TypographyStep())
    pelican.settings[_HEADLINES_KEY] = headlines = Headlines(options.compounds)
    # For headings that are no article's title.
    pelican.settings["JINJA_FILTERS"] = {**pelican.settings["JINJA_FILTERS"], "headline": headlines.html}
    remember(pelican.settings, partial(give_titles, headlines=headlines))


def _set_title(content: Content) -> None:
    if isinstance(content, (Article, Page)) and hasattr(content, "title"):
        give_titles(content, report_of(content.settings), headlines=content.settings[_HEADLINES_KEY])


def register() -> None:
    """Connect the signals."""
    signals.initialized.connect(_add_step)
    signals.content_object_init.connect(_set_title)
