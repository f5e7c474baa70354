"""What the gate prints: lines for people, JSON, GitHub's workflow commands, SARIF 2.1.0."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from plugins.common.dates import parse_date
from plugins.content_checks import formats
from plugins.content_checks.command import EVERY_RULE, summary
from plugins.content_checks.gate import Told
from plugins.content_checks.model import Rule
from plugins.front_matter.waivers import Waiver
from tests.support import ROOT

RULE = Rule("so-may", "error", "có số máy", "Số máy là của riêng.", "bỏ số ấy", lambda article, archive: ())
OTHER = Rule("cham", "warning", "thiếu dấu chấm", "Câu cần dấu chấm.", "có phải là “.”?", lambda article, archive: ())
RULES = (OTHER, RULE)
WAIVER = Waiver("so-may", "số của cơ quan", "Trần B", parse_date("2026-11-20"), 5)


def told(
    rule: Rule = RULE,
    line: int = 3,
    value: str = "09…78",
    file: str = "content/tin/bài 1.md",
    waiver: Waiver | None = None,
) -> Told:
    return Told(file, line, rule, rule.severity, value, rule.message, rule.remedy, waiver)


ALL = [told(), told(OTHER, 0, value=""), told(waiver=WAIVER), told(line=4, waiver=WAIVER)]


def test_text_tells_place_what_remedy_why_and_rule_on_one_line() -> None:
    error, warning, waived = formats.text(ALL, RULES).splitlines()
    place = "content/tin/bài 1.md"
    assert error == f"{place}:3: lỗi: có số máy: “09…78”. Cách sửa: bỏ số ấy. Vì sao: Số máy là của riêng. [so-may]"
    assert warning == f"{place}: cảnh báo: thiếu dấu chấm. Cách sửa: có phải là “.”? Vì sao: Câu cần dấu chấm. [cham]"
    assert waived == f"{place}:5: bỏ qua [so-may], 2 chỗ: số của cơ quan (Trần B, 20/11/2026)"
    assert summary(ALL, 7) == "Đã kiểm tra 7 tệp: 1 lỗi, 1 cảnh báo, 2 chỗ được bỏ qua có lý do."


def test_text_stays_one_line_whatever_stands_in_the_article() -> None:
    assert formats.text([told(value="a\nb\x1b[31m\u2028c")], RULES).count("\n") == 1


def test_json_is_a_list_of_objects_without_what_is_waived() -> None:
    rows = json.loads(formats.as_json(ALL, RULES))
    assert [row["rule"] for row in rows] == ["so-may", "cham"]
    assert rows[0] == {
        "file": "content/tin/bài 1.md",
        "line": 3,
        "rule": "so-may",
        "severity": "error",
        "message": "có số máy: “09…78”",
        "remedy": "bỏ số ấy",
        "why": "Số máy là của riêng.",
    }
    assert json.loads(formats.as_json([], RULES)) == []


def test_paths_are_relative_to_where_the_command_was_started() -> None:
    absolute = str(ROOT / "content" / "a.md")
    assert json.loads(formats.as_json([told(file=absolute)], RULES))[0]["file"] == "content/a.md"


def test_github_escapes_what_would_end_a_command() -> None:
    first, second = formats.github(ALL, RULES).splitlines()
    assert first.startswith("::error file=content/tin/bài 1.md,line=3,title=so-may::có số máy: “09…78”. Cách sửa:")
    assert second.startswith("::warning file=content/tin/bài 1.md,title=cham::")
    odd = formats.github([told(file="content/a,b:c%.md", value="50%\nhai")], RULES)
    assert odd.startswith("::error file=content/a%2Cb%3Ac%25.md,line=3,")
    assert "50%25%0Ahai" in odd
    assert odd.count("\n") == 1


def sarif(told: list[Told]) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(formats.sarif(told, RULES))
    return log


def test_sarif_has_what_the_standard_requires() -> None:
    """SARIF 2.1.0: 3.13 (log), 3.14 (run), 3.19 (driver), 3.49 (descriptor), 3.27 (result), 3.30 (region)."""
    log = sarif(ALL)
    assert (log["version"], set(log)) == ("2.1.0", {"$schema", "version", "runs"})
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"]
    assert [rule["id"] for rule in driver["rules"]] == ["cham", "so-may"]
    for rule in driver["rules"]:
        assert rule["defaultConfiguration"]["level"] in ("error", "warning")
        assert all(rule[name]["text"] for name in ("shortDescription", "fullDescription", "help"))
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning")
        assert result["message"]["text"].endswith((".", "?"))
        (place,) = result["locations"]
        assert place["physicalLocation"]["artifactLocation"]["uri"] == "content/tin/b%C3%A0i%201.md"


def test_sarif_gives_no_line_to_what_has_none_and_tells_what_is_waived() -> None:
    error, warning, waived, _ = sarif(ALL)["runs"][0]["results"]
    assert error["locations"][0]["physicalLocation"]["region"] == {"startLine": 3}
    assert "region" not in warning["locations"][0]["physicalLocation"]
    assert "suppressions" not in error
    why = "số của cơ quan (Trần B, 20/11/2026)"
    assert waived["suppressions"] == [{"kind": "inSource", "justification": why}]


def test_sarif_names_a_file_elsewhere_by_a_whole_address(tmp_path: Path) -> None:
    (result,) = sarif([told(file=str(tmp_path / "bài.md"))])["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == f"file://{tmp_path}/b%C3%A0i.md"


@pytest.mark.parametrize("form", formats.FORMATS)
def test_every_format_takes_every_rule(form: str) -> None:
    every = [told(rule) for rule in EVERY_RULE]
    printed = formats.FORMATS[form](every, EVERY_RULE)
    assert all(rule.id in printed for rule in EVERY_RULE)
