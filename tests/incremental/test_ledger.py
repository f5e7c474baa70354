"""The ledger comes back as it was, or not at all."""

from __future__ import annotations

import marshal
import random
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import pytest

from plugins.common.problems import Problem
from plugins.incremental import kept_ledger
from plugins.incremental.kept_ledger import HEAD, PARTS, VERSION, Base, dump
from plugins.incremental.ledger import Ledger
from plugins.incremental.rows import UnknownError
from plugins.incremental.tree import Stamp
from tests.incremental.things import row

FULL = Ledger(
    libraries=("3.11", "jinja2"),
    others={"/p/base.html": Stamp(5, 6, b"x" * 16)},
    articles={"tin/a.md": Stamp(1, 2, b"y" * 16)},
    rows=[row(), row(path="tin/b.md", updated=("2022", "year"), media=("/images/a.jpg",))],
    outputs={"index.html": (b"z" * 16, 3, 4)},
    keys={"index.html": b"k" * 16},
    names=[("ma-tuy", "ma túy")],
    periods=["/2021/"],
    since=1.5,
    until=2.5,
    problems=[Problem("a.md", 3, "thiếu mô tả", "x", "thêm", "warning")],
    recipe=b"r",
    alone=b"a",
    related=b"m",
    side=b"s",
    forgets=True,
    reason="vì thế",
)


def load(values: Mapping[str, bytes]) -> tuple[Ledger, Base] | None:
    """As the store gives the bytes; what is not there is empty."""
    return kept_ledger.load(lambda name: values.get(name, b""))


def told(ledger: Ledger) -> dict[str, Any]:
    """All that a ledger says."""
    return {field.name: getattr(ledger, field.name) for field in fields(Ledger)}


def big(rows: int = 40) -> Ledger:
    """A ledger of so many articles."""
    paths = [f"tin/{number}.md" for number in range(rows)]
    return replace(
        FULL,
        forgets=False,
        rows=[row(path=path) for path in paths],
        articles={path: Stamp(1, 2, b"y" * 16) for path in paths},
        keys=dict.fromkeys(paths, b"k" * 16),
        outputs=dict.fromkeys(paths, (b"z" * 16, 3, 4)),
    )


def test_it_comes_back() -> None:
    assert all(told(FULL).values())
    for ledger in (FULL, Ledger()):
        found = load(dump(ledger))
        assert found
        assert told(found[0]) == told(ledger)


def test_the_same_site_gives_the_same_bytes() -> None:
    found = load(dump(FULL))
    assert found
    assert dump(found[0]) == dump(FULL)


def test_that_of_another_version_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(kept_ledger, "VERSION", 0)
        values = dump(FULL)
    assert load(values) is None


@pytest.mark.parametrize("head", [
    b"", b"x", b"\xff" * 100, marshal.dumps(None), marshal.dumps((VERSION, 5)),
    marshal.dumps((VERSION, b"", [("unknown", 1)], {})), dump(FULL)[HEAD][:-20],
])  # fmt: skip
def test_a_damaged_head_is_none(head: bytes) -> None:
    assert load({**dump(FULL), HEAD: head}) is None


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("part", [b"", b"x", marshal.dumps((1, 2)), dump(FULL)["rows"][:-9], dump(Ledger())["keys"]])
def test_a_part_that_is_lost_or_of_another_build_is_nothing(name: str, part: bytes) -> None:
    found = load({**dump(FULL), name: part})
    if found:
        with pytest.raises(UnknownError):
            getattr(found[0], name)


def changed(ledger: Ledger, chance: random.Random) -> Ledger:
    """What an edit makes of a ledger: a row is made anew, goes or comes, and so do entries of the rest."""
    rows = [*ledger.rows]
    place = chance.randrange(len(rows))
    rows[place : place + chance.randrange(2)] = [row(path=f"tin/moi-{chance.random()}.md")] * chance.randrange(2)
    values: dict[str, Any] = {"rows": rows, "since": chance.random()}
    for name, value in (
        ("articles", Stamp(chance.randrange(99), 2, b"n" * 16)),
        ("keys", chance.randbytes(16)),
        ("outputs", (b"", 1, 2)),
    ):
        part = values[name] = dict(getattr(ledger, name))
        part.pop(chance.choice([*part]))
        part[chance.choice([*part, "moi"])] = value
    return replace(ledger, **values)


@pytest.mark.parametrize("seed", range(5))
def test_a_chain_of_changes_comes_back_and_is_written_anew_now_and_then(seed: int) -> None:
    chance, ledger = random.Random(seed), big()
    kept = dump(ledger)
    sizes = []
    for _ in range(12):
        found = load(kept)
        assert found
        ledger, base = found
        ledger = changed(ledger, chance)
        written = dump(ledger, base)
        kept |= written
        sizes.append(len(written))
        found = load(kept)
        assert found
        assert told(found[0]) == told(ledger)
    assert set(sizes) == {1, 1 + len(PARTS)}


def test_what_nobody_asked_for_is_kept_as_it_was() -> None:
    kept = dump(big())
    found = load(kept)
    assert found
    once = changed(found[0], random.Random(1))
    kept |= dump(once, found[1])
    without = {name: value for name, value in kept.items() if name not in ("keys", "rows")}
    found = load(without)
    assert found
    found[0].since = 7.0
    again = load(kept | dump(*found))
    assert again
    assert told(again[0]) == {**told(once), "since": 7.0}


def test_rows_in_another_order_are_written_anew() -> None:
    kept = dump(big())
    found = load(kept)
    assert found
    ledger = replace(found[0], rows=found[0].rows[::-1])
    written = dump(ledger, found[1])
    assert written.keys() == {HEAD, *PARTS}
    again = load(written)
    assert again
    assert told(again[0]) == told(ledger)


def test_where_something_is_to_be_forgotten_nothing_stays_of_it() -> None:
    found = load(dump(replace(big(), rows=[row(path=f"tin/teo-{number}.md") for number in range(9)])))
    assert found
    written = dump(replace(found[0], rows=found[0].rows[1:], forgets=True), found[1])
    assert written.keys() == {HEAD, *PARTS}
    assert not any(b"teo-0" in value for value in written.values())


def test_rows_by_status() -> None:
    ledger = Ledger(rows=[row(), row(status="draft"), row(status="hidden")])
    assert [[found.status for found in ledger.by_status(name)] for name in ("published", "draft")] == [
        ["published"], ["draft"],
    ]  # fmt: skip
