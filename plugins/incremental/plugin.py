"""Looks at all files when a full build begins, and keeps its ledger when the site stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican import Pelican, signals

from plugins.common.afterwards import add_afterwards
from plugins.common.clock import build_moment
from plugins.common.progress import is_quiet, say
from plugins.common.settings import read_settings
from plugins.host.shared import record_pages, store_of
from plugins.incremental.environment import Places
from plugins.incremental.keeping import Before, keep
from plugins.incremental.recording import Recording
from plugins.incremental.settings import IncrementalSettings
from plugins.incremental.vault import Vault

_BEFORE_KEY = "FILES_BEFORE"


def places_of(settings: dict[str, Any], file: str) -> Places:
    """Where everything of a build is."""
    project = str(Path(settings["PLUGIN_PATHS"][0]).resolve())
    return Places(project, file, settings["PATH"], settings["THEME"], tuple(settings["ARTICLE_EXCLUDES"]))


def _look(pelican: Pelican) -> None:
    options = read_settings(IncrementalSettings, pelican.settings, "INCREMENTAL")
    if options.site:
        places = places_of(pelican.settings, options.settings)
        pelican.settings[_BEFORE_KEY] = places, Before.of(places), Path(pelican.settings["OUTPUT_PATH"])


def _keep(generators: list[Any]) -> None:
    settings, context = generators[0].settings, generators[0].context
    if _BEFORE_KEY not in settings:
        return
    site = bytes.fromhex(read_settings(IncrementalSettings, settings, "INCREMENTAL").site)
    places, before, output = settings[_BEFORE_KEY]
    vault = Vault(store_of(settings), site)
    articles = (*context["articles"], *context["hidden_articles"], *context["drafts"])
    recording = Recording(articles, places.content, context["PORTAL"].url, vault)
    record_pages(settings, recording)

    def afterwards(names: list[str]) -> None:
        keep(settings, context, before, places, output, names, vault, build_moment(settings), recording)
        if not is_quiet():
            say(f"Kho của lần dựng ({vault.store.path.parent}): {vault.report()}.")

    add_afterwards(settings, afterwards)


def register() -> None:
    """Connect the signals."""
    signals.initialized.connect(_look)
    signals.all_generators_finalized.connect(_keep)
