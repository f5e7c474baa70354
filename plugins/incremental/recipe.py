"""What the pages of one site are made with, apart from its articles: kept by a full build, used by the ones after it.

It holds settings, values that all templates share, and the functions that give an article its values, all as objects;
so it is a pickle, and is only ever read from the project's own store, whose values carry checksums.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment

from plugins.common.body import MEDIA_KEY, NEUTRAL_MEDIA_KEY, STEPS_KEY
from plugins.common.enrich import Giver, checks_of, givers_of

KIND = "recipe"
#: What an incremental build composes itself, or what holds articles.
_COMPOSED = {
    "articles", "hidden_articles", "drafts", "dates", "tags", "categories", "authors", "generated_content",
    "static_content", "static_links", "staticfiles", "related_posts", "period_archives", "translations", "notices",
    "front", "years", "moved", "held", "keywords", "threads", "section_counts", "pages", "hidden_pages", "draft_pages",
    "hidden_translations", "draft_translations", "draft_page_translations", "page_translations", "addresses",
    "countable", "localsiteurl",
}  # fmt: skip
#: Of just these types: a class of Pelican's own would have Pelican imported by whoever reads the recipe.
_SIMPLE = (str, int, float, bool, type(None))
_COLLECTIONS = (list, tuple, set, frozenset)


@dataclass
class Recipe:
    """``settings``: those of plain values. ``context``: what templates share. ``pages``: slug, href, title of each.

    ``left_out``: the names of what a full build's templates see beside that.
    """

    settings: dict[str, Any]
    context: dict[str, Any]
    givers: list[Giver]
    checks: list[Giver]
    steps: dict[str, Any]
    filters: dict[str, Any]
    shelves: tuple[Any, Any]
    pages: list[SimpleNamespace] = field(default_factory=list)
    held: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()

    def dump(self) -> bytes:
        """As bytes. Raises pickle.PicklingError, AttributeError or TypeError for what cannot be kept."""
        return pickle.dumps(self, pickle.HIGHEST_PROTOCOL)


def recipe_of(settings: Mapping[str, Any], context: Mapping[str, Any]) -> Recipe:
    """The recipe of a build that has given every article its values."""
    plain = {name: value for name, value in settings.items() if name.isupper() and _is_plain(value)}
    # A name of a setting may stand for something else in templates: PORTAL is a dict here and an Identity there.
    own = {name for name, value in context.items() if name not in settings or value is not settings[name]}
    shared = {name: context[name] for name in own - _COMPOSED if not isinstance(context[name], Environment)}
    pages = [SimpleNamespace(slug=page.slug, href=page.href, title=page.title) for page in context["pages"]]
    return Recipe(
        settings=plain,
        context=shared,
        givers=givers_of(settings),
        checks=checks_of(settings),
        steps=settings.get(STEPS_KEY, {}),
        filters=dict(settings["JINJA_FILTERS"]),
        shelves=(settings.get(MEDIA_KEY), settings.get(NEUTRAL_MEDIA_KEY)),
        pages=pages,
        held=frozenset(context["held"]),
        left_out=frozenset(context.keys() - plain.keys() - shared.keys()),
    )


def read_recipe(data: bytes) -> Recipe | None:
    """The recipe of these bytes; None when they cannot be read."""
    try:
        found = pickle.loads(data)
    except (pickle.UnpicklingError, AttributeError, ImportError, EOFError, IndexError, TypeError, ValueError):
        return None
    return found if isinstance(found, Recipe) else None


def _is_plain(value: Any) -> bool:
    if type(value) is dict:
        return all(_is_plain(key) and _is_plain(inner) for key, inner in value.items())
    if type(value) in _COLLECTIONS:
        return all(map(_is_plain, value))
    return type(value) in _SIMPLE
