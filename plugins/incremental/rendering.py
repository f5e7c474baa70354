"""The theme, for rendering single pages without Pelican: the environment that a full build renders with."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, Template

from plugins.incremental.capture import Page
from plugins.incremental.recipe import Recipe
from plugins.rendering.compiled import CompiledTemplates
from plugins.rendering.environment import ThemeEnvironment


class Theme:
    """The templates of a recipe's theme; nothing is loaded before the first page."""

    def __init__(self, recipe: Recipe, theme: str) -> None:
        self._recipe = recipe
        self._folder = Path(theme, "templates")

    @cached_property
    def _environment(self) -> ThemeEnvironment:
        settings = self._recipe.settings
        environment = ThemeEnvironment(
            loader=FileSystemLoader(self._folder),
            bytecode_cache=CompiledTemplates(Path(settings["CACHE_PATH"], "templates")),
            **settings["JINJA_ENVIRONMENT"],
        )
        environment.filters.update(self._recipe.filters)
        return environment

    def template(self, page: Page) -> Template:
        """What a page is rendered with. Raises what a template raises."""
        return self._environment.get_template(f"{page.template}.html")

    def render(self, page: Page, context: dict[str, Any]) -> bytes:
        """The bytes of a page."""
        return self.template(page).render({**context, "output_file": page.name, **page.values}).encode()
