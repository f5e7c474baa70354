"""Measure what related news cost: CPU seconds and memory of each kind of build, every one in a process of its own."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from tools import ROOT
from tools.bench_build import generate

ROUNDS = 5
"""How often what is small is measured, each time with another article."""
HEAD = f"{'':<32} {'CPU s':>9} {'MB':>7} {'texts MB':>9}   target"


@dataclass(frozen=True)
class Kind:
    """A kind of build: what it does, how often it is measured, and the most it may cost; None is no promise."""

    name: str
    meaning: str
    rounds: int = 1
    seconds: float | None = None
    megabytes: float | None = None


KINDS = [
    Kind("cold", "nothing cached: counts, weights, all lists, state written", 1, 8.0, 500),
    Kind("warm", "term counts cached, weights and all lists anew", 1, 1.0, 500),
    Kind("unchanged", "the last state is there and fits: loaded, nothing done", ROUNDS),
    Kind("added", "one article newer than all others: state loaded, lists renewed, state written", ROUNDS),
    Kind("added in memory", "the same with the state in memory: no loading, no writing", ROUNDS, 0.020),
    Kind("edited", "one article has a sentence more: state loaded, lists renewed, state written", ROUNDS),
]


@dataclass(frozen=True)
class Cost:
    """Of one process: CPU seconds of what was asked, its peak memory, and what the articles alone had taken before."""

    seconds: float
    megabytes: float
    texts: float


def bench_related_speed(articles: int, json_path: str = "") -> int:
    """Measure, print, write ``json_path`` if given. Exit code 1 when a target is missed at 10,000 articles or fewer."""
    cache = ROOT / ".cache"
    cache.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-related-", dir=cache) as name:
        folder = Path(name)
        print(f"Writing {articles} articles, and {ROUNDS} that are newer ...", flush=True)
        generate(articles + ROUNDS, folder / "made")
        rows = write_documents(folder / "made" / "md", folder / "documents.jsonl")
        print(f"Each line is a process of its own; medians of {ROUNDS} where a line says so.\n\n{HEAD}", flush=True)
        found = {}
        for kind in KINDS:
            costs = [measured(kind.name, number, folder) for number in range(kind.rounds)]
            found[kind.name] = summary(costs)
            print(told(kind, found[kind.name]), flush=True)
    print("\nThe targets are for 10,000 articles.", *(f"{kind.name}: {kind.meaning}" for kind in KINDS), sep="\n")
    if json_path:
        Path(json_path).write_text(json.dumps(as_json(rows - ROUNDS, found), indent=1) + "\n", "utf-8")
    return int(articles <= 10_000 and not all(passed(kind, found[kind.name]) for kind in KINDS))


def write_documents(made: Path, to: Path) -> int:
    """The generated articles as documents, one JSON object a line, oldest first; gives their number."""
    documents = sorted((read_article(path) for path in made.glob("*/*.md")), key=lambda d: (d["date"], d["id"]))
    with to.open("w", encoding="utf-8") as file:
        for document in documents:
            file.write(json.dumps(document, ensure_ascii=False) + "\n")
    return len(documents)


def read_article(path: Path) -> dict[str, Any]:
    """The fields of a document from a generated file, ``Key: value`` lines and a body."""
    header, body = path.read_text("utf-8").split("\n\n", 1)
    fields = dict(line.split(": ", 1) for line in header.splitlines())
    return {
        "id": fields["Slug"],
        "title": fields["Title"],
        "body": body,
        "date": fields["Date"].replace(" ", "T"),
        "section": fields["Category"],
        "tags": fields["Tags"].split(", "),
    }


def measured(kind: str, number: int, folder: Path) -> Cost:
    """One run in a fresh process. Raises CalledProcessError."""
    args = [sys.executable, "-m", "tools.related_run", kind, str(number), str(folder)]
    done = subprocess.run(args, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return Cost(**json.loads(done.stdout))


def summary(costs: Sequence[Cost]) -> Cost:
    """The medians of several runs, each figure by itself."""
    return Cost(
        median(cost.seconds for cost in costs),
        median(cost.megabytes for cost in costs),
        median(cost.texts for cost in costs),
    )


def passed(kind: Kind, cost: Cost) -> bool:
    """Whether a kind of build keeps what was promised."""
    return (kind.seconds is None or cost.seconds <= kind.seconds) and (
        kind.megabytes is None or cost.megabytes <= kind.megabytes
    )


def told(kind: Kind, cost: Cost) -> str:
    """A line of the table."""
    name = kind.name if kind.rounds == 1 else f"{kind.name} (median of {kind.rounds})"
    promised = [f"<= {kind.seconds:g} s" if kind.seconds else "", f"<= {kind.megabytes:g} MB" if kind.megabytes else ""]
    word = "pass  " if passed(kind, cost) else "FAIL  "
    target = word + ", ".join(filter(None, promised)) if any(promised) else ""
    return f"{name:<32} {cost.seconds:9.3f} {cost.megabytes:7.0f} {cost.texts:9.0f}   {target}".rstrip()


def as_json(articles: int, found: dict[str, Cost]) -> dict[str, Any]:
    """Everything, for a file."""
    rows = [{"name": k.name, **asdict(found[k.name]), "targets": [k.seconds, k.megabytes]} for k in KINDS]
    return {"articles": articles, "rows": rows}
