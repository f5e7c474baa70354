"""The agency behind the portal: identity, menus, the five link tiles, links, banners, the alert.

Signals: ``initialized`` (settings), ``article_generator_finalized`` and ``all_generators_finalized`` (context).
Settings: ``PORTAL`` (identity), ``PORTAL_BLOCKS`` (tiles, menus, policy).
"""

from plugins.portal.plugin import register

__all__ = ["register"]
