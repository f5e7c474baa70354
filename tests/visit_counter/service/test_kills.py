"""kill -9 under load: at random moments, and exactly between two system calls. No acknowledged hit is lost."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

import pytest

from tools.counter_load import (
    Ledger,
    Load,
    check_after_start,
    die_under_load,
    kill_under_load,
    look_at_files,
    visitor,
    write_manifest,
)
from tools.counter_process import DEADLINE, CounterError, CounterProcess

KILLS = 30
#: Where the tracer kills: its name, the system calls, the file they must concern ("" for any), at which of them, and
#: what must be seen of at least one of the calls that never came to be; moments after the third are for that only.
FAULTS = [
    ("before a write to the log", "pwrite64,pwritev,write", "counter.db-wal", (3, 40, 301), "write"),
    ("before the log's sync", "fdatasync,fsync", "counter.db-wal", (2, 15, 120), "sync("),
    ("after the sync, before the answer", "sendto,sendmsg,write,writev", "", (60, 333, 1000), "write"),
    ("in a checkpoint", "pwrite64,pwritev,write", "counter.db", (4, 9, 23), "write"),
    ("in the renaming of what is published", "rename,renameat,renameat2", "", (1, 5, 31, *range(2, 20)), "/stats.json"),
]


def finish(service: CounterProcess, ledger: Ledger) -> None:
    """Start once more after all crashes, compare, stop in order; then the files show exactly the total."""
    service.start()
    total = check_after_start(service, ledger)
    assert service.stop() == 0, service.printed
    assert look_at_files(service.data, ledger) == total
    assert not ledger.problems, "\n".join(ledger.problems[:20])


@pytest.mark.slow
def test_no_acknowledged_hit_is_lost_at_random_moments(tmp_path: Path) -> None:
    ledger, chance = Ledger(), random.Random(30)
    service = CounterProcess(tmp_path / "data", write_manifest(tmp_path / "countable.json"))
    try:
        for _ in range(KILLS):
            kill_under_load(service, ledger, chance)
        finish(service, ledger)
    finally:
        service.kill()
    assert ledger.acked > 10 * KILLS
    assert ledger.looks > KILLS


def test_an_orderly_end_under_load_answers_what_it_counted(tmp_path: Path) -> None:
    ledger = Ledger()
    service = CounterProcess(tmp_path / "data", write_manifest(tmp_path / "countable.json"))
    try:
        for goal in (100, 300, 600):
            service.start()
            check_after_start(service, ledger)
            load = Load(service, ledger)
            with ledger.changed:
                assert ledger.changed.wait_for(lambda: ledger.acked >= goal or ledger.problems, DEADLINE)  # noqa: B023
            assert service.stop() == 0, service.printed
            load.end()
            assert "Traceback" not in service.printed
        finish(service, ledger)
    finally:
        service.kill()


@pytest.fixture(scope="module")
def tracer() -> str:
    """The path of strace; skips where processes may not be traced."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed: the kills at random moments still run")
    tried = subprocess.run([strace, "-e", "trace=none", "true"], capture_output=True, encoding="utf-8", check=False)
    if tried.returncode:
        pytest.skip(f"processes may not be traced here: {tried.stderr.strip()}")
    return strace


@pytest.mark.slow
@pytest.mark.parametrize(
    ("calls", "file", "moments", "seen"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS]
)
def test_no_acknowledged_hit_is_lost_at(
    calls: str, file: str, moments: tuple[int, ...], seen: str, tmp_path: Path, tracer: str
) -> None:
    ledger, log, data = Ledger(), tmp_path / "trace", tmp_path / "data"
    service = CounterProcess(data, write_manifest(tmp_path / "countable.json"))
    deaths: list[str] = []
    try:
        service.start()  # makes the files: their first bytes are another matter
        service.stop()
        # Else whether the first renaming is that of stats.json depends on the second in which this start fell.
        (data / "public" / "_v" / "stats.json").unlink()
        for number, moment in enumerate(moments):
            if number >= 3 and any(seen in death for death in deaths):
                break
            service.wrapper = injection(tracer, log, calls, str(data / file) if file else "", moment)
            fired = die_under_load(service, ledger)
            service.wrapper = ()
            traced = log.read_text("utf-8", "replace")
            assert fired, f"{calls} on {file} never came to number {moment}\n{traced[-2000:]}"
            assert "killed by SIGKILL" in traced
            deaths += [line for line in traced.splitlines() if line.endswith(("= ?", "<unfinished ...>"))]
        finish(service, ledger)
    finally:
        service.kill()
    assert any(seen in death for death in deaths), deaths


@pytest.mark.parametrize(
    ("call", "moment"), [("mkdir", 1), ("fdatasync", 3), ("fdatasync", 9), ("fsync", 1), ("rename", 1), ("unlink", 2)]
)
def test_a_first_start_that_dies_is_no_obstacle(tmp_path: Path, tracer: str, call: str, moment: int) -> None:
    """In the making of the folder, of the database, of the salt, of what is published."""
    service = CounterProcess(tmp_path / "data", write_manifest(tmp_path / "countable.json"))
    service.wrapper = injection(tracer, tmp_path / "trace", call, "", moment)
    try:
        with pytest.raises(CounterError):
            service.start()
        assert "killed by SIGKILL" in (tmp_path / "trace").read_text("utf-8", "replace")
        service.wrapper = ()
        client = service.start().client()
        assert client.hit("/", visitor(1)).counted == "1"
        assert client.stats()["total"] == 1
    finally:
        service.kill()


def injection(tracer: str, log: Path, calls: str, file: str, moment: int) -> tuple[str, ...]:
    """Words that make the tracer a grandchild of the service, killing it before the n-th of some system calls."""
    words = [tracer, "-D", "-f", "-qq", "-s", "120", "-o", str(log), "-e", f"trace={calls}"]
    words += ["-e", f"inject={calls}:signal=SIGKILL:when={moment}"]
    return (*words, "-P", file) if file else tuple(words)
