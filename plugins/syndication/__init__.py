"""What other programs fetch: Atom feeds (site and sections), sitemaps, robots.txt.

Articles whose date is partial are in no feed and not in the news sitemap. Signals: ``initialized`` (settings),
``get_generators``. Setting: ``SYNDICATION``.
"""


def register() -> None:
    """Connect the signals; the pure rooms are used without Pelican too, so it is imported only here."""
    from plugins.syndication.plugin import register as connect

    connect()


__all__ = ["register"]
