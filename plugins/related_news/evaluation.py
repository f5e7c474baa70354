"""How good a ranking is where it is known which documents belong together.

Documents of one cluster are relevant to each other. Each of them asks once; who is alone in a cluster does not ask, and
who has no cluster only stands in the way. With the five best, k counted from 1 and R the number of relevant documents:

- hit@1, hit@5: the part of questions with a relevant document at first place, among the five;
- nDCG@5: the sum of 1 / log2(k + 1) over relevant places, by that of the best possible five (Järvelin and
  Kekäläinen 2002, gains 0 and 1);
- MAP@5: the sum over relevant places of the part of relevant ones up to there, by min(R, 5).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

DEPTH = 5
"""How many of the best are looked at."""


@dataclass(frozen=True)
class Quality:
    """The means over ``queries`` questions, each 0 to 1; all 0 when there was none."""

    queries: int
    hit_1: float
    hit_5: float
    ndcg_5: float
    map_5: float


def evaluate(clusters: Mapping[str, str | None], best: Callable[[str], Sequence[str]]) -> Quality:
    """The quality of ``best``, which gives the ids that stand beside an id, best first, never itself.

    ``clusters`` has every document's cluster by id.
    """
    sizes = Counter(cluster for cluster in clusters.values() if cluster is not None)
    rows = []
    for asking, cluster in clusters.items():
        if cluster is None or sizes[cluster] < 2:
            continue
        relevant = [clusters[other] == cluster for other in best(asking)[:DEPTH]]
        rows.append(_figures(relevant, sizes[cluster] - 1))
    if not rows:
        return Quality(0, 0.0, 0.0, 0.0, 0.0)
    return Quality(len(rows), *(math.fsum(column) / len(rows) for column in zip(*rows, strict=True)))


def _figures(relevant: Sequence[bool], there_are: int) -> tuple[float, float, float, float]:
    """The four figures of one question: which of the best are relevant, and how many documents are."""
    possible = min(there_are, DEPTH)
    places = [place for place, hit in enumerate(relevant, 1) if hit]
    gain = sum(_gain(place) for place in places)
    precision = sum(number / place for number, place in enumerate(places, 1))
    ideal = sum(_gain(place) for place in range(1, possible + 1))
    return float(places[:1] == [1]), float(bool(places)), gain / ideal, precision / possible


def _gain(place: int) -> float:
    return 1 / math.log2(place + 1)
