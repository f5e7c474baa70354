"""Settings of the tip-off page and links."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class TipOffSettings:
    """``TIP_OFF`` in pelicanconf.py."""

    #: The contact registry, relative to the content folder; it may be missing.
    registry: str = "_data/contacts.yml"
    #: Where the quick exit leads: a page that means nothing to whoever looks over a shoulder.
    exit_url: str = "https://nchmf.gov.vn/"
    #: By topic of an article: heading and sentence of its tile.
    topics: dict[str, list[str]] = field(default_factory=dict)
