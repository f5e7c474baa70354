"""Which of Pelican's lists hold what: for plugins that go over all articles, or over all that is published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def every_article(generator: Any) -> list[Any]:
    """Published, hidden and draft articles: each needs its values, for each is rendered somewhere."""
    return [*generator.articles, *generator.hidden_articles, *generator.drafts]


def published(context: Mapping[str, Any]) -> Iterator[Any]:
    """The articles and pages that have an address in what is published, hidden ones too."""
    for name in ("articles", "hidden_articles", "pages", "hidden_pages"):
        yield from context.get(name, ())
