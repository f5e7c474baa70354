"""The stylesheet, the script of every page and that of the figures; icons as they are.

Each is joined from small files, minified, and named by its content.

Signals: ``article_generator_finalized`` (context ``assets``), ``get_generators`` (writes them). No settings.
"""


def register() -> None:
    """Connect the signals; the pure rooms are used without Pelican too, so it is imported only here."""
    from plugins.assets.plugin import register as connect

    connect()


__all__ = ["register"]
