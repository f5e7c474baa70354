"""Settings of related news."""

from dataclasses import dataclass, replace

from plugins.common.problems import Report
from plugins.common.settings import FILE

#: More entries than this are no rail any more.
MOST_SHOWN = 20


@dataclass(frozen=True)
class RelatedNewsSettings:
    """``RELATED_NEWS`` in pelicanconf.py."""

    #: Articles in the rail.
    shown: int = 4
    #: The least score (0 to 1) at which two articles tell of the same matter. Measured on 1,258 articles of known
    #: events: .18 keeps 99.3 % of the pairs of one event and 0.8 % of the others that the ranking found.
    floor: float = 0.18
    #: Whether the rail says why an article is in it.
    reasons: bool = True


def checked(options: RelatedNewsSettings, report: Report) -> RelatedNewsSettings:
    """The same options; the default stands in for what is out of range, and the report says so."""
    default = RelatedNewsSettings()
    if not 0 <= options.shown <= MOST_SHOWN:
        remedy = f"viết số bài trong cột, 0 đến {MOST_SHOWN}"
        report.error(FILE, 0, "RELATED_NEWS[“shown”] ngoài khoảng cho phép", options.shown, remedy)
        options = replace(options, shown=default.shown)
    if not 0 <= options.floor <= 1:
        remedy = f"viết một số từ 0 đến 1, ví dụ {default.floor}"
        report.error(FILE, 0, "RELATED_NEWS[“floor”] ngoài khoảng cho phép", options.floor, remedy)
        options = replace(options, floor=default.floor)
    return options
