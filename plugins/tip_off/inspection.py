"""What the gate expects of a portal's tip-off pages, from its settings: for the build and for the delivery."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from plugins.common.problems import REPORT_KEY, Report
from plugins.common.settings import read_settings
from plugins.tip_off.channels import EmergencyNumber, read_channels
from plugins.tip_off.entries import Rules
from plugins.tip_off.gate import Expected, check_folder
from plugins.tip_off.script import exit_script
from plugins.tip_off.settings import TipOffSettings


def expected_of(
    settings: Mapping[str, Any], site: str, numbers: Iterable[EmergencyNumber], root: Path = Path()
) -> Expected:
    """What the pages must hold; ``site`` is the portal's own origin, ``root`` where the settings' relative paths begin.

    The origin is not read here: what stands in for a setting that is missing is for ``plugins.portal`` to say.
    """
    options = read_settings(TipOffSettings, dict(settings), "TIP_OFF")
    script = exit_script()
    theme = Path(root, settings.get("THEME", ""))
    overrides = [Path(root, folder) for folder in settings.get("THEME_TEMPLATES_OVERRIDES", ())]
    return Expected(
        script=str(script.text),
        script_hash=script.hash,
        exit_url=options.exit_url,
        numbers=tuple(number.number for number in numbers),
        site=site,
        templates=(*overrides, theme / "templates"),
    )


def check_site(folder: Path, settings: Mapping[str, Any], site: str, root: Path) -> Report:
    """The gate's problems with a site that was built before: the numbers are read from the registry again.

    What is wrong with the registry itself is the build's to tell.
    """
    own = {**settings, REPORT_KEY: Report()}
    options = read_settings(TipOffSettings, own, "TIP_OFF")
    registry = Path(root, settings["PATH"], options.registry)
    numbers = read_channels(registry, Rules.of_build(own, options)).numbers
    report = Report()
    check_folder(folder, expected_of(settings, site, numbers, root), report)
    return report
