"""Many texts counted in several processes: the same counts, however many there are."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence

import numpy as np

from plugins.host.workers import fork, share_out, wait_for
from plugins.related_news.corpus import Document
from plugins.related_news.terms import TermCounts, count_terms


def count_all(documents: Sequence[Document], processes: int) -> list[TermCounts]:
    """The counts of each document; what a child that died was to count is counted here."""
    found: list[TermCounts | None] = [None] * len(documents)
    first, *others = share_out(len(documents), processes)
    children = [child for parts in others if (child := fork(parts, lambda parts: _send(documents, parts)))]
    try:
        for place in first:
            found[place] = count_terms(documents[place])
    finally:
        for child in children:
            if (data := wait_for(child)) is not None:
                found[child.parts.start :: child.parts.step] = _received(data)
    return [
        count_terms(document) if counts is None else counts for document, counts in zip(documents, found, strict=True)
    ]


def _send(documents: Sequence[Document], parts: range) -> bytes:
    counts = [count_terms(documents[place]) for place in parts]
    buckets, times = (b"".join(getattr(one, name).data for one in counts) for name in ("buckets", "times"))
    return pickle.dumps(([len(one.buckets) for one in counts], buckets, times), 5)


def _received(data: bytes) -> Iterator[TermCounts]:
    lengths, buckets, times = pickle.loads(data)
    all_buckets, all_times, start = np.frombuffer(buckets, np.int32), np.frombuffer(times, np.uint8), 0
    for length in lengths:
        yield TermCounts(all_buckets[start : start + length], all_times[start : start + length])
        start += length
