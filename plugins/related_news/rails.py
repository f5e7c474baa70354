"""The rail of each article of the portal: articles become documents, and entries become articles again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from hashlib import blake2b
from typing import Any

from plugins.common.html import escape
from plugins.related_news.corpus import Document
from plugins.related_news.picks import Picks, Shelf
from plugins.related_news.reasons import Reason, Reasons, Related
from plugins.related_news.relations import Relations
from plugins.related_news.settings import RelatedNewsSettings
from plugins.related_news.sidebar import Entry, Sidebar


def archive_of(articles: Sequence[Any]) -> list[Document]:
    """The documents of published articles; a lifted wanted notice is none, for nothing of it may be told on."""
    return [document_of(article) for article in articles if is_compared(article)]


def is_compared(article: Any) -> bool:
    """Whether other articles may be related to this one."""
    return not _is_lifted(article)


class ArticleDocument(Document):
    """The document of an article, which does not hold the text: it is read when somebody compares it."""

    body = property(lambda self: _body_of(self.__dict__["article"]))


def document_of(article: Any) -> Document:
    """An article as what is compared; who has no address of its own goes by the file's name."""
    made = object.__new__(ArticleDocument)
    made.__dict__.update(
        id=article.href if article.status == "published" else article.source_path,
        title=article.title,
        date="" if article.when.precision == "none" else article.when.value.isoformat(),
        section=article.section.slug,
        tags=tuple(keyword.name for keyword in article.keywords),
        is_html=True,
        article=article,
    )
    return made


def _body_of(article: Any) -> str:
    lines = article.wanted.lines if article.wanted else ()
    told = [article.lead, *(line.value for line in lines)]
    # Not ``content``, which Pelican fills in, links and all, when pages are written.
    text: str = "".join(f"<p>{escape(text)}</p>" for text in told if text) + article._content
    return text


class Rails:
    """The rails of one build."""

    def __init__(self, relations: Relations, shelf: Shelf, picks: Picks, options: RelatedNewsSettings) -> None:
        self._articles = {article.href: article for article in shelf.published}
        self._relations = relations
        self._marks: dict[str, bytes] = {}
        self._documents = {document.id: document for document in relations.documents}
        notices = {article.href for article in shelf.published if article.wanted}
        out = [article.href for article in shelf.out]
        self._sidebar = Sidebar(relations, out, options.shown, options.floor, unlike=notices)
        self._reasons = Reasons(relations) if options.reasons else None
        self._picks = picks

    def beside(self, article: Any) -> list[Related]:
        """What stands beside an article, also beside a draft or a hidden one; nothing beside a lifted notice."""
        picked = {pick.href: pick for pick in self._picks.of(article)}
        if _is_lifted(article):
            return []
        picks = [*picked][: self._sidebar.shown]
        # The block of the event, which takes its stories once it knows what the editor took.
        elsewhere = {other.href for other in article.find_thread_others([picked[href] for href in picks])}
        document = self._documents.get(article.href) if article.status == "published" else None
        document = document or document_of(article)
        return [
            Related(self._articles[entry.id], partial(self._reason, document, entry), self._basis(document, entry))
            for entry in self._sidebar.entries_of(document, picks, elsewhere)
        ]

    def is_settled(self, article: Any) -> bool:
        """Whether an article's rail stays until its ranking changes or somebody near to it in its section does."""
        return article.href not in self._sidebar.far and not article.related_picks

    def _basis(self, document: Document, entry: Entry) -> bytes:
        """What the reason is found by: why the entry stands there, both texts, and what their terms weigh."""
        if not self._reasons or entry.why != "similar":
            return entry.why.encode()
        return self._mark(document) + self._mark(self._documents[entry.id])

    def _mark(self, document: Document) -> bytes:
        if document.id not in self._documents:
            return document.key.encode() + self._relations.mark  # a draft: weighed by the whole archive
        if document.id not in self._marks:
            buckets, weights = self._relations.row(document.id)
            told = document.key.encode() + buckets.tobytes() + weights.tobytes()
            self._marks[document.id] = blake2b(told, digest_size=16).digest()
        return self._marks[document.id]

    def _reason(self, document: Document, entry: Entry) -> Reason | None:
        return self._reasons.reason(document, entry) if self._reasons else None


def _is_lifted(article: Any) -> bool:
    return bool(article.wanted and article.wanted.is_lifted)
