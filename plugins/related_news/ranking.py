"""Which articles stand beside one: an inverted index over keywords, rarer keywords weigh more.

Nothing is compared pair by pair: an article looks only at those that share a keyword, and a keyword that more than
:data:`COMMON` articles have says too little to be looked at.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

COMMON = 200


@dataclass(frozen=True)
class Related:
    """An article of the rail and why it is there."""

    article: Any
    reason: str


class Ranking:
    """The index of one build; ``articles`` come newest first, which breaks ties."""

    def __init__(self, articles: Sequence[Any], shown: int) -> None:
        self.articles = articles
        self.shown = shown
        self.by_slug = {article.slug: article for article in articles}
        self.position = {id(article): position for position, article in enumerate(articles)}
        self.by_keyword: dict[str, list[Any]] = defaultdict(list)
        self.by_section: dict[str, list[Any]] = defaultdict(list)
        for article in articles:
            self.by_section[article.section.slug].append(article)
            for keyword in article.keywords:
                self.by_keyword[keyword.slug].append(article)

    def related(self, article: Any, picks: Iterable[Any]) -> list[Related]:
        """At most ``shown`` entries, never the article itself, none twice."""
        chosen = {id(article): Related(article, "")}
        for candidate, reason in self._candidates(article, picks):
            chosen.setdefault(id(candidate), Related(candidate, reason))
            if len(chosen) > self.shown:
                break
        return list(chosen.values())[1:]

    def _candidates(self, article: Any, picks: Iterable[Any]) -> Iterable[tuple[Any, str]]:
        yield from ((pick, "biên tập chọn") for pick in picks)
        shared: dict[int, list[Any]] = defaultdict(list)
        for keyword in article.keywords:
            holders = self.by_keyword[keyword.slug]
            if len(holders) <= COMMON:
                for holder in holders:
                    shared[id(holder)].append(keyword)
        ranked = sorted(shared, key=lambda key: (-self._weight(shared[key]), self.position[key]))
        for key in ranked:
            names = ", ".join(keyword.name for keyword in shared[key])
            yield self.articles[self.position[key]], f"cùng từ khóa: {names}"
        for other in self.by_section[article.section.slug][: self.shown + 1]:
            yield other, "cùng chuyên mục"

    def _weight(self, keywords: list[Any]) -> float:
        return sum(math.log(1 + len(self.articles) / len(self.by_keyword[keyword.slug])) for keyword in keywords)
