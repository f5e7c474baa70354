"""Checks of the finished folder."""

from pathlib import Path
from typing import Any

from plugins.common.final_checks import add_check, checks_run, run_checks
from plugins.common.problems import Report, report_of


def test_every_check_sees_the_folder_once(tmp_path: Path) -> None:
    seen: list[tuple[Report, Path]] = []
    settings: dict[str, Any] = {}
    run_checks(settings, tmp_path)
    add_check(settings, lambda folder, report: seen.append((report, folder)))
    add_check(settings, lambda folder, report: seen.append((report, folder)))
    run_checks(settings, tmp_path)
    assert len(checks_run(settings)) == 2
    run_checks(settings, tmp_path)
    assert seen == [(report_of(settings), tmp_path)] * 2
    assert len(checks_run(settings)) == 0
