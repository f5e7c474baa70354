"""Moments of documents, and the documents of a section by how near they are in time."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from plugins.common.dates import ZONE
from plugins.related_news.corpus import Document

_DAY = 86_400
_OLD_NEWS = 0.85
_HALF_LIFE = 180
#: What is missing of a year or a month, by the length of what is written.
_REST_OF_DATE = {4: "-01-01", 7: "-01"}


def moment(date: str) -> float | None:
    """Seconds since 1970 of an ISO date, also one of a month or a year; at Vietnam's time unless it says another.

    None when there is none or it cannot be read.
    """
    try:
        read = datetime.fromisoformat(date + _REST_OF_DATE.get(len(date), ""))
    except ValueError:
        return None
    return (read if read.tzinfo else read.replace(tzinfo=ZONE)).timestamp()


def fresher(ones: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.float64]:
    """What scores are multiplied by, 0.85 to 1, for pairs of moments; half of the loss comes in 180 days.

    1 where a moment is not known (NaN).
    """
    kept = 2.0 ** (-np.abs(ones - others) / (_DAY * _HALF_LIFE))
    return np.where(np.isnan(kept), 1.0, _OLD_NEWS + (1 - _OLD_NEWS) * kept)


@dataclass(frozen=True)
class Section:
    """The dated documents of a section as (moment, id), from old to new and back, and those without a date."""

    rising: list[tuple[float, str]]
    falling: list[tuple[float, str]]
    undated: list[str]

    def nearest(self, here: float | None) -> Iterator[str]:
        """All ids, nearest to a moment first, of two as near the newer one; newest first when the moment is unknown."""
        if here is None:
            yield from (name for _, name in self.falling)
        else:
            newer = range(bisect_left(self.rising, (here, "")), len(self.rising))
            older = range(len(self.rising) - newer.start, len(self.falling))
            both = merge(
                map(self.rising.__getitem__, newer),
                map(self.falling.__getitem__, older),
                key=lambda item: abs(item[0] - here),
            )
            yield from (name for _, name in both)
        yield from self.undated


def by_section(documents: Iterable[Document], moments: Mapping[str, float | None]) -> dict[str, Section]:
    """The sections that have a name; ids of one moment are in their order."""
    dated: dict[str, list[tuple[float, str]]] = defaultdict(list)
    undated: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        at = moments[document.id]
        if at is None:
            undated[document.section].append(document.id)
        else:
            dated[document.section].append((at, document.id))
    sections = {}
    for section in (dated.keys() | undated.keys()) - {""}:
        rising = sorted(dated[section])
        # By id first: a sort that keeps equal moments as they were is quicker than one by both, turned round.
        falling = sorted(sorted(rising, key=itemgetter(1)), key=itemgetter(0), reverse=True)
        sections[section] = Section(rising, falling, sorted(undated[section]))
    return sections
