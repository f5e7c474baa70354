"""Long rehearsals, for the night before a release: the visit counter killed again and again under load."""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path

from tools.counter_load import Ledger, check_after_start, kill_under_load, write_manifest
from tools.counter_process import CounterError, CounterProcess


def soak_counter(kills: int) -> int:
    """Kill the counter -9 so many times under load and compare; says what it did, exit code 1 when a promise broke."""
    ledger, seed, began = Ledger(), random.randrange(1 << 32), time.monotonic()
    print(f"Bộ đếm: {kills} lần kill -9 dưới tải, hạt giống {seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="bo-dem-") as folder:
        service = CounterProcess(Path(folder, "data"), write_manifest(Path(folder, "countable.json")))
        done, total = 0, None
        try:
            done = _kill(service, ledger, kills, random.Random(seed))
            service.start()
            total = check_after_start(service, ledger)
            if code := service.stop():
                ledger.complain(f"exit code {code} after SIGTERM")
        except CounterError as error:
            ledger.complain(str(error))
        finally:
            service.kill()
    lost = "không rõ" if total is None else max(0, ledger.acked - total)
    print(
        f"Đã kill -9: {done}; đã gửi: {ledger.sent}; đã báo nhận: {ledger.acked}; tổng cuối: {total}; "
        f"mất: {lost}; lần xem số liệu: {ledger.looks}; {time.monotonic() - began:.0f} giây"
    )
    for problem in ledger.problems[:20]:
        print(f"Lỗi: {problem}")
    print("Không đạt." if ledger.problems else "Đạt: không mất lượt nào, tổng không bao giờ giảm.")
    return 1 if ledger.problems else 0


def _kill(service: CounterProcess, ledger: Ledger, kills: int, chance: random.Random) -> int:
    """Kill until done or until a promise broke; gives how many times."""
    for number in range(1, kills + 1):
        kill_under_load(service, ledger, chance)
        if number % 20 == 0 or number == kills:
            print(f"  {number}/{kills}: đã báo nhận {ledger.acked} lượt", flush=True)
        if ledger.problems:
            return number
    return kills
