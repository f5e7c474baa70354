"""The receivers that frame a build."""

from __future__ import annotations

import atexit
import logging
from pathlib import Path
from typing import Any

from pelican import Pelican, signals

from plugins.common.clock import build_moment
from plugins.common.dates import DateError
from plugins.common.problems import Problem, Report, report_of
from plugins.common.progress import is_quiet, say
from plugins.common.settings import FILE, read_settings
from plugins.safe_output.links import Written, check_links
from plugins.safe_output.settings import SafeOutputSettings
from plugins.safe_output.staging import Staging

_STAGING_KEY = "STAGING"
_WRITTEN_KEY = "WRITTEN_BY_EDITORS"
_DELETE_KEY = "DELETE_OTHERS"


class _ErrorKeeper(logging.Handler):
    """Pelican logs errors and goes on; here each becomes a problem, so that the build stops, quiet or not."""

    def __init__(self, report: Report) -> None:
        super().__init__(logging.ERROR)
        self.report = report

    def emit(self, record: logging.LogRecord) -> None:
        self.report.error("pelican", 0, record.getMessage())


def _begin(pelican: Pelican) -> None:
    settings = pelican.settings
    report = report_of(settings)
    _keep_errors(report)
    options = read_settings(SafeOutputSettings, settings, "SAFE_OUTPUT")
    for name in options.plugins:
        if name not in settings["PLUGINS"]:
            report.error(FILE, 0, "không nạp được plugin", name, "xem dòng lỗi ở trên, sửa tên hoặc mã của plugin")
    try:
        build_moment(settings)
    except DateError as error:
        report.error(FILE, 0, f"NOW: {error}", settings["NOW"], error.remedy)
        settings["NOW"] = None
    staging = Staging(Path(pelican.output_path), Path(settings["CACHE_PATH"], "outputs"))
    staging.open()
    atexit.register(staging.discard)
    settings[_STAGING_KEY] = staging
    settings[_DELETE_KEY] = pelican.delete_outputdir and not _holds_sources(Path(pelican.output_path), settings)
    pelican.output_path, pelican.delete_outputdir = str(staging.folder), False


def _holds_sources(output: Path, settings: dict[str, Any]) -> bool:
    """Whether the output folder holds what the site is made from: then what is not ours there is never deleted."""
    sources = (settings["PATH"], settings["THEME"], Path.cwd(), Path.home())
    return any(Path(source).resolve().is_relative_to(output.resolve()) for source in sources)


def _keep_errors(report: Report) -> None:
    """Errors are heard even when the run is quiet: what is printed is the handlers' affair, not the loggers'."""
    root, ours = logging.getLogger(), logging.getLogger("pelican")
    for handler in root.handlers:
        handler.setLevel(max(handler.level, ours.getEffectiveLevel()))
    if ours.getEffectiveLevel() > logging.ERROR:
        ours.setLevel(logging.ERROR)
    ours.addHandler(_ErrorKeeper(report))


def _collect_written(generators: list[Any]) -> None:
    context, settings = generators[0].context, generators[0].settings
    names = ("articles", "hidden_articles", "pages", "hidden_pages")
    settings[_WRITTEN_KEY] = [item for name in names for item in context.get(name, ())]


def _stop_on_errors(pelican: Pelican) -> None:
    """Between reading and writing: the last moment at which nothing has happened yet."""
    report = report_of(pelican.settings)
    _print(report.problems)
    if report.errors:
        _stop(pelican, report)


def _finish(pelican: Pelican) -> None:
    settings = pelican.settings
    report = report_of(settings)
    told = list(report.problems)
    staging: Staging = settings[_STAGING_KEY]
    written = [Written(item.source_path, item.content) for item in settings[_WRITTEN_KEY]]
    check_links(written, staging.folder, report)
    _print([problem for problem in report.problems if problem not in told])
    if report.errors:
        _stop(pelican, report)
    moved = staging.take_place(settings[_DELETE_KEY], settings["OUTPUT_RETENTION"])
    if not is_quiet():
        done = f"Trang đã xong ở {staging.output}: {moved.written} tệp mới hoặc đổi, {moved.unchanged} tệp giữ nguyên"
        say(f"{done}, {moved.deleted} tệp xóa.")
    staging.open()


def _print(problems: list[Problem]) -> None:
    for problem in sorted(problems):
        if problem.severity == "error" or not is_quiet():
            say(problem.text())


def _stop(pelican: Pelican, report: Report) -> None:
    staging: Staging = pelican.settings[_STAGING_KEY]
    staging.discard()
    warnings = len(report.problems) - len(report.errors)
    say(f"Dừng: {len(report.errors)} lỗi, {warnings} cảnh báo. Trang cũ được giữ nguyên.")
    raise SystemExit(1)


def register() -> None:
    """Connect the signals."""
    signals.initialized.connect(_begin)
    signals.all_generators_finalized.connect(_collect_written)
    signals.get_writer.connect(_stop_on_errors)
    signals.finalized.connect(_finish)
