"""The guide of rules, ``docs/quy-tac.md``: made of the rules themselves, so that it never says anything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugins.content_checks.formats import stopped
from plugins.content_checks.model import Rule
from plugins.content_checks.rules import Group

_HEAD = """# Quy tắc kiểm tra nội dung

Trang này do `python -m plugins.content_checks --rules` in ra từ chính các quy tắc; không sửa bằng tay.
Cách chạy, cách đọc lời báo và cách bỏ qua một quy tắc: [bien-tap.md](bien-tap.md#cửa-kiểm-tra).

Mức **lỗi**: không xuất bản được cho tới khi sửa, hoặc khi người có thẩm quyền cho bỏ qua. Mức **cảnh báo**: vẫn xuất
bản được, nhưng nên xem. Trong bản nháp mọi lỗi chỉ là cảnh báo.
"""
_LEVELS = {"error": "lỗi", "warning": "cảnh báo"}


def guide(groups: Sequence[Group]) -> str:
    """The whole page."""
    return "".join([_HEAD, *(part for group in groups for part in _group(group))])


def _group(group: Group) -> Iterator[str]:
    yield f"\n## {group.title}\n"
    for rule in group.rules:
        yield _entry(rule)


def _entry(rule: Rule) -> str:
    waivable = "" if rule.waivable else " Không được bỏ qua."
    return (
        f"\n### `{rule.id}`\n\n{_sentence(rule.message)} ({_LEVELS[rule.severity]}). {rule.why}\n\n"
        f"Cách sửa: {stopped(rule.remedy)}{waivable}\n"
    )


def _sentence(clause: str) -> str:
    return clause[:1].upper() + clause[1:]
