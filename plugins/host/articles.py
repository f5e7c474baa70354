"""Pelican's articles without their weight: ten thousand of them are in memory from the first to the last step."""

from __future__ import annotations

from typing import Any

from pelican.contents import Article
from pelican.generators import ArticlesGenerator
from pelican.settings import DEFAULT_CONFIG

from plugins.host.texts import Place, pool_of

_LINK_REGEX = "INTRASITE_LINK_REGEX"


class PortalArticle(Article):  # type: ignore[misc]
    """An article whose text lies in the build's :class:`~plugins.host.texts.TextPool`."""

    _text: Place | str

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        text = self._content
        usual = self.settings[_LINK_REGEX] == DEFAULT_CONFIG[_LINK_REGEX]
        #: Whether there may be a link in it that Pelican fills in, ``{filename}...`` or ``|filename|...``.
        self._has_links_of_pelican = not usual or "{" in text or "|" in text
        # What names a wanted person is written nowhere, not even for the moment of a build.
        if getattr(self, "wanted", None) is None:
            self._text = pool_of(self.settings).put(text)

    @property
    def _content(self) -> str:
        return pool_of(self.settings).get(self._text)

    @_content.setter
    def _content(self, text: str) -> None:
        self._text = text

    def get_content(self, siteurl: str) -> str:
        """As Pelican's, which keeps every text that it was ever asked for."""
        text = self._content
        return self._update_content(text, siteurl) if self._has_links_of_pelican else text

    def get_static_links(self) -> set[str]:
        """As Pelican's."""
        links: set[str] = super().get_static_links() if self._has_links_of_pelican else set()
        return links

    def get_relative_source_path(self, source_path: str | None = None) -> str | None:
        """As Pelican's, which makes it again for every address that it makes."""
        path: str | None = None if source_path else getattr(self, "relative_source_path", None)
        return path or super().get_relative_source_path(source_path)


class PortalArticles(ArticlesGenerator):  # type: ignore[misc]
    """Pelican's generator of articles, which makes ours."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        read = self.readers.read_file
        # Pelican names the class in the middle of a long method.
        self.readers.read_file = lambda **named: read(**{**named, "content_class": PortalArticle})
