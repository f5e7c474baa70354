"""Measure how good the related news are: on a file of articles whose clusters are known, whole and shortened."""

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from plugins.common.problems import Report
from plugins.related_news.evaluation import DEPTH, Quality, evaluate
from plugins.related_news.jsonl import Line, read_lines

SYLLABLES = 60
HEAD = f"{'':<28} {'queries':>8} {'hit@1':>8} {'hit@5':>8} {'nDCG@5':>8} {'MAP@5':>8}   targets: nDCG@5, MAP@5"


@dataclass(frozen=True)
class Row:
    """What came out on one form of the texts, and what is to be reached at least: nDCG@5 and MAP@5."""

    name: str
    quality: Quality
    ndcg_5: float
    map_5: float

    @property
    def passed(self) -> bool:
        """Whether both are reached."""
        return self.quality.ndcg_5 >= self.ndcg_5 and self.quality.map_5 >= self.map_5

    def __str__(self) -> str:
        found = self.quality
        figures = " ".join(f"{value:8.4f}" for value in (found.hit_1, found.hit_5, found.ndcg_5, found.map_5))
        word = "pass" if self.passed else "FAIL"
        return f"{self.name:<28} {found.queries:>8} {figures}   {word}  >= {self.ndcg_5}, {self.map_5}"


def bench_related(file: str, json_path: str = "") -> int:
    """Measure, print, write ``json_path`` if given; exit code 1 when a target is missed or the file has a mistake."""
    report = Report()
    lines = read_lines(Path(file), report)
    for told in report.lines(os.getcwd()):
        print(told, file=sys.stderr)
    if report.errors:
        return 1
    rows = [
        Row("full text", quality(lines), 0.996, 0.995),
        Row(f"title + {SYLLABLES} syllables", quality([shortened(line) for line in lines]), 0.984, 0.979),
    ]
    clusters = len({line.cluster for line in lines if line.cluster is not None})
    if not rows[0].quality.queries:
        print(f"{file}: no two of the {len(lines)} articles have the same cluster; there is nothing to measure.")
        return 1
    print(f"{len(lines)} articles, {clusters} clusters; who is alone in a cluster does not ask\n")
    print(HEAD, *rows, sep="\n")
    if json_path:
        told_json = {"articles": len(lines), "clusters": clusters, "rows": [_as_json(row) for row in rows]}
        Path(json_path).write_text(json.dumps(told_json, indent=1) + "\n", "utf-8")
    return int(not all(row.passed for row in rows))


def quality(lines: Sequence[Line]) -> Quality:
    """The quality of the plain ranking."""
    from plugins.related_news.relations import relate

    relations = relate([line.document for line in lines])
    clusters = {line.document.id: line.cluster for line in lines}
    return evaluate(clusters, lambda asking: [found.id for found in relations.ranked(asking, DEPTH)])


def shortened(line: Line) -> Line:
    """The same article with the first syllables of its text only."""
    body = " ".join(line.document.body.split()[:SYLLABLES])
    return replace(line, document=replace(line.document, body=body))


def _as_json(row: Row) -> dict[str, object]:
    figures = {key: round(value, 6) for key, value in asdict(row.quality).items()}
    return {"name": row.name, **figures, "targets": {"ndcg_5": row.ndcg_5, "map_5": row.map_5}, "passed": row.passed}
