"""The ledger comes back as it was, or not at all."""

from __future__ import annotations

import marshal
from dataclasses import fields

import pytest

from plugins.common.problems import Problem
from plugins.incremental import ledger as module
from plugins.incremental.ledger import Ledger
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
    related=b"m",
    side=b"s",
    forgets=True,
    reason="vì thế",
)


def test_it_comes_back() -> None:
    assert all(getattr(FULL, field.name) for field in fields(FULL))
    assert Ledger.load(FULL.dump()) == FULL
    assert Ledger.load(Ledger().dump()) == Ledger()


def test_the_same_site_gives_the_same_bytes() -> None:
    other = Ledger.load(FULL.dump())
    assert other
    assert other.dump() == FULL.dump()


def test_that_of_another_version_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(module, "_VERSION", 0)
        data = FULL.dump()
    assert Ledger.load(data) is None


@pytest.mark.parametrize("data", [
    b"", b"x", b"\xff" * 100, marshal.dumps(None), marshal.dumps((1, 5)), marshal.dumps((1, [("rows", [(1, 2)])])),
    marshal.dumps((1, [("unknown", 1)])), FULL.dump()[:-20],
])  # fmt: skip
def test_what_is_damaged_is_none(data: bytes) -> None:
    assert Ledger.load(data) is None


def test_rows_by_status() -> None:
    ledger = Ledger(rows=[row(), row(status="draft"), row(status="hidden")])
    assert [[found.status for found in ledger.by_status(name)] for name in ("published", "draft")] == [
        ["published"], ["draft"],
    ]  # fmt: skip
