"""What several test packages share: a built site as files, pages and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

ROOT = Path(__file__).resolve().parent.parent
NOW = "2026-11-22 10:00"
"""The clock of every build of the corpus site."""

_URL_ATTRIBUTES = {"a": "href", "area": "href", "audio": "src", "form": "action", "iframe": "src", "img": "src",
                   "link": "href", "object": "data", "script": "src", "source": "src", "track": "src",
                   "use": "href", "video": "src"}  # fmt: skip


@dataclass(frozen=True)
class Link:
    """One reference of a page: the element that holds it and the address as written."""

    element: Tag
    url: str

    @property
    def loads(self) -> bool:
        """Whether the browser fetches it by itself, as a part of the page."""
        if self.element.name == "link":
            return not {"canonical", "alternate", "next", "prev", "license", "author"} & set(words(self.element, "rel"))
        return self.element.name not in ("a", "area", "form")


def words(element: Tag, name: str) -> list[str]:
    """The words of an attribute such as class or rel; empty when it is not there."""
    value = element.get(name)
    return value.split() if isinstance(value, str) else list(value or [])


def text_of(element: Tag, name: str) -> str:
    """An attribute as text; empty when it is not there."""
    value = element.get(name)
    return value if isinstance(value, str) else " ".join(value or [])


@dataclass(frozen=True)
class Page:
    """One HTML file of a built site."""

    file: Path
    address: str

    @cached_property
    def html(self) -> str:
        """The file's text."""
        return self.file.read_text("utf-8")

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The parsed page; do not change it."""
        return BeautifulSoup(self.html, "html.parser")

    @cached_property
    def ids(self) -> set[str]:
        """Every id, as fragments may name them."""
        return {text_of(element, "id") for element in self.soup.find_all(id=True)}

    def links(self) -> Iterator[Link]:
        """Every address in the page, srcset and poster included."""
        for element in self.soup.find_all(list(_URL_ATTRIBUTES)):
            if url := text_of(element, _URL_ATTRIBUTES[element.name]):
                yield Link(element, url)
            for candidate in text_of(element, "srcset").split(","):
                if candidate.strip():
                    yield Link(element, candidate.split()[0])
            if poster := text_of(element, "poster"):
                yield Link(element, poster)

    def meta(self, name: str) -> str:
        """The content of a meta element by name, property or http-equiv; empty when it is not there."""
        for key in ("name", "property", "http-equiv"):
            if isinstance(found := self.soup.find("meta", attrs={key: name}), Tag):
                return text_of(found, "content")
        return ""

    @property
    def is_alias(self) -> bool:
        """Whether the page only sends readers of an old address on to the new one."""
        return bool(self.meta("refresh"))

    @property
    def canonical(self) -> str:
        """The address that the page says it has; empty when it does not say."""
        found = self.soup.select_one("link[rel=canonical]")
        return text_of(found, "href") if found else ""


class Site:
    """A built site in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = sorted(path for path in folder.rglob("*") if path.is_file())
        self.pages = [Page(path, self.address(path)) for path in self.files if path.suffix == ".html"]
        self.by_address = {page.address: page for page in self.pages}

    def address(self, path: Path) -> str:
        """The root-relative address of a file."""
        name = path.relative_to(self.folder).as_posix()
        return "/" + name.removesuffix("index.html") if name.endswith("index.html") else "/" + name

    @cached_property
    def base(self) -> str:
        """Scheme and host that the site is published under, as the front page's canonical link says."""
        url = urlsplit(self.by_address["/"].canonical)
        return f"{url.scheme}://{url.netloc}"

    @cached_property
    def articles(self) -> list[Page]:
        """Article pages: /<year>/<slug>/, where a slug is more than digits; a folder of digits is a month."""
        shape = re.compile(r"/\d{4}/(?!\d+/)[^/]+/$")
        return [page for page in self.pages if shape.match(page.address) and not page.is_alias]

    def local(self, url: str, base: str = "/") -> str | None:
        """The root-relative path that a link means, without query and fragment; None when it leads elsewhere."""
        target = urlsplit(urljoin(self.base + base, url))
        if target.scheme not in ("http", "https") or f"{target.scheme}://{target.netloc}" != self.base:
            return None
        return unquote(target.path)

    def file(self, path: str) -> Path:
        """The file that a web server gives for a path; it need not exist."""
        return self.folder / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))

    def read(self, url: str) -> bytes:
        """The bytes behind an address of the site. Raises FileNotFoundError."""
        return self.file(self.local(url) or url).read_bytes()

    def page(self, path: str) -> Page | None:
        """The page at a path; None when there is none."""
        return self.by_address.get(path)

    def kinds(self) -> dict[str, str]:
        """One address of each kind of page, and all articles. Raises AssertionError when a kind is missing."""
        sections = [f"/{path.stem}/" for path in self.files if path.parent.name == "feeds" and path.stem != "tin-moi"]
        found = {
            "front": "/",
            "section": next(iter(sections), ""),
            "tags": "/tu-khoa/",
            "tag": self._first(r"/tu-khoa/[^/]+/$"),
            "events": "/su-kien/",
            "event": self._first(r"/su-kien/[^/]+/$"),
            "archives": "/luu-tru/",
            "year": self._first(r"/\d{4}/$"),
            "month": self._first(r"/\d{4}/\d+/$"),
            "page": self._first(r"/(gioi-thieu|lien-he|gop-y)/$"),
            "tip-off": "/to-giac-toi-pham/",
            "tip-off in English": "/to-giac-toi-pham/en/",
            "statistics": "/thong-ke/",
            "missing": "/404.html",
        }
        found |= {f"article {number}": page.address for number, page in enumerate(self.articles, 1)}
        absent = [kind for kind, address in found.items() if address not in self.by_address]
        assert not absent, f"no page of kind {absent}"
        return found

    def _first(self, shape: str) -> str:
        return next((page.address for page in self.pages if re.match(shape, page.address)), "")


def report(problems: list[str]) -> str:
    """Problems one per line, for an assertion's message."""
    return f"{len(problems)} problems:\n" + "\n".join(problems[:60])
