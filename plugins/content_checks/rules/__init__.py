"""The registry of the gate's rules: those of each module, in the order in which the guide tells them."""

from __future__ import annotations

from dataclasses import dataclass

from plugins.content_checks.model import Rule
from plugins.content_checks.rules import (
    dates,
    doubled_words,
    header,
    leftovers,
    letters,
    links,
    people,
    pictures,
    secrets,
    sources,
    spacing,
    titles,
    words,
)


@dataclass(frozen=True)
class Group:
    """Rules that the guide tells together, under a Vietnamese title."""

    title: str
    rules: tuple[Rule, ...]


GROUPS = (
    Group("Phần đầu bài", header.RULES),
    Group("Tiêu đề, đề mục", titles.RULES),
    Group("Dấu cách, dấu câu", (*doubled_words.RULES, *spacing.RULES)),
    Group("Chữ và dấu", letters.RULES),
    Group("Ngày tháng", dates.RULES),
    Group("Phần thừa của cổng cũ", leftovers.RULES),
    Group("Liên kết", links.RULES),
    Group("Ảnh", pictures.RULES),
    Group("Nguồn tin, tiêu đề, địa chỉ", sources.RULES),
    Group("Từ ngữ, số điện thoại, đơn vị", words.RULES),
    Group("Thông tin về người", people.RULES),
    Group("Bí mật nhà nước", secrets.RULES),
)
RULES: tuple[Rule, ...] = tuple(rule for group in GROUPS for rule in group.rules)
