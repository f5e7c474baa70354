"""What happens in a replay: hits of people and robots, restarts, looks; and how each is sent to the service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tests.visit_counter.service.oracle import Ask
from tests.visit_counter.service.process import LAPTOP, PHONE, ROBOT, who
from tools.counter_process import Answer, Client

Kind = Literal["person", "gif", "dnt", "gpc", "robot", "prefetch", "prerender", "head", "foreign", "cross"]
ORIGIN = "https://congan.example"
#: People by name: the ways in which their address is written, and their browser.
PEOPLE: dict[str, tuple[tuple[str, ...], str]] = {
    "An": (("113.160.1.1", "113.160.1.1:50311", "::ffff:113.160.1.1", "9.9.9.9, 113.160.1.1"), PHONE),
    "Binh": (("113.160.1.1",), LAPTOP),
    "Chi": (("2405:4800:1:2::1", "2405:4800:1:2:ffff:abcd:0:9", "[2405:4800:1:2::77]:443"), PHONE),
    "Dung": (("2405:4800:1:3::1",), PHONE),
    "Giang": (("14.161.20.3",), f"{LAPTOP} Đọc báo"),
    "Hoa": (("14.161.20.4",), "Mozilla/5.0 (Linux; Android 9; SM-J600G) Gecko/68.0 Firefox/68.11.0"),
}


@dataclass(frozen=True)
class Hit:
    """Somebody's browser asks for a page to be counted."""

    person: str
    page: str
    kind: Kind = "person"
    hint: bool = False
    #: Which way of writing the address.
    spelling: int = 0

    @property
    def ask(self) -> Ask | None:
        """What it means; None when it means nothing, whatever the page."""
        if self.kind in ("person", "gif", "dnt", "gpc"):
            return Ask(self.person, self.page, self.hint, self.kind in ("dnt", "gpc"))
        return None

    def send(self, client: Client) -> Answer:
        """Send it."""
        addresses, agent = PEOPLE.get(self.person) or ((self.person,), PHONE)
        headers = who(addresses[self.spelling % len(addresses)], agent, **_HEADERS.get(self.kind, {}))
        if self.kind == "gif":
            return client.get(f"/_v/hit.gif?p={self.page}" + ("&n=1" if self.hint else ""), headers)
        return client.hit(self.page, headers, hint=self.hint, method="HEAD" if self.kind == "head" else "POST")


_HEADERS: dict[Kind, dict[str, str]] = {
    "person": {"Origin": ORIGIN, "Sec_Fetch_Site": "same-origin"},
    "gif": {"Referer": f"{ORIGIN}/2026/"},
    "dnt": {"DNT": "1"},
    "gpc": {"Sec_GPC": "1", "DNT": "0"},
    "robot": {"User_Agent": ROBOT},
    "prefetch": {"Sec_Purpose": "prefetch"},
    "prerender": {"Sec_Purpose": "prefetch;prerender"},
    "foreign": {"Origin": "https://elsewhere.example"},
    "cross": {"Sec_Fetch_Site": "cross-site", "Referer": "https://elsewhere.example/x"},
}


@dataclass(frozen=True)
class Restart:
    """The service ends, and comes back some seconds later."""

    kill: bool
    down: int


@dataclass(frozen=True)
class Look:
    """Nothing happens but that time has passed."""


@dataclass(frozen=True)
class Step:
    """What happens at a Unix second of the service's clock."""

    second: int
    what: Hit | Restart | Look
