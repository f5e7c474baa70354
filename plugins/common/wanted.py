"""Wanted notices, and what is to be forgotten once one is lifted; made by the reader, used by pages, feeds, pictures.

States: ``truy-na`` (wanted), ``dau-thu`` (gave themselves up), ``dinh-na`` (lifted), ``thu-hoi`` (the notice was
withdrawn). A notice of the last two holds nothing of the person: every personal field is empty.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass
from typing import Any, Literal

from plugins.common.dates import NewsDate
from plugins.common.dialling import link_to_call
from plugins.common.media import Picture
from plugins.common.places import EVENTS, KEYWORDS
from plugins.common.vietnamese import slugify

KIND = "truy-na"
#: Stem of every picture that a wanted notice publishes: the original's name may be the person's.
PHOTO_STEM = "anh-truy-na"
#: The alternative text of the photograph, unless the editor wrote one: no name, for it travels with the picture.
PHOTO_ALT = "Ảnh người bị truy nã"
State = Literal["truy-na", "dau-thu", "dinh-na", "thu-hoi"]
_LIFTED = frozenset({"dinh-na", "thu-hoi"})
_WITHDRAWN_KEY = "WITHDRAWN_NOTICES"
_GONE = "Họ tên và ảnh trong thông báo đã được gỡ khỏi cổng này"


@dataclass(frozen=True)
class Line:
    """One line of a notice: the label, the value, and where the value leads (``tel:``) or nothing."""

    label: str
    value: str
    href: str = ""


@dataclass(frozen=True)
class Wanted:
    """The fields of a genuine decision; ``born`` is text, a year or a date."""

    state: State
    name: str
    other_names: tuple[str, ...]
    born: str
    residence: str
    offence: str
    decision: str
    decision_date: NewsDate
    issuer: str
    telephone: str
    state_date: NewsDate | None

    @property
    def is_lifted(self) -> bool:
        """Whether the notice is no longer in force: nothing of the person may be shown."""
        return self.state in _LIFTED

    @property
    def shows_sighting_link(self) -> bool:
        """Whether readers are asked to report a sighting."""
        return self.state == "truy-na"

    @property
    def order(self) -> str:
        """The decision in words: number, day and who made it."""
        return f"Quyết định truy nã số {self.decision} ngày {self.decision_date.short} của {self.issuer}"

    @property
    def sentence(self) -> str:
        """What readers are to know of the state; empty while the person is wanted."""
        since = f" ngày {self.state_date.short}" if self.state_date else ""
        if self.state == "dau-thu":
            return f"Người này đã ra đầu thú{since}. Không cần báo tin về nơi ở của người này nữa."
        if self.state == "dinh-na":
            stopped = f"{self.order} đã được đình nã{since}. Thông báo này không còn hiệu lực."
            return f"{stopped} {_GONE}."
        if self.state == "thu-hoi":
            return f"Thông báo theo {self.order} đã được thu hồi{since} và không còn hiệu lực. {_GONE}."
        return ""

    @property
    def lines(self) -> tuple[Line, ...]:
        """The fields that have a value, in the order of a printed notice."""
        found = (
            Line("Họ tên", self.name),
            Line("Tên gọi khác", ", ".join(self.other_names)),
            Line("Năm sinh", self.born),
            Line("Nơi cư trú cuối cùng", self.residence),
            Line("Tội danh", self.offence),
            Line("Quyết định truy nã số", self.decision),
            Line("Ngày quyết định", self.decision_date.short),
            Line("Cơ quan ra quyết định", self.issuer),
            Line("Điện thoại", self.telephone, link_to_call(self.telephone)),
        )
        return tuple(line for line in found if line.value)


@dataclass(frozen=True)
class Withdrawn:
    """What the file of a lifted notice still holds: the person's names, pictures, files, keywords, event.

    Nothing of it is on the article: it serves to delete copies and to tell the editor what is left.
    """

    file: str
    names: tuple[str, ...]
    pictures: tuple[Picture, ...]
    files: tuple[str, ...]
    tags: tuple[str, ...] = ()
    event: str = ""

    @property
    def addresses(self) -> frozenset[str]:
        """What may be gone with the notice: pages of its keywords and event, and its files; as links are compared."""
        pages = {f"{KEYWORDS}{slugify(tag)}/" for tag in self.tags}
        pages |= {f"{EVENTS}{slugify(self.event)}/"} if self.event else set()
        return frozenset(pages | {f"/{path}" for path in self.files})


def gone_addresses(settings: MutableMapping[str, Any]) -> frozenset[str]:
    """The addresses that lifted notices may have taken with them: links to them never stop a lifting."""
    return frozenset[str]().union(*(left.addresses for left in withdrawn_of(settings)))


def withdrawn_of(settings: MutableMapping[str, Any]) -> list[Withdrawn]:
    """The lifted notices of the build that these settings belong to."""
    found: list[Withdrawn] = settings.setdefault(_WITHDRAWN_KEY, [])
    return found
