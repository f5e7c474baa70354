"""Articles whose text lies elsewhere are, to Pelican and to templates, what they always were."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pelican.contents import Article
from pelican.settings import read_settings

from plugins.host.articles import PortalArticle
from plugins.host.texts import Place, close_pool


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[dict[str, Any]]:
    found = read_settings(override={"PATH": str(tmp_path), "CACHE_PATH": str(tmp_path / "cache"), "SITEURL": ""})
    yield found
    close_pool(found)


def made(kind: type[Article], settings: dict[str, Any], content: str, **more: Any) -> Any:
    metadata = {"title": "Bài", "slug": "bai", "date": datetime(2026, 11, 23), "status": "published", **more}
    file = str(Path(settings["PATH"], "tin", "bai.md"))
    other = made(kind, settings, "", slug="khac") if more.get("other") else None
    context = {"localsiteurl": "", "generated_content": {"tin/khac.md": other}, "static_content": {}}
    return kind(content, metadata, settings, file, context)


TEXTS = [
    "", "<p>Công an tỉnh</p>", '<p><a href="{filename}khac.md">khác</a> và <a href="/2021/a/">a</a></p>',
    '<p><a href="|filename|khac.md">khác</a></p>', '<p>{ngoặc} | <img src="{static}/images/a.jpg"></p>',
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_it_shows_what_pelicans_shows(text: str, settings: dict[str, Any]) -> None:
    ours, pelicans = (made(kind, settings, text, other="khác") for kind in (PortalArticle, Article))
    for name in ("content", "url", "save_as", "summary", "relative_source_path", "relative_dir", "status"):
        assert getattr(ours, name) == getattr(pelicans, name)
    assert ours.get_static_links() == pelicans.get_static_links()
    assert ours.get_relative_source_path("tin/khac.md") == pelicans.get_relative_source_path("tin/khac.md")
    assert ours.is_valid()


def test_the_text_is_not_in_memory(settings: dict[str, Any]) -> None:
    article = made(PortalArticle, settings, "<p>Công an tỉnh</p>")
    assert isinstance(article._text, Place)
    article._content = "<p>khác</p>"
    assert article.content == "<p>khác</p>"


def test_what_names_a_wanted_person_is_written_nowhere(settings: dict[str, Any]) -> None:
    assert made(PortalArticle, settings, "<p>Họ tên</p>", wanted=object())._text == "<p>Họ tên</p>"


def test_another_form_of_links_is_filled_in_too(settings: dict[str, Any]) -> None:
    settings["INTRASITE_LINK_REGEX"] = r"@(?P<what>.*?)@"
    text = '<a href="@filename@khac.md">khác</a>'
    ours, pelicans = (made(kind, settings, text, other="khác") for kind in (PortalArticle, Article))
    assert ours.content == pelicans.content != text
