"""Which store a service uses."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

from plugins.visit_counter.service.kept import IMPORT, RESTORE
from plugins.visit_counter.service.model import Store, StoreError
from plugins.visit_counter.service.sqlite_store import SqliteStore


def open_store(
    data: Path, url: str | None = None, node: str | None = None, canonical: Callable[[str], str] | None = None
) -> Store:
    """The store of a data folder, or the PostgreSQL one at ``url``. ``canonical`` gives a page's present address.

    A node is this process among others that share the server. Raises StoreError with a remedy in Vietnamese.
    """
    if node in (IMPORT, RESTORE):
        raise StoreError(f"“{node}” là tên dành riêng. Hãy đặt tên khác bằng --node.")
    if url is None:
        return SqliteStore(data, node or "main", canonical)
    from plugins.visit_counter.service.postgres_store import PostgresStore

    return PostgresStore(url, node or socket.gethostname() or "main", data, canonical)
