"""The portal's plugins, in the order in which an article flows through them.

1. ``safe_output``     the frame: collects problems, stops before writing, moves a finished folder into place
2. ``front_matter``    the reader: YAML header and Markdown body become metadata and HTML
3. ``typography``      Vietnamese normalising, then typogrify's filters (a step of the reader)
4. ``article_body``    figures, photo groups, video, tables, abbreviations, raw HTML (a step of the reader)
5. ``media``           pictures in sizes and modern formats, without EXIF; video, attachments
6. ``sections``        embargo, order, sections, notices, newer and older articles, archives
7. ``portal``          the agency's identity, menus, tiles, links, banners, alert
8. ``related_news``    the rail "Tin liên quan": picks, similar news, the same section; also a command of its own
9. ``visit_counter``   the snapshot of the visit figures
10. ``tip_off``        the contact registry and the tip-off page
11. ``structured_data``  JSON-LD and descriptions
12. ``syndication``    feeds, sitemaps, robots.txt
13. ``assets``         one stylesheet and one script, named by their content
14. ``rendering``      the templates' environment: what many pages show is made once
15. ``incremental``    the ledger of a build, and the builds that go on from it without Pelican

Plugins never import each other; what several need is in ``common``.
"""

from typing import Any


def __getattr__(name: str) -> Any:
    """``PELICAN_CLASS`` can only name what is in a package at the top; Pelican is imported when it is asked for."""
    if name == "PortalPelican":
        from plugins.host.pelican import PortalPelican

        return PortalPelican
    raise AttributeError(name)
