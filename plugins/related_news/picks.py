"""The editor's picks: what stands in ``Tin liên quan`` of a header, as articles that are out.

A pick is written as the last part of an address, a whole address (also an old one of the article) or the name of a
file.
One that leads nowhere is an error; one to an article that readers cannot come across is left out with a warning.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from pathlib import PurePath
from typing import Any
from urllib.parse import unquote, urlsplit

from plugins.common.problems import Report
from plugins.common.vietnamese import slugify

_EXAMPLE = "viết phần cuối của địa chỉ một bài đã đăng, ví dụ ba-don-trien-khai-phong-trao-2022"
_LEFT_OUT = "bỏ khỏi dòng “Tin liên quan”"


@dataclass(frozen=True)
class Shelf:
    """Every article by where it is: ``out`` are those a rail may hold, ``moved`` old addresses and their articles.

    ``held`` are the names (slug or file) of articles that an embargo holds back.
    """

    published: tuple[Any, ...]
    hidden: tuple[Any, ...]
    drafts: tuple[Any, ...]
    moved: tuple[tuple[str, Any], ...]
    held: frozenset[str]
    now: datetime

    @property
    def out(self) -> list[Any]:
        """The articles that may stand in a rail."""
        return [article for article in self.published if not self.why_not(article)]

    def why_not(self, article: Any) -> str:
        """Why an article that has a place may not stand in a rail; empty when it may."""
        if article.wanted and article.wanted.is_lifted:
            return "là thông báo truy nã đã đình nã hoặc thu hồi"
        if article.status != "published":
            return "là bản nháp" if article.status == "draft" else "là bài ẩn"
        return "là thông báo đã hết hạn" if article.expires and article.expires.ends <= self.now else ""


class Picks:
    """Finds the articles that picks mean."""

    def __init__(self, shelf: Shelf, report: Report) -> None:
        self.shelf = shelf
        self.report = report
        everything = (*shelf.published, *shelf.hidden, *shelf.drafts)
        self._by_address = {_address(old): article for old, article in shelf.moved}
        self._by_address |= {_address(article.href): article for article in everything if article.url}
        self._by_name: dict[str, list[Any]] = defaultdict(list)
        for names in (_slug, _file):
            found = defaultdict(list)
            for article in everything:
                found[names(article)].append(article)
            for name, articles in found.items():
                # The last part of an address before a file's name.
                self._by_name.setdefault(name, articles)
        for old, article in shelf.moved:
            self._by_name.setdefault(_last_part(old), [article])

    def of(self, article: Any) -> list[Any]:
        """The articles that an article's header names, in their order; problems go into the report."""
        found = (self._find(written, article) for written in article.related_picks)
        return [pick for pick in found if pick is not None]

    def _find(self, written: str, article: Any) -> Any:
        candidates = self._candidates(written)
        if len(candidates) > 1:
            out = [candidate for candidate in candidates if not self.shelf.why_not(candidate)]
            candidates = out or candidates[:1]
        if len(candidates) > 1:
            remedy = "viết cả địa chỉ, một trong: " + ", ".join(sorted(candidate.href for candidate in candidates))
            self._tell(self.report.error, article, "nhiều bài có phần cuối địa chỉ này", written, remedy)
            return None
        if candidates:
            return self._if_out(candidates[0], written, article)
        if _last_part(written) in self.shelf.held:
            remedy = f"đợi đến giờ hẹn, bài sẽ tự hiện; hoặc {_LEFT_OUT}"
            self._tell(self.report.warn, article, "bài liên quan này còn hẹn giờ nên chưa hiện", written, remedy)
        else:
            self._tell(self.report.error, article, "không có bài liên quan này", written, self._remedy(written))
        return None

    def _candidates(self, written: str) -> list[Any]:
        if (exact := self._by_address.get(_address(written))) is not None:
            return [exact]
        # A whole address that leads nowhere is no other article's: one of another year may end alike.
        return [] if _is_whole(written) else self._by_name.get(_last_part(written), [])

    def _if_out(self, pick: Any, written: str, article: Any) -> Any:
        reason = "là chính bài này" if pick is article else self.shelf.why_not(pick)
        if not reason:
            return pick
        self._tell(self.report.warn, article, f"bài liên quan này {reason} nên không hiện", written, _LEFT_OUT)
        return None

    def _remedy(self, written: str) -> str:
        if "," in written:
            return f"nhiều bài thì viết trong ngoặc vuông: [{written.strip('[] ')}]"
        if alike := self._by_name.get(slugify(_last_part(written))):
            return f"có phải {alike[0].href}?"
        names = sorted(_slug(article) for article in self.shelf.out)
        near = get_close_matches(slugify(_last_part(written)), names, n=1)
        return f"có phải {near[0]}?" if near else _EXAMPLE

    @staticmethod
    def _tell(how: Any, article: Any, message: str, written: str, remedy: str) -> None:
        how(article.source_path, article.header_lines.get("related", 1), message, written, remedy)


def names_of(articles: Iterable[Any]) -> frozenset[str]:
    """The names by which picks may mean these articles."""
    return frozenset(name for article in articles for name in (_slug(article), _file(article)))


def _slug(article: Any) -> str:
    return str(article.slug)


def _file(article: Any) -> str:
    return PurePath(article.source_path).stem


def _address(written: str) -> str:
    """The path of an address, without the slashes around it."""
    return unquote(urlsplit(written.strip()).path).strip("/")


def _is_whole(written: str) -> bool:
    """Whether an address names more than its last part; the name of a file may stand in folders."""
    return "/" in _address(written) and not written.strip().endswith(".md")


def _last_part(written: str) -> str:
    return _address(written).split("/")[-1].removesuffix(".md").removesuffix(".html")
