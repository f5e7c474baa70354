"""The filter that templates have for headings."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import jinja2

from plugins.typography.plugin import _add_step


def test_headings_of_templates_hold_compounds_together() -> None:
    settings: dict[str, Any] = {"JINJA_FILTERS": {"own": str}, "TYPOGRAPHY": {}}
    _add_step(SimpleNamespace(settings=settings))
    assert set(settings["JINJA_FILTERS"]) == {"own", "headline"}
    environment = jinja2.Environment(autoescape=True)
    environment.filters |= settings["JINJA_FILTERS"]
    html = environment.from_string("{{ name|headline }}").render(name="Bảo vệ <an ninh>")
    assert html == "Bảo\u00a0vệ &lt;an\u00a0ninh&gt;"
