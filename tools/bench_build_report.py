"""What the figures of a build benchmark come to: ratios to Hugo, targets, a table and JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from tools.bench_build_measure import Cost

LARGE = 10_000
"""The targets are for so many articles."""
GROWTH = 1.1
"""How much faster than the number of articles the CPU seconds of a cold build may grow."""
GROWN_MEGABYTES = 1536
HEAD = f"{'':<32} {'CPU s':>9} {'wall s':>8} {'MB':>7} {'CPU/Hugo':>9} {'wall/Hugo':>9} {'files':>6}"
HUGO, COLD, LIVERELOAD = "hugo", "cold", "livereload"


@dataclass(frozen=True)
class Limits:
    """The most that a kind of build may cost; None is no promise. ``by_hugo``: as parts of Hugo's full build."""

    cpu_by_hugo: float | None = None
    wall_by_hugo: float | None = None
    memory_by_hugo: float | None = None
    cpu: float | None = None
    wall: float | None = None
    files: int | None = None


@dataclass(frozen=True)
class Kind:
    """A kind of build: its name, what it does, what it may cost."""

    name: str
    meaning: str
    limits: Limits = Limits()


KINDS = [
    Kind("pictures", "a few articles that show every picture, everything empty: scales the pictures"),
    Kind(COLD, "everything empty but the scaled pictures", Limits(1.0, 1.2, 0.5)),
    Kind(HUGO, "Hugo over the same articles, nothing cached"),
    Kind("output deleted", "the store full, the folder of the site gone", Limits(0.15)),
    Kind("base template", "the frame of all pages changed: every page rendered, articles from the store", Limits(0.4)),
    Kind("unchanged", "nothing changed"),
    Kind("edited", "a sentence more in one article: an old one, one in the middle, a new one", Limits(0.02, cpu=1.0)),
    Kind("added", "one article more, newer than all others", Limits(0.03, files=40)),
    Kind(LIVERELOAD, "from writing a new article until its page is served", Limits(wall=2.0)),
]


@dataclass(frozen=True)
class Row:
    """What one kind of build cost: the medians of ``rounds`` builds, but the most files and memory. None: not measured.

    ``files``: how many files of the site were written, replaced or removed.
    """

    name: str
    rounds: int
    wall: float
    cpu: float | None = None
    megabytes: float | None = None
    files: int | None = None

    @classmethod
    def of(cls, costs: Sequence[Cost], files: int | None = None) -> "Row":
        """A row of one or several builds of a kind."""
        return cls(
            costs[0].name,
            len(costs),
            median(cost.wall for cost in costs),
            median(cost.cpu for cost in costs),
            max(cost.megabytes for cost in costs),
            files,
        )


@dataclass(frozen=True)
class Target:
    """A promise and what was measured."""

    name: str
    value: float
    limit: float

    @property
    def passed(self) -> bool:
        """Whether it is kept."""
        return self.value <= self.limit

    def __str__(self) -> str:
        return f"{'pass' if self.passed else 'FAIL'}  {self.name}: {self.value:.4g} (at most {self.limit:g})"


def ratio(value: float | None, whole: float | None) -> float | None:
    """One figure as a part of another; None when one is missing or there is nothing to compare with."""
    return value / whole if value is not None and whole else None


def ratios(row: Row, hugo: Row | None) -> dict[str, float | None]:
    """A row's figures as parts of Hugo's."""
    if hugo is None or row.name in (HUGO, LIVERELOAD):
        return {"cpu": None, "wall": None, "memory": None}
    return {
        "cpu": ratio(row.cpu, hugo.cpu),
        "wall": ratio(row.wall, hugo.wall),
        "memory": ratio(row.megabytes, hugo.megabytes),
    }


def targets(rows: Mapping[str, Row]) -> list[Target]:
    """All promises about what was measured, in the order of the kinds."""
    found = []
    for kind in KINDS:
        if kind.name not in rows:
            continue
        row, limits = rows[kind.name], kind.limits
        part = ratios(row, rows.get(HUGO))
        for what, value, limit in (
            ("CPU seconds beside Hugo's", part["cpu"], limits.cpu_by_hugo),
            ("wall seconds beside Hugo's", part["wall"], limits.wall_by_hugo),
            ("peak memory beside Hugo's", part["memory"], limits.memory_by_hugo),
            ("CPU seconds", row.cpu, limits.cpu),
            ("wall seconds", row.wall, limits.wall),
            ("files touched", row.files, limits.files),
        ):
            if value is not None and limit is not None:
                found.append(Target(f"{kind.name}, {what}", value, limit))
    return found


def growth(articles: int, cold: Row, base: Row) -> list[Target]:
    """The promises about a cold build of many articles, beside ``base``, one of LARGE."""
    if cold.cpu is None or not base.cpu or cold.megabytes is None:
        return []
    name = f"cold, CPU seconds of {articles} articles beside those of {LARGE}"
    return [
        Target(name, cold.cpu / base.cpu, round(GROWTH * articles / LARGE, 3)),
        Target(f"cold, peak memory of {articles} articles, MB", cold.megabytes, GROWN_MEGABYTES),
    ]


def told(row: Row, hugo: Row | None) -> str:
    """A line of the table."""
    name = row.name if row.rounds == 1 else f"{row.name} (median of {row.rounds})"
    part = ratios(row, hugo)
    figures = (
        _figure(row.cpu, 9, 2),
        _figure(row.wall, 8, 2),
        _figure(row.megabytes, 7, 0),
        _figure(part["cpu"], 9, 3),
        _figure(part["wall"], 9, 3),
        _figure(row.files, 6, 0),
    )
    return f"{name:<32} {' '.join(figures)}".rstrip()


def _figure(value: float | None, width: int, places: int) -> str:
    return " " * width if value is None else f"{value:{width}.{places}f}"


def as_json(articles: int, rows: Mapping[str, Row], promises: Sequence[Target]) -> dict[str, Any]:
    """Everything, for a file."""
    return {
        "articles": articles,
        "rows": [asdict(row) | {"by_hugo": ratios(row, rows.get(HUGO))} for row in rows.values()],
        "targets": [asdict(target) | {"passed": target.passed} for target in promises],
    }
