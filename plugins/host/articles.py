"""Pelican's articles without their weight: ten thousand of them are in memory from the first to the last step."""

from __future__ import annotations

from typing import Any

from pelican.contents import Article
from pelican.generators import ArticlesGenerator

from plugins.host.texts import Place, pool_of


class PortalArticle(Article):  # type: ignore[misc]
    """An article whose text lies in the build's :class:`~plugins.host.texts.TextPool`."""

    _text: Place | str

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        # What names a wanted person is written nowhere, not even for the moment of a build.
        if getattr(self, "wanted", None) is None:
            self._text = pool_of(self.settings).put(self._content)

    @property
    def _content(self) -> str:
        return pool_of(self.settings).get(self._text)

    @_content.setter
    def _content(self, text: str) -> None:
        self._text = text

    def get_content(self, siteurl: str) -> str:
        """As Pelican's, which keeps every text that it was ever asked for."""
        return self._update_content(self._content, siteurl)  # type: ignore[no-any-return]


class PortalArticles(ArticlesGenerator):  # type: ignore[misc]
    """Pelican's generator of articles, which makes ours."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        read = self.readers.read_file
        # Pelican names the class in the middle of a long method.
        self.readers.read_file = lambda **named: read(**{**named, "content_class": PortalArticle})
