"""Measure what the gate of content costs: milliseconds of CPU for one article, by kind of rule and in all."""

import gc
import json
import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from statistics import median

from plugins.common.dates import ZONE
from plugins.content_checks.gate import Gate, Told
from plugins.content_checks.reading import Content, read_content
from plugins.content_checks.rules import GROUPS, RULES
from plugins.content_checks.site import read_site
from tools import ROOT
from tools.bench_build import generate
from tools.pelican_run import PUBLISH_SETTINGS

ROUNDS = 5
"""How often everything is measured, each time with the files read anew."""
NOW = datetime(2022, 1, 15, 10, tzinfo=ZONE)
"""The gate's clock: shortly after the newest generated article."""
READING, GATE, ALL = "reading", "gate", "all"
HEAD = f"{'':<36} {'ms an article':>13}   target"


@dataclass(frozen=True)
class Row:
    """One line: what was done, the milliseconds of CPU that an article took, and the most it may take."""

    name: str
    milliseconds: float
    most: float | None = None

    @property
    def passed(self) -> bool:
        """Whether it keeps what was promised."""
        return self.most is None or self.milliseconds <= self.most

    def __str__(self) -> str:
        target = "" if self.most is None else f"{'pass' if self.passed else 'FAIL'}   <= {self.most:g} ms"
        return f"{self.name:<36} {self.milliseconds:13.3f}   {target}".rstrip()


TARGETS = {ALL: 2.0}


def bench_checks(articles: int, json_path: str = "") -> int:
    """Measure, print, write ``json_path`` if given. Exit code 1 when the target is missed or a sound article fails."""
    cache = ROOT / ".cache"
    cache.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-checks-", dir=cache) as name:
        print(f"Writing {articles} articles ...", flush=True)
        content = write_content(articles, Path(name))
        print(f"Medians of {ROUNDS} rounds over {articles} articles.\n\n{HEAD}", flush=True)
        rows = measured(content)
        errors = [one for one in checked(read(content)) if one.severity == "error"]
    print(*rows, sep="\n")
    print(f"\n{READING}: files, headers, what rules know of all; {GATE}: every rule, waivers applied, findings sorted.")
    print(f"Errors told of sound articles: {len(errors)}.")
    if json_path:
        Path(json_path).write_text(json.dumps(as_json(articles, rows, len(errors)), indent=1) + "\n", "utf-8")
    return int(bool(errors) or not all(row.passed for row in rows))


def write_content(articles: int, folder: Path) -> Path:
    """A content folder of generated articles, their pictures and the portal's registries."""
    generate(articles, folder)
    shutil.copytree(ROOT / "content" / "_data", folder / "yaml" / "_data")
    return folder / "yaml"


def measured(content: Path) -> list[Row]:
    """Every row: medians of the rounds."""
    rounds = [_round(content) for _ in range(ROUNDS)]
    names = list(rounds[0])
    return [Row(name, median(found[name] for found in rounds), TARGETS.get(name)) for name in names]


def _round(content: Path) -> dict[str, float]:
    """Milliseconds an article, by name: the parts one after the other, then the gate as it is run."""
    found: dict[str, float] = {}
    started = time.process_time()
    whole = read(content)
    found[READING] = time.process_time() - started
    started = time.process_time()
    checked(whole)
    found[GATE] = time.process_time() - started
    found[ALL] = found[READING] + found[GATE]
    whole = read(content)  # what rules keep on an article is made anew
    for group in GROUPS:
        started = time.process_time()
        for article in whole.articles:
            for rule in group.rules:
                list(rule.check(article, whole.archive))
        found[f"  {group.title}"] = time.process_time() - started
    articles = max(1, len(whole.articles))
    return {name: seconds / articles * 1000 for name, seconds in found.items()}


def read(content: Path) -> Content:
    """The folder as the gate reads it, nothing of an earlier round waiting to be collected."""
    gc.collect()
    return read_content(content, read_site(ROOT / PUBLISH_SETTINGS), NOW)


def checked(content: Content) -> list[Told]:
    """What the gate tells of all articles."""
    gate = Gate(content.archive, RULES)
    return [one for article in content.articles for one in gate.check(article)]


def as_json(articles: int, rows: Sequence[Row], errors: int) -> dict[str, object]:
    """The figures, for a file."""
    shown = [asdict(row) | {"name": row.name.strip(), "passed": row.passed} for row in rows]
    return {"articles": articles, "rounds": ROUNDS, "false_errors": errors, "rows": shown}
