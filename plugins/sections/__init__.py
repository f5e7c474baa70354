"""Where an article stands: section, order, embargo, event, notices, newer and older ones, front page and archives.

Signals: ``initialized`` (settings), ``article_generator_pretaxonomy`` (embargo, sections, order, addresses,
keywords, events), ``article_generator_finalized`` (front page), ``page_generator_finalized`` (addresses of pages),
``all_generators_finalized`` (event, newer and older ones in the rail), ``get_generators`` (archives by year and month).
Setting: ``SECTIONS``.
"""


def register() -> None:
    """Connect the signals; the pure rooms are used without Pelican too, so it is imported only here."""
    from plugins.sections.plugin import register as connect

    connect()


__all__ = ["register"]
