"""What machines read in a page: JSON-LD NewsArticle and BreadcrumbList, and notes on names that have changed since.

Signals: ``all_generators_finalized`` (``article.structured_data``), ``article_generator_finalized``
(``article.name_notes`` from the registry ``_data/units.yml``). No settings of its own; identity comes from ``PORTAL``.
"""


def register() -> None:
    """Connect the signals; the pure rooms are used without Pelican too, so it is imported only here."""
    from plugins.structured_data.plugin import register as connect

    connect()


__all__ = ["register"]
