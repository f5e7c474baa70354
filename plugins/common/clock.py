"""The build's clock: what "now" means for embargoes, notices and the news sitemap.

``NOW`` in the settings (any form that :mod:`plugins.common.dates` reads) fixes it; None means the moment the build
began.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from datetime import datetime
from typing import Any

from plugins.common.dates import ZONE, parse_date

_MOMENT_KEY = "BUILD_MOMENT"


def build_moment(settings: MutableMapping[str, Any]) -> datetime:
    """The aware moment of this build, the same at every call. Raises DateError when ``NOW`` cannot be read."""
    if _MOMENT_KEY not in settings:
        written = settings.get("NOW")
        settings[_MOMENT_KEY] = parse_date(str(written)).value if written else datetime.now(ZONE)
    moment: datetime = settings[_MOMENT_KEY]
    return moment
