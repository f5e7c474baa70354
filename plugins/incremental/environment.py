"""What all pages depend on beside the articles: settings, code, theme, libraries, and the rest of the content folder.

When any of it is another, an incremental build would have to know too much: a full build is made, which still takes
what it can from the store.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from sys import intern

from plugins.host.libraries import installed
from plugins.incremental.tree import Stamp, Tree, stamp_of, walk

#: Never part of a site: what editors' programs and Python leave.
IGNORED = (".*", "__pycache__", "*~", "*.pyc")
_ARTICLE = (".md", ".markdown")
#: What pelicanconf.py says of articles' files; with other settings only Pelican knows which they are.
ARTICLE_PATHS, IGNORED_BY_PELICAN = [""], {".*", "__pycache__", "_index.md", "*~"}
#: What gives articles their values in an incremental build too.
PLUGINS = {
    f"plugins.{name}"
    for name in (
        "safe_output", "front_matter", "typography", "article_body", "media", "sections", "portal", "related_news",
        "visit_counter", "tip_off", "structured_data", "syndication", "assets", "rendering", "incremental",
    )
}  # fmt: skip
_SECTION_FILE = "_index.md"
#: Folders of large files, whose time of change must do.
_LARGE = ("images", "documents")
#: Variables that settings files may ask for; where the counter's list lies is no part of the site.
_VARIABLES, _OTHERS = "SITE_", ("SITE_MANIFEST",)


@dataclass(frozen=True)
class Places:
    """Where everything is: the project's folder, the settings file, the content folder, the theme; all absolute."""

    project: str
    settings: str
    content: str
    theme: str
    excluded: tuple[str, ...]


def is_article(name: str, excluded: Iterable[str]) -> bool:
    """Whether a file of the content folder is an article's: not a page, a registry or a section's own file."""
    folder, _, _ = name.partition("/")
    return name.endswith(_ARTICLE) and not name.endswith(f"/{_SECTION_FILE}") and folder not in excluded


def sources(places: Places) -> tuple[dict[str, os.stat_result], dict[str, os.stat_result]]:
    """The files of articles, and all other files that make the site, by absolute path but for the articles."""
    articles: dict[str, os.stat_result] = {}
    others: dict[str, os.stat_result] = {}
    for name, state in walk(places.content, IGNORED):
        if is_article(name, places.excluded):
            articles[intern(name)] = state
        else:
            others[f"{places.content}/{name}"] = state
    for folder in (f"{places.project}/plugins", places.theme):
        others |= {f"{folder}/{name}": state for name, state in walk(folder, IGNORED)}
    for name in ("pelicanconf.py", "publishconf.py", places.settings):
        path = os.path.join(places.project, name)
        if os.path.isfile(path):
            others[path] = os.stat(path)
    return articles, others


def tree_of(found: Mapping[str, os.stat_result], places: Places) -> Tree:
    """The stamps of the files that are no articles."""
    large = tuple(f"{places.content}/{name}/" for name in _LARGE)
    return {path: stamp_of(path, state, exact=not path.startswith(large)) for path, state in found.items()}


def libraries() -> tuple[str, ...]:
    """Python and everything installed beside it, and the variables that settings may ask for."""
    asked = (name for name in os.environ if name.startswith(_VARIABLES) and name not in _OTHERS)
    return (*installed(), *sorted(f"{name}={os.environ[name]}" for name in asked))


__all__ = ["Places", "Stamp", "Tree", "is_article", "libraries", "sources", "tree_of"]
