"""Three counters as processes, on one real PostgreSQL server: one dies, visitors move, the server goes away."""

from __future__ import annotations

import random
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.visit_counter.service.oracle import Ask, Oracle
from tests.visit_counter.service.postgres import Server
from tests.visit_counter.service.process import (
    ALIASES,
    LOCAL_PROXY,
    NOON,
    PAGES,
    Clock,
    cli,
    eventually,
    phone,
    refused,
    who,
)
from tools.counter_load import PAGES as LOAD_PAGES
from tools.counter_load import Ledger, Load, write_manifest
from tools.counter_process import Client, CounterProcess

NODES = ("mot", "hai", "ba")
DAY = 86_400


class Cluster:
    """Three services with one clock and one store."""

    def __init__(self, folder: Path, url: str, clock: Clock | None) -> None:
        self.clock = clock
        listed = write_manifest(folder / "countable.json", tuple({*PAGES, *LOAD_PAGES}), ALIASES)
        words = [*LOCAL_PROXY, "--store", url]
        words += ["--clock", str(clock.path)] if clock else []
        self.nodes = [CounterProcess(folder / name, listed, (*words, "--node", name)) for name in NODES]
        self._clients: list[Client] = []

    def __enter__(self) -> Cluster:
        try:
            with ThreadPoolExecutor(len(NODES)) as pool:
                list(pool.map(CounterProcess.start, self.nodes))
        except BaseException:
            self.__exit__()
            raise
        self._clients = [node.client() for node in self.nodes]
        return self

    def __exit__(self, *_: object) -> None:
        for node in self.nodes:
            node.kill()

    def client(self, number: int) -> Client:
        """The connection to a node."""
        return self._clients[number]

    def restart(self, number: int) -> None:
        """Kill -9, and start again."""
        assert self.nodes[number].kill() == -signal.SIGKILL
        self.nodes[number].start()
        self._clients[number] = self.nodes[number].client()

    @property
    def printed(self) -> str:
        """What the nodes printed."""
        return "\n".join(f"{node.data.name}: {node.printed[-1500:]}" for node in self.nodes)

    def totals(self) -> list[int]:
        """The total as every node shows it."""
        return [client.stats()["total"] for client in self._clients]


@pytest.fixture
def cluster(tmp_path: Path, postgres_url: str) -> Iterator[Cluster]:
    """Three running nodes on an empty database."""
    with Cluster(tmp_path, postgres_url, Clock(tmp_path / "clock")) as running:
        yield running


class Town:
    """People who view pages through the cluster, and the oracle that knows all of them."""

    def __init__(self, cluster: Cluster, seed: int) -> None:
        self.cluster = cluster
        self.chance = random.Random(seed)
        self.oracle = Oracle(set(PAGES), ALIASES)
        self.move_clock(0)

    def move_clock(self, seconds: int) -> None:
        """Time passes, for all nodes."""
        assert self.cluster.clock
        self.cluster.clock.move(seconds)
        self.oracle.clock(int(self.cluster.clock.now))

    def view(self, person: int, node: int) -> None:
        """Somebody's view arrives at a node."""
        page = self.chance.choice((*PAGES, *ALIASES))
        expected = self.oracle.hit(Ask(f"{person}", page))
        answer = self.cluster.client(node).hit(page, phone(person))
        assert (answer.status, answer.counted) == (204, str(int(expected))), f"{answer}\n{self.cluster.printed}"

    def agree(self) -> None:
        """Every node shows what the oracle knows, as soon as they have heard of each other."""
        wanted = self.oracle.figures()
        for number in range(len(NODES)):
            try:
                eventually(self.cluster.client(number).stats, lambda figures: figures == wanted, 15)
            except TimeoutError as error:
                raise AssertionError(f"node {number}: {error}\nwanted {wanted}\n{self.cluster.printed}") from None

    def agree_on_views(self) -> None:
        """The same of the views of every page, which nodes tell each other every ten seconds."""
        asked = "&".join(f"path={page}" for page in PAGES)
        wanted = self.oracle.article_views()
        self.move_clock(11)
        for number in range(len(NODES)):
            client = self.cluster.client(number)
            eventually(lambda: client.get(f"/_v/views.json?{asked}").json(), lambda views: views == wanted, 15)  # noqa: B023


@pytest.mark.slow
def test_three_counters_equal_the_oracle(cluster: Cluster) -> None:
    """People stay at a node, or move when the nodes have heard of each other; nodes die and come back."""
    town = Town(cluster, 3)
    for turn in range(13):
        town.move_clock(town.chance.choice((1, 60, 299, 301, 1800, 1801)))
        for _ in range(8):
            person = town.chance.randrange(12)
            town.view(person, person % 3)  # as a load balancer with ip_hash does
        if turn % 2:
            town.agree()
            for person in (1, 5, 9):
                town.view(person, (person + turn) % 3)
            town.agree()
        if turn % 5 == 4:
            town.view(100 + turn, turn % 3)  # a counted hit: its answer promises that what came before is stored too
            cluster.restart(turn % 3)
            town.agree()
    town.agree_on_views()


