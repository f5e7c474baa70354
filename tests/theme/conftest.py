"""The templates' own environment, as strict as it can be, and the sample values."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

TEMPLATES = Path(__file__).resolve().parents[2] / "theme" / "templates"


def make_environment() -> jinja2.Environment:
    """Jinja as pelicanconf.py sets it, but a name the contract does not promise is an error."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )


@pytest.fixture(scope="session")
def environment() -> jinja2.Environment:
    return make_environment()
