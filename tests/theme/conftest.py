"""The templates' own environment, as strict as it can be, and the sample values."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2
import pytest
from bs4 import BeautifulSoup

from plugins.rendering.environment import ThemeEnvironment
from plugins.typography.headline import Headlines
from tests.theme import sample_site

TEMPLATES = Path(__file__).resolve().parents[2] / "theme" / "templates"


def make_environment() -> jinja2.Environment:
    """Jinja as pelicanconf.py sets it, but a name the contract does not promise is an error."""
    environment = ThemeEnvironment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["headline"] = Headlines().html
    return environment


@pytest.fixture(scope="session")
def environment() -> jinja2.Environment:
    return make_environment()


@pytest.fixture(scope="session")
def built(environment: jinja2.Environment) -> dict[str, BeautifulSoup]:
    """Every page of the sample site, parsed; do not change them."""

    def html(template: str, own: dict[str, Any]) -> BeautifulSoup:
        page = environment.get_template(template).render({**sample_site.every_page(), **own})
        return BeautifulSoup(page, "html.parser")

    return {address: html(template, own) for address, (template, own) in sample_site.pages().items()}
