"""Rendering one component, as pages do: imported without their context."""

from __future__ import annotations

import re
from typing import Any

import jinja2
from bs4 import BeautifulSoup

from tests.theme import sample_site, samples, tip_off_samples, wanted_samples


def example_values() -> dict[str, Any]:
    """The names that examples may use: the page context and one of each thing."""
    front = sample_site.pages()["/"][1]["front"]
    return {
        **sample_site.every_page(),
        "article": samples.LONG,
        "short": samples.SHORT,
        "front": front,
        "visits": samples.VISITS,
        "chart": sample_site.statistics(samples.VISITS)["visit_charts"][0],
        "channels": tip_off_samples.CHANNELS,
        "local": tip_off_samples.LOCAL,
        "wanted": wanted_samples.WANTED,
        "surrendered": wanted_samples.SURRENDERED,
        "lifted": wanted_samples.LIFTED,
        "genuine_notices": wanted_samples.GENUINE,
        "years": sample_site.YEARS,
        "warning": samples.ALERT,
        "other_sites": samples.LINKS,
        "campaigns": samples.BANNERS,
        "notices_in_force": [samples.RECRUITING],
        "notices": [samples.RECRUITING],
        "page": sample_site.list_page("/hoat-dong/", 4),
    }


def render(environment: jinja2.Environment, name: str, call: str, **values: Any) -> str:
    """A call of a component, imported as pages import it: without their context."""
    # An example's names may be those of macros; the alias keeps them apart.
    line = re.sub(rf"\{{\{{ {name}\(", "{{ the_macro(", call)
    source = f'{{% from "components/{name}.html" import {name} as the_macro %}}{line}'
    return environment.from_string(source).render(**values)


def soup(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def words(html: str) -> str:
    return " ".join(soup(html).get_text(" ").split())
