"""From an article to the tip-off page: one link, which carries the article's topic and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plugins.common.places import TIP_OFF
from plugins.common.problems import Report
from plugins.common.vietnamese import slugify
from plugins.common.wanted import KIND as WANTED
from plugins.tip_off.channels import Channel

_DEFAULT_TILE = ("Tố giác tội phạm", "Anh, chị thấy hoặc biết một vụ việc? Có thể báo tin không nêu tên.")


@dataclass(frozen=True)
class TipLink:
    """The tile of an article: heading, sentence, and the address with nothing but the topic."""

    heading: str
    sentence: str
    href: str


@dataclass(frozen=True)
class Topic:
    """What the tip-off page says to whoever comes from an article of this topic."""

    key: str
    heading: str
    sentence: str
    advice: tuple[str, ...]
    channels: tuple[Channel, ...]


def read_topics(setting: Mapping[str, Sequence[str]], channels: Iterable[Channel] = ()) -> list[Topic]:
    """The topics of the setting, in its order; one without heading and sentence has been reported and is left out.

    A channel belongs to a topic when the registry names the topic; a channel for all crimes names none.
    """
    special = list(channels)
    return [
        Topic(key, words[0], words[1], tuple(words[2:]), tuple(c for c in special if key in c.topics))
        for key, words in setting.items()
        if len(words) >= 2
    ]


def give_tip_link(article: Any, report: Report, *, topics: Sequence[Topic]) -> None:
    """Set ``tip_link`` on an article."""
    topic = article_topic(article.kind, article.topic, article.tag_names, [topic.key for topic in topics])
    article.tip_link = tip_link(topic, topics, TIP_OFF)


def article_topic(kind: str, written: str, keywords: Iterable[str], known: Iterable[str]) -> str:
    """An article's topic: a wanted notice's own; else the header's; else the first keyword that is one; else none."""
    topics = set(known)
    if kind == WANTED and WANTED in topics:
        return WANTED
    candidates = [written, *map(slugify, keywords)]
    return next((topic for topic in candidates if topic in topics), "")


def tip_link(topic: str, topics: Iterable[Topic], page: str) -> TipLink:
    """The tile for a topic; the plain one when there is none."""
    for known in topics:
        if known.key == topic:
            return TipLink(known.heading, known.sentence, f"{page}#{topic}")
    return TipLink(*_DEFAULT_TILE, page)
