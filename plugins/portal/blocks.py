"""The blocks that every page shares, from settings and registries: pure functions of text, the clock and the report."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from plugins.common.body import MediaLibrary
from plugins.common.dates import NewsDate
from plugins.common.media import MediaError, Picture
from plugins.common.problems import Report
from plugins.common.registry import Row, read_rows, row_date
from plugins.common.settings import FILE

_ALERT = ("text", "href", "until")


@dataclass(frozen=True)
class NavItem:
    """A link of a menu or list."""

    label: str
    href: str


@dataclass(frozen=True)
class Tile:
    """One of the link tiles; ``staff`` tiles are for staff and stand apart."""

    label: str
    href: str
    icon: str
    staff: bool


@dataclass(frozen=True)
class Banner:
    """A drawn banner that leads somewhere, until it ends; ``alt`` says where."""

    picture: Picture
    alt: str
    href: str
    until: NewsDate | None = None


@dataclass(frozen=True)
class Alert:
    """One urgent sentence under the menu, until it ends."""

    text: str
    href: str
    until: NewsDate | None


def read_tiles(tiles: Iterable[Mapping[str, object]], report: Report) -> list[Tile]:
    """The tiles that have an address; each that has none is reported once per build."""
    made = []
    for tile in tiles:
        label, href = str(tile.get("label", "")), str(tile.get("href", ""))
        if href:
            made.append(Tile(label, href, str(tile.get("icon", "document")), bool(tile.get("staff"))))
        else:
            remedy = "điền địa chỉ vào PORTAL_BLOCKS[“tiles”], hoặc xóa ô này"
            report.warn(FILE, 0, "ô liên kết chưa có địa chỉ nên không hiện", label, remedy)
    return made


def read_links(path: Path, report: Report) -> list[NavItem]:
    """The registry of links to other sites: rows of label and url."""
    return [
        NavItem(row["label"], row["url"])
        for row in read_rows(path, report, ("label", "url"))
        if _is_address(row, path, report)
    ]


def read_banners(path: Path, media: MediaLibrary, now: datetime, report: Report) -> list[Banner]:
    """The registry of banners: rows of image, alt, url and, if it ends, until."""
    banners = []
    for row in read_rows(path, report, ("image", "alt", "url"), ("until",)):
        until = row_date(row, "until", path, report)
        if (until and until.ends <= now) or not _is_address(row, path, report):
            continue
        try:
            picture = media.picture(row["image"], str(path))
        except MediaError as error:
            report.error(str(path), row.lines["image"], str(error), row["image"], error.remedy)
            continue
        banners.append(Banner(picture.with_alt(row["alt"]), row["alt"], row["url"], until))
    return banners


def read_alert(path: Path, now: datetime, report: Report) -> Alert | None:
    """The alert in ``alert.yml`` (text, href, until), or None when there is none or it is over."""
    rows = read_rows(path, report, (), _ALERT)
    if not rows:
        return None
    row = rows[0]
    for key in _ALERT:
        if key in row.lines and not row.get(key):
            report.error(str(path), row.lines[key], "mục này thiếu nội dung", key, "viết nội dung sau dấu hai chấm")
    if "text" not in row or "href" not in row:
        report.error(str(path), 1, "cảnh báo thiếu text hoặc href", "", "viết cả hai dòng, hoặc để tệp trống")
        return None
    until = row_date(row, "until", path, report)
    if (until and until.ends <= now) or not _is_address(row, path, report, "href"):
        return None
    return Alert(row["text"], row["href"], until)


def only_known(items: Iterable[Any], known: Container[str], report: Report) -> list[Any]:
    """The tiles or banners that lead to another site or to a page that there is; the others are reported."""
    kept = []
    for item in items:
        page = re.split(r"[?#]", item.href, maxsplit=1)[0]
        if page.startswith("/") and page.endswith("/") and page not in known:
            label = getattr(item, "label", "") or item.alt
            remedy = f"viết trang {page}, hoặc đổi địa chỉ của ô này"
            report.warn(FILE, 0, "ô liên kết trỏ tới trang chưa có nên không hiện", label, remedy)
        else:
            kept.append(item)
    return kept


def check_share(templates: Mapping[str, str], report: Report) -> None:
    """An address to share with may have {url} and {title} to fill in, and no other braces."""
    for label, template in templates.items():
        if re.search(r"[{}]", _filled(template, "", "")):
            remedy = "chỉ dùng {url} và {title}, ví dụ https://a.vn/?u={url}"
            report.error(FILE, 0, f"PORTAL_BLOCKS[“share”][“{label}”] viết sai chỗ điền", template, remedy)


def give_share(article: Any, report: Report, *, templates: Mapping[str, str], site: str) -> None:
    """Set ``share`` on an article."""
    article.share = share_links(templates, site + article.href, article.title)


def share_links(templates: Mapping[str, str], url: str, title: str) -> list[NavItem]:
    """The share addresses of one article."""
    quoted = quote(url, safe=""), quote(title, safe="")
    return [NavItem(label, _filled(template, *quoted)) for label, template in templates.items()]


def _filled(template: str, url: str, title: str) -> str:
    return template.replace("{url}", url).replace("{title}", title)


def _is_address(row: Row, path: Path, report: Report, key: str = "url") -> bool:
    if row[key].startswith(("https://", "http://", "/", "mailto:", "tel:")):
        return True
    remedy = "viết https://... hoặc /ten-trang/"
    report.error(str(path), row.lines[key], "không phải là một địa chỉ", row[key], remedy)
    return False
