"""A ledger in the store: its large parts, which stay, and a head that tells what has changed in them since.

An edit changes a few of forty thousand entries; to write them all would take as long as everything else. Parts and head
share a token: parts that another build left in between do not go with a head that was read before.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from sys import intern
from typing import Any

from plugins.common.problems import Problem
from plugins.incremental.digests import bytes_digest
from plugins.incremental.ledger import Ledger
from plugins.incremental.rows import Row, UnknownError
from plugins.incremental.tree import Stamp

VERSION = 3
#: The name of the head among the values; the others are those of fields.
HEAD = ""
PARTS = ("articles", "keys", "outputs", "rows")
#: What a build that changes nothing can do without.
_LATE = ("keys", "rows")
#: When more than one entry in so many is another than in the parts, they are written anew.
_MANY = 16

#: Of a part what has gone (names, or places of rows), and what is new: names, or places of rows, and values.
Change = tuple[Iterable[Any], Iterable[Any], Iterable[Any]]
_NONE: Change = ((), (), ())


class KeptLedger(Ledger):
    """A ledger whose rows and keys are read when somebody asks for them, which may raise UnknownError."""

    def __getattr__(self, name: str) -> Any:
        if name not in _LATE or "base" not in self.__dict__:
            raise AttributeError(name)
        found = self.__dict__[name] = self.__dict__["base"].applied(name)
        return found


class Base:
    """The parts that a ledger was made of; ``fetch`` gives the bytes of one, ``changes`` what differs from it."""

    def __init__(self, token: bytes, changes: Mapping[str, Change], fetch: Callable[[str], bytes]) -> None:
        self.token, self.changes = token, changes
        self._fetch = fetch
        self._parts: dict[str, Any] = {}

    def part(self, name: str) -> Any:
        """One part as it was written. Raises UnknownError when it is lost, or another build's."""
        if name not in self._parts:
            try:
                token, names, values = marshal.loads(self._fetch(name))
                if token != self.token:
                    raise UnknownError("ledger")
                self._parts[name] = [*map(Row._make, values)] if name == "rows" else _named(name, names, values)
            except (EOFError, TypeError, ValueError) as error:
                raise UnknownError("ledger") from error
        return self._parts[name]

    def applied(self, name: str) -> Any:
        """The same with its changes. Raises UnknownError."""
        whole, (gone, new, values) = self.part(name), self.changes[name]
        if name != "rows":
            found = {**whole, **_named(name, new, values)}
            for entry in gone:
                del found[entry]
            return found
        left = {*gone}
        rows = [row for place, row in enumerate(whole) if place not in left] if left else [*whole]
        for place, row in zip(new, values, strict=True):
            rows.insert(place, Row._make(row))
        return rows


def load(fetch: Callable[[str], bytes]) -> tuple[Ledger, Base] | None:
    """The ledger of some values, and what it is made of; None when they are lost or another version's."""
    try:
        version, token, items, changes = marshal.loads(fetch(HEAD))
        if version != VERSION:
            return None
        values = dict(items)
        values["others"] = _named("others", *values["others"])
        values["problems"] = [Problem(*problem) for problem in values["problems"]]
        ledger, base = KeptLedger(**values), Base(token, changes, fetch)
        for name in _LATE:
            del ledger.__dict__[name]
        ledger.__dict__.update({name: base.applied(name) for name in PARTS if name not in _LATE}, base=base)
    except (EOFError, LookupError, TypeError, ValueError):
        return None
    return ledger, base


def dump(ledger: Ledger, base: Base | None = None) -> dict[str, bytes]:
    """The values of a ledger by name: the head alone where the parts that it was made of can stay.

    Raises UnknownError when those that nobody has asked for are needed and lost.
    """
    # Where something is to be forgotten, nothing stays of what has gone.
    if base is not None and not ledger.forgets and (changes := _changes(ledger, base)):
        return {HEAD: _head(ledger, base.token, changes)}
    parts = {name: _columns(getattr(ledger, name)) for name in PARTS}
    token = bytes_digest(marshal.dumps([*parts.values()]))
    values = {name: marshal.dumps((token, *part)) for name, part in parts.items()}
    return {**values, HEAD: _head(ledger, token, dict.fromkeys(PARTS, _NONE))}


def _head(ledger: Ledger, token: bytes, changes: Mapping[str, Change]) -> bytes:
    values = {field.name: getattr(ledger, field.name) for field in fields(Ledger) if field.name not in PARTS}
    values["others"] = _columns(ledger.others)
    values["problems"] = [(p.file, p.line, p.message, p.value, p.remedy, p.severity) for p in sorted(ledger.problems)]
    return marshal.dumps((VERSION, token, sorted(values.items()), dict(changes)))


def _changes(ledger: Ledger, base: Base) -> dict[str, Change] | None:
    """What differs from the parts; None when it is so much, or in another order, that they are better written anew."""
    changes: dict[str, Change] = {}
    entries = differing = 0
    for name in PARTS:
        if name not in vars(ledger):  # nobody has asked for it
            changes[name] = base.changes[name]
            continue
        whole, now = base.part(name), getattr(ledger, name)
        change = _changed_rows(whole, now) if name == "rows" else _changed(whole, now)
        if change is None:
            return None
        changes[name] = change
        entries += len(whole)
        differing += len([*change[0]]) + len([*change[1]])
    return changes if differing * _MANY <= entries else None


def _changed(whole: Mapping[str, Any], now: Mapping[str, Any]) -> Change:
    new = sorted(name for name, value in now.items() if whole.get(name) != value)
    return sorted(whole.keys() - now.keys()), new, [_plain(now[name]) for name in new]


def _changed_rows(whole: list[Row], now: list[Row]) -> Change | None:
    """Rows that stayed are the same objects."""
    known = dict(zip(map(id, whole), range(len(whole)), strict=True))
    at = [known.get(id(row), -1) for row in now]
    stayed = [place for place in at if place >= 0]
    if stayed != sorted(stayed):
        return None
    new = [place for place, old in enumerate(at) if old < 0]
    return sorted({*range(len(whole))}.difference(stayed)), new, [tuple(now[place]) for place in new]


def _columns(part: Mapping[str, Any] | list[Row]) -> tuple[list[str], list[Any]]:
    """Names and values; text that several values share is written once."""
    if isinstance(part, list):
        return [], [*map(tuple, part)]
    names = sorted(part)
    return [*map(intern, names)], [_plain(part[name]) for name in names]


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, tuple) else value


def _named(part: str, names: Iterable[str], values: Iterable[Any]) -> dict[str, Any]:
    are_stamps = part in ("articles", "others")
    return dict(zip(names, map(Stamp._make, values) if are_stamps else values, strict=True))
