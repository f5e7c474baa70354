"""Waivers of headers, applied: what they let pass, and what is wrong with those that let nothing pass."""

from __future__ import annotations

import difflib
from collections.abc import Container, Iterable, Mapping
from datetime import date

from plugins.content_checks.article import Article
from plugins.content_checks.model import Finding, Rule, Severity
from plugins.front_matter.waivers import Waiver

#: The rule under which the mistakes of waivers are told; it cannot be waived itself.
RULE = "waiver"


def waivers_of(article: Article) -> list[Waiver]:
    """The complete waivers of an article's header."""
    found: list[Waiver] = article.header.get("waivers", [])
    return found


def in_force(article: Article, known: Mapping[str, Rule], today: date) -> dict[str, Waiver]:
    """The waivers that count, by rule: of a rule that there is and that may be waived, and not signed in the future."""
    return {
        waiver.rule: waiver
        for waiver in reversed(waivers_of(article))
        if waiver.rule in known and known[waiver.rule].waivable and waiver.on.value.date() <= today
    }


def mistakes(
    article: Article, known: Mapping[str, Rule], used: Container[str], asked: Container[str], today: date
) -> Iterable[tuple[Severity, Finding]]:
    """What is wrong with the waivers of an article.

    ``used``: the rules of which one let something pass; ``asked``: the rules that were run.
    """
    seen: set[str] = set()
    for waiver in waivers_of(article):
        rule = known.get(waiver.rule)
        if rule is None:
            message = "không có quy tắc nào mang mã này"
            yield "error", Finding(waiver.line, waiver.rule, message, _suggested(waiver, known))
        elif not rule.waivable:
            remedy = f"bỏ mục này, rồi sửa chỗ sai: {rule.remedy}"
            yield "error", Finding(waiver.line, waiver.rule, "quy tắc này không được phép bỏ qua", remedy)
        elif waiver.on.value.date() > today:
            message = "ngày duyệt của mục “Bỏ qua” ở tương lai nên chưa có hiệu lực"
            yield "error", Finding(waiver.line, waiver.on.short, message, "sửa lại ngày duyệt")
        elif waiver.rule in seen:
            yield "warning", Finding(waiver.line, waiver.rule, "quy tắc này đã được bỏ qua ở trên", "giữ lại một mục")
        elif waiver.rule in asked and waiver.rule not in used:
            message = "mục “Bỏ qua” không còn cần: quy tắc này không thấy lỗi nào trong bài"
            yield "warning", Finding(waiver.line, waiver.rule, message, "xóa mục này khỏi phần đầu bài")
        seen.add(waiver.rule)


def _suggested(waiver: Waiver, known: Mapping[str, Rule]) -> str:
    near = difflib.get_close_matches(waiver.rule, known, n=1, cutoff=0.6)
    if near:
        return f"có phải là “{near[0]}”?"
    return "chép mã trong ngoặc vuông ở cuối lời báo lỗi; các mã có trong docs/quy-tac.md"
