"""Waivers ("Bỏ qua"): why a rule of the content checks does not hold in a file, who says so, and since when.

Each entry of the list has four keys, in English or Vietnamese; one that lacks any of them, or has two of one, waives
nothing. Whether there is such a rule is for :mod:`plugins.content_checks` to tell: readers of headers know none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from plugins.common.dates import DateError, NewsDate, parse_date
from plugins.common.placeholders import placeholder_in
from plugins.common.vietnamese import fold
from plugins.common.yaml_lines import Node

#: What each key means, however it is accented or capitalised; the first Vietnamese name is what messages say.
KEYS = {
    "rule": "rule", "quy tac": "rule",
    "reason": "reason", "ly do": "reason",
    "by": "by", "nguoi duyet": "by", "nguoi": "by",
    "on": "on", "ngay duyet": "on", "ngay": "on",
}  # fmt: skip
NAMES = {"rule": "Quy tắc", "reason": "Lý do", "by": "Người duyệt", "on": "Ngày duyệt"}
_EXAMPLES = {
    "rule": "private-telephone", "reason": "số của quầy, được phép đăng", "by": "Nguyễn Văn A", "on": "22/11/2026",
}  # fmt: skip
_SHAPE = "viết bốn dòng “Quy tắc: ...”, “Lý do: ...”, “Người duyệt: ...”, “Ngày duyệt: ...” sau một dấu gạch đầu dòng"
_WORD = re.compile(r"[^\W\d_]{2,}")
#: Line, message, value, remedy.
Tell = Callable[[int, str, object, str], None]


@dataclass(frozen=True, order=True)
class Waiver:
    """One entry: the rule's id, the reason, who answers for it, the day, and the line on which the entry begins."""

    rule: str
    reason: str
    by: str
    on: NewsDate
    line: int


def read_waivers(node: Node, tell: Tell) -> list[Waiver]:
    """The entries that are complete; every mistake is told with its line."""
    return [waiver for item in node.items() if (waiver := _read(item, tell)) is not None]


def _read(item: Node, tell: Tell) -> Waiver | None:
    if not isinstance(item.value, dict):
        tell(item.line, "mục “Bỏ qua” phải nêu quy tắc, lý do, người duyệt và ngày", item.plain(), _SHAPE)
        return None
    texts: dict[str, str] = {}
    lines: dict[str, int] = {}
    sound = True
    for key, node in item.value.items():
        name = KEYS.get(" ".join(fold(key).replace("_", " ").split()))
        if name is None:
            tell(node.line, "mục “Bỏ qua” có dòng không biết", key, "chỉ dùng: " + ", ".join(NAMES.values()))
        elif name in lines:
            tell(node.line, f"dòng “{NAMES[name]}” đã có ở dòng {lines[name]}", key, "giữ lại một dòng")
        elif isinstance(node.value, list | dict):
            tell(node.line, f"dòng “{NAMES[name]}” chỉ nhận một giá trị", node.plain(), "mỗi quy tắc là một mục riêng")
        else:
            texts[name], lines[name] = " ".join((node.value or "").split()), node.line
            continue
        sound = False
    missing = [name for name in NAMES if not texts.get(name)] if sound else []
    for name in missing:
        tell(
            lines.get(name, item.line), f"mục “Bỏ qua” thiếu dòng “{NAMES[name]}”", texts.get("rule", ""),
            f"thêm dòng “{NAMES[name]}: ...”, ví dụ “{NAMES[name]}: {_EXAMPLES[name]}”",
        )  # fmt: skip
    return _checked(texts, lines, item.line, tell) if sound and not missing else None


def _checked(texts: dict[str, str], lines: dict[str, int], line: int, tell: Tell) -> Waiver | None:
    """A reason that is none, a name without letters and half a date are as good as nothing."""
    sound = True
    for name in ("reason", "by"):
        if placeholder_in(texts[name]) or not _WORD.search(texts[name]):
            message = f"dòng “{NAMES[name]}” của mục “Bỏ qua” chưa được điền"
            tell(lines[name], message, texts[name], f"viết thật, ví dụ “{NAMES[name]}: {_EXAMPLES[name]}”")
            sound = False
    try:
        on = parse_date(texts["on"])
    except DateError as error:
        tell(lines["on"], str(error), texts["on"], error.remedy)
        return None
    if on.is_partial:
        tell(lines["on"], "ngày duyệt thiếu ngày hoặc tháng", texts["on"], "viết đủ ngày, tháng, năm, ví dụ 22/11/2026")
        return None
    return Waiver(texts["rule"], texts["reason"], texts["by"], on, line) if sound else None
