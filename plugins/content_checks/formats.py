"""What the gate found, written for whom it is: people (text), programs (json), GitHub's log, viewers of SARIF."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from urllib.parse import quote

from plugins.common.problems import Problem, shown_path
from plugins.content_checks.gate import Told
from plugins.content_checks.model import Rule

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
#: The name under which the rules' home is known to readers of SARIF.
TOOL = "tieng-keng-content-checks"


def text(told: Sequence[Told], rules: Sequence[Rule]) -> str:
    """One line for each finding, then the waivers that let something pass."""
    lines = [_line(one) for one in told if one.waiver is None]
    return "".join(f"{line}\n" for line in [*lines, *waived_lines(told)])


def _line(one: Told) -> str:
    problem = Problem(one.file, one.line, one.message, one.value, one.remedy, one.severity)
    return f"{problem.text()} Vì sao: {one.rule.why} [{one.rule.id}]"


def stopped(clause: str) -> str:
    """A clause as a sentence."""
    return clause if clause.endswith(("?", ".")) else f"{clause}."


def waived_lines(told: Iterable[Told]) -> list[str]:
    """A line for each waiver that let something pass: a release shows them."""
    counts: dict[tuple[str, int, str], int] = {}
    words: dict[tuple[str, int, str], str] = {}
    for one in told:
        if waiver := one.waiver:
            key = shown_path(one.file), waiver.line, waiver.rule
            counts[key] = counts.get(key, 0) + 1
            words[key] = f"{waiver.reason} ({waiver.by}, {waiver.on.short})"
    return [
        f"{file}:{line}: bỏ qua [{rule}], {counts[file, line, rule]} chỗ: {words[file, line, rule]}"
        for file, line, rule in sorted(counts)
    ]


def as_json(told: Sequence[Told], rules: Sequence[Rule]) -> str:
    """A list of objects; what is waived is not in it."""
    rows = [
        {
            "file": shown_path(one.file),
            "line": one.line,
            "rule": one.rule.id,
            "severity": one.severity,
            "message": f"{one.message}: “{one.value}”" if one.value else one.message,
            "remedy": one.remedy,
            "why": one.rule.why,
        }
        for one in told
        if one.waiver is None
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def github(told: Sequence[Told], rules: Sequence[Rule]) -> str:
    """Workflow commands, which GitHub shows beside the lines of a change."""
    return "".join(f"{_command(one)}\n" for one in told if one.waiver is None)


def _command(one: Told) -> str:
    value = f": “{one.value}”" if one.value else ""
    words = f"{one.message}{value}. Cách sửa: {stopped(one.remedy)} Vì sao: {one.rule.why}"
    line = f",line={one.line}" if one.line else ""
    place = f"file={_property(shown_path(one.file))}{line},title={_property(one.rule.id)}"
    return f"::{one.severity} {place}::{_data(words)}"


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")


def sarif(told: Sequence[Told], rules: Sequence[Rule]) -> str:
    """SARIF 2.1.0, one run; what is waived is there as suppressed, with the editor's reason."""
    index = {rule.id: number for number, rule in enumerate(rules)}
    driver = {"name": TOOL, "language": "vi", "rules": [_descriptor(rule) for rule in rules]}
    run = {
        "tool": {"driver": driver},
        "language": "vi",
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, index) for one in told],
    }
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _descriptor(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.message},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"Cách sửa: {stopped(rule.remedy)}"},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(one: Told, index: dict[str, int]) -> dict[str, Any]:
    value = f": “{one.value}”" if one.value else ""
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(one.file)}}
    if one.line:
        place["region"] = {"startLine": one.line}
    result: dict[str, Any] = {
        "ruleId": one.rule.id,
        "ruleIndex": index[one.rule.id],
        "level": one.severity,
        "message": {"text": f"{one.message}{value}. Cách sửa: {stopped(one.remedy)}"},
        "locations": [{"physicalLocation": place}],
    }
    if waiver := one.waiver:
        why = f"{waiver.reason} ({waiver.by}, {waiver.on.short})"
        result["suppressions"] = [{"kind": "inSource", "justification": why}]
    return result


def _uri(file: str) -> str:
    shown = shown_path(file).replace(os.sep, "/")
    return ("file://" if shown.startswith("/") else "") + quote(shown)


FORMATS: dict[str, Callable[[Sequence[Told], Sequence[Rule]], str]] = {
    "text": text, "json": as_json, "github": github, "sarif": sarif,
}  # fmt: skip
