"""What a full build notes of its pages and articles where the pages are rendered: in several processes at once.

All of it can be made later too, of the article or of the file; what nobody noted is made then.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from plugins.host.jobs import Job
from plugins.incremental.capture import Digests, file_of, row_of
from plugins.incremental.digests import bytes_digest
from plugins.incremental.rows import Row
from plugins.incremental.tree import digest_of
from plugins.incremental.vault import Vault, dump_record

#: Records are put into the store so many at a time: they hold whole texts.
_AT_ONCE = 200
#: Digest and size of a page; row and record of its article: empty where it is none's, or the record is kept already.
_Found = tuple[bytes, int, tuple[Any, ...], bytes]


class Recording:
    """Hears of every page as it is rendered (:class:`plugins.host.jobs.Recorder`)."""

    def __init__(self, articles: Iterable[Any], root: str, site: str, vault: Vault) -> None:
        self.digests = Digests()
        self._articles: dict[str, Any] = {file_of(article.href): article for article in articles}
        self._root, self._site, self._vault = root, site, vault
        self._kept = vault.known_records()
        self._files: dict[str, tuple[bytes, int]] = {}
        self._rows: dict[str, Row] = {}
        self._records: dict[bytes, bytes] = {}
        #: The jobs of pages that are no article's.
        self.others: list[Job] = []

    def look(self, job: Job, data: bytes) -> _Found:
        """Where a page was rendered."""
        if job.name not in self._articles or self._articles[job.name] is not job.values.get("article"):
            return bytes_digest(data), len(data), (), b""
        article = self._articles[job.name]
        row = self._row_of(article)
        is_kept = row.own in self._kept or article.wanted
        return bytes_digest(data), len(data), tuple(row), b"" if is_kept else dump_record(article)

    def note(self, job: Job, found: _Found) -> None:
        """In the process that keeps the ledger."""
        digest, size, values, record = found
        self._files[job.name] = digest, size
        if not values:
            self.others.append(job)
        if values:
            row = self._rows[job.name] = Row._make(values)
            self.digests.know(row)
            if record:
                self._records[row.own] = record
        if len(self._records) >= _AT_ONCE:
            self._keep_records()

    def rows(self, articles: Iterable[Any]) -> list[Row]:
        """The rows of some articles, whether their pages were heard of or not."""
        found = []
        for article in articles:
            row = self._rows.get(file_of(article.href))
            found.append(row if row and self._articles[file_of(article.href)] is article else self._row_of(article))
        return found

    def output(self, name: str, path: str) -> tuple[bytes, int, int]:
        """Digest, size and time of change of a file of the output."""
        state = os.stat(path)
        digest, size = self._files.get(name, (b"", -1))
        return digest if size == state.st_size else digest_of(path), state.st_size, state.st_mtime_ns

    def keep_records(self, articles: Iterable[Any]) -> None:
        """Keep the records of all of these articles."""
        self._keep_records()
        self._vault.keep_records((self.digests.own(article), article) for article in articles)

    def _keep_records(self) -> None:
        self._vault.put_records(self._records)
        self._records = {}

    def _row_of(self, article: Any) -> Row:
        return row_of(article, self._root, self._site, self.digests)
