"""The editor's picks: what stands in ``Tin liên quan`` of a header, as articles that are out.

A pick is written as the last part of an address, a whole address (also an old one of the article), the name of a file
or the whole title. One that leads nowhere, or to another site, is an error; one to an article that readers cannot come
across is left out with a warning.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from functools import cached_property
from pathlib import PurePath
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from plugins.common.problems import Report
from plugins.common.vietnamese import normalise, slugify, syllable_key, words

_EXAMPLE = "viết phần cuối của địa chỉ một bài đã đăng, ví dụ ba-don-trien-khai-phong-trao-2022"
_LEFT_OUT = "bỏ khỏi dòng “Tin liên quan”"
_OR_PUBLISHED = f"{_LEFT_OUT}, hoặc đăng bài ấy"


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
    """Finds the articles that picks mean; ``url`` is the root of the portal's own addresses."""

    def __init__(self, shelf: Shelf, report: Report, url: str) -> None:
        self.shelf = shelf
        self.report = report
        self._host = _host(url)
        self._everything = (*shelf.published, *shelf.hidden, *shelf.drafts)

    @cached_property
    def _by_address(self) -> dict[str, Any]:
        found = {_address(old): article for old, article in self.shelf.moved}
        return found | {_address(article.href): article for article in self._everything if article.url}

    @cached_property
    def _by_name(self) -> dict[str, list[Any]]:
        by_name: dict[str, list[Any]] = defaultdict(list)
        for names in (_slug, _file):
            found = defaultdict(list)
            for article in self._everything:
                found[names(article)].append(article)
            for name, articles in found.items():
                # The last part of an address before a file's name.
                by_name.setdefault(name, articles)
        for old, article in self.shelf.moved:
            by_name.setdefault(_last_part(old), [article])
        return by_name

    @cached_property
    def _by_title(self) -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = defaultdict(list)
        for article in self._everything:
            found[_title_key(article.title)].append(article)
        return found

    def of(self, article: Any) -> list[Any]:
        """The articles that an article's header names, in their order; problems go into the report."""
        found = (self._find(written, article) for written in article.related_picks)
        return [pick for pick in found if pick is not None]

    def _find(self, written: str, article: Any) -> Any:
        if (host := _host(written)) and host != self._host:
            remedy = self._remedy_for_foreign(written)
            self._tell(self.report.error, article, "bài liên quan này ở trang khác", written, remedy)
            return None
        candidates = self._candidates(written)
        if len(candidates) > 1:
            out = [candidate for candidate in candidates if not self.shelf.why_not(candidate)]
            candidates = out or candidates[:1]
        if len(candidates) > 1:
            remedy = "viết cả địa chỉ, một trong: " + ", ".join(sorted(candidate.href for candidate in candidates))
            self._tell(self.report.error, article, "nhiều bài có phần cuối địa chỉ hoặc tiêu đề này", written, remedy)
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
        named = [] if _is_whole(written) else self._by_name.get(_last_part(written), [])
        return named or self._by_title.get(_title_key(written), [])

    def _if_out(self, pick: Any, written: str, article: Any) -> Any:
        reason = "là chính bài này" if pick is article else self.shelf.why_not(pick)
        if not reason:
            return pick
        remedy = _OR_PUBLISHED if pick is not article and pick.status == "draft" else _LEFT_OUT
        self._tell(self.report.warn, article, f"bài liên quan này {reason} nên không hiện", written, remedy)
        return None

    def _remedy(self, written: str) -> str:
        if "," in written:
            return f"nhiều bài thì viết trong ngoặc vuông: [{written.strip('[] ')}]"
        if alike := self._by_name.get(slugify(_last_part(written))):
            return f"có phải {alike[0].href}?"
        out = sorted(self.shelf.out, key=_slug, reverse=True)  # of equal titles the first slug
        names = {slugify(article.title): _slug(article) for article in out} | {
            _slug(article): _slug(article) for article in out
        }
        near = get_close_matches(slugify(_last_part(written)), names, n=1)
        return f"có phải {names[near[0]]}?" if near else _EXAMPLE

    def _remedy_for_foreign(self, written: str) -> str:
        ours = self._by_address.get(_address(written))
        if ours is not None and not self.shelf.why_not(ours):
            return f"nếu là bài của cổng này, viết {ours.href}; bài ở trang khác thì đặt liên kết trong thân bài"
        return "chỉ chọn được bài của cổng này; bài ở trang khác thì đặt liên kết trong thân bài"

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


def _parts(written: str) -> SplitResult:
    """The parts of an address; text that only looks like one is all path."""
    try:
        return urlsplit(written.strip())
    except ValueError:  # a bracket that nothing closes
        return SplitResult("", "", written, "", "")


def _address(written: str) -> str:
    """The path of an address, without the slashes around it."""
    return unquote(_parts(written).path).strip("/")


def _host(written: str) -> str:
    """The host, and the port where there is one, of an address that names it; empty for every other text."""
    return _parts(written).netloc.rpartition("@")[2].lower()


def _title_key(title: str) -> str:
    """One key for all spellings of a title: letters of either case, composed or not; signs and spaces do not count."""
    return " ".join(map(syllable_key, words(normalise(title))))


def _is_whole(written: str) -> bool:
    """Whether an address names more than its last part; the name of a file may stand in folders."""
    return "/" in _address(written) and not written.strip().endswith(".md")


def _last_part(written: str) -> str:
    return _address(written).split("/")[-1].removesuffix(".md").removesuffix(".html")
