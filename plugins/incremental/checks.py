"""What only a full build can judge: whatever looks as if it could be a mistake, or touch more than some pages.

Each raises :class:`plugins.incremental.rows.UnknownError`; the full build that follows tells editors what is wrong.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import datetime
from typing import Any

from plugins.common.problems import Report
from plugins.incremental.capture import file_of
from plugins.incremental.rows import Row, UnknownError
from plugins.incremental.site import NOTICE, Site
from plugins.sections.events import check_names, tell_slips
from plugins.sections.order import check_future, is_held

_FREE = "noi-dung"


def check_kind(article: Any, now: datetime) -> None:
    """News only: notices stand on every page; an embargo, an old address or a wanted person touch more than lists."""
    if article.kind == NOTICE or article.wanted or article.old_addresses or is_held(article, now):
        raise UnknownError(article.source_path)


def check_row(row: Row) -> None:
    """The same of what an article was."""
    if row.kind == NOTICE or row.wanted or row.old:
        raise UnknownError(row.path)


def check_words(site: Site, fresh: list[Any], now: datetime, report: Report) -> None:
    """Dates and events of what was read; warnings go into the report."""
    check_names(fresh, report)
    check_future([article for article in fresh if article.status != "draft"], now, report)
    tell_slips([a for a in site.everything if a.event], site.context["threads"], report)


def check_names_kept(before: Iterable[tuple[str, str]], after: Iterable[tuple[str, str]], rows: Iterable[Row]) -> None:
    """Keywords and events (slug, name) of articles that stayed must be called what they were called."""
    was, now = dict(before), dict(after)
    renamed = {slug for slug in was.keys() | now.keys() if was.get(slug) != now.get(slug)}
    for row in rows if renamed else ():
        if any(slug in renamed for slug, _ in row.keywords) or f"@{row.thread}" in renamed:
            raise UnknownError(row.path)


def check_media(before: Iterable[Row], after: Iterable[Row], has_drafts: bool) -> None:
    """Pictures and files are written by full builds: no other ones may be published, and none may cease to be."""
    was, now = media_of(before, has_drafts), media_of(after, has_drafts)
    if was != now:
        raise UnknownError(min(was ^ now))


def media_of(rows: Iterable[Row], has_drafts: bool) -> set[str]:
    """The pictures and files that are published because of some rows."""
    return {name for row in rows if has_drafts or row.status != "draft" for name in row.media}


def check_links(rows: Iterable[Row], fresh: Container[str], names: Container[str], lost: set[str]) -> None:
    """No link of ours may lead nowhere.

    ``fresh`` are the paths of changed articles, ``names`` the files of the new site, ``lost`` the addresses that are no
    more or whose text changed.
    """
    every = list(rows)
    ids = {row.href: row.ids for row in every}
    for row in every:
        for page, fragment in row.links:
            if row.path not in fresh and page not in lost:
                continue
            if file_of(page) not in names:
                raise UnknownError(row.path)
            if fragment and fragment != _FREE and page in ids and fragment not in ids[page]:
                raise UnknownError(row.path)
