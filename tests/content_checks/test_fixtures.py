"""Every rule has a fixture that fails, on the lines that it says, and one of near misses that passes.

``fixtures/<rule>/fails.md`` and ``passes.md`` are whole articles; ``fails/`` and ``passes/`` small content folders.
``fails.line`` holds the line of each finding, in a folder as ``file.md:line``.
"""

from __future__ import annotations

import pytest

from plugins.content_checks.command import EVERY_RULE
from plugins.content_checks.model import Rule
from plugins.content_checks.rules import RULES
from tests.content_checks.support import FIXTURES, Case, cases


def found(rule: Rule, article: Case) -> list[str]:
    """The lines of a rule's findings; of several files with their paths."""
    return [f"{article[0].path}:{finding.line}" for finding in sorted(set(rule.check(*article)))]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_finds_what_its_fixture_breaks(rule: Rule) -> None:
    folder = FIXTURES / rule.id
    expected = (folder / "fails.line").read_text("utf-8").split()
    lines = [line for case in cases(folder, "fails") for line in found(rule, case)]
    assert expected
    assert (lines if ":" in expected[0] else [line.rpartition(":")[2] for line in lines]) == expected


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_lets_near_misses_pass(rule: Rule) -> None:
    checked = list(cases(FIXTURES / rule.id, "passes"))
    assert checked
    assert [(finding.line, finding.value) for case in checked for finding in rule.check(*case)] == []


def test_there_is_a_fixture_for_every_rule_and_for_nothing_else() -> None:
    assert sorted(path.name for path in FIXTURES.iterdir()) == sorted(rule.id for rule in RULES)


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.id)
def test_a_rule_says_what_is_wrong_why_and_what_to_do(rule: Rule) -> None:
    assert rule.id == rule.id.lower().strip("-")
    assert set(rule.id) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert rule.message[0].islower() or rule.message[0] in "“"
    assert not rule.message.endswith(".")
    assert rule.why[0].isupper()
    assert rule.why.endswith(".")
    assert not rule.why.endswith("..")
    assert rule.remedy
    assert not rule.remedy.endswith(".")


def test_no_two_rules_have_one_name() -> None:
    names = [rule.id for rule in EVERY_RULE]
    assert len(names) == len(set(names))
