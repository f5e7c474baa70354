"""What a rule may know beside one article: the registries, the other articles' titles and addresses, the pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from plugins.common.vietnamese import syllable_key, words


class Card(NamedTuple):
    """What one article shows the others: file, title, address and the ids of its headings.

    Drafts have no card. ``href`` is empty while an embargo holds the article back: links to it lead nowhere yet.
    """

    file: str
    title: str
    href: str
    ids: frozenset[str]


@dataclass(frozen=True)
class Unit:
    """A name of ``units.yml`` and the day on which it ceased."""

    name: str
    until: date
    now: str


@dataclass(frozen=True)
class Archive:
    """The content folder as the rules see it; ``today`` is the clock."""

    root: Path
    today: date
    cards: Sequence[Card] = ()
    #: Addresses that are there without an article: sections, lists, pages, aliases.
    addresses: frozenset[str] = frozenset()
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    units: Sequence[Unit] = ()
    #: Canonical telephone numbers (plugins.common.dialling) of the registry.
    telephones: frozenset[str] = frozenset()
    #: The address of the site itself, without a slash at its end: links may be written with it.
    site: str = ""
    #: E-mail addresses of the registry and of the agency, in lower case.
    emails: frozenset[str] = frozenset()

    @cached_property
    def by_href(self) -> Mapping[str, Card]:
        """The cards by address; of two with one address the first."""
        return {card.href: card for card in reversed(self.cards) if card.href}

    @cached_property
    def by_file(self) -> Mapping[str, Card]:
        """The cards by file."""
        return {card.file: card for card in self.cards}

    @cached_property
    def by_title(self) -> Mapping[str, Sequence[Card]]:
        """The cards whose titles read alike, by :func:`title_key`."""
        found: dict[str, list[Card]] = {}
        for card in self.cards:
            found.setdefault(title_key(card.title), []).append(card)
        return found

    @cached_property
    def namesakes(self) -> Mapping[str, Sequence[Card]]:
        """The cards whose titles read as that of a file, by file; files that have no namesake are left out."""
        return {card.file: cards for cards in self.by_title.values() if len(cards) > 1 for card in cards}

    @cached_property
    def sharing(self) -> Mapping[str, Sequence[Card]]:
        """The cards of every address that more than one has."""
        found: dict[str, list[Card]] = {}
        for card in self.cards:
            found.setdefault(card.href, []).append(card)
        return {href: cards for href, cards in found.items() if href and len(cards) > 1}


def title_key(title: str) -> str:
    """By what two titles are one: neither capitals nor the place of a tone nor signs matter."""
    return " ".join(map(syllable_key, words(title)))
