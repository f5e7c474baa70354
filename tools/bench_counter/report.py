"""What came out: the table, the targets, the JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from tools.bench_counter.load import Load


@dataclass(frozen=True)
class Cost:
    """One run: the load, and microseconds of CPU that the server used per acknowledged hit."""

    load: Load
    cpu: float


@dataclass(frozen=True)
class Target:
    """A figure and what it must reach: at least, or at most."""

    name: str
    value: float
    limit: float
    at_least: bool = False

    @property
    def passed(self) -> bool:
        """Whether it does."""
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def __str__(self) -> str:
        word = ">=" if self.at_least else "<="
        return f"{'pass' if self.passed else 'FAIL'}  {self.name:<44} {self.value:10.2f}  {word} {self.limit:.2f}"


@dataclass(frozen=True)
class Summary:
    """The medians of several runs of one server: hits a second, milliseconds, microseconds a hit."""

    name: str
    rate: float
    p50: float
    p99: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.name:<32} {self.rate:10,.0f} {self.p50:10.2f} {self.p99:10.2f} {self.cpu:12.1f}"


HEAD = f"{'':<32} {'hits/s':>10} {'p50 ms':>10} {'p99 ms':>10} {'CPU us/hit':>12}"


def summarise(name: str, costs: Sequence[Cost]) -> Summary:
    """Medians over the runs, each figure by itself."""
    loads = [cost.load for cost in costs]
    return Summary(
        name,
        median(load.rate for load in loads),
        median(load.p50 for load in loads),
        median(load.p99 for load in loads),
        median(cost.cpu for cost in costs),
    )


def targets(counter: Summary, nginx: Summary, paced_p99: float, megabytes: float | None) -> list[Target]:
    """The promises that a figure is measured against; memory only when it was measured."""
    found = [
        Target("durable hits a second", counter.rate, 4000, at_least=True),
        Target("p99 at 64 connections, ms", counter.p99, 60),
        Target("rate, as a part of nginx's", counter.rate / nginx.rate, 1 / 12, at_least=True),
        Target("CPU per hit, times nginx's", counter.cpu / nginx.cpu, 9),
        Target("p99 at a paced 500 a second, ms", paced_p99, 20),
    ]
    if megabytes is not None:
        found.append(Target("memory after the hits (VmRSS), MB", megabytes, 80))
    return found


def disagreement(before: int, after: int, acknowledged: int, in_flight: int) -> str:
    """Why a figure does not fit the answers; empty when it does.

    A hit may have been counted whose answer nobody waited for: as many as were in flight when the load ended.
    """
    grown = after - before
    if grown < acknowledged:
        return f"{acknowledged - grown} acknowledged hits are not in the figure ({grown} of {acknowledged})"
    if grown > acknowledged + in_flight:
        return f"the figure grew by {grown}, but only {acknowledged} hits were acknowledged"
    return ""


def as_json(summaries: Sequence[Summary], found: Sequence[Target], more: dict[str, Any]) -> dict[str, Any]:
    """Everything, for a file."""
    return {
        "servers": {summary.name: {key: round(value, 3) for key, value in _figures(summary)} for summary in summaries},
        "targets": [
            {
                "name": target.name,
                "value": round(target.value, 4),
                "limit": round(target.limit, 4),
                "at_least": target.at_least,
                "passed": target.passed,
            }
            for target in found
        ],
        **more,
    }


def _figures(summary: Summary) -> list[tuple[str, float]]:
    return [
        ("hits_per_second", summary.rate),
        ("p50_ms", summary.p50),
        ("p99_ms", summary.p99),
        ("cpu_us_per_hit", summary.cpu),
    ]
