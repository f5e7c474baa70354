"""The body of an article: figures, photo groups, video, tables, abbreviations, safe links, clean pasted HTML.

A step of the reader (tree processors on Markdown's element tree, BeautifulSoup only where people brought HTML).
Signal: ``initialized`` (adds the step with the registry ``_data/abbreviations.yml``). Setting: ``ARTICLE_BODY``.
"""

from plugins.article_body.plugin import register

__all__ = ["register"]
