"""Puts figures, charts and countable addresses into the context."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator

from plugins.common.content import every_article
from plugins.common.enrich import enrich
from plugins.common.problems import report_of
from plugins.common.settings import FILE, read_settings
from plugins.common.side_files import hand_over
from plugins.visit_counter.chart import days_chart, months_chart
from plugins.visit_counter.countable import countable_aliases, countable_pages, give_views_src, manifest
from plugins.visit_counter.downloads import CSV_HREF, JSON_HREF, is_published
from plugins.visit_counter.figures import LAYOUTS, waiting
from plugins.visit_counter.files import DownloadsGenerator
from plugins.visit_counter.settings import VisitCounterSettings
from plugins.visit_counter.snapshot import read_visits


def _check_settings(pelican: Pelican) -> None:
    options = read_settings(VisitCounterSettings, pelican.settings, "VISIT_COUNTER")
    if options.layout not in LAYOUTS:
        report = report_of(pelican.settings)
        report.error(FILE, 0, "VISIT_COUNTER[“layout”] không đúng", options.layout, "viết eight hoặc four")


def _read_snapshot(generator: ArticlesGenerator) -> None:
    options = read_settings(VisitCounterSettings, generator.settings, "VISIT_COUNTER")
    layout = options.layout if options.layout in LAYOUTS else "eight"
    without = waiting(layout)
    visits = read_visits(Path(generator.path, options.snapshot), layout, report_of(generator.settings)) or without
    charts = [days_chart(visits.history), months_chart(visits.history)] if visits.history else []
    downloads = [("CSV", CSV_HREF), ("JSON", JSON_HREF)] if is_published(visits) else []
    generator.context.update(visits=visits, waiting_visits=without, visit_charts=charts, visit_downloads=downloads)
    enrich(generator.settings, every_article(generator), give_views_src)


def _list_countable(generators: list[Any]) -> None:
    """Only now is every page known."""
    context, settings = generators[0].context, generators[0].settings
    options = read_settings(VisitCounterSettings, settings, "VISIT_COUNTER")
    paths = countable_pages(context)
    context["countable"] = frozenset(paths)
    # Plugins are a folder beside the settings file; the list's path is meant from there.
    target = Path(*settings["PLUGIN_PATHS"][:1], options.manifest)
    hand_over(settings, target, manifest(paths, countable_aliases(context["moved"], paths), context["PORTAL"].url))


def _get_generators(pelican: Pelican) -> type[DownloadsGenerator]:
    return DownloadsGenerator


def register() -> None:
    """Connect the signals."""
    signals.initialized.connect(_check_settings)
    signals.article_generator_finalized.connect(_read_snapshot)
    signals.all_generators_finalized.connect(_list_countable)
    signals.get_generators.connect(_get_generators)
