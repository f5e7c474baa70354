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
    return in_order(count_keywords(pair for article in articles for pair in spellings(article.tag_names).items()))


def spellings(tag_names: Iterable[str]) -> dict[str, str]:
    """The keywords of one article: slug to the last of its spellings; two spellings of one are one."""
    return {slug: name for name in tag_names if (slug := slugify(name))}


def count_keywords(written: Iterable[tuple[str, str]]) -> list[Keyword]:
    """The keywords of all uses (slug and spelling), in any order; the most used spelling names each."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for (slug, name), uses in Counter(written).items():
        found[slug][name] = uses
    return [
        Keyword(min(names, key=lambda name: (-names[name], name)), slug, sum(names.values()))
        for slug, names in found.items()
    ]


def in_order(keywords: Iterable[Keyword]) -> dict[str, Keyword]:
    """Keywords by slug, sorted the Vietnamese way."""
    ordered = sorted(keywords, key=lambda keyword: (sort_key(keyword.name.lower()), keyword.slug))
    return {keyword.slug: keyword for keyword in ordered}
