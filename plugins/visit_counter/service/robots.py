"""Who is a robot: the patterns of the package crawler-user-agents, asked once for each user agent.

1. The list is read as data (its module would keep a megabyte of descriptions and instances in memory) and only compiled
   expressions of it stay.
2. Most patterns are plain words. They are folded into a tree of common beginnings, so that an agent never seen before
   costs about a fortieth of what the same patterns joined by ``|`` cost: who rotates agents pays, not the service.
3. A few patterns of the list also fit people's phones (``PEOPLE``); they count only for what is no browser.
4. The answer is kept by user agent, for a bounded number of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any

#: How many user agents are remembered, and how many characters of one are looked at.
REMEMBERED = 4096
LONGEST = 1024

#: Robots that the list does not know.
ALSO = ("ZaloBot",)
#: Patterns that also fit people's phones, and what they fit. They speak only of agents that are no browser, and of the
#: list's own examples, word for word.
PEOPLE = {
    r"AP3A\.240617\.008": "the build number of OPPO, vivo, Xiaomi and realme phones with Android 15, in every app",
    "MetaIAB Facebook": "Facebook's in-app browser, since it no longer sends FBAN and FBAV",
    "Viber": "its in-app browser; the bare word and Viber/1.2 are its link preview",
    "WhatsApp": "its in-app browser; WhatsApp/2.19.92 i is its link preview",
    "coccoc": "the browser Cốc Cốc where it writes its name in one word; its robots are compatible; coccocbot-web",
    "Butterfly": "HTC Butterfly, a phone",
    "Sogou": "SogouMSE and SogouSearch, a browser of phones from China; its robots are Sogou web spider",
    "Sonic": "ViewSonic, tablets and school boards",
}

_PACKAGE = "crawleruseragents"
_FILE = "crawler-user-agents.json"
_SPECIAL = frozenset("[](){}|*+?^$.")
_REPEATS = frozenset("*+?{")
#: At the beginning: a class of letters, a group of plain choices. In what follows a word: choices in one group only.
_CLASS = re.compile(r"\[(\w+)\](?![*+?{])")
_LEADING = re.compile(r"\(([^()\[\]\\?]*)\)(?![*+?{])(?=[^()|]*$)")
_GROUP = re.compile(r"[^()|]*\([^()]*\)[^()|]*")
_NEVER = "(?!)"
_END = ""

#: A tree of letters; ``_END`` closes a word, and holds what must follow it.
_Tree = dict[str, "_Tree"]


class Robots:
    """Tells robots from people by their user agent."""

    def __init__(self) -> None:
        entries = read_list(_needed)
        patterns = (entry["pattern"] for entry in entries if entry["pattern"] not in PEOPLE)
        anywhere, start = fold(chain(ALSO, patterns))
        self._search, self._match = anywhere.search, start.match
        self._search_people = re.compile("|".join(PEOPLE)).search
        self._examples = frozenset(
            example[:LONGEST] for entry in entries if entry["pattern"] in PEOPLE for example in entry["instances"]
        )
        self._known: dict[str, bool] = {}

    def is_robot(self, agent: str | None) -> bool:
        """Whether a robot sends this user agent; who sends none is one."""
        if not agent:
            return True
        if len(agent) > LONGEST:
            agent = agent[:LONGEST]
        known = self._known.get(agent)
        return self._ask(agent) if known is None else known

    @property
    def remembered(self) -> int:
        """How many user agents are kept with their answers."""
        return len(self._known)

    def _ask(self, agent: str) -> bool:
        robot = not agent.strip() or bool(self._match(agent) or self._search(agent))
        if not robot and self._search_people(agent):
            robot = not _is_browser(agent) or agent in self._examples
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        self._known[agent] = robot
        return robot


def _is_browser(agent: str) -> bool:
    """Whether an agent is written as browsers write theirs; robots that do so too name themselves and their address."""
    return agent.startswith("Mozilla/") and "compatible;" not in agent and "http" not in agent


def read_list(keep: Callable[[dict[str, Any]], dict[str, Any]] = dict) -> list[dict[str, Any]]:
    """The entries of the list: ``pattern``, ``instances`` and more. The package itself is not imported.

    ``keep`` is asked what of each entry shall be kept, as soon as it is read.
    """
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("Thiếu gói crawler-user-agents: hãy cài lại các gói trong requirements.txt.")
    text = Path(spec.origin).with_name(_FILE).read_bytes()
    entries: list[dict[str, Any]] = json.loads(text, object_hook=keep)
    return entries


def _needed(entry: dict[str, Any]) -> dict[str, Any]:
    """The whole list as Python objects takes 6 MB for a moment, and the process would never give them back."""
    return {"pattern": entry["pattern"], "instances": entry["instances"] if entry["pattern"] in PEOPLE else []}


def fold(patterns: Iterable[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Two expressions that find what any of the patterns finds: one to search with, one for the agent's beginning.

    The first is a tree of common beginnings; what does not fit into a tree is asked after it.
    """
    tree: _Tree = {}
    others: list[str] = []
    starts: list[str] = []
    for choice in (choice for pattern in patterns for choice in _choices(pattern)):
        word, rest = _split(choice)
        if choice.startswith("^") and "|" not in choice:
            starts.append(choice)
        elif not word or ("|" in rest and not _GROUP.fullmatch(rest)):
            others.append(choice)
        else:
            node = tree
            for letter in word:
                node = node.setdefault(letter, {})
            node.setdefault(_END, {})[rest] = {}
    anywhere = [_write(tree), *others] if tree else others
    return re.compile("|".join(anywhere or [_NEVER])), re.compile("|".join(starts or [_NEVER]))


def _choices(pattern: str) -> list[str]:
    """The pattern as several simpler ones where that is easily seen: ``[cC]urebot``, ``(^| )PTST``, ``Chirp|other``."""
    if "\\|" in pattern:
        return [pattern]
    if first := _CLASS.match(pattern):
        return [letter + pattern[first.end() :] for letter in first[1]]
    if first := _LEADING.match(pattern):
        return [choice + pattern[first.end() :] for choice in first[1].split("|")]
    return [pattern] if set("()[]") & set(pattern) else pattern.split("|")


def _split(pattern: str) -> tuple[str, str]:
    """The plain word with which a pattern begins, and the expression that follows it."""
    word = ""
    place = 0
    while place < len(pattern) and pattern[place] not in _SPECIAL:
        begin = place
        if pattern[place] == "\\":
            place += 1
            if pattern[place].isalnum():  # a class such as \d
                return word, pattern[begin:]
        place += 1
        if place < len(pattern) and pattern[place] in _REPEATS:
            return word, pattern[begin:]
        word += pattern[place - 1]
    return word, pattern[place:]


def _write(tree: _Tree) -> str:
    """The tree as an expression; a word that is the beginning of others makes them needless."""
    ends = tree.get(_END, {})
    if "" in ends:
        return ""
    branches = [re.escape(letter) + _write(node) for letter, node in sorted(tree.items()) if letter != _END]
    branches += sorted(ends)
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
