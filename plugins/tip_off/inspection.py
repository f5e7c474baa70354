"""What the gate expects of a portal's tip-off pages, from its settings: for the build and for the delivery."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from plugins.common import places
from plugins.common.problems import REPORT_KEY, Report
from plugins.common.settings import read_settings
from plugins.tip_off.channels import Channel, EmergencyNumber, read_channels
from plugins.tip_off.entries import Rules
from plugins.tip_off.gate import Expected, Links, check_folder
from plugins.tip_off.script import exit_script
from plugins.tip_off.settings import TipOffSettings
from plugins.tip_off.telephones import known_numbers
from plugins.tip_off.worker import worker_script


class Agency(Protocol):
    """Whose portal it is, as ``PORTAL`` says; what stands in for a setting that is missing is for others to say."""

    @property
    def url(self) -> str:
        """The origin of the portal."""

    @property
    def telephone(self) -> str:
        """Its numbers in the foot of every page."""

    @property
    def email(self) -> str:
        """Its address in the foot of every page."""


def expected_of(
    settings: Mapping[str, Any],
    agency: Agency,
    numbers: Collection[EmergencyNumber],
    channels: Collection[Channel],
    root: Path = Path(),
) -> Expected:
    """What the pages must hold and may lead to; ``root`` is where the settings' relative paths begin."""
    options = read_settings(TipOffSettings, dict(settings), "TIP_OFF")
    script = exit_script()
    theme = Path(root, settings.get("THEME", ""))
    overrides = [Path(root, folder) for folder in settings.get("THEME_TEMPLATES_OVERRIDES", ())]
    hosts = [urlsplit(channel.href).hostname for channel in channels if channel.kind == "web"]
    mail = [agency.email, *(channel.value for channel in channels if channel.kind == "email")]
    return Expected(
        script=str(script.text),
        script_hash=script.hash,
        exit_url=options.exit_url,
        numbers=tuple(number.number for number in numbers),
        site=agency.url,
        worker=worker_script(places.WORKER if options.offline else ""),
        offline=options.offline,
        links=Links(
            hosts=frozenset(host for host in hosts if host),
            telephones=known_numbers(numbers, channels, agency.telephone),
            mail=frozenset(address.strip().lower() for address in mail if address),
        ),
        templates=(*overrides, theme / "templates"),
    )


def check_site(folder: Path, settings: Mapping[str, Any], agency: Agency, root: Path) -> Report:
    """The gate's problems with a site that was built before: the registry is read again.

    What is wrong with the registry itself is the build's to tell.
    """
    own = {**settings, REPORT_KEY: Report()}
    options = read_settings(TipOffSettings, own, "TIP_OFF")
    registry = Path(root, settings["PATH"], options.registry)
    contacts = read_channels(registry, Rules.of_build(own, options))
    channels = [channel for door in contacts.doors.values() for channel in door]
    report = Report()
    check_folder(folder, expected_of(settings, agency, contacts.numbers, channels, root), report)
    return report
