"""A rehearsal of crashes for the visit counter: load from several threads, kill -9, start again, compare the figures.

Every hit is a new visitor on a countable page, so each acknowledged one (204 and ``X-Counted: 1``) must be in the total
after any crash, and the total can never exceed what was sent. Readers look at the same time, over HTTP and at the
published files, and must never see the total fall or a file that is not whole.
"""

from __future__ import annotations

import http.client
import json
import random
import signal
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tools.counter_process import DEADLINE, Client, CounterError, CounterProcess

PAGES = ("/", *(f"/2027/bai-viet-{number}/" for number in range(12)))
AGENT = "Mozilla/5.0 (Linux; Android 13; SM-A546E) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/129.0.0.0 Mobile Safari/537.36"  # noqa: E501
#: The first visitor's address, 16.0.0.0; every further visitor has the next one.
_FIRST_ADDRESS = 16 << 24
_THREADS = 8
#: Hits after which a death that was ordered should have come.
_ENOUGH = 20_000


def write_manifest(path: Path, pages: tuple[str, ...] = PAGES, aliases: Mapping[str, str] | None = None) -> Path:
    """Write the list of countable addresses."""
    path.write_text(json.dumps({"paths": list(pages), "aliases": dict(aliases or {})}), "utf-8")
    return path


@dataclass
class Ledger:
    """What was sent, acknowledged and seen over all crashes, and what went wrong. For several threads."""

    sent: int = 0
    acked: int = 0
    #: The largest total that anybody was shown.
    shown: int = 0
    #: Looks at the total and at published files.
    looks: int = 0
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.changed = threading.Condition()

    def send(self) -> int:
        """Number a hit that goes out."""
        with self.changed:
            self.sent += 1
            return self.sent

    def acknowledge(self) -> None:
        """A hit was answered 204."""
        with self.changed:
            self.acked += 1
            self.changed.notify_all()

    def show(self, total: int, before: int, where: str) -> int:
        """Somebody saw a total, having seen ``before`` earlier; gives the total."""
        with self.changed:
            self.looks += 1
            self.shown = max(self.shown, total)
            if total < before:
                self.problems.append(f"{where}: the total fell from {before} to {total}")
        return total

    def complain(self, problem: str) -> None:
        """Note a problem."""
        with self.changed:
            self.problems.append(problem)


class Load:
    """Threads that send hits and look at figures until the service dies or the load is told to end."""

    def __init__(self, service: CounterProcess, ledger: Ledger, threads: int = _THREADS) -> None:
        self._service, self._ledger = service, ledger
        self._over = threading.Event()
        self.senders = threads
        goals: list[Callable[[], None]] = [self._hits] * threads + [self._watch]
        self._threads = [threading.Thread(target=goal, daemon=True) for goal in goals]
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        """Wait for the threads."""
        self._over.set()
        for thread in self._threads:
            thread.join(DEADLINE)
            if thread.is_alive():
                self._ledger.complain("a client still waits for its answer")

    def _hits(self) -> None:
        client, ledger, total = Client(self._service.port), self._ledger, 0
        try:
            while not self._over.is_set():
                number = ledger.send()
                answer = client.hit(PAGES[number % len(PAGES)], visitor(number))
                if answer.status == 204 and answer.counted == "1":
                    ledger.acknowledge()
                else:
                    ledger.complain(f"hit {number}: {answer.status}, X-Counted {answer.counted!r}")
                if number % 8 == 0:
                    total = ledger.show(client.stats()["total"], total, "stats.json")
        except (OSError, http.client.HTTPException):
            pass  # the service died, as it should
        except Exception as error:
            ledger.complain(f"client: {error!r}")
        finally:
            client.close()
            with ledger.changed:
                self.senders -= 1
                ledger.changed.notify_all()

    def _watch(self) -> None:
        total = 0
        while not self._over.wait(0.002):
            total = look_at_files(self._service.data, self._ledger, total)


def visitor(number: int) -> dict[str, str]:
    """The headers of a visitor of his own address."""
    address = _FIRST_ADDRESS + number
    dotted = ".".join(str(address >> shift & 255) for shift in (24, 16, 8, 0))
    return {"X-Forwarded-For": dotted, "User-Agent": AGENT}


def look_at_files(data: Path, ledger: Ledger, before: int = 0) -> int:
    """Read every published file; each must be whole, and the total not below ``before``. Gives the total."""
    total = before
    for path in sorted((data / "public").rglob("*.json")):
        try:
            found = json.loads(path.read_bytes())
            if path.name == "stats.json":
                total = ledger.show(found["total"], before, path.name)
        except FileNotFoundError:
            continue
        except (ValueError, KeyError) as error:
            ledger.complain(f"{path.name} is not whole: {error!r}")
    return total


def check_after_start(service: CounterProcess, ledger: Ledger) -> int:
    """Compare a freshly started service with everything that was promised before; gives its total."""
    look_at_files(service.data, ledger)
    client = service.client()
    total: int = client.stats()["total"]
    client.close()
    if total < ledger.acked:
        ledger.complain(
            f"{ledger.acked - total} acknowledged hits are lost: {ledger.acked} acknowledged, total {total}"
        )
    if total > ledger.sent:
        ledger.complain(f"counted more than was sent: {ledger.sent} sent, total {total}")
    if total < ledger.shown:
        ledger.complain(f"the total fell: {ledger.shown} was shown, now {total}")
    return total


def kill_under_load(service: CounterProcess, ledger: Ledger, chance: random.Random) -> None:
    """Start on the data that the last crash left, compare, load, and kill -9 at a random moment."""
    service.start()
    check_after_start(service, ledger)
    load = Load(service, ledger)
    goal = ledger.acked + chance.randint(1, 400)
    with ledger.changed:
        if not ledger.changed.wait_for(lambda: ledger.acked >= goal or ledger.problems, DEADLINE):
            ledger.problems.append("no answer before the deadline")
    threading.Event().wait(chance.uniform(0, 0.02))  # else every death would follow an answer
    service.kill()
    load.end()


def die_under_load(service: CounterProcess, ledger: Ledger) -> bool:
    """Like ``kill_under_load``, but the service's wrapper kills it, at the start or later; False when it did not."""
    try:
        service.start()
    except CounterError:
        return service.wait() == -signal.SIGKILL
    check_after_start(service, ledger)
    load = Load(service, ledger)
    limit = ledger.acked + _ENOUGH
    with ledger.changed:
        ledger.changed.wait_for(lambda: not load.senders or ledger.acked >= limit or ledger.problems, DEADLINE)
        died = not load.senders
    code = service.wait() if died else service.kill()
    load.end()
    return died and code == -signal.SIGKILL
