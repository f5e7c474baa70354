"""Measure the visit counter beside nginx writing a log line: rate, latency, CPU per hit, memory; and count along."""

import json
import os
import platform
import tempfile
from pathlib import Path
from statistics import median
from time import monotonic
from typing import Any

from tools import ROOT
from tools.bench_counter.disk import sync_times
from tools.bench_counter.load import LoadError
from tools.bench_counter.paced import Paced
from tools.bench_counter.process import memory
from tools.bench_counter.rehearsal import NGINX, Rehearsal, write_manifest
from tools.bench_counter.report import HEAD, Cost, Summary, as_json, summarise, targets
from tools.counter import TRUST_US, ended_as_by_hand, running_counter
from tools.counter_process import CounterError
from tools.nginx import NginxError, running_nginx

ROUNDS = 3
FILL_SECONDS = 30
SLOWEST = 1500
"""Hits a second below which the filling of memory is given up."""


def bench_counter(seconds: int, hits: int, json_path: str) -> int:
    """Measure, print, write ``json_path`` if given. Exit code 1 when a target is missed or a figure does not agree."""
    cache = ROOT / ".cache"
    cache.mkdir(exist_ok=True)  # on the disk that the project is on: /tmp may be memory, where nothing is durable
    try:
        with tempfile.TemporaryDirectory(prefix="bench-counter-", dir=cache) as name:
            return _measure(Path(name), seconds, hits, json_path)
    except (LoadError, NginxError, CounterError) as error:
        print(f"Error: {error}")
        return 1


def _measure(folder: Path, seconds: int, hits: int, json_path: str) -> int:
    manifest = write_manifest(folder / "countable.json")

    def http(port: int) -> str:
        return NGINX.format(port=port, folder=folder / "nginx")

    with (
        ended_as_by_hand(),
        running_nginx(folder / "nginx", http) as nginx,
        running_counter(folder / "data", manifest, *TRUST_US) as counter,
    ):
        rehearsal = Rehearsal(counter, nginx)
        print(f"{os.cpu_count()} cores, {platform.release()}, 64 connections, {seconds} s a run", flush=True)
        before = sync_times(folder)
        summaries = [*_in_turn(rehearsal, seconds), *_in_turn(rehearsal, seconds, close=True)]
        more = _paced(rehearsal, seconds) | {"disk": {"before": before, "after": sync_times(folder)}}
        more |= _fill(rehearsal, hits)
    found = targets(summaries[0], summaries[1], more["paced"]["counter"]["p99_ms"], more["memory"].get("rss_mb"))
    print("\n" + HEAD, *summaries, "", sep="\n")
    for name, figures in more.items():
        print(f"{name}: {figures}")
    print("", *found, sep="\n")
    for problem in rehearsal.problems:
        print(f"FAIL  {problem}")
    if not rehearsal.problems:
        print("pass  totals, views by day and views by page agree with the acknowledged hits of every run")
    if json_path:
        result = as_json(summaries, found, {**more, "problems": rehearsal.problems})
        Path(json_path).write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    return int(bool(rehearsal.problems) or not all(target.passed for target in found))


def _in_turn(rehearsal: Rehearsal, seconds: int, *, close: bool = False) -> list[Summary]:
    """Both servers, turn about; the one that begins changes from round to round."""
    costs: dict[str, list[Cost]] = {"counter": [], "nginx": []}
    for number in range(1 if close else ROUNDS):
        order = ("counter", "nginx") if number % 2 == 0 else ("nginx", "counter")
        for who in order:
            hit = rehearsal.hit_counter if who == "counter" else rehearsal.hit_nginx
            costs[who].append(hit(seconds, close=close))
            print(f"  {summarise(who, costs[who][-1:])}", flush=True)
    suffix = ", a connection per hit" if close else ""
    return [summarise(who + suffix, costs[who]) for who in ("counter", "nginx")]


def _paced(rehearsal: Rehearsal, seconds: int) -> dict[str, Any]:
    """Both servers at an even pace, turn about; medians, because one foreign write to the disk spoils a short run."""
    runs: dict[str, list[Paced]] = {"counter": [], "nginx": []}
    for _ in range(ROUNDS):
        runs["counter"].append(rehearsal.pace_counter(seconds))
        runs["nginx"].append(rehearsal.pace_nginx(seconds))
        for who, of_one in runs.items():
            print(f"  paced {who:<26} p50 {of_one[-1].p(50):.2f} ms, p99 {of_one[-1].p(99):.2f} ms", flush=True)
    return {
        "paced": {
            who: {f"p{percent}_ms": round(median(run.p(percent) for run in of_one), 2) for percent in (50, 99)}
            for who, of_one in runs.items()
        }
    }


def _fill(rehearsal: Rehearsal, hits: int) -> dict[str, Any]:
    """Go on until so many hits are counted, then look at the memory. Bounded in time."""
    if not hits:
        return {"memory": {}}
    began, rates = monotonic(), [float(SLOWEST)]
    while (counted := rehearsal.figures().total) < hits:
        if monotonic() - began > hits / SLOWEST + FILL_SECONDS:
            rehearsal.problems.append(f"only {counted} of {hits} hits were counted in time")
            break
        seconds = min(FILL_SECONDS, int((hits - counted) / rates[-1]) + 1)
        cost = rehearsal.hit_counter(seconds)
        rates.append(cost.load.rate)
        print(f"  {summarise(f'filling, from {counted:,}', [cost])}", flush=True)
    rss, peak = memory(rehearsal.counter.pid)
    return {"memory": {"hits": counted, "rss_mb": round(rss, 1), "peak_mb": round(peak, 1)}}
