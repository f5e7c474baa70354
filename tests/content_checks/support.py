"""What the tests of the gate share: articles from texts and fixtures, and archives to check them against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

from plugins.common.dates import ZONE
from plugins.content_checks.anchors import ids_of
from plugins.content_checks.archive import Archive, Card
from plugins.content_checks.article import Article, read_article
from plugins.content_checks.reading import Content, completed, read_content
from plugins.content_checks.site import Site, read_site
from tests.support import ROOT

NOW = datetime(2026, 11, 22, 10, tzinfo=ZONE)
FIXTURES = Path(__file__).parent / "fixtures"
#: Where the file of a fixture that is one file is said to stand.
PLACE = "hoat-dong/2026/bai.md"
HEADER = """---
title: Công an xã tuyên truyền pháp luật tại thôn Đông
date: 2026-10-05
author: Nguyễn Văn A
source: Công an xã
---

"""
Case = tuple[Article, Archive]


@cache
def site() -> Site:
    """The settings of this portal."""
    return read_site(ROOT / "pelicanconf.py")


@cache
def portal() -> Content:
    """The portal's own content folder."""
    return read_content(ROOT / "content", site(), NOW)


def article_of(text: str, path: str = PLACE) -> Article:
    """The article of a whole file's text, as if it stood in the portal's content folder."""
    return completed(read_article(text.encode(), path, path), site(), NOW)


def archive_with(article: Article) -> Archive:
    """The portal's archive, one article richer."""
    archive = portal().archive
    card = Card(article.file, article.text("title"), "/2026/bai-mau/", ids_of(article))
    return replace(archive, cards=(*archive.cards, card))


def cases(folder: Path, name: str) -> Iterator[Case]:
    """The articles of a fixture: of ``name.md``, or of the small content folder ``name/``."""
    if (folder / f"{name}.md").is_file():
        article = completed(read_article((folder / f"{name}.md").read_bytes(), PLACE, PLACE), site(), NOW)
        yield article, archive_with(article)
        return
    content = read_content(folder / name, site(), NOW)
    for article in content.articles:
        yield article, content.archive
