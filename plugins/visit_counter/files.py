"""The generator of the downloads; beside plugin.py the only file of the build side that knows Pelican."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican.generators import Generator

from plugins.visit_counter.downloads import CSV_HREF, JSON_HREF, csv_text, is_published, json_text


class DownloadsGenerator(Generator):  # type: ignore[misc]
    """Writes the history as CSV and JSON beside ``/thong-ke/``."""

    def generate_output(self, writer: Any) -> None:
        """Write both files, or none."""
        visits = self.context["visits"]
        if is_published(visits):
            self._write(CSV_HREF, csv_text(visits.history))
            self._write(JSON_HREF, json_text(visits, visits.history))

    def _write(self, href: str, text: str) -> None:
        target = Path(self.output_path, href.lstrip("/"))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())
