"""The registry of facts: what the tip-off page says of the law and of what happens after, each with its source."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from plugins.common.dates import NewsDate
from plugins.common.registry import Row
from plugins.tip_off.channels import NATIONAL_NAMES
from plugins.tip_off.entries import Registry, Rules, name_of
from plugins.tip_off.named_numbers import NamedNumbers

#: Calling; reporting; what follows; rights; feedback and petitions; wanted notices; traces that reporting leaves.
GROUPS = ("call", "tip", "after", "rights", "petition", "wanted", "traces")
_ENGLISH = ("label_en", "text_en")


@dataclass(frozen=True)
class Fact:
    """One thing that is so, and where it is written; the English words are empty where nobody wrote them."""

    group: str
    #: The heading of a step or a right; empty for a sentence that needs none.
    label: str
    text: str
    source: str
    label_en: str = ""
    text_en: str = ""
    #: What the agency has yet to confirm.
    to_confirm: str = ""


@dataclass
class Facts:
    """What the registry says now: facts by group (every group, maybe empty), and the days of their verification."""

    groups: dict[str, list[Fact]] = field(default_factory=lambda: {group: [] for group in GROUPS})
    verified: list[NewsDate] = field(default_factory=list)


def read_facts(path: Path, rules: Rules, names: NamedNumbers = NATIONAL_NAMES) -> Facts:
    """Every fact that is in force, in the registry's order; ``names`` are the numbers that their words may name."""
    registry = Registry(
        path=path,
        what="mục này",
        required=("group", "text", "source"),
        optional=("label", *_ENGLISH),
        lists=(),
        words=("label", "text", "source", *_ENGLISH),
        verify="đối chiếu lại với văn bản ghi ở source; còn đúng thì sửa verified_on thành ngày đối chiếu",
        rules=rules,
    )
    facts = Facts()
    for row in registry.rows():
        registry.fill(row, ("label", "text", *_ENGLISH), names)
        verified = registry.verified(row)
        _check_english(row, registry)
        if registry.unknown(row, "group", GROUPS, "nhóm không biết") or row.missing:
            continue
        facts.groups[row["group"]].append(_fact(row))
        if verified is not None:
            facts.verified.append(verified)
    return facts


def _fact(row: Row) -> Fact:
    words = (row["group"], row.get("label", ""), row["text"], row["source"])
    return Fact(*words, row.get("label_en", ""), row.get("text_en", ""), row.get("to_confirm", ""))


def _check_english(row: Row, registry: Registry) -> None:
    """Half a translation would put both languages into one line."""
    if not any(row.get(key) for key in _ENGLISH):
        return
    pairs = (("label", "label_en"), ("text", "text_en"))
    missing = [english for vietnamese, english in pairs if row.get(vietnamese) and not row.get(english)]
    if missing:
        remedy = "viết thêm dòng ấy, hoặc bỏ các dòng tiếng Anh của mục này"
        message = "phần tiếng Anh còn thiếu " + ", ".join(missing)
        registry.rules.report.warn(str(registry.path), row.line, message, name_of(row), remedy)
