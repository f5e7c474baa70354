"""Emergency numbers by name: words say ``{Công an}``, the registry says which number that is.

So a number is changed in one place. A short number that stands in words as digits, and that the registry does not know,
is one that somebody forgot to change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from plugins.common.dialling import canonical
from plugins.common.problems import Report
from plugins.common.settings import FILE
from plugins.tip_off.numbers_in_text import short_numbers

#: Takes a message, what is wrong, and the remedy.
Complain = Callable[[str, str, str], None]
_NAME = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class NamedNumbers:
    """The emergency numbers by label, and every other short number that may stand in words."""

    by_label: Mapping[str, str]
    others: frozenset[str] = field(default_factory=frozenset)

    def fill(self, text: str, complain: Complain) -> str:
        """The text with numbers for their names; what names nothing, or is a number of before, is told."""
        known = {_key(label): number for label, number in self.by_label.items()}
        labels = ", ".join(f"{{{label}}}" for label in self.by_label)

        def number_of(match: re.Match[str]) -> str:
            if found := known.get(_key(match[1])):
                return found
            complain("không có số khẩn cấp nào tên như thế", match.group(), f"dùng một trong: {labels}")
            return match[1]

        allowed = {*map(canonical, known.values()), *self.others}
        for number in dict.fromkeys(short_numbers(_NAME.sub("", text))):
            if number not in allowed:
                remedy = f"viết tên thay cho số: {labels}; số khác thì thêm vào danh bạ contacts.yml"
                complain("số trong câu này không có trong danh bạ", number, remedy)
        return _NAME.sub(number_of, text)

    def fill_topics(self, topics: Mapping[str, Iterable[str]], report: Report) -> dict[str, list[str]]:
        """The words of ``TIP_OFF["topics"]`` with numbers for their names."""
        filled: dict[str, list[str]] = {}
        for topic, lines in topics.items():

            def complain(message: str, value: str, remedy: str, topic: str = topic) -> None:
                report.error(FILE, 0, f"TIP_OFF[“topics”][“{topic}”]: {message}", value, remedy)

            filled[topic] = [self.fill(line, complain) for line in lines]
        return filled


def _key(label: str) -> str:
    return " ".join(label.split()).casefold()
