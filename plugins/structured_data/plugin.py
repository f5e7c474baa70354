"""Sets the JSON-LD and the notes on names."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import ArticlesGenerator

from plugins.common.content import every_article
from plugins.common.enrich import enrich
from plugins.common.problems import report_of
from plugins.common.registry import REGISTRY_FOLDER
from plugins.structured_data.names import give_notes, read_former_names
from plugins.structured_data.schema import describe


def _note_names(generator: ArticlesGenerator) -> None:
    names = read_former_names(Path(generator.path, REGISTRY_FOLDER, "units.yml"), report_of(generator.settings))
    enrich(generator.settings, every_article(generator), partial(give_notes, names=names))


def _describe(generators: list[Any]) -> None:
    generator = next(g for g in generators if isinstance(g, ArticlesGenerator))
    enrich(generator.settings, every_article(generator), partial(describe, portal=generator.context["PORTAL"]))


def register() -> None:
    """Connect the signals."""
    signals.article_generator_finalized.connect(_note_names)
    signals.all_generators_finalized.connect(_describe)
