"""The promise of incremental builds: whatever was edited, the site is byte for byte what a clean build makes."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from plugins.related_news.copies import SMALL
from tests.incremental.edits import EITHER, FULL, QUICK, Desk, Edit, add_wanted, delete
from tests.incremental.lab import Lab

pytestmark = pytest.mark.slow


def walk(lab: Lab, edits: list[Edit], seed: int) -> dict[str, str]:
    """Make edits one after the other, build and compare; gives why each needed a full build (empty: it did not)."""
    desk = Desk(lab, random.Random(seed))
    reasons = {}
    for step, edit in enumerate(edits):
        edit(desk)
        done = lab.build(desk.now)
        assert done.code == 0, (step, edit.__name__, done.printed)
        if step % 2 or step == len(edits) - 1:  # what was wrong stays so, mostly; clean builds take the time
            lab.check(desk.now, f"seed {seed}, step {step}: {edit.__name__}, {done.reason or 'incremental'}")
        reasons[edit.__name__] = done.reason
    return reasons


@pytest.fixture
def built(make_lab: Callable[[int], Lab]) -> Lab:
    lab = make_lab(30)
    done = lab.build()
    assert (done.is_quick, done.code) == (False, 0), done.printed
    return lab


@pytest.mark.parametrize("seed", [1, 2])
def test_articles_edited_one_after_the_other(built: Lab, seed: int) -> None:
    edits = [*QUICK, *EITHER]
    random.Random(seed).shuffle(edits)
    reasons = walk(built, edits, seed)
    assert {edit.__name__: reasons[edit.__name__] for edit in QUICK} == {edit.__name__: "" for edit in QUICK}


def test_what_touches_every_page_makes_a_full_build(built: Lab) -> None:
    # A notice's record is kept nowhere, so a build that shows it again is a full one: it comes last.
    edits = [*(edit for edit in FULL if edit is not add_wanted), QUICK[0], add_wanted]
    reasons = walk(built, edits, 3)
    assert reasons.pop(QUICK[0].__name__) == ""
    assert all(reasons.values()), reasons


def test_an_archive_too_large_for_comparing_all_pairs(make_lab: Callable[[int], Lab]) -> None:
    lab = make_lab(SMALL + 10)
    done = lab.build()
    assert done.code == 0, done.printed
    edits = [*QUICK[:4], delete]
    reasons = walk(lab, edits, 4)
    assert not any(reasons[edit.__name__] for edit in QUICK[:4])
