"""The gate of content in the project's tasks: after a build as published, over what was written and what was made."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from plugins.common.dates import ZONE, DateError, parse_date
from plugins.content_checks.command import Task, run, write
from plugins.content_checks.formats import waived_lines
from plugins.content_checks.gate import UNREADABLE
from tools import ROOT
from tools.pelican_run import PUBLISH_SETTINGS

#: What a build tells whether it comes to its end or not.
_WARNED_BY_BUILD = frozenset({"header-warning", "unknown-telephone"})
#: What makes a build fail: told twice, one mistake would look like two.
TOLD_BY_BUILD = _WARNED_BY_BUILD | {
    UNREADABLE, "header-error", "dead-link", "dead-fragment", "duplicate-slug", "picture-missing",
}  # fmt: skip


def check_content(content: str | Path, site: Path | None, now: str = "") -> int:
    """Check a content folder and the site built of it; without a site the build failed. Gives the exit code."""
    try:
        moment = parse_date(now).value if now else datetime.now(ZONE)
    except DateError:  # the build said so already
        return 1
    without = _WARNED_BY_BUILD if site else TOLD_BY_BUILD
    task = Task(ROOT / content, site=site, settings=ROOT / PUBLISH_SETTINGS, now=moment, without=without)
    return write(*run(task))


def release(content: str | Path) -> int:
    """Before publishing: what stands in its way, and the waivers that it goes out with. Gives the exit code."""
    told, checked = run(Task(ROOT / content, settings=ROOT / PUBLISH_SETTINGS))
    errors = [one for one in told if one.severity == "error" and one.waiver is None]
    if errors:
        code = write(errors, checked)
        print("Dừng: chưa xuất bản gì. Sửa các lỗi trên, hoặc ghi mục “Bỏ qua” có lý do.", file=sys.stderr)
        return code
    waived = waived_lines(told)
    if waived:
        print("Bản xuất bản này có các chỗ được bỏ qua:", *waived, sep="\n")
    return 0
