"""The receivers that frame a build."""

from __future__ import annotations

import atexit
import logging
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from pelican import Pelican, signals

from plugins.common.afterwards import run_afterwards
from plugins.common.clock import build_moment
from plugins.common.content import published
from plugins.common.dates import DateError
from plugins.common.final_checks import run_checks
from plugins.common.problems import Problem, Report, report_of
from plugins.common.progress import is_quiet, say
from plugins.common.settings import FILE, read_settings
from plugins.common.side_files import write_side_files
from plugins.common.wanted import gone_addresses
from plugins.safe_output.links import Found, Written, check_before_writing, check_links, find
from plugins.safe_output.settings import SafeOutputSettings
from plugins.safe_output.staging import Staging

_STAGING_KEY = "STAGING"
_LINKS_KEY = "OWN_LINKS"
_DELETE_KEY = "DELETE_OTHERS"
_TOLD_KEY = "PROBLEMS_TOLD"


class _ErrorKeeper(logging.Handler):
    """Pelican logs errors and goes on; here each becomes a problem, so that the build stops, quiet or not."""

    def __init__(self, report: Report) -> None:
        super().__init__(logging.ERROR)
        self.report = report

    def emit(self, record: logging.LogRecord) -> None:
        self.report.error("pelican", 0, record.getMessage())


class _PlainFailure(logging.Filter):
    """A full disk or a folder that may not be written is told in one line; Pelican would print a traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell it, and keep the record from the handler."""
        error = record.exc_info[1] if record.exc_info else None
        if not isinstance(error, OSError):
            return True
        say(f"Dừng: không ghi được tệp “{error.filename}” ({error.strerror}). Trang cũ được giữ nguyên.")
        return False


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
    output = Path(pelican.output_path)
    _check_output(output, settings, report)
    staging = Staging(output, Path(settings["CACHE_PATH"], "outputs"))
    try:
        staging.open()
    except OSError as error:
        say(f"{output}: lỗi: không ghi được vào thư mục này: “{error.filename}” ({error.strerror}).")
        raise SystemExit(1) from None
    atexit.register(staging.discard)
    settings[_STAGING_KEY] = staging
    settings[_DELETE_KEY] = pelican.delete_outputdir and staging.is_unknown_site()
    if pelican.delete_outputdir and staging.has_strangers():
        remedy = "nếu không cần các tệp ấy, tự xóa; nếu cần, chọn thư mục khác"
        report.warn(str(output), 0, "thư mục này có tệp không phải của trang, nên không tệp nào bị xóa", "", remedy)
    pelican.output_path, pelican.delete_outputdir = str(staging.folder), False


def _check_output(output: Path, settings: dict[str, Any], report: Report) -> None:
    """The output is never a file, nor a folder that is, or holds, what the site is made from."""
    sources = [Path(settings["PATH"]).resolve(), Path(settings["THEME"]).resolve()]
    if output.exists() and not output.is_dir():
        report.error(str(output), 0, "nơi ghi trang là một tệp, không phải thư mục", "", "chọn thư mục khác (-o)")
    elif any(source.is_relative_to(output.resolve()) for source in sources):
        report.error(str(output), 0, "nơi ghi trang chứa bài viết hoặc giao diện", "", "chọn thư mục khác (-o)")


def _keep_errors(report: Report) -> None:
    """Errors are heard even when the run is quiet: what is printed is the handlers' affair, not the loggers'."""
    root, ours = logging.getLogger(), logging.getLogger("pelican")
    for handler in root.handlers:
        handler.setLevel(max(handler.level, ours.getEffectiveLevel()))
        handler.addFilter(_PlainFailure())
    if ours.getEffectiveLevel() > logging.ERROR:
        ours.setLevel(logging.ERROR)
    ours.addHandler(_ErrorKeeper(report))


def _collect_links(generators: list[Any]) -> None:
    context, settings = generators[0].context, generators[0].settings
    site = getattr(context.get("PORTAL"), "url", "")
    found = [_found(item, site) for item in published(context)]
    settings[_LINKS_KEY] = [link for item in found for link in item.links]
    check_before_writing(found, context.get("addresses", ()), report_of(settings), gone_addresses(settings))


def _found(item: Any, site: str) -> Found:
    """What a text holds; kept with the article, for a ledger tells of it too."""
    html = f"{getattr(item, 'lead_html', '')}\n{item.content}"
    found: Found = find(Written(item.source_path, html, item.href), site)
    item.found_in_text = found
    return found


def _stop_on_errors(pelican: Pelican) -> None:
    """Between reading and writing: the last moment at which nothing has happened yet."""
    report = report_of(pelican.settings)
    _print(report.problems)
    pelican.settings[_TOLD_KEY] = set(report.problems)
    if report.errors:
        _stop(pelican, report)


def _finish(pelican: Pelican) -> None:
    settings = pelican.settings
    report = report_of(settings)
    staging: Staging = settings[_STAGING_KEY]
    check_links(settings[_LINKS_KEY], staging.folder, report, gone_addresses(settings))
    run_checks(settings, staging.folder)
    _print([problem for problem in report.problems if problem not in settings[_TOLD_KEY]])
    if report.errors:
        _stop(pelican, report)
    try:
        then = partial(run_afterwards, settings)
        moved = staging.take_place(settings[_DELETE_KEY], settings["OUTPUT_RETENTION"], then)
    except OSError as error:
        say(f"{staging.output}: lỗi: không ghi được tệp: “{error.filename}” ({error.strerror}).")
        _stop(pelican, report)
    _write_side_files(settings)
    if not is_quiet():
        done = f"Trang đã xong ở {staging.output}: {moved.written} tệp mới hoặc đổi, {moved.unchanged} tệp giữ nguyên"
        say(f"{done}, {moved.deleted} tệp xóa.")
    staging.open()


def _write_side_files(settings: dict[str, Any]) -> None:
    """What belongs to the build and is not published; the site stands already, and stays."""
    try:
        write_side_files(settings)
    except OSError as error:
        say(f"Dừng: không ghi được tệp “{error.filename}” ({error.strerror}). Trang mới đã thay trang cũ.")
        raise SystemExit(1) from None


def _print(problems: list[Problem]) -> None:
    for problem in sorted(problems):
        if problem.severity == "error" or not is_quiet():
            say(problem.text())


def _stop(pelican: Pelican, report: Report) -> NoReturn:
    staging: Staging = pelican.settings[_STAGING_KEY]
    staging.discard()
    warnings = len(report.problems) - len(report.errors)
    say(f"Dừng: {len(report.errors)} lỗi, {warnings} cảnh báo. Trang cũ được giữ nguyên.")
    raise SystemExit(1)


def register() -> None:
    """Connect the signals."""
    signals.initialized.connect(_begin)
    signals.all_generators_finalized.connect(_collect_links)
    signals.get_writer.connect(_stop_on_errors)
    signals.finalized.connect(_finish)
