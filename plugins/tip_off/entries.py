"""What the registries of contacts and of facts have in common: each entry has a source, a day, and no holes.

One run tells every mistake. What an editor can still mend before publishing is a warning while working locally, and
such an entry is shown there, so that its place is seen; publishing refuses it.
"""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from plugins.common.clock import build_moment
from plugins.common.dates import NewsDate
from plugins.common.placeholders import placeholder_in
from plugins.common.problems import Report, report_of
from plugins.common.publishing import Tell, blame, is_publishing
from plugins.common.registry import Row, read_rows, row_date
from plugins.tip_off.ages import Ages
from plugins.tip_off.named_numbers import NamedNumbers
from plugins.tip_off.settings import TipOffSettings


@dataclass(frozen=True)
class Rules:
    """What decides about an entry besides its words."""

    report: Report
    #: An error when publishing, else a warning.
    tell: Tell
    ages: Ages
    publishing: bool = False
    #: Whether a build for the public tells everything that the agency has yet to confirm, or only how much that is.
    list_unconfirmed: bool = True

    @classmethod
    def of_build(cls, settings: MutableMapping[str, Any], options: TipOffSettings) -> Rules:
        """The rules of the build that these settings belong to."""
        ages = Ages(build_moment(settings), options.warn_after_days, options.fail_after_days)
        in_full = bool(settings.get("LIST_UNCONFIRMED", True))
        return cls(report_of(settings), blame(settings), ages, is_publishing(settings), in_full)


@dataclass(frozen=True)
class Registry:
    """One file: where it is, what its entries are called in a message, what they hold, how one is verified."""

    path: Path
    what: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    lists: tuple[str, ...]
    #: The words in which a hole may be.
    words: tuple[str, ...]
    verify: str
    rules: Rules
    #: Kinds whose entries never run out.
    endless: frozenset[str] = frozenset()

    def rows(self) -> list[Row]:
        """The entries in force, also those that lack something: what they do hold is to be checked in the same run.

        What ran out yesterday is no mistake: it is left out with a warning.
        """
        required, optional = (*self.required, "verified_on"), (*self.optional, "valid_to", "to_confirm")
        found = read_rows(self.path, self.rules.report, required, optional, self.lists, incomplete=True)
        rows = [row for row in found if self._in_force(row)]
        self._check_confirmed([row for row in rows if row.get("to_confirm")])
        return rows

    def fill(self, row: Row, keys: Iterable[str], names: NamedNumbers) -> None:
        """Put the emergency numbers for their names into the words of an entry."""
        for key in keys:
            if key in row:
                row[key] = names.fill(row[key], partial(self.error, row, key))

    def verified(self, row: Row) -> NewsDate | None:
        """Check all that entries have in common; the day of verification, None when it cannot be read."""
        self._check_holes(row)
        day = row_date(row, "verified_on", self.path, self.rules.report)
        if day is not None:
            self._check_age(row, day)
        return day

    def error(self, row: Row, key: str, message: str, value: str, remedy: str) -> None:
        """Report a mistake on the line of a key; on the entry's first line when the key is missing."""
        self.rules.report.error(str(self.path), row.lines.get(key, row.line), message, value, remedy)

    def unknown(self, row: Row, key: str, known: Iterable[str], message: str) -> bool:
        """Report every word of a key (a list or text) that is not known; whether there is one."""
        written = row.lists[key] if key in self.lists else (row[key],) if row.get(key) else ()
        allowed = list(known)
        strange = [word for word in written if word not in allowed]
        for word in strange:
            self.error(row, key, message, word, "dùng một trong: " + ", ".join(allowed))
        return bool(strange)

    def _in_force(self, row: Row) -> bool:
        if row.get("kind") in self.endless:
            if row.get("valid_to"):
                remedy = "bỏ dòng valid_to; khi số đổi thì sửa value"
                self.error(row, "valid_to", "số khẩn cấp không được hết hạn", row["valid_to"], remedy)
            return True
        until = row_date(row, "valid_to", self.path, self.rules.report)
        if until is None or until.ends > self.rules.ages.now:
            return True
        message, remedy = f"{self.what} đã hết hạn nên không hiện", "kiểm tra lại, sửa ngày valid_to hoặc xóa mục"
        self.rules.report.warn(str(self.path), row.lines["valid_to"], message, name_of(row), remedy)
        return False

    def _check_holes(self, row: Row) -> None:
        for key in self.words:
            if hole := placeholder_in(row.get(key, "")):
                message = f"mục {key} mới là chữ giữ chỗ (“{hole}”)"
                self.rules.tell(str(self.path), row.lines[key], message, row[key], "điền thông tin thật, hoặc xóa mục")

    def _check_confirmed(self, rows: list[Row]) -> None:
        """For whoever publishes, who can ask the agency; a writer of articles could only learn to overlook it."""
        if not rows or not self.rules.publishing:
            return
        if not self.rules.list_unconfirmed:
            message, remedy = (
                f"{len(rows)} mục còn chờ cơ quan xác nhận",
                "xem danh sách đầy đủ khi chạy invoke publish",
            )
            self.rules.report.warn(str(self.path), 0, message, "", remedy)
            return
        for row in rows:
            # In the message, not as the value: a value is cut when it is long.
            message = f"“{name_of(row)}” còn điều cơ quan phải xác nhận: {row['to_confirm'].rstrip('.')}"
            remedy = "hỏi đơn vị phụ trách, sửa cho đúng rồi xóa dòng to_confirm"
            self.rules.report.warn(str(self.path), row.lines["to_confirm"], message, "", remedy)

    def _check_age(self, row: Row, day: NewsDate) -> None:
        ages, line = self.rules.ages, row.lines["verified_on"]
        age, days = ages.of(day), ages.days(day)
        if age == "future":
            remedy = "ghi ngày kiểm tra gần nhất"
            self.rules.report.error(str(self.path), line, "ngày kiểm tra ở tương lai", row["verified_on"], remedy)
        elif age == "too old":
            message = f"đã {days} ngày chưa kiểm tra lại; quá {ages.fail_after} ngày thì không được xuất bản"
            self.rules.tell(str(self.path), line, message, name_of(row), self.verify)
        elif age == "old":
            message = f"đã {days} ngày chưa kiểm tra lại"
            self.rules.report.warn(str(self.path), line, message, name_of(row), self.verify)


def name_of(row: Row) -> str:
    """What a message calls an entry: its name; of a fact its label or its words."""
    return row.get("name") or row.get("label") or row.get("text", "")
