"""The benchmark of the gate: what it reads, what it says. Nothing here is timed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plugins.content_checks.rules import GROUPS
from tools import bench_checks
from tools.bench_checks import ALL, GATE, READING, Row, as_json, checked, read, write_content


def test_every_part_has_a_row_and_sound_articles_raise_no_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench_checks, "ROUNDS", 1)
    monkeypatch.setattr(bench_checks, "TARGETS", {ALL: 1000.0})
    to = tmp_path / "figures.json"
    assert bench_checks.bench_checks(6, str(to)) == 0
    out = capsys.readouterr().out
    assert "Errors told of sound articles: 0." in out
    figures = json.loads(to.read_text("utf-8"))
    names = [row["name"] for row in figures["rows"]]
    assert names == [READING, GATE, ALL, *(group.title for group in GROUPS)]
    assert all(name in out for name in names)
    assert figures["articles"] == 6
    assert figures["false_errors"] == 0


def test_a_missed_target_fails(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(bench_checks, "ROUNDS", 1)
    monkeypatch.setattr(bench_checks, "TARGETS", {ALL: 0.0})
    assert bench_checks.bench_checks(2) == 1
    assert "FAIL   <= 0 ms" in capsys.readouterr().out


def test_an_error_of_a_generated_article_would_be_seen(tmp_path: Path) -> None:
    content = write_content(2, tmp_path)
    article = next(path for path in content.glob("*/*.md") if path.name != "_index.md")
    article.write_text(article.read_text("utf-8") + "\nGọi 0912 345 678.\n", "utf-8")
    assert [one.rule.id for one in checked(read(content)) if one.severity == "error"] == ["private-telephone"]


def test_a_row_says_whether_it_keeps_the_target() -> None:
    assert "pass   <= 2 ms" in str(Row("all", 1.9, 2.0))
    assert "FAIL   <= 2 ms" in str(Row("all", 2.1, 2.0))
    assert str(Row("reading", 0.5)).split() == ["reading", "0.500"]
    assert as_json(3, [Row("all", 2.1, 2.0)], 0)["rows"] == [
        {"name": "all", "milliseconds": 2.1, "most": 2.0, "passed": False}
    ]
