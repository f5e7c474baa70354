"""What templates are given: the product's own values, and articles that need no Pelican behind them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from plugins.common.dates import NewsDate
from plugins.common.media import Picture, Source
from plugins.common.wanted import Wanted
from plugins.portal.blocks import NavItem
from plugins.related_news.reasons import Reason
from plugins.sections.events import EventThread
from plugins.sections.section import Section
from plugins.tip_off.topics import TipLink
from plugins.typography.headline import title_line

__all__ = ["Article", "EventThread", "NavItem", "NewsDate", "Picture", "Reason", "Section", "Source", "TipLink"]


PLAIN_TIP_LINK = TipLink("Tố giác tội phạm", "Có thể báo tin không nêu tên.", "/to-giac-toi-pham/")


@dataclass(frozen=True)
class Article:
    """An article or a page; the defaults are those of the leanest article an editor can write."""

    title: str
    href: str
    section: Section
    when: NewsDate
    title_html: str = ""
    is_caps: bool = False
    updated: NewsDate | None = None
    author_names: str | None = None
    source: str | None = None
    source_url: str | None = None
    lead: str = ""
    lead_html: str = ""
    content: str = ""
    views: int | None = None
    views_src: str = "/_v/views/5a.json"
    comments: int | None = None
    cover: Picture | None = None
    abbreviations: list[tuple[str, str]] = field(default_factory=list)
    name_notes: list[str] = field(default_factory=list)
    attachments: list[Any] = field(default_factory=list)
    keywords: list[NavItem] = field(default_factory=list)
    tip_link: TipLink = PLAIN_TIP_LINK
    status: str = "published"
    related: list[Any] = field(default_factory=list)
    thread: EventThread | None = None
    thread_others: list[Article] = field(default_factory=list)
    newer: list[Article] = field(default_factory=list)
    older: list[Article] = field(default_factory=list)
    description: str = ""
    structured_data: str = ""
    kind: str = "tin"
    door: str = ""
    wanted: Wanted | None = None
    deadline: NewsDate | None = None
    expires: NewsDate | None = None
    share: list[NavItem] = field(default_factory=list)

    @property
    def title_line(self) -> Markup:
        """The title as lists show it."""
        return title_line(self.title)

    def __post_init__(self) -> None:
        if not self.title_html:
            object.__setattr__(self, "title_html", self.title)
