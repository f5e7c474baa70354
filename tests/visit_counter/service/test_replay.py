"""More than a year of visits in a minute, on the real service, against an independent account of the same events."""

from __future__ import annotations

from collections import deque
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from tests.visit_counter.service.events import ORIGIN, Hit, Look, Restart, Step
from tests.visit_counter.service.oracle import Figures, Oracle, moment
from tests.visit_counter.service.process import ALIASES, PAGES, Rig, cli, eventually, rig
from tests.visit_counter.service.traffic import Traffic
from tools.counter_process import Client

IMPORTED = 13_063_547
#: Seed, first day, days; the service is down for about a hundred of them.
YEAR = (2021, date(2027, 12, 20), 540)
_ALWAYS = ("total", "online", "today", "this_week", "this_month")


class Replay:
    """Sends steps to the service and to the oracle, and compares after every one."""

    def __init__(self, rigged: Rig) -> None:
        self.rig = rigged
        self.oracle = Oracle(set(PAGES), ALIASES, IMPORTED)
        self.done = 0
        self.days: set[date] = set()
        self._client: Client | None = None
        self._last: deque[Step] = deque(maxlen=12)

    def play(self, step: Step) -> None:
        """One step, then all eight figures. Raises AssertionError with the latest steps."""
        self._last.append(step)
        self.done += 1
        self.rig.clock.set(step.second)
        if self._client is None:
            self._start(step.second)
        self.oracle.clock(step.second)
        self.days.add(moment(step.second).date())
        if isinstance(step.what, Hit):
            self._hit(step.what)
        self.compare()
        if isinstance(step.what, Restart):
            self._restart(step.what)
            self.compare()

    def compare(self) -> None:
        """All eight figures; now and then the views of every page too."""
        wanted = self.oracle.figures()
        try:
            eventually(self._figures, lambda found: self._same(found, wanted), 5)
        except TimeoutError as error:
            raise AssertionError(f"{error}\nwanted {wanted}") from None
        if self.done % 10 == 0:
            asked = "&".join(f"path={page}" for page in PAGES)
            views = self.client.get(f"/_v/views.json?{asked}").json()
            assert views == self.oracle.article_views()

    @property
    def client(self) -> Client:
        """The connection to the running service."""
        assert self._client
        return self._client

    def _figures(self) -> Figures:
        found = self.client.stats()
        assert all(isinstance(found[key], int) for key in _ALWAYS), f"{found}"
        return found

    def _same(self, found: Figures, wanted: Figures) -> bool:
        """A figure above the truth cannot come right; one below may not be published yet."""
        if found != wanted and any((found[key] or 0) > (wanted[key] or 0) for key in ("total", "today")):  # type: ignore[operator]
            raise AssertionError(f"found  {found}\nwanted {wanted}")
        return found == wanted

    def _hit(self, hit: Hit) -> None:
        counted = hit.ask is not None and self.oracle.hit(hit.ask)
        answer = hit.send(self.client)
        assert answer.status == (200 if hit.kind == "gif" else 204)
        assert answer.counted == str(int(counted)), f"X-Counted: {answer.counted}"

    def _restart(self, restart: Restart) -> None:
        self.client.close()
        code = self.rig.service.kill() if restart.kill else self.rig.service.stop()
        assert code == (-9 if restart.kill else 0), self.rig.service.printed
        self.rig.clock.move(restart.down)
        self._start(int(self.rig.clock.now))

    def _start(self, second: int) -> None:
        self.rig.service.start()
        self.oracle.start(second)
        self._client = self.rig.client()

    def story(self) -> str:
        """The latest steps, and the end of what the service printed."""
        steps = "\n".join(f"  {moment(step.second)} {step.what}" for step in self._last)
        return f"after {self.done} steps, the last of which are\n{steps}\n{self.rig.service.printed[-2000:]}"


def replay(folder: Path, traffic: Traffic, zone: str) -> Replay:
    """Play traffic on a service whose host lives in a time zone, from an imported total on."""
    manifest = {"paths": list(PAGES), "aliases": ALIASES, "origin": ORIGIN}
    rigged = rig(folder, environment={"TZ": zone}, manifest=manifest, options=("--origin", ORIGIN))
    steps = list(traffic.steps())
    first = moment(steps[0].second).date()
    rigged.clock.set(steps[0].second)
    words = ("import", "--data", rigged.data, "--clock", rigged.clock.path, "--total", str(IMPORTED))
    done = cli(*words, "--as-of", f"{first}", "--from", "Bộ đếm cũ")
    assert done.returncode == 0, done.stderr
    played = Replay(rigged)
    try:
        for step in steps:
            played.play(step)
    except AssertionError as error:
        raise AssertionError(f"{error}\n{played.story()}") from error
    finally:
        rigged.service.kill()
    return played


@pytest.mark.slow
def test_four_hundred_days_with_restarts(tmp_path: Path) -> None:
    """Two year ends, a leap day, every midnight that matters; the host lives in Vietnam's own zone."""
    traffic = Traffic(*YEAR)
    played = replay(tmp_path, traffic, "Asia/Ho_Chi_Minh")
    assert len(played.days) >= 400
    restarts = [step for step in Traffic(*YEAR).steps() if isinstance(step.what, Restart)]
    assert len(restarts) >= 20
    assert len({restart.what.kill for restart in restarts if isinstance(restart.what, Restart)}) == 2
    ends = {date(2027, 12, 31), date(2028, 2, 28), date(2028, 2, 29), date(2028, 12, 31)}
    assert ends | {day + timedelta(days=1) for day in ends} <= played.days


@pytest.mark.slow
def test_a_host_in_another_time_zone_counts_the_same(tmp_path: Path) -> None:
    """The clocks of New York change in these days; the days counted are Vietnam's."""
    replay(tmp_path, Traffic(seed=11, first=date(2028, 2, 24), days=24), "America/New_York")


def test_the_traffic_has_what_counters_err_at() -> None:
    steps = list(Traffic(*YEAR).steps())
    hits = [step.what for step in steps if isinstance(step.what, Hit)]
    gaps = [after.second - before.second for before, after in pairwise(steps)]
    assert {300, 301, 1800, 1801} <= set(gaps)
    assert min(gaps) < -3600
    assert any(-5 <= gap < 0 for gap in gaps)
    assert {hit.kind for hit in hits} >= {"gif", "dnt", "gpc", "robot", "prefetch", "prerender", "head", "foreign"}
    assert {(hit.kind, hit.hint) for hit in hits} >= {("dnt", True), ("dnt", False), ("person", True)}
    assert any(isinstance(step.what, Look) for step in steps)
    assert any(moment(step.second).weekday() == 6 and moment(step.second).hour == 23 for step in steps)
