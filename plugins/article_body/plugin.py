"""Adds the article body's step to the reader."""

from __future__ import annotations

from pathlib import Path

from pelican import Pelican, signals

from plugins.article_body.settings import ArticleBodySettings
from plugins.article_body.steps import ArticleBodyStep
from plugins.common.body import add_step
from plugins.common.problems import report_of
from plugins.common.registry import read_mapping
from plugins.common.settings import read_settings


def _add_step(pelican: Pelican) -> None:
    options = read_settings(ArticleBodySettings, pelican.settings, "ARTICLE_BODY")
    path = Path(pelican.settings["PATH"], options.abbreviations)
    registry = read_mapping(path, report_of(pelican.settings))
    add_step(pelican.settings, "article_body", ArticleBodyStep(registry, options.sizes))


def register() -> None:
    """Connect the signals."""
    signals.initialized.connect(_add_step)