@pytest.mark.slow
def test_three_counters_over_midnights_and_weeks(cluster: Cluster) -> None:
    """Sunday to Monday, a day without any visit, the end of a month; a node is down for one of the days."""
    town = Town(cluster, 4)
    for days in (0, 1, 1, 7, 1):
        town.move_clock(days * DAY)
        town.agree()  # a day is measured when a node was there
        for person in range(9):
            town.view(person, person % 3)
        town.agree()
    cluster.nodes[2].stop()
    town.move_clock(DAY)
    town.view(1, 1)
    cluster.nodes[2].start()
    cluster._clients[2] = cluster.nodes[2].client()
    town.agree()
    town.agree_on_views()


@pytest.mark.slow
def test_no_acknowledged_hit_is_lost_when_a_node_dies_under_load(tmp_path: Path, postgres_url: str) -> None:
    ledger = Ledger()
    with Cluster(tmp_path, postgres_url, None) as cluster:
        loads = [Load(node, ledger, 3) for node in cluster.nodes]
        for number, goal in enumerate((150, 300, 450)):
            with ledger.changed:
                assert ledger.changed.wait_for(lambda: ledger.acked >= goal or ledger.problems, 60)  # noqa: B023
            assert cluster.nodes[number].kill() == -signal.SIGKILL
            loads[number].end()
            acked, shown = ledger.acked, ledger.shown  # the other nodes go on
            cluster.nodes[number].start()
            client = cluster.nodes[number].client()
            assert client.stats()["total"] >= max(acked, shown)
            loads[number] = Load(cluster.nodes[number], ledger, 3)
        for load in loads:
            load.end()
        cluster._clients = [node.client() for node in cluster.nodes]
        totals = eventually(cluster.totals, lambda totals: len(set(totals)) == 1 and totals[0] >= ledger.acked)
    assert ledger.acked <= totals[0] <= ledger.sent
    assert not ledger.problems, "\n".join([*ledger.problems[:20], cluster.printed])


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT], ids=["stopped", "crashed"])
def test_a_server_that_goes_away_and_comes_back(cluster: Cluster, postgres_server: Server, how: signal.Signals) -> None:
    newcomers, sent = iter(range(100_000)), 0

    def come(node: int) -> int:
        nonlocal sent
        answer = cluster.client(node).hit(PAGES[1], phone(next(newcomers)))
        assert answer.counted == "1"
        sent += 1
        return answer.status

    assert [come(node) for node in (0, 1, 2, 0)] == [204] * 4
    postgres_server.stop(how)
    try:
        for node in (0, 1, 2):
            eventually(lambda: come(node), lambda status: status == 202)  # noqa: B023
            assert [come(node) for _ in range(5)] == [202] * 5
            assert cluster.client(node).get("/_v/healthz").json()["durable"] is False
            assert cluster.client(node).stats()["total"] <= sent
    finally:
        postgres_server.start()
    for node in (0, 1, 2):
        eventually(lambda: come(node), lambda status: status == 204)  # noqa: B023
    eventually(cluster.totals, lambda totals: totals == [sent] * 3)
    cluster.restart(0)
    assert cluster.totals()[0] == sent
    assert "mat-khau" not in cluster.printed
    assert "Traceback" not in cluster.printed


@pytest.mark.slow
def test_an_imported_total_reaches_every_node(cluster: Cluster, postgres_url: str, tmp_path: Path) -> None:
    """Meanwhile somebody starts a second counter under the name of a running one, which waits in vain."""
    same = ("--store", postgres_url, "--node", NODES[0])
    double = CounterProcess(tmp_path / "double", tmp_path / "countable.json", same)
    with ThreadPoolExecutor(1) as pool:
        second = pool.submit(refused, double)
        cluster.client(1).hit("/", who("8.8.8.8"))
        words = ("import", "--data", tmp_path / "mot", "--store", postgres_url, "--total", "13063547")
        done = cli(*words, "--as-of", "2026-11-21", "--from", "Bộ đếm cũ", "--clock", tmp_path / "clock")
        assert done.returncode == 0, done.stderr
        eventually(cluster.totals, lambda totals: totals == [13_063_548] * 3)
        entries = cluster.client(2).get("/_v/snapshot.json").json()["imports"]
        assert [(entry["total"], entry["from"]) for entry in entries] == [(13_063_547, "Bộ đếm cũ")]
    assert second.result().returncode != 0
    assert "“mot”" in second.result().stderr
    assert "Traceback" not in second.result().stderr
    assert "mat-khau" not in second.result().stderr + done.stdout


def test_one_visitor_at_two_nodes_at_once_is_at_most_two(cluster: Cluster) -> None:
    """What the documentation says is counted twice: who moves before the nodes have heard of each other."""
    for number in range(30):
        for node in (0, 1):
            cluster.client(node).hit("/", phone(number))
    totals = eventually(cluster.totals, lambda totals: len(set(totals)) == 1 and totals[0] >= 30)
    assert 30 <= totals[0] <= 60
    assert eventually(lambda: cluster.client(2).stats()["online"], lambda online: online == 30) == 30
    assert cluster.clock
    assert cluster.clock.now == NOON
