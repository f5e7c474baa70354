"""What the frame must never delete."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest

from plugins.common.problems import Report
from plugins.safe_output.plugin import _check_output, _ErrorKeeper, _PlainFailure


@pytest.mark.parametrize(
    ("output", "refused"),
    [("", True), ("content", True), ("theme", True), (".", True), ("..", True), ("tep.txt", True),
     ("output", False), ("content/output", False), ("noi-khac/output", False)],
)  # fmt: skip
def test_an_output_that_is_a_file_or_holds_the_sources(tmp_path: Path, output: str, refused: bool) -> None:
    root = tmp_path / "site"
    root.mkdir()
    (root / "tep.txt").write_text("một tệp")
    settings = {"PATH": str(root / "content"), "THEME": str(root / "theme")}
    report = Report()
    _check_output(root / output, settings, report)
    assert bool(report.errors) is refused


def test_what_pelican_only_logs_becomes_an_error() -> None:
    report, logger = Report(), logging.Logger("thu")
    logger.addHandler(_ErrorKeeper(report))
    logger.warning("chỉ là cảnh báo")
    logger.error("Could not process %s", "a.md")
    logger.critical("hỏng")
    assert [(p.file, p.line, p.message) for p in report.errors] == [
        ("pelican", 0, "Could not process a.md"), ("pelican", 0, "hỏng"),
    ]  # fmt: skip


def test_a_full_disk_is_told_in_one_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.__stderr__", sys.stderr)
    logger, shown = logging.Logger("thu"), _Shown()
    shown.addFilter(_PlainFailure())
    logger.addHandler(shown)
    for error in (OSError(28, "No space left on device", "/x/index.html"), ValueError("khác")):
        logger.critical("%s", error, exc_info=(type(error), error, None))
    assert [record.getMessage() for record in shown.records] == ["khác"]
    told = "Dừng: không ghi được tệp “/x/index.html” (No space left on device). Trang cũ được giữ nguyên.\n"
    assert capsys.readouterr().err == told


class _Shown(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)
