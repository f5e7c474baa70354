"""The body of an article: figures, photo groups, video, tables, abbreviations, safe links, clean pasted HTML.

A step of the reader (tree processors on Markdown's element tree, BeautifulSoup only where people brought HTML).
Signal: ``initialized`` (adds the step with the registry ``_data/abbreviations.yml``). Setting: ``ARTICLE_BODY``.
"""


def register() -> None:
    """Connect the signals; the pure rooms are used without Pelican too, so it is imported only here."""
    from plugins.article_body.plugin import register as connect

    connect()


__all__ = ["register"]
