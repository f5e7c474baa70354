"""The agency behind the portal: identity, menus, the five link tiles, links, banners, the alert.

Signals: ``initialized`` (settings), ``article_generator_finalized`` and ``all_generators_finalized`` (context).
Settings: ``PORTAL`` (identity), ``PORTAL_BLOCKS`` (tiles, menus, policy).
"""


def register() -> None:
    """Connect the signals; the pure rooms are used without Pelican too, so it is imported only here."""
    from plugins.portal.plugin import register as connect

    connect()


__all__ = ["register"]
