"""What the disk itself takes to make a few bytes durable: nobody who promises durability can answer faster."""

import os
from pathlib import Path
from time import perf_counter

WRITES = 500


def sync_times(folder: Path, writes: int = WRITES) -> dict[str, float]:
    """Milliseconds of appending 4 kB and fdatasync: half of the times, 99 of 100, and the worst."""
    path = folder / "probe"
    handle = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    times = []
    try:
        for _ in range(writes):
            began = perf_counter()
            os.write(handle, bytes(4096))
            os.fdatasync(handle)
            times.append((perf_counter() - began) * 1000)
    finally:
        os.close(handle)
        path.unlink()
    times.sort()
    return {
        "p50_ms": round(times[writes // 2], 2),
        "p99_ms": round(times[writes * 99 // 100], 2),
        "worst_ms": round(times[-1], 2),
    }
