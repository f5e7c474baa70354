"""What processes have cost, from /proc: seconds of CPU with all threads, memory in MB."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def cpu_of(stat: str) -> float:
    """Seconds, user and system, in the text of /proc/PID/stat; the name in it may hold spaces and brackets."""
    fields = stat.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def cpu_seconds(pids: Iterable[int]) -> float:
    """Seconds that these processes have used."""
    return sum(cpu_of(Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")) for pid in pids)


def memory_of(status: str) -> tuple[float, float]:
    """MB in use and the most that ever was (VmRSS, VmHWM), in the text of /proc/PID/status."""
    found = dict(re.findall(r"^(VmRSS|VmHWM):\s+(\d+) kB$", status, re.M))
    return int(found["VmRSS"]) / 1024, int(found["VmHWM"]) / 1024


def memory(pid: int) -> tuple[float, float]:
    """MB that a process uses now, and the most that it ever used."""
    return memory_of(Path(f"/proc/{pid}/status").read_text("utf-8", "replace"))
