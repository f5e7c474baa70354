"""Puts the reader in Pelican's place for ``.md`` files; tells what still names a person no longer wanted."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.readers import BaseReader, Readers

from plugins.common.body import MEDIA_KEY, NEUTRAL_MEDIA_KEY, STEPS_KEY
from plugins.common.clock import build_moment
from plugins.common.content import published
from plugins.common.problems import report_of
from plugins.common.progress import is_quiet, say
from plugins.common.publishing import blame, is_publishing
from plugins.common.settings import read_settings
from plugins.common.wanted import withdrawn_of
from plugins.front_matter.ahead import ReadAhead
from plugins.front_matter.decisions import tell_twice
from plugins.front_matter.document import DocumentReader, Shelves
from plugins.front_matter.kept import KeptDocuments, fingerprint
from plugins.front_matter.mentions import Telling, tell_mentions, tell_places
from plugins.front_matter.settings import FrontMatterSettings
from plugins.host.shared import store_of
from plugins.host.workers import jobs_of

_AHEAD_KEY = "DOCUMENTS_READ_AHEAD"
_KEPT_KEY = "DOCUMENTS_KEPT"
#: Settings that reading goes by.
_ASKED = ("FRONT_MATTER", "TYPOGRAPHY", "ARTICLE_BODY", "MEDIA", "PUBLISHING")
_READER_KEY = "DOCUMENT_READER"
_COUNT_KEY = "DOCUMENTS_READ"


class NewsReader(BaseReader):  # type: ignore[misc]
    """Pelican's view of the reader: a path in, HTML and metadata out; files with errors are left out."""

    file_extensions = ("md", "markdown")

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Read one file; its problems are in the build's report."""
        reader = _document_reader(self.settings)
        _tell_progress(self.settings)
        try:
            ahead: ReadAhead | None = self.settings.get(_AHEAD_KEY)
            document = (ahead and ahead.take(source_path)) or reader.read(
                source_path, _is_page(source_path, self.settings)
            )
        except Exception as error:  # a fault of ours or of a library: the other files are read all the same
            remedy = "báo cho người quản trị; tạm thời rút gọn hoặc bỏ phần vừa viết thêm"
            shown = f"{type(error).__name__}: {error}"
            reader.report.error(source_path, 0, "chương trình không đọc được tệp này", shown, remedy)
            return "", {"status": "skip"}
        if document.metadata is None:
            return "", {"status": "skip"}
        return document.html, document.metadata


def _document_reader(settings: dict[str, Any]) -> DocumentReader:
    """One reader per build, however many generators ask."""
    if _READER_KEY not in settings:
        options = read_settings(FrontMatterSettings, settings, "FRONT_MATTER")
        shelves = Shelves(settings.get(MEDIA_KEY), settings.get(NEUTRAL_MEDIA_KEY))
        settings[_READER_KEY] = DocumentReader(
            options, report_of(settings), settings.get(STEPS_KEY, {}), shelves, build_moment(settings)
        )
        settings[_READER_KEY].withdrawn = withdrawn_of(settings)
        settings[_READER_KEY].publishing = is_publishing(settings)
    reader: DocumentReader = settings[_READER_KEY]
    return reader


def _tell_progress(settings: dict[str, Any]) -> None:
    """A line for every thousand files: how many there are is not known while Pelican reads them."""
    settings[_COUNT_KEY] = count = settings.get(_COUNT_KEY, 0) + 1
    if count % 1000 == 0 and not is_quiet():
        say(f"Đọc bài: {count}")


def _is_page(source_path: str, settings: dict[str, Any]) -> bool:
    relative = os.path.relpath(source_path, settings["PATH"])
    return relative.split(os.sep)[0] in settings["PAGE_PATHS"]


def _read_ahead(generator: Any) -> None:
    """Before the first article of a generator is read, all are; ``pelican -r`` makes a new one for each build."""
    settings = generator.settings
    ahead: ReadAhead | None = settings.get(_AHEAD_KEY)
    if ahead is None or ahead.asked_by is not generator:
        if ahead is not None:
            ahead.close()
        content = Path(settings["PATH"])
        kept = KeptDocuments(store_of(settings), str(content), fingerprint(settings, _ASKED, content))
        settings[_KEPT_KEY] = kept
        settings[_AHEAD_KEY] = ahead = ReadAhead(_document_reader(settings), generator, kept)
        # The same files in the same order as the generator is about to ask for.
        found = generator.get_files(settings["ARTICLE_PATHS"], exclude=settings["ARTICLE_EXCLUDES"])
        paths = (os.path.abspath(os.path.join(generator.path, name)) for name in found)
        ahead.read((path for path in paths if not _is_page(path, settings)), jobs_of(settings))


def _use_reader(readers: Readers) -> None:
    for extension in NewsReader.file_extensions:
        readers.reader_classes[extension] = NewsReader


def _tell_mentions(generators: list[Any]) -> None:
    settings, context = generators[0].settings, generators[0].context
    report, shown = report_of(settings), list(published(context))
    tell_twice(_document_reader(settings).decisions, report)
    tell_places(shown, Path(settings["PATH"]), report)
    items = [*shown, *context.get("drafts", ()), *context.get("draft_pages", ())]
    telling = Telling(report, blame(settings), tuple(settings["PAGE_PATHS"]))
    tell_mentions(withdrawn_of(settings), items, Path(settings["PATH"]), telling)
    if withdrawn_of(settings):
        settings[_KEPT_KEY].forget_others()


def _check_settings(pelican: Pelican) -> None:
    read_settings(FrontMatterSettings, pelican.settings, "FRONT_MATTER")


def register() -> None:
    """Connect the signals."""
    signals.initialized.connect(_check_settings)
    signals.readers_init.connect(_use_reader)
    signals.article_generator_preread.connect(_read_ahead)
    signals.all_generators_finalized.connect(_tell_mentions)
