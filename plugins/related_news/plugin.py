"""Puts the rail on every article; an editor's pick that leads nowhere is an error."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator

from plugins.common.afterwards import add_afterwards
from plugins.common.clock import build_moment
from plugins.common.content import every_article
from plugins.common.problems import Report, report_of
from plugins.common.progress import say
from plugins.common.settings import read_settings
from plugins.common.wanted import withdrawn_of
from plugins.host.workers import jobs_of
from plugins.related_news.copies import SMALL
from plugins.related_news.picks import Picks, Shelf
from plugins.related_news.rails import Rails, archive_of
from plugins.related_news.relations import relate
from plugins.related_news.settings import RelatedNewsSettings, checked
from plugins.related_news.store import Store

_NOT_KEPT = "không giữ lại được phần tính tin liên quan"
_REMEDY = "xem chỗ trống của đĩa và quyền ghi vào thư mục; trang vẫn đúng, chỉ lần sau phải tính lại"
#: Which relations a build's rails are made of, for an incremental build to go on from.
_MARK_KEY = "RELATED_MARK"


def _check_settings(pelican: Pelican) -> None:
    checked(read_settings(RelatedNewsSettings, pelican.settings, "RELATED_NEWS"), report_of(pelican.settings))


def _relate(generator: ArticlesGenerator) -> None:
    settings, context = generator.settings, generator.context
    report = report_of(settings)
    options = checked(read_settings(RelatedNewsSettings, settings, "RELATED_NEWS"), report)
    shelf = Shelf(
        published=tuple(generator.articles),
        hidden=tuple(generator.hidden_articles),
        drafts=tuple(generator.drafts),
        moved=tuple(context["moved"]),
        held=frozenset(context.get("held", ())),
        now=build_moment(settings),
    )
    # What a lifted notice said is not kept either, not even as counts.
    store = Store(Path(settings["CACHE_PATH"], "related_news"), forgets=bool(withdrawn_of(settings)), waits=True)
    add_afterwards(settings, partial(_finish, store))
    relations = relate(archive_of(shelf.published), store=store, processes=jobs_of(settings))
    _tell(store, report)
    settings[_MARK_KEY] = relations.mark
    keys = {document.id: document.key for document in relations.documents}
    rails = Rails(relations, shelf, Picks(shelf, report, context["PORTAL"].url), options)
    for article in every_article(generator):
        article.related = rails.beside(article)
        # What an incremental build knows the text again by; empty for one that nobody is compared with.
        article.is_rail_settled = len(shelf.published) > SMALL and rails.is_settled(article)
        article.text_key = keys.get(article.href, "") if article.status == "published" else ""


def _finish(store: Store, _: list[str]) -> None:
    """A build that fails leaves the state of the last good one; what goes wrong costs the next one time, no more."""
    trouble, store.trouble = store.trouble, None
    store.finish()
    if store.trouble and not trouble:
        say(f"{store.folder}: cảnh báo: {_NOT_KEPT}: “{store.trouble.strerror}”. Cách sửa: {_REMEDY}.")


def _tell(store: Store, report: Report) -> None:
    if store.remains:
        remedy = f"xóa thư mục {store.folder}; trong đó còn phần tính từ thông báo truy nã đã gỡ"
        report.error(
            str(store.folder), 0, "không xóa được phần tính cũ của tin liên quan", store.remains.strerror, remedy
        )
    if store.trouble:
        report.warn(str(store.folder), 0, _NOT_KEPT, store.trouble.strerror, _REMEDY)


def register() -> None:
    """Connect the signals."""
    signals.initialized.connect(_check_settings)
    signals.article_generator_finalized.connect(_relate)
