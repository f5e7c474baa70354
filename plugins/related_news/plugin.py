"""Puts the rail on every article; an editor's pick that leads nowhere is an error."""

from __future__ import annotations

from typing import Any

from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator

from plugins.common.content import every_article
from plugins.common.problems import report_of
from plugins.common.settings import read_settings
from plugins.related_news.ranking import Ranking
from plugins.related_news.settings import RelatedNewsSettings


def _check_settings(pelican: Pelican) -> None:
    read_settings(RelatedNewsSettings, pelican.settings, "RELATED_NEWS")


def _relate(generator: ArticlesGenerator) -> None:
    options = read_settings(RelatedNewsSettings, generator.settings, "RELATED_NEWS")
    ranking = Ranking(generator.articles, options.shown)
    for article in every_article(generator):
        article.related = ranking.related(article, _picks(article, ranking, generator))


def _picks(article: Any, ranking: Ranking, generator: ArticlesGenerator) -> list[Any]:
    picks = []
    for written in article.related_picks:
        slug = written.strip("/").split("/")[-1].removesuffix(".md")
        if slug in ranking.by_slug:
            picks.append(ranking.by_slug[slug])
        else:
            line = article.header_lines.get("related", 1)
            remedy = "viết phần cuối của địa chỉ một bài đã đăng, ví dụ ba-don-trien-khai-phong-trao-2022"
            report_of(generator.settings).error(
                article.source_path, line, "không có bài liên quan này", written, remedy
            )
    return picks


def register() -> None:
    """Connect the signals."""
    signals.initialized.connect(_check_settings)
    signals.article_generator_finalized.connect(_relate)
