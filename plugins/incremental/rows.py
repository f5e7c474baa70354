"""One line of the ledger for each article: what lists are made of, without its texts.

A row is a plain tuple, for ten thousand of them are read at every build and ``marshal`` reads tuples in no time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from plugins.common.dates import NewsDate

Dated = tuple[str, str] | None
#: What :attr:`Row.wanted` says: nothing, or whether the notice is in force.
WANTED, LIFTED = "wanted", "lifted"
#: How much of an ISO moment is written for each precision.
_WRITTEN = {"minute": 25, "day": 10, "month": 7, "year": 4, "none": 4}


class Row(NamedTuple):
    """What the ledger keeps of an article that has a page.

    ``path`` is relative to the content folder; ``own`` and ``card`` are digests (16 bytes), and the record is kept
    under ``own``; dates are ISO text and precision; ``section`` is a slug, ``keywords`` slugs with the words written,
    ``thread`` the slug of its event; ``old`` are addresses it had before; ``document`` is the key of its term counts;
    ``is_settled``: whether its rail stays until its ranking changes; ``rail`` are the addresses of the related
    articles, ``beside`` those of the others of its event, of newer and of older news; ``links`` are the links of ours
    in its text as (page, fragment), ``ids`` the places in it that a link may lead to; ``media`` are the pictures (by
    address) and files (by source) that are published because of it.
    """

    path: str
    own: bytes
    card: bytes
    href: str
    slug: str
    status: str
    kind: str
    when: Dated
    updated: Dated
    expires: Dated
    embargo: Dated
    section: str
    keywords: tuple[tuple[str, str], ...]
    event: str
    thread: str
    featured: bool
    picks: tuple[str, ...]
    old: tuple[str, ...]
    wanted: str
    document: str
    is_settled: bool
    rail: tuple[str, ...]
    beside: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
    links: tuple[tuple[str, str], ...]
    ids: tuple[str, ...]
    media: tuple[str, ...]


def dated(date: NewsDate | None) -> Dated:
    """A date for a row."""
    return (date.value.isoformat(), date.precision) if date else None


def date_of(kept: Dated) -> NewsDate | None:
    """The date that :func:`dated` kept."""
    return NewsDate(datetime.fromisoformat(kept[0]), kept[1]) if kept else None  # type: ignore[arg-type]


class UnknownError(LookupError):
    """What the ledger does not keep, or the store lost: only a full build knows it."""


@dataclass
class Shelf:
    """What kept articles share: the content folder, what they belong to by slug, and where their records are.

    ``load`` gives a record (:data:`plugins.incremental.digests.RECORD`) or raises :class:`UnknownError`. Where an
    article is asked for what its record does not hold, ``is_strict`` has that raise UnknownError too.
    """

    root: str
    sections: Mapping[str, Any]
    load: Callable[[Row], dict[str, Any]]
    keywords: Mapping[str, Any] = field(default_factory=dict)
    threads: Mapping[str, Any] = field(default_factory=dict)
    is_strict: bool = False


class KeptArticle:
    """An article as an earlier build left it; its texts are fetched when somebody looks at them."""

    def __init__(self, row: Row, shelf: Shelf) -> None:
        self.row = row
        self._shelf = shelf
        # What every list asks every article for: a property takes three times as long.
        self.href, self.slug, self.status, self.kind = row.href, row.slug, row.status, row.kind
        self.section = shelf.sections[row.section]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or "row" not in self.__dict__:
            raise AttributeError(name)
        if "_loaded" not in self.__dict__:
            self.__dict__["_loaded"] = ()  # whoever asks meanwhile is told that there is nothing
            found = self._shelf.load(self.row).items()
            new = {key: value for key, value in found if key not in _FROM_ROW and key not in self.__dict__}
            self.__dict__.update(new, _loaded=tuple(new))
            return getattr(self, name)
        if self._shelf.is_strict:
            raise UnknownError(f"article.{name}")
        raise AttributeError(name)

    def know(self, values: Iterable[tuple[str, Any]]) -> None:
        """Take values that its record holds too, so that it need not be fetched for them."""
        self.__dict__.update((name, value) for name, value in values if name not in _FROM_ROW)

    def put_down(self) -> None:
        """Let go of what was fetched; it is fetched again when somebody looks."""
        for name in self.__dict__.pop("_loaded", ()):
            del self.__dict__[name]

    @property
    def url(self) -> str:
        """The address as Pelican names it, without the first slash."""
        return self.row.href[1:]

    @cached_property
    def keywords(self) -> list[Any]:
        """The keywords that have a page."""
        known = self._shelf.keywords
        return [known[slug] for slug, _ in self.row.keywords if slug in known]

    @property
    def thread(self) -> Any:
        """The event that it is part of, or None."""
        return self._shelf.threads.get(self.row.thread)

    @property
    def period(self) -> tuple[int, int | None]:
        """Year and month of its date; no month where only the year is known."""
        written, precision = self.row.when or ("", "none")
        return int(written[:4]), None if precision == "year" else int(written[5:7])

    @property
    def changed_on(self) -> str:
        """The W3C date of its last change: :attr:`NewsDate.iso` of ``updated`` or ``when``."""
        written, precision = self.row.updated or self.row.when or ("", "none")
        return written[: _WRITTEN[precision]]

    @property
    def event(self) -> str:
        """The event it names."""
        return self.row.event

    @property
    def featured(self) -> bool:
        """Whether the editor wants it first."""
        return self.row.featured

    @property
    def related_picks(self) -> list[str]:
        """The editor's picks, as written."""
        return list(self.row.picks)

    @property
    def old_addresses(self) -> list[str]:
        """Where it was before, as written."""
        return list(self.row.old)

    @property
    def source_path(self) -> str:
        """The file."""
        return f"{self._shelf.root}/{self.row.path}"

    @property
    def content(self) -> str:
        """The HTML of the text."""
        html: str = self._content
        return html

    @property
    def wanted(self) -> KeptNotice | None:
        """The notice, or None; its fields are read from its source, for no person is kept in any store."""
        return KeptNotice(self) if self.row.wanted else None

    @cached_property
    def when(self) -> NewsDate:
        """The date."""
        date = date_of(self.row.when)
        if date is None:
            raise UnknownError(self.row.path)
        return date

    @property
    def date(self) -> datetime:
        """The moment of the date."""
        return self.when.value

    @cached_property
    def updated(self) -> NewsDate | None:
        """When it was last corrected."""
        return date_of(self.row.updated)

    @cached_property
    def expires(self) -> NewsDate | None:
        """Until when a notice is in force."""
        return date_of(self.row.expires)

    @cached_property
    def embargo(self) -> NewsDate | None:
        """Until when it was held back."""
        return date_of(self.row.embargo)


class KeptNotice:
    """A wanted notice of which only is known whether it is lifted; the rest is read when somebody looks at it."""

    def __init__(self, article: KeptArticle) -> None:
        self._article = article

    @property
    def is_lifted(self) -> bool:
        """Whether the person is no longer wanted."""
        return self._article.row.wanted == LIFTED

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._article.notice, name)


_FROM_ROW = {"href", "slug", "status", "kind", "section", *(n for n in dir(KeptArticle) if not n.startswith("_"))}
