"""Settings of the visit counter."""

from dataclasses import dataclass


@dataclass(frozen=True)
class VisitCounterSettings:
    """``VISIT_COUNTER`` in pelicanconf.py."""

    #: The snapshot of the figures, relative to the content folder; it may be missing.
    snapshot: str = "_data/visits.json"
    #: ``eight`` figures or ``four``.
    layout: str = "eight"
