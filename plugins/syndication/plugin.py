"""Writes feeds, sitemaps and robots.txt."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.generators import Generator

from plugins.common.clock import build_moment
from plugins.common.settings import read_settings
from plugins.syndication.files import feeds, robots, sitemaps
from plugins.syndication.settings import SyndicationSettings


class SyndicationGenerator(Generator):  # type: ignore[misc]
    """Text files beside the pages."""

    def generate_output(self, writer: Any) -> None:
        """Write every file."""
        options = read_settings(SyndicationSettings, self.settings, "SYNDICATION")
        for feed in feeds(self.context, options):
            self._write(feed.address, feed.text(self.context["PORTAL"]))
        for address, text in sitemaps(self.context, options, build_moment(self.settings)):
            self._write(address, text)
        self._write(*robots(self.context))

    def _write(self, address: str, text: str) -> None:
        target = Path(self.output_path, address.lstrip("/"))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")


def _check_settings(pelican: Pelican) -> None:
    read_settings(SyndicationSettings, pelican.settings, "SYNDICATION")


def _get_generators(pelican: Pelican) -> type[SyndicationGenerator]:
    return SyndicationGenerator


def register() -> None:
    """Connect the signals."""
    signals.initialized.connect(_check_settings)
    signals.get_generators.connect(_get_generators)
