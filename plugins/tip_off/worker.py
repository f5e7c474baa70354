"""The service worker that keeps the tip-off pages for when there is no network, or the one that takes itself away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican.generators import Generator

from plugins.common import places
from plugins.tip_off.script import minified


def worker_script(worker_href: str) -> str:
    """What stands at ``/sw.js``; without an address for pages to register, the worker that removes itself."""
    return minified("worker.js" if worker_href else "remove_worker.js") + "\n"


class WorkerGenerator(Generator):  # type: ignore[misc]
    """Writes the worker. It does not depend on the pages' words, so a new number needs no new worker."""

    def generate_output(self, writer: Any) -> None:
        """Write one file."""
        target = Path(self.output_path, places.WORKER.lstrip("/"))
        target.write_bytes(worker_script(self.context["worker_href"]).encode())
