"""What other programs fetch: Atom feeds (site and sections), sitemaps, robots.txt.

Articles whose date is partial are in no feed and not in the news sitemap. Signals: ``initialized`` (settings),
``get_generators``. Setting: ``SYNDICATION``.
"""

from plugins.syndication.plugin import register

__all__ = ["register"]
