"""Pages that no article changes: those of ``content/pages``, the tip-off pages, signposts at old addresses, and others.

A build after an edit leaves them as they are. When templates are others, they are rendered of what is kept here.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.common.problems import Report
from plugins.host.jobs import Job
from plugins.incremental.capture import Page
from plugins.incremental.digests import CARD
from plugins.incremental.rows import UnknownError

#: What Pelican gives to a template of its own choice beside the context; the theme looks at the context alone.
_DIRECT = {"articles", "dates", "blog", "page_name"}
#: What templates are told of a page.
_PAGE = ("content", "description", "door", "href", "slug", "status", "summary", "title", "title_html", "url")

#: An article and the digest of its card.
Card = tuple[Any, bytes]
#: A check of the finished folder.
Check = Callable[[Path, Report], None]


class UnknownJobError(Exception):
    """A page is rendered with something that is not kept here."""


class KeptPage:
    """A page of ``content/pages`` as templates see it; who asks for what is not kept needs a full build."""

    def __init__(self, page: Any) -> None:
        self.__dict__.update({name: getattr(page, name) for name in _PAGE if hasattr(page, name)})

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name in _PAGE:
            raise AttributeError(name)
        raise UnknownError(f"page.{name}")


@dataclass(frozen=True)
class Alone:
    """``pages``: file, template and page (None: the context will do); ``listed``: those that stand in lists of pages.

    ``moved``: the files of signposts; ``checks``: of the finished folder; ``cards``: the digest of each article's card
    and the card, by address; none is of a wanted person.
    """

    pages: tuple[tuple[str, str, KeptPage | None], ...]
    listed: tuple[KeptPage, ...]
    moved: tuple[str, ...]
    checks: tuple[Check, ...]
    cards: Mapping[str, tuple[bytes, tuple[Any, ...]]]

    def dump(self) -> bytes:
        """As bytes. Raises pickle.PicklingError, AttributeError or TypeError for what cannot be kept."""
        return pickle.dumps(self, pickle.HIGHEST_PROTOCOL)

    def deal_cards(self, articles: Iterable[Any]) -> None:
        """Give articles what others show of them; those that have changed since look it up for themselves."""
        for article in articles:
            digest, values = self.cards.get(article.href, (b"", ()))
            if digest == article.row.card:
                article.know(zip(CARD, values, strict=True))

    def all(self, context: Mapping[str, Any], file_of: Callable[[str], str]) -> Iterator[Page]:
        """The pages, in the context of a whole site. Raises UnknownError when signposts are others."""
        for name, template, page in self.pages:
            yield Page(name, template, {"page": page} if page else {}, _no_key)
        moved = {file_of(old): article for old, article in context["moved"]}
        if moved.keys() != set(self.moved):
            raise UnknownError("moved")
        for name, article in moved.items():
            yield Page(name, "moved", {"article": article}, _no_key)


def alone_of(jobs: Iterable[Job], listed: Iterable[Any], checks: Iterable[Check], cards: Iterable[Card]) -> Alone:
    """What is kept of the jobs of pages without a key, of pages in lists, and of articles with their digests as cards.

    Raises UnknownJobError.
    """
    known = {id(page): KeptPage(page) for page in listed}
    pages: list[tuple[str, str, KeptPage | None]] = []
    moved = []
    for job in jobs:
        template, names = str(job.template.name).removesuffix(".html"), job.values.keys()
        if template == "moved" and names == {"article"}:
            moved.append(job.name)
        elif names == {"page"}:
            page = job.values["page"]
            pages.append((job.name, template, known.get(id(page)) or KeptPage(page)))
        elif names <= _DIRECT:
            pages.append((job.name, template, None))
        else:
            raise UnknownJobError(f"{job.name}: {', '.join(sorted(names))}")
    return Alone(tuple(pages), tuple(known.values()), tuple(moved), tuple(checks), dict(map(_card, cards)))


def _card(card: Card) -> tuple[str, tuple[bytes, tuple[Any, ...]]]:
    article, digest = card
    return article.href, (digest, tuple(getattr(article, name) for name in CARD))


def read_alone(data: bytes | None) -> Alone:
    """What :meth:`Alone.dump` wrote. Raises UnknownError when it is lost or of another version."""
    try:
        found = pickle.loads(data or b"")
    except Exception as error:  # a class that has changed raises what it likes
        raise UnknownError("alone") from error
    if not isinstance(found, Alone):
        raise UnknownError("alone")
    return found


def _no_key(keys: object) -> bytes:
    """These pages have none: they are rendered whenever anything that they may show has changed."""
    return b""
