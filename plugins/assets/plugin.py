"""Puts the addresses of the bundles into the context, and writes bundles and icons."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator, Generator

from plugins.assets.bundle import Assets, make_bundle

_BUNDLES = "ASSET_BUNDLES"
_COPIED = ("icons",)


def _make_bundles(generator: ArticlesGenerator) -> None:
    static = Path(generator.theme, "static")
    bundles = [
        make_bundle(static / "css", "css"),
        make_bundle(static / "js", "js"),
        make_bundle(static / "js" / "figures", "js", "figures"),
    ]
    generator.settings[_BUNDLES] = bundles
    generator.context["assets"] = Assets(*(bundle.href for bundle in bundles))


class AssetsGenerator(Generator):  # type: ignore[misc]
    """Writes the bundles and the theme's icons below ``/theme/``."""

    def generate_output(self, writer: Any) -> None:
        """Write every file."""
        for bundle in self.settings[_BUNDLES]:
            target = Path(self.output_path, bundle.href.lstrip("/"))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(bundle.data)
        for name in _COPIED:
            source = Path(self.theme, "static", name)
            if source.is_dir():
                shutil.copytree(source, Path(self.output_path, "theme", name), dirs_exist_ok=True)


def _get_generators(pelican: Pelican) -> type[AssetsGenerator]:
    return AssetsGenerator


def register() -> None:
    """Connect the signals."""
    signals.article_generator_finalized.connect(_make_bundles)
    signals.get_generators.connect(_get_generators)
