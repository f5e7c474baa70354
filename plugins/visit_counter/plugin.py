"""Puts the snapshot into the context."""

from __future__ import annotations

from pathlib import Path

from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator

from plugins.common.problems import report_of
from plugins.common.settings import FILE, read_settings
from plugins.visit_counter.figures import read_visits
from plugins.visit_counter.settings import VisitCounterSettings


def _check_settings(pelican: Pelican) -> None:
    options = read_settings(VisitCounterSettings, pelican.settings, "VISIT_COUNTER")
    if options.layout not in ("eight", "four"):
        report = report_of(pelican.settings)
        report.error(FILE, 0, "VISIT_COUNTER[“layout”] không đúng", options.layout, "viết eight hoặc four")


def _read_snapshot(generator: ArticlesGenerator) -> None:
    options = read_settings(VisitCounterSettings, generator.settings, "VISIT_COUNTER")
    path = Path(generator.path, options.snapshot)
    generator.context["visits"] = read_visits(path, options.layout, report_of(generator.settings))


def register() -> None:
    """Connect the signals."""
    signals.initialized.connect(_check_settings)
    signals.article_generator_finalized.connect(_read_snapshot)
