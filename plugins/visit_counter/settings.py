"""Settings of the visit counter."""

from dataclasses import dataclass


@dataclass(frozen=True)
class VisitCounterSettings:
    """``VISIT_COUNTER`` in pelicanconf.py."""

    #: The snapshot of the figures, relative to the content folder; it may be missing.
    snapshot: str = "_data/visits.json"
    #: The figures in the rail: ``eight`` or ``four``.
    layout: str = "eight"
    #: Where the build lists the addresses that are counted, relative to the folder of ``plugins/``; not published.
    manifest: str = ".build/countable.json"
