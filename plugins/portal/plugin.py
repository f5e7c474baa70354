"""Puts the agency and the shared blocks into the context."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator

from plugins.common import places
from plugins.common.body import MEDIA_KEY
from plugins.common.clock import build_moment, note_change
from plugins.common.content import every_article
from plugins.common.enrich import enrich
from plugins.common.problems import report_of
from plugins.common.registry import REGISTRY_FOLDER
from plugins.common.settings import FILE, read_settings
from plugins.portal.blocks import (
    NavItem,
    check_share,
    give_share,
    only_known,
    read_alert,
    read_banners,
    read_links,
    read_tiles,
)
from plugins.portal.settings import BlocksSettings, Identity

_TIP_OFF = NavItem("Tố giác tội phạm", places.TIP_OFF)
_STATISTICS = NavItem("Thống kê", places.STATISTICS)
_ARCHIVE = NavItem("Lưu trữ", places.ARCHIVE)
_KEYWORDS = NavItem("Từ khóa", places.KEYWORDS)
_EVENTS = NavItem("Dòng sự kiện", places.EVENTS)
_FEED = NavItem("Nguồn tin Atom (RSS)", places.SITE_FEED)


def _check_settings(pelican: Pelican) -> None:
    settings = pelican.settings
    identity = read_settings(Identity, settings, "PORTAL")
    check_share(read_settings(BlocksSettings, settings, "PORTAL_BLOCKS").share, report_of(settings))
    if not re.fullmatch(r"https?://[^/\s]+", identity.url):
        remedy = "viết dạng https://congan.tinh.gov.vn, không có gạch chéo ở cuối"
        report_of(settings).error(FILE, 0, "PORTAL[“url”] không phải là gốc của một tên miền", identity.url, remedy)


def _fill_context(generator: ArticlesGenerator) -> None:
    settings, context = generator.settings, generator.context
    report, now, root = report_of(settings), build_moment(settings), Path(generator.path)
    identity = read_settings(Identity, settings, "PORTAL")
    blocks = read_settings(BlocksSettings, settings, "PORTAL_BLOCKS")
    data = root / REGISTRY_FOLDER
    used = {article.section for article in generator.articles}
    shown = [section for section in context["sections"] if section in used]
    banners = read_banners(data / "banners.yml", settings[MEDIA_KEY], now, report)
    alert = read_alert(data / "alert.yml", now, report)
    for until in (*(banner.until for banner in banners), alert and alert.until):
        if until:
            note_change(settings, until.ends)
    context.update(
        PORTAL=identity,
        CSP=blocks.csp,
        nav=[*(NavItem(s.short or s.name, s.href) for s in shown[: blocks.menu_sections]), _TIP_OFF, _STATISTICS],
        tiles=read_tiles(blocks.tiles, report),
        links=read_links(data / "links.yml", report),
        banners=banners,
        alert=alert,
        tip_off_href=_TIP_OFF.href,
        statistics_href=_STATISTICS.href,
        archive_href=_ARCHIVE.href,
        events_href=_EVENTS.href,
        feed_href=_FEED.href,
    )
    enrich(settings, every_article(generator), partial(give_share, templates=blocks.share, site=identity.url))


def _finish_blocks(generators: list[Any]) -> None:
    """Pages are read after articles: only now is it known which addresses of ours there are."""
    context = generators[0].context
    report = report_of(generators[0].settings)
    for name in ("tiles", "banners"):
        context[name] = only_known(context[name], context["addresses"], report)
    blocks = read_settings(BlocksSettings, generators[0].settings, "PORTAL_BLOCKS")
    pages = {page.slug: NavItem(page.title, page.href) for page in context.get("pages", ())}
    found = [pages[slug] for slug in blocks.footer_pages if slug in pages]
    events = [_EVENTS] if context["threads"] else []
    context["footer_links"] = [*found, _ARCHIVE, _KEYWORDS, *events, _FEED]


def register() -> None:
    """Connect the signals."""
    signals.initialized.connect(_check_settings)
    signals.article_generator_finalized.connect(_fill_context)
    signals.all_generators_finalized.connect(_finish_blocks)
