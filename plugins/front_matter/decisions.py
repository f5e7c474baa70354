"""One decision, one file: a second one would leave the first in force when the person is no longer wanted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from plugins.common.problems import Report, shown_path
from plugins.common.vietnamese import slugify
from plugins.common.wanted import Wanted
from plugins.front_matter.checks import Desk


@dataclass(frozen=True, order=True)
class Decision:
    """Which decision a file is of; ``posted`` tells which of two files was there first."""

    number: str
    day: str
    posted: str
    file: str
    line: int


def decision_of(desk: Desk, wanted: Wanted) -> Decision:
    """The decision of a notice's file."""
    header = desk.header
    posted = header.get("date") or header.get("embargo")
    return Decision(
        slugify(wanted.decision), wanted.decision_date.iso, posted.iso if posted else "", desk.file,
        header.line("decision"),
    )  # fmt: skip


def tell_twice(decisions: Iterable[Decision], report: Report) -> None:
    """An error for every file of a decision that has one already."""
    first: dict[tuple[str, str], Decision] = {}
    for decision in sorted(decisions):
        known = first.setdefault((decision.number, decision.day), decision)
        if known is not decision:
            remedy = (
                f"sửa tệp cũ, đừng viết tệp mới: tệp cũ là {shown_path(known.file)}; "
                "nếu là quyết định khác, ghi số kèm ký hiệu của cơ quan"
            )
            report.error(decision.file, decision.line, "quyết định truy nã này đã có một tệp khác", "", remedy)
