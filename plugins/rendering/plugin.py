"""Gives all generators of a build one environment."""

from __future__ import annotations

from pathlib import Path

from pelican import signals
from pelican.generators import Generator

from plugins.rendering.compiled import CompiledTemplates
from plugins.rendering.environment import ThemeEnvironment

_ENVIRONMENT_KEY = "THEME_ENVIRONMENT"


def _share_environment(generator: Generator) -> None:
    """The context is made anew for each build, and so is what the environment remembers."""
    if _ENVIRONMENT_KEY not in generator.context:
        folder = Path(generator.settings["CACHE_PATH"], "templates")
        options = generator.settings["JINJA_ENVIRONMENT"]
        environment = ThemeEnvironment(loader=generator.env.loader, bytecode_cache=CompiledTemplates(folder), **options)
        environment.take_over(generator.env)
        generator.context[_ENVIRONMENT_KEY] = environment
    generator.env = generator.context[_ENVIRONMENT_KEY]


def register() -> None:
    """Connect the signals."""
    signals.generator_init.connect(_share_environment)
