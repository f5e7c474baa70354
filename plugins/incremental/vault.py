"""What the store keeps for incremental builds: the ledger, the recipe, records of articles and finished files."""

from __future__ import annotations

import pickle
from collections.abc import Container, Iterable, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from plugins.host.finished import FinishedFiles
from plugins.host.store import Sizes, Store
from plugins.host.writing import Folder
from plugins.incremental import kept_ledger
from plugins.incremental.digests import bytes_digest, digest, record_of
from plugins.incremental.ledger import Ledger
from plugins.incremental.rows import Row, UnknownError

if TYPE_CHECKING:
    from plugins.incremental.recipe import Recipe

_LEDGER, _RECIPE, _ALONE, _RECORD, _SIDE, _DOCUMENT = "ledger", "recipe", "alone", "record", "file", "document"

#: So many records are made at a time: they hold whole texts.
_AT_ONCE = 200


class Vault:
    """The store as one site sees it; ``site`` is the key of its ledger (:func:`site_key`)."""

    def __init__(self, store: Store, site: bytes) -> None:
        self.store = store
        self.site = site
        self.finished = FinishedFiles(store.path.parent / "files", bytes_digest)
        self._base: kept_ledger.Base | None = None

    def ledger(self) -> tuple[Ledger | None, bytes]:
        """The last build's ledger, and its head to compare it with a later one."""
        head = self._part(kept_ledger.HEAD)
        found = kept_ledger.load(lambda name: self._part(name) if name else head)
        ledger, self._base = found or (None, None)
        self.store.touch(_LEDGER, map(self._part_key, kept_ledger.PARTS))
        return ledger, head

    def is_still(self, head: bytes) -> bool:
        """Whether no other build has finished since."""
        return self._part(kept_ledger.HEAD) == head

    def keep_ledger(self, ledger: Ledger) -> None:
        """Replace the ledger, or what changed since :meth:`ledger` was read."""
        try:
            values = kept_ledger.dump(ledger, self._base)
        except UnknownError:  # the next build is a full one
            self.store.keep_only(_LEDGER, [])
            return
        self.store.put_many(_LEDGER, {self._part_key(name): value for name, value in values.items()})

    def _part(self, name: str) -> bytes:
        return self.store.get(_LEDGER, self._part_key(name)) or b""

    def _part_key(self, name: str) -> bytes:
        return self.site + name.encode()

    def recipe(self, key: bytes) -> Recipe | None:
        """What pages are made with."""
        # With it come Jinja and Markdown; most builds of a day change nothing.
        from plugins.incremental.recipe import read_recipe

        data = self.store.get(_RECIPE, key)
        return read_recipe(data) if data else None

    def keep_recipe(self, data: bytes) -> bytes:
        """Keep a recipe; gives its key."""
        key = digest(data)
        self.store.put(_RECIPE, key, data)
        return key

    def alone(self, key: bytes) -> bytes | None:
        """What is kept of the pages that no article changes."""
        return self.store.get(_ALONE, key)

    def keep_alone(self, data: bytes) -> bytes:
        """Keep it; gives its key."""
        key = digest(data)
        self.store.put(_ALONE, key, data)
        return key

    def record(self, row: Row) -> dict[str, Any]:
        """What the article of a row shows of itself. Raises UnknownError when it was lost."""
        data = self.store.get(_RECORD, row.own)
        if data is None:
            raise UnknownError(row.path)
        try:
            found: dict[str, Any] = pickle.loads(data)
        except Exception as error:  # a class that has changed raises what it likes
            raise UnknownError(row.path) from error
        return found

    def known_records(self) -> set[bytes]:
        """The digests of all that are kept."""
        return self.store.keys(_RECORD)

    def keep_records(self, articles: Iterable[tuple[bytes, Any]]) -> None:
        """Keep the records of articles, each under its own digest; wanted notices are left out: they name people."""
        found = {own: article for own, article in articles if not article.wanted}
        self.store.touch(_RECORD, found)
        new = iter(sorted(found.keys() - self.known_records()))
        while some := [*islice(new, _AT_ONCE)]:
            self.put_records({own: dump_record(found[own]) for own in some})

    def put_records(self, records: Mapping[bytes, bytes]) -> None:
        """Keep records that :func:`dump_record` made."""
        self.store.put_many(_RECORD, records)

    def put_back(self, key: bytes, folder: Folder, name: str) -> bool:
        """Put a finished file into a folder; False when it was lost."""
        return self.finished.put_back(key, folder, name)

    def keep_files(self, files: Mapping[bytes, str]) -> None:
        """Keep the finished files at some paths, each under the digest of its bytes."""
        self.finished.keep(files)
        self.store.trouble = self.store.trouble or self.finished.trouble

    def let_go(self, keys: Iterable[bytes]) -> None:
        """Delete files that are no part of this site any more, unless another output has them."""
        self.finished.let_go(keys)

    def tidy_files(self, keys: Container[bytes]) -> None:
        """Delete the files that stand nowhere any more; ``keys`` are those of this site."""
        self.finished.tidy(keys, self.store.most - self.store.report().bytes)

    def side(self, key: bytes) -> bytes | None:
        """The counter's list of a site."""
        return self.store.get(_SIDE, key)

    def keep_side(self, data: bytes) -> bytes:
        """Keep a counter's list; gives its key."""
        key = bytes_digest(data)
        self.store.put(_SIDE, key, data)
        return key

    def report(self) -> Sizes:
        """How much is kept that takes up space of its own."""
        found = self.store.report()
        return Sizes(found.bytes + self.finished.bytes, found.most)

    def forget_others(self, ledger: Ledger) -> None:
        """Delete what other builds left: their pages may still show a person who is no longer wanted."""
        self.store.keep_only(_LEDGER, map(self._part_key, (kept_ledger.HEAD, *kept_ledger.PARTS)))
        self.store.keep_only(_SIDE, [ledger.side])
        self.store.keep_only(_ALONE, [ledger.alone])
        self.finished.keep_only({key for key, _, _ in ledger.outputs.values()})
        self.store.keep_only(_RECORD, {row.own for row in ledger.rows})

    def forget_documents(self) -> None:
        """Delete what was read for full builds: nobody here knows which of it is of texts that changed since."""
        self.store.keep_only(_DOCUMENT, [])


def dump_record(article: Any) -> bytes:
    """What an article's page shows of itself, to be kept; of no wanted notice."""
    return pickle.dumps(record_of(article), pickle.HIGHEST_PROTOCOL)


def site_key(settings: str, content: str, output: str, overrides: Iterable[str]) -> bytes:
    """The key of one site's ledger: from where and to where, and what the command line changed."""
    return digest(settings, content, output, sorted(overrides))
