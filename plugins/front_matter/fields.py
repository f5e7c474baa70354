"""The keys that a header may have, in English and Vietnamese, and what kind of value each takes."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from plugins.common.vietnamese import fold
from plugins.common.wanted import State

Kind = Literal["text", "list", "date", "birth", "number", "status", "yesno", "slug", "url", "waivers"]


@dataclass(frozen=True)
class Field:
    """One known key: its name, the names editors use, the kind of its value."""

    name: str
    kind: Kind
    vietnamese: tuple[str, ...]
    english: tuple[str, ...] = ()


FIELDS = (
    Field("title", "text", ("Tiêu đề",)),
    Field("date", "date", ("Ngày đăng", "Ngày")),
    Field("updated", "date", ("Cập nhật", "Ngày cập nhật"), ("modified",)),
    Field("section", "text", ("Chuyên mục", "Mục"), ("category",)),
    Field("tags", "list", ("Từ khóa", "Thẻ"), ("keywords",)),
    Field("author", "list", ("Tác giả", "Người viết"), ("authors",)),
    Field("source", "text", ("Nguồn tin", "Nguồn")),
    Field("source_url", "url", ("Đường dẫn nguồn", "Địa chỉ nguồn")),
    Field("summary", "text", ("Tóm tắt", "Sapo", "Lời dẫn"), ("lead", "description")),
    Field("slug", "slug", ("Đường dẫn", "Tên tệp")),
    Field("status", "status", ("Trạng thái",)),
    Field("embargo", "date", ("Hẹn giờ", "Hẹn giờ đăng")),
    Field("expires", "date", ("Hết hạn", "Có hiệu lực đến")),
    Field("deadline", "date", ("Hạn chót", "Hạn")),
    Field("kind", "text", ("Loại", "Loại bài")),
    Field("image", "text", ("Ảnh đại diện", "Ảnh")),
    Field("image_alt", "text", ("Mô tả ảnh",)),
    Field("legacy_views", "number", ("Lượt xem cũ", "Đã xem")),
    Field("legacy_comments", "number", ("Phản hồi cũ", "Phản hồi")),
    Field("attachments", "list", ("File đính kèm", "Tệp đính kèm")),
    Field("related", "list", ("Tin liên quan",)),
    Field("event", "text", ("Dòng sự kiện", "Theo dòng sự kiện")),
    Field("aliases", "list", ("Địa chỉ cũ",)),
    Field("topic", "text", ("Chủ đề",)),
    Field("toc", "yesno", ("Mục lục",)),
    Field("featured", "yesno", ("Tiêu điểm", "Tin tiêu điểm")),
    Field("door", "text", ("Cửa",)),
    Field("name", "text", ("Họ tên", "Họ và tên")),
    Field("other_names", "list", ("Tên gọi khác",)),
    Field("born", "birth", ("Năm sinh", "Ngày sinh")),
    Field("residence", "text", ("Nơi cư trú cuối cùng", "Nơi cư trú")),
    Field("offence", "text", ("Tội danh",)),
    Field("decision", "text", ("Số quyết định", "Quyết định truy nã số")),
    Field("decision_date", "date", ("Ngày quyết định",)),
    Field("issuer", "text", ("Cơ quan ra quyết định",)),
    Field("telephone", "text", ("Điện thoại",)),
    Field("state", "text", ("Tình trạng",)),
    Field("state_date", "date", ("Từ ngày", "Ngày đình nã", "Ngày đầu thú", "Ngày thu hồi")),
    Field("waivers", "waivers", ("Bỏ qua",)),
)

#: What only a wanted notice says.
WANTED_KEYS = (
    "name", "other_names", "born", "residence", "offence", "decision", "decision_date", "issuer", "telephone", "state",
    "state_date",
)  # fmt: skip
STATES: dict[str, State] = {
    "truy na": "truy-na", "dang truy na": "truy-na", "dang bi truy na": "truy-na",
    "dau thu": "dau-thu", "dinh na": "dinh-na", "thu hoi": "thu-hoi",
    "da dau thu": "dau-thu", "ra dau thu": "dau-thu", "da ra dau thu": "dau-thu",
    "da dinh na": "dinh-na", "da thu hoi": "thu-hoi",
    "wanted": "truy-na", "surrendered": "dau-thu", "lifted": "dinh-na", "withdrawn": "thu-hoi",
}  # fmt: skip
#: The names of ``state_date`` that tell a state by themselves.
STATE_DATES: dict[str, State] = {"ngay dau thu": "dau-thu", "ngay dinh na": "dinh-na", "ngay thu hoi": "thu-hoi"}
#: What editors call each state.
STATE_NAMES: dict[State, str] = {
    "truy-na": "truy nã", "dau-thu": "đầu thú", "dinh-na": "đình nã", "thu-hoi": "thu hồi",
}  # fmt: skip
#: What a page may be the door to, for its emergency numbers and channels.
DOORS = ("khan-cap", "gop-y", "kien-nghi")

STATUSES = {
    "draft": "draft", "nhap": "draft", "ban nhap": "draft",
    "published": "published", "xuat ban": "published", "da dang": "published", "dang": "published",
    "hidden": "hidden", "an": "hidden",
}  # fmt: skip


def _key(name: str) -> str:
    return " ".join(fold(name).replace("_", " ").replace("-", " ").split())


_BY_KEY = {_key(name): field for field in FIELDS for name in (field.name, *field.english, *field.vietnamese)}


def state_of(written: str) -> State | None:
    """The state that somebody wrote: ``Đã đình nã.``, ``dinh_na``; None when it is unknown."""
    return STATES.get(_key(written).strip(" ."))


def state_of_date(key: str) -> State | None:
    """The state of which a name of ``state_date`` speaks; None for ``Từ ngày``, which fits all."""
    return STATE_DATES.get(_key(key))


@lru_cache(maxsize=1024)
def find_field(name: str) -> Field | None:
    """The field that a key of a header means, whatever its accents and case; None when it is unknown."""
    return _BY_KEY.get(_key(name))


def vietnamese_name(name: str) -> str:
    """What editors call a field: its first Vietnamese name."""
    return _BY_KEY[_key(name)].vietnamese[0]


def nearest_name(name: str) -> str:
    """The known key that looks most like an unknown one, in the language it was written in; empty when none does."""
    close = difflib.get_close_matches(_key(name), _BY_KEY, n=1, cutoff=0.75)
    if not close:
        return ""
    field = _BY_KEY[close[0]]
    return field.name if name.isascii() else field.vietnamese[0]
