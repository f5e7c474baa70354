"""The allow-list: the elements of a tip-off page and the attributes of each. Whatever is not named here is refused.

None of these elements loads anything by itself, but ``link`` and ``script``, whose values are checked to the letter.
Left out on purpose: pictures, media, frames, forms, ``style``, ``noscript``, ``base``, ``template``.
"""

from __future__ import annotations

from collections.abc import Iterable

_ARIA = "aria-label aria-labelledby aria-describedby aria-hidden aria-current aria-live aria-atomic aria-expanded"
#: What every element may have; ``style``, ``on...`` and ``data-...`` are not among them.
_GLOBAL = frozenset(f"class id lang dir hidden role tabindex title {_ARIA}".split())
_PEN = "stroke stroke-width stroke-linecap stroke-linejoin stroke-opacity stroke-miterlimit"
_DRAWN = frozenset(f"class aria-hidden fill fill-opacity fill-rule clip-rule opacity transform {_PEN}".split())


def _table(names: str, own: str = "", common: Iterable[str] = _GLOBAL) -> dict[str, frozenset[str]]:
    return {name: frozenset(common) | frozenset(own.split()) for name in names.split()}


#: Drawings in the page itself: shapes only, nothing that is fetched, animated, linked or programmed.
SHAPES: dict[str, frozenset[str]] = {
    **_table("g", common=_DRAWN),
    **_table("path", "d pathlength", _DRAWN),
    **_table("circle", "cx cy r", _DRAWN),
    **_table("ellipse", "cx cy rx ry", _DRAWN),
    **_table("rect", "x y width height rx ry", _DRAWN),
    **_table("line", "x1 y1 x2 y2", _DRAWN),
    **_table("polygon polyline", "points", _DRAWN),
}
#: What the exit script says and shows (components/exit_link.html), and where the worker writes the age of its copy.
_SAYS = "data-exit-status data-after-one data-after-two data-expired data-leaving"
_WORDS = f"{_SAYS} data-exit-hint data-copy data-copy-time"
ELEMENTS: dict[str, frozenset[str]] = {
    **_table("html", "lang", ["class"]),
    **_table("head title script", common=[]),
    **_table("meta", "charset http-equiv name content media", []),
    **_table("link", "rel href hreflang", []),
    # What hides a part would hide all of the page.
    **_table("body main", common=_GLOBAL - {"hidden", "aria-hidden"}),
    **_table("header aside footer section article div address hgroup"),
    **_table("nav", "popover"),
    **_table("h1 h2 h3 h4 h5 h6 hr br wbr ul dl dt dd blockquote"),
    **_table("ol", "start reversed"),
    **_table("li", "value"),
    **_table("p span", _WORDS),
    **_table("b strong i em small abbr sub sup cite q kbd code mark u s bdi"),
    **_table("time", "datetime data-copy-time"),
    **_table("table caption thead tbody tr"),
    **_table("th", "scope colspan rowspan"),
    **_table("td", "colspan rowspan"),
    **_table("details", "open name"),
    **_table("summary"),
    **_table("a", "href rel hreflang data-exit"),
    **_table("button", "type popovertarget popovertargetaction"),
    **_table("svg", "class viewbox width height focusable role aria-label xmlns", _DRAWN),
    **SHAPES,
}
#: Elements that have no end tag; also some that are refused, so that one of them is told as one mistake.
VOID = frozenset(
    {"meta", "link", "br", "hr", "wbr", "img", "image", "source", "track", "embed", "input", "area", "base", "frame"}
)
#: What stands in ``<head>``; all but the script stand nowhere else.
HEAD = frozenset({"meta", "link", "title", "script"})
HEAD_ONLY = HEAD - {"script"}
#: In these a browser reads no tags, or none but its end.
WORDS_ONLY = frozenset({"title", "script"})
