"""Pelican with pages rendered in several processes: what generators hand over is collected, and rendered at the end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.generators import ArticlesGenerator
from pelican.utils import sanitised_join
from pelican.writers import FileOverwriteFailedError, Writer

from plugins.common.problems import report_of
from plugins.host.articles import PortalArticles
from plugins.host.garbage import left_alone
from plugins.host.jobs import Job, Press
from plugins.host.shared import close_store, recorder_of
from plugins.host.texts import close_pool
from plugins.host.workers import jobs_of


class JobWriter(Writer):  # type: ignore[misc]
    """Keeps pages for later; what needs more than a template and its values goes Pelican's way, at once."""

    def __init__(self, output_path: str, settings: dict[str, Any] | None = None) -> None:
        super().__init__(output_path, settings)
        self._jobs: dict[str, Job] = {}

    def write_file(
        self,
        name: str,
        template: Any,
        context: dict[str, Any],
        relative_urls: bool = False,
        paginated: Any = None,
        template_name: str | None = None,
        override_output: bool = False,
        url: str | None = None,
        **kwargs: Any,
    ) -> None:
        """As Pelican's. Raises FileOverwriteFailedError when a file has a page already."""
        if not name:
            return
        if relative_urls or override_output or template_name in self.settings["PAGINATED_TEMPLATES"]:
            super().write_file(
                name, template, context, relative_urls, paginated, template_name, override_output, url, **kwargs
            )
            return
        path = sanitised_join(self.output_path, name)
        if path in self._overridden_files:
            return
        if path in self._written_files:
            raise FileOverwriteFailedError(f"“{name}” đã được ghi rồi")
        self._written_files.add(path)
        self._jobs[path] = Job(name, template, kwargs)

    def render(self, context: dict[str, Any]) -> None:
        """Render everything that was kept; what was overridden meanwhile is not."""
        jobs = [job for path, job in self._jobs.items() if path not in self._overridden_files]
        self._jobs = {}
        press = Press(Path(self.output_path), context, report_of(self.settings), recorder_of(self.settings))
        press.run(jobs, jobs_of(self.settings))


class Rendering:
    """The last generator: renders what all others handed over."""

    def __init__(self, context: dict[str, Any], settings: dict[str, Any], **_: Any) -> None:
        self.context = context
        self.settings = settings

    def generate_output(self, writer: Any) -> None:
        """Render the pages; a writer of another plugin has done so already."""
        if isinstance(writer, JobWriter):
            writer.render(self.context)


class PortalPelican(Pelican):  # type: ignore[misc]
    """The class that ``PELICAN_CLASS`` names."""

    def run(self) -> None:
        """As Pelican's; what a build has open is closed however it ends."""
        try:
            with left_alone():
                super().run()
        finally:
            close_store(self.settings)
            close_pool(self.settings)

    def _get_generator_classes(self) -> list[type]:
        usual = super()._get_generator_classes()
        return [*(PortalArticles if kind is ArticlesGenerator else kind for kind in usual), Rendering]

    def _get_writer(self) -> Any:
        """Ours, unless a plugin brings its own or wants to hear of each page when it is written."""
        writer = super()._get_writer()
        is_plain = type(writer) is Writer and not signals.content_written.receivers
        return JobWriter(self.output_path, self.settings) if is_plain else writer
