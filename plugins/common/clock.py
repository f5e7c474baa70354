"""The build's clock: what "now" means for embargoes, notices and the news sitemap.

``NOW`` in the settings (any form that :mod:`plugins.common.dates` reads) fixes it; None means the moment the build
began.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, MutableMapping
from datetime import datetime
from typing import Any

from plugins.common.dates import ZONE, DateError, parse_date

_MOMENT_KEY = "BUILD_MOMENT"
_CHANGES_KEY = "CHANGES_BY_CLOCK"


def build_moment(settings: MutableMapping[str, Any]) -> datetime:
    """The aware moment of this build, the same at every call. Raises DateError when ``NOW`` cannot be read: the remedy
    says where it was set."""
    if _MOMENT_KEY not in settings:
        written = settings.get("NOW")
        settings[_MOMENT_KEY] = _read(str(written)) if written else datetime.now(ZONE)
    moment: datetime = settings[_MOMENT_KEY]
    return moment


def _read(written: str) -> datetime:
    try:
        return parse_date(written).value
    except DateError as error:
        # Settings do not tell where they come from: pelicanconf.py takes the variable, ``--now`` goes past both.
        is_variable = os.environ.get("SITE_NOW") == written
        where = "biến môi trường SITE_NOW" if is_variable else "--now của câu lệnh, hoặc NOW trong tệp thiết lập"
        raise DateError(str(error), f"sửa ở {where}; {error.remedy}") from None


def note_change(settings: MutableMapping[str, Any], moment: datetime) -> None:
    """Note a moment at which the site becomes another one by itself: an embargo ends, a notice expires."""
    settings.setdefault(_CHANGES_KEY, set()).add(moment)


def changes_of(settings: Mapping[str, Any]) -> set[datetime]:
    """The moments noted in this build, past and to come."""
    return set(settings.get(_CHANGES_KEY, ()))
