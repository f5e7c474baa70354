"""The rail "Tin liên quan": the editor's picks first, then articles that share rare keywords, then the same section.

Signals: ``initialized`` (settings), ``article_generator_finalized`` (``article.related``). Setting: ``RELATED_NEWS``.
"""

from plugins.related_news.plugin import register

__all__ = ["register"]
