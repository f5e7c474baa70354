"""The gate: runs the rules over articles, lets pass what headers waive, and gives what is left in order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from plugins.common.problems import Problem
from plugins.content_checks.archive import Archive
from plugins.content_checks.article import Article
from plugins.content_checks.model import Finding, Rule, Severity
from plugins.content_checks.waivers import RULE as WAIVER
from plugins.content_checks.waivers import in_force, mistakes
from plugins.front_matter.waivers import Waiver

UNREADABLE, BROKEN = "unreadable-file", "broken-rule"


def _nothing(article: Article, archive: Archive) -> Iterable[Finding]:
    return ()


#: What the gate tells by itself.
OWN_RULES = (
    Rule(
        id=UNREADABLE,
        severity="error",
        message="không đọc được tệp này",
        why="Tệp không đọc được thì không ai biết trong đó có gì, và bài không lên trang.",
        remedy="sửa theo lời báo rồi kiểm tra lại",
        check=_nothing,
        waivable=False,
    ),
    Rule(
        id=WAIVER,
        severity="error",
        message="mục “Bỏ qua” không dùng được",
        why="Bỏ qua một quy tắc là việc có người chịu trách nhiệm: phải đúng mã, có lý do, có tên, có ngày.",
        remedy="sửa theo lời báo, hoặc xóa mục “Bỏ qua” này",
        check=_nothing,
        waivable=False,
    ),
    Rule(
        id=BROKEN,
        severity="error",
        message="chương trình không chạy được quy tắc này với bài này",
        why="Một quy tắc không chạy được thì điều nó giữ không được ai kiểm tra.",
        remedy="báo cho người quản trị, kèm tệp này",
        check=_nothing,
        waivable=False,
    ),
)


@dataclass(frozen=True)
class Told:
    """One finding as it is reported; with a ``waiver`` it is let pass."""

    file: str
    line: int
    rule: Rule
    severity: Severity
    value: str = ""
    message: str = ""
    remedy: str = ""
    waiver: Waiver | None = None

    @property
    def key(self) -> tuple[str, int, str, str, str]:
        """The order of a report."""
        return self.file, self.line, self.rule.id, self.message, self.value


class Gate:
    """Rules that are ready to be run over articles of one archive."""

    def __init__(
        self, archive: Archive, rules: Sequence[Rule], without: Collection[str] = (), others: Iterable[Rule] = ()
    ) -> None:
        """``without``: ids of rules that are not run, for somebody else tells what they would.

        ``others``: rules over something else, which a header may waive too.
        """
        self.archive = archive
        self.known = {rule.id: rule for rule in (*rules, *others, *OWN_RULES)}
        self.rules = [rule for rule in rules if rule.id not in without]

    def check(self, article: Article) -> list[Told]:
        """What is to be told of an article, in order. Of a draft nothing is an error: it is nowhere yet."""
        waivers = in_force(article, self.known, self.archive.today)
        told: list[Told] = []
        for rule in self.rules:
            told += self._run(rule, article, waivers.get(rule.id))
        if "waivers" in article.header.values:
            told += self._mistakes(article, {one.rule.id for one in told if one.waiver})
        return sorted(told, key=lambda one: one.key) if len(told) > 1 else told

    def _run(self, rule: Rule, article: Article, waiver: Waiver | None) -> Iterator[Told]:
        try:
            found = dict.fromkeys(rule.check(article, self.archive))
        except Exception as error:  # a fault of ours: the other rules and files are checked all the same
            shown = f"{rule.id}: {type(error).__name__}: {error}"
            yield tell(article.file, self.known[BROKEN], Finding(0, shown))
            return
        severity: Severity = "warning" if article.header.get("status") == "draft" else rule.severity
        for finding in found:
            yield tell(article.file, rule, finding, severity, waiver)

    def _mistakes(self, article: Article, used: set[str]) -> Iterator[Told]:
        asked = {rule.id for rule in self.rules}
        is_draft = article.header.get("status") == "draft"
        for severity, finding in mistakes(article, self.known, used, asked, self.archive.today):
            yield tell(article.file, self.known[WAIVER], finding, "warning" if is_draft else severity)


def tell(
    file: str, rule: Rule, finding: Finding, severity: Severity | None = None, waiver: Waiver | None = None
) -> Told:
    """A finding as it is reported; the middle of a secret is left out here, before any report is made of it."""
    return Told(
        file,
        finding.line,
        rule,
        severity or rule.severity,
        hidden(finding.value) if finding.secret else finding.value,
        finding.message or rule.message,
        finding.remedy or rule.remedy,
        waiver,
    )


def tell_problem(problem: Problem) -> Told:
    """A file that could not be read."""
    finding = Finding(problem.line, problem.value, problem.message, problem.remedy)
    return tell(problem.file, OWN_RULES[0], finding)


def hidden(secret: str) -> str:
    """Enough of a secret to find it in the text, and too little to use it: ``09…78``."""
    kept = 2 if len(secret) >= 8 else 1
    return f"{secret[:kept]}…{secret[-kept:]}" if len(secret) > 3 else "…"


def has_errors(told: Iterable[Told]) -> bool:
    """Whether anything stands in the way of publishing."""
    return any(one.severity == "error" and one.waiver is None for one in told)
