"""Settings of the article body."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ArticleBodySettings:
    """``ARTICLE_BODY`` in pelicanconf.py."""

    #: The registry of abbreviations, relative to the content folder; it may be missing.
    abbreviations: str = "_data/abbreviations.yml"
    #: What the ``sizes`` attribute of pictures in the text says.
    sizes: str = "(min-width: 75em) 39rem, (min-width: 56.25em) calc(100vw - 24rem), 100vw"
