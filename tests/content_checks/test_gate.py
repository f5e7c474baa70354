"""The gate: rules run over an article, waivers, drafts, secrets, rules that fail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from plugins.content_checks.archive import Archive
from plugins.content_checks.article import Article
from plugins.content_checks.gate import Gate, Told, has_errors, hidden
from plugins.content_checks.model import Finding, Rule
from tests.content_checks.support import article_of, portal

HEADER = """---
Tiêu đề: Công an xã tuyên truyền pháp luật
Ngày đăng: 05/10/2026
Tác giả: Nguyễn Văn A
{more}---

Dòng một có lỗi.

Dòng hai có lỗi và lỗi.
"""
WAIVER = """Bỏ qua:
  - Quy tắc: {rule}
    Lý do: lỗi là chủ đề của bài
    Người duyệt: Trần Văn B
    Ngày duyệt: {on}
"""


def _finds(article: Article, archive: Archive) -> Iterator[Finding]:
    for line in article.prose:
        for _ in range(line.words.count("lỗi")):
            yield Finding(line.number, "lỗi")


def rule(id_: str = "word", check: Any = _finds, **more: Any) -> Rule:
    return Rule(id_, more.pop("severity", "error"), "có chữ lỗi", "Vì thế.", "bỏ chữ ấy", check, **more)


def checked(more: str = "", *rules: Rule, **options: Any) -> list[Told]:
    gate = Gate(portal().archive, rules or (rule(),), **options)
    return gate.check(article_of(HEADER.format(more=more)))


def waiver(rule: str = "word", on: str = "20/11/2026") -> str:
    return WAIVER.format(rule=rule, on=on)


def summary(told: list[Told]) -> list[tuple[str, str, bool]]:
    return [(one.rule.id, one.severity, one.waiver is not None) for one in told]


def test_a_finding_takes_from_its_rule_what_it_does_not_say_itself() -> None:
    def check(article: Article, archive: Archive) -> Iterator[Finding]:
        yield Finding(9, "b", "điều khác", "cách khác")
        yield Finding(7, "a")

    first, second = checked("", rule(check=check))
    assert (first.line, first.value, first.message, first.remedy) == (7, "a", "có chữ lỗi", "bỏ chữ ấy")
    assert (second.line, second.message, second.remedy) == (9, "điều khác", "cách khác")


def test_one_thing_on_one_line_is_told_once() -> None:
    assert [one.line for one in checked()] == [7, 9]
    assert has_errors(checked())


def test_a_waiver_lets_its_rule_pass_and_no_other() -> None:
    told = checked(waiver(), rule(), rule("other"))
    assert summary(told) == [("other", "error", False), ("word", "error", True)] * 2
    assert has_errors(told)
    assert not has_errors(checked(waiver()))


def test_a_waiver_of_tomorrow_lets_nothing_pass() -> None:
    told = checked(waiver(on="23/11/2026"))
    assert summary(told) == [("waiver", "error", False), ("word", "error", False), ("word", "error", False)]
    assert not has_errors(checked(waiver(on="22/11/2026")))


def test_an_unknown_rule_is_told_with_the_one_that_was_meant() -> None:
    told = [one for one in checked(waiver("wrod")) if one.rule.id == "waiver"]
    assert [(one.line, one.severity, one.value, one.remedy) for one in told] == [
        (6, "error", "wrod", "có phải là “word”?")
    ]


def test_what_may_not_be_waived_is_not() -> None:
    told = checked(waiver(), rule(waivable=False))
    assert summary(told) == [("waiver", "error", False), ("word", "error", False), ("word", "error", False)]
    assert "không được phép" in told[0].message


def test_a_waiver_that_nothing_needs_is_told_when_its_rule_was_run() -> None:
    silent = rule("silent", lambda article, archive: ())
    assert summary(checked(waiver("silent"), silent)) == [("waiver", "warning", False)]
    assert checked(waiver("silent"), silent, without={"silent"}) == []
    assert checked(waiver("elsewhere"), silent, others=[rule("elsewhere")]) == []


def test_a_rule_waived_twice_is_told() -> None:
    twice = waiver() + waiver().removeprefix("Bỏ qua:\n")
    assert summary(checked(twice))[-1:] == [("word", "error", True)]
    assert [one.message for one in checked(twice) if one.rule.id == "waiver"] == ["quy tắc này đã được bỏ qua ở trên"]


def test_in_a_draft_nothing_is_an_error() -> None:
    told = checked("Trạng thái: nháp\n" + waiver("wrod"))
    assert {one.severity for one in told} == {"warning"}
    assert {one.rule.id for one in told} == {"word", "waiver"}


def test_a_rule_that_fails_stops_no_other() -> None:
    def broken(article: Article, archive: Archive) -> Iterator[Finding]:
        yield Finding(7, "đã thấy")
        raise ZeroDivisionError("chia cho không")

    told = checked("", rule("bad", broken), rule())
    assert summary(told) == [("broken-rule", "error", False), ("word", "error", False), ("word", "error", False)]
    assert told[0].value == "bad: ZeroDivisionError: chia cho không"


def test_rules_may_be_left_out() -> None:
    assert summary(checked("", rule(), rule("other"), without={"word"})) == [("other", "error", False)] * 2


@pytest.mark.parametrize(
    ("secret", "shown"),
    [
        ("0912345678", "09…78"),
        ("079123456789", "07…89"),
        ("an@gmail.com", "an…om"),
        ("Bảo An", "B…n"),
        ("A", "…"),
        ("", "…"),
    ],
)
def test_the_middle_of_a_secret_is_never_shown(secret: str, shown: str) -> None:
    assert hidden(secret) == shown
    told = checked("", rule(check=lambda article, archive: [Finding(7, secret, secret=True)]))
    assert [one.value for one in told] == [shown]
