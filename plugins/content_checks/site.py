"""What the settings file says that the gate goes by: addresses, registries, the agency. Read without Pelican."""

from __future__ import annotations

import runpy
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from plugins.article_body.settings import ArticleBodySettings
from plugins.common.settings import read_settings
from plugins.front_matter.settings import FrontMatterSettings
from plugins.sections.settings import SectionsSettings
from plugins.tip_off.settings import TipOffSettings


@dataclass(frozen=True)
class Site:
    """The settings of a site; what the file does not say is as in a plain one."""

    article_url: str = "{date:%Y}/{slug}/"
    page_url: str = "{slug}/"
    #: Folders of the content folder that hold no articles, and that which holds pages.
    excluded: tuple[str, ...] = ("pages", "_data", "images", "documents")
    pages: tuple[str, ...] = ("pages",)
    ignored: tuple[str, ...] = (".*", "__pycache__", "_index.md", "*~")
    per_page: int = 20
    url: str = ""
    telephone: str = ""
    email: str = ""
    front_matter: FrontMatterSettings = field(default_factory=FrontMatterSettings)
    sections: SectionsSettings = field(default_factory=SectionsSettings)
    tip_off: TipOffSettings = field(default_factory=TipOffSettings)
    body: ArticleBodySettings = field(default_factory=ArticleBodySettings)


def read_site(file: Path) -> Site:
    """The settings of a file of Pelican's settings; a plain site's when there is none."""
    return site_of(runpy.run_path(str(file))) if file.is_file() else Site()


def site_of(settings: MutableMapping[str, Any]) -> Site:
    """The settings that the gate asks for. Mistakes in them are for the build to tell."""
    plain = Site()
    own: Mapping[str, Any] = settings.get("PORTAL") or {}
    return Site(
        article_url=settings.get("ARTICLE_URL", plain.article_url),
        page_url=settings.get("PAGE_URL", plain.page_url),
        excluded=tuple(settings.get("ARTICLE_EXCLUDES", plain.excluded)),
        pages=tuple(settings.get("PAGE_PATHS", plain.pages)),
        ignored=tuple(settings.get("IGNORE_FILES", plain.ignored)),
        per_page=settings.get("DEFAULT_PAGINATION") or 0,
        url=str(own.get("url", "")).rstrip("/"),
        telephone=str(own.get("telephone", "")),
        email=str(own.get("email", "")),
        front_matter=read_settings(FrontMatterSettings, settings, "FRONT_MATTER"),
        sections=read_settings(SectionsSettings, settings, "SECTIONS"),
        tip_off=read_settings(TipOffSettings, settings, "TIP_OFF"),
        body=read_settings(ArticleBodySettings, settings, "ARTICLE_BODY"),
    )
