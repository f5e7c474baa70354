"""The ledger of a full build: everything that the next, incremental one starts from."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from plugins.common.clock import changes_of
from plugins.common.final_checks import checks_run
from plugins.common.problems import report_of
from plugins.common.wanted import withdrawn_of
from plugins.incremental.alone import UnknownJobError, alone_of
from plugins.incremental.environment import (
    ARTICLE_PATHS,
    IGNORED_BY_PELICAN,
    PLUGINS,
    Places,
    libraries,
    sources,
    tree_of,
)
from plugins.incremental.extras import counter_list, feed_keys
from plugins.incremental.keys import Keys
from plugins.incremental.ledger import Ledger
from plugins.incremental.moments import moments_of, next_change
from plugins.incremental.planning import every_page
from plugins.incremental.recipe import recipe_of
from plugins.incremental.recording import Recording
from plugins.incremental.site import Site
from plugins.incremental.tree import Tree, stamp_of
from plugins.incremental.vault import Vault

#: Pictures are kept by :mod:`plugins.media`, attachments in the content folder; both may be large.
_ELSEWHERE = ("images/", "documents/")


@dataclass(frozen=True)
class Before:
    """What was there when a build began: what changes while it runs is new for the next one."""

    articles: Tree
    others: Tree

    @classmethod
    def of(cls, places: Places) -> Before:
        """Look at all files."""
        articles, others = sources(places)
        stamps = {name: stamp_of(f"{places.content}/{name}", state) for name, state in articles.items()}
        return cls(stamps, tree_of(others, places))


def keep(
    settings: dict[str, Any], context: Mapping[str, Any], before: Before, places: Places, output: Path,
    names: Iterable[str], vault: Vault, now: datetime, recording: Recording,
) -> None:  # fmt: skip
    """Keep everything about a site that stands; ``names`` are its files."""
    digests = recording.digests
    site = Site(context["articles"], context["hidden_articles"], context["drafts"], dict(context))
    articles = site.everything
    ledger = Ledger(
        libraries=libraries(),
        others=before.others,
        articles=before.articles,
        rows=recording.rows(articles),
        names=_names(context),
        periods=[period.href for year in context["years"] for period in (year, *year.months)],
        since=now.timestamp(),
        until=next_change([*changes_of(settings), *moments_of(site.articles, settings)], now),
        problems=report_of(settings).problems,
        related=settings.get("RELATED_MARK", b""),
        reason=_reason(settings, articles),
    )
    keys = Keys(context, digests.own, digests.card)
    ledger.keys = {page.name: page.key(keys) for page in every_page(site, settings)}
    ledger.keys |= {name: key for name, key, _ in feed_keys(context, settings, digests.own)}
    try:
        ledger.recipe = vault.keep_recipe(recipe_of(settings, context).dump())
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        ledger.reason = f"thiết lập có phần không giữ lại được: {error}"
    ledger.alone = _keep_alone(recording, ledger, settings, context, vault)
    recording.keep_records(articles)
    ledger.outputs = {name: _output(name, f"{output}/{name}", recording) for name in names}
    ledger.side = vault.keep_side(counter_list(context))
    files = {key: f"{output}/{name}" for name, (key, _, _) in ledger.outputs.items() if key}
    vault.keep_files(files)
    vault.tidy_files(files)
    ledger.forgets = bool(withdrawn_of(settings))
    vault.keep_ledger(ledger)
    if ledger.forgets:
        vault.forget_others(ledger)


def _keep_alone(
    recording: Recording, ledger: Ledger, settings: dict[str, Any], context: Mapping[str, Any], vault: Vault
) -> bytes:
    """Keep what the pages without a key are rendered with; gives its key, empty when it cannot be kept."""
    jobs = [job for job in recording.others if job.name not in ledger.keys]
    articles = (*context["articles"], *context["hidden_articles"], *context["drafts"])
    cards = ((article, recording.digests.card(article)) for article in articles if not article.wanted)
    try:
        return vault.keep_alone(alone_of(jobs, context["pages"], checks_run(settings), cards).dump())
    except (UnknownJobError, pickle.PicklingError, AttributeError, TypeError):
        return b""


def _names(context: Mapping[str, Any]) -> list[tuple[str, str]]:
    names = [(keyword.slug, keyword.name) for keyword in context["keywords"]]
    return names + [(f"@{thread.slug}", thread.name) for thread in context["threads"]]


def _reason(settings: dict[str, Any], articles: Iterable[Any]) -> str:
    """Why the next build cannot be an incremental one."""
    if others := sorted(set(settings["PLUGINS"]) - PLUGINS):
        return f"có phần cài thêm mà chỉ Pelican biết: {', '.join(others)}"
    if settings["ARTICLE_PATHS"] != ARTICLE_PATHS or set(settings["IGNORE_FILES"]) != IGNORED_BY_PELICAN:
        return "thiết lập ARTICLE_PATHS hoặc IGNORE_FILES đã đổi"
    if settings["TEMPLATE_PAGES"] or settings["THEME_TEMPLATES_OVERRIDES"]:
        return "thiết lập TEMPLATE_PAGES hoặc THEME_TEMPLATES_OVERRIDES có dùng"
    if settings["JINJA_GLOBALS"] or settings["JINJA_TESTS"]:
        return "thiết lập JINJA_GLOBALS hoặc JINJA_TESTS có dùng"
    if any(left.names or left.pictures or left.files for left in withdrawn_of(settings)):
        return "một thông báo truy nã đã gỡ còn để lại tên hoặc ảnh trong tệp nguồn"
    if any(article.content != article._content for article in articles):
        return "một bài có chỗ để Pelican điền"
    return ""


def _output(name: str, path: str, recording: Recording) -> tuple[bytes, int, int]:
    """Digest, size and time of change of a file."""
    if not name.startswith(_ELSEWHERE):
        return recording.output(name, path)
    state = os.stat(path)
    return b"", state.st_size, state.st_mtime_ns
