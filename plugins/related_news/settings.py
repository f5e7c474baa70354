"""Settings of related news."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RelatedNewsSettings:
    """``RELATED_NEWS`` in pelicanconf.py."""

    #: Articles in the rail.
    shown: int = 4
