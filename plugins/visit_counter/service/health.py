"""How the service is: for ``healthz``, and a file for ``doctor``, which looks from outside."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from plugins.common.files import write_atomic
from plugins.visit_counter.service.committer import Committer
from plugins.visit_counter.service.counter import Counter
from plugins.visit_counter.service.days import iso_moment
from plugins.visit_counter.service.publisher import to_json

log = logging.getLogger(__name__)

#: Seconds between two writings of the file.
EVERY = 5


class Health:
    """What is well and what is not; no address and no agent is in it."""

    def __init__(self, counter: Counter, committer: Committer, path: Path, node: str) -> None:
        self._counter = counter
        self._committer = committer
        self._path = path
        self._node = node
        self._written = 0

    def report(self) -> dict[str, Any]:
        """The answer of ``healthz``."""
        trouble = self._committer.trouble
        return {
            "status": "degraded" if trouble else "ok",
            "durable": not trouble,
            "reason": trouble,
            "as_of": iso_moment(self._counter.clock()),
            "node": self._node,
            "pages": len(self._counter.manifest.paths),
            "hits": dict(self._counter.outcomes),
        }

    def diagnosis(self, forwarded_untrusted: int) -> dict[str, Any] | None:
        """What the file should say now; None while the last one is fresh."""
        now = self._counter.visitors.now
        if 0 <= now - self._written < EVERY:
            return None
        self._written = now
        outcomes = self._counter.outcomes
        return {
            **self.report(),
            "written": now,
            "outcomes": dict(outcomes),
            "hits": sum(outcomes.values()),
            "lately": self._counter.budget.lately(now),
            "addresses": self._counter.budget.used,
            "forwarded_untrusted": forwarded_untrusted,
        }

    def write(self, diagnosis: dict[str, Any] | None) -> None:
        """Write the file; runs on a thread of its own. A full disk is told elsewhere."""
        if diagnosis is None:
            return
        try:
            write_atomic(self._path, to_json(diagnosis))
        except OSError as error:
            log.debug("health.json: %s", error)
