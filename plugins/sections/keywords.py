"""Keywords: one address per keyword however it is accented or capitalised; the most used spelling names it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from plugins.common.places import KEYWORDS
from plugins.common.vietnamese import slugify, sort_key


@dataclass(frozen=True)
class Keyword:
    """A keyword, its page and how many published articles have it."""

    name: str
    slug: str
    count: int

    @property
    def label(self) -> str:
        """What a link to it says."""
        return self.name

    @property
    def href(self) -> str:
        """The address of its page."""
        return f"{KEYWORDS}{self.slug}/"


def compose_keywords(articles: Iterable[Any]) -> dict[str, Keyword]:
    """Keywords by slug, sorted the Vietnamese way, from articles' ``tag_names``."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        for slug, name in {slugify(name): name for name in article.tag_names}.items():
            if slug:
                spellings[slug][name] += 1
    made = [
        Keyword(min(names, key=lambda name: (-names[name], name)), slug, sum(names.values()))
        for slug, names in spellings.items()
    ]
    return {keyword.slug: keyword for keyword in sorted(made, key=lambda keyword: sort_key(keyword.name.lower()))}
