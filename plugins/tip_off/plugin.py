"""Puts numbers and channels into the context, and the tile's words on each article."""

from __future__ import annotations

from pathlib import Path

from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator

from plugins.common import places
from plugins.common.clock import build_moment
from plugins.common.content import every_article
from plugins.common.problems import report_of
from plugins.common.settings import FILE, read_settings
from plugins.tip_off.channels import read_channels, tip_link
from plugins.tip_off.settings import TipOffSettings


def _check_settings(pelican: Pelican) -> None:
    options = read_settings(TipOffSettings, pelican.settings, "TIP_OFF")
    report = report_of(pelican.settings)
    for topic, words in options.topics.items():
        if len(words) != 2:
            report.error(
                FILE, 0, "TIP_OFF[“topics”] cần tiêu đề và một câu cho mỗi chủ đề", topic, "viết [“tiêu đề”, “câu”]"
            )


def _fill(generator: ArticlesGenerator) -> None:
    options = read_settings(TipOffSettings, generator.settings, "TIP_OFF")
    now, registry = build_moment(generator.settings), Path(generator.path, options.registry)
    numbers, channels = read_channels(registry, report_of(generator.settings), now)
    topics = {topic: words for topic, words in options.topics.items() if len(words) == 2}
    tile = tip_link("", topics, places.TIP_OFF)
    generator.context.update(emergency=numbers, channels=channels, exit_href=options.exit_url, tip_link=tile)
    for article in every_article(generator):
        article.tip_link = tip_link(article.topic, topics, places.TIP_OFF)


def register() -> None:
    """Connect the signals."""
    signals.initialized.connect(_check_settings)
    signals.article_generator_finalized.connect(_fill)
