"""Checks of the finished folder."""

from pathlib import Path
from typing import Any

from plugins.common.final_checks import add_check, run_checks


def test_every_check_sees_the_folder_once(tmp_path: Path) -> None:
    seen: list[tuple[str, Path]] = []
    settings: dict[str, Any] = {}
    run_checks(settings, tmp_path)
    add_check(settings, lambda folder: seen.append(("one", folder)))
    add_check(settings, lambda folder: seen.append(("two", folder)))
    run_checks(settings, tmp_path)
    run_checks(settings, tmp_path)
    assert seen == [("one", tmp_path), ("two", tmp_path)]
