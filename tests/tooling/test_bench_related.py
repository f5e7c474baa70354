"""The benchmarks of related news: what they read, what they compare, what they say. Nothing here is timed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plugins.common.problems import Report
from plugins.related_news.evaluation import Quality
from plugins.related_news.jsonl import read_lines
from tests.support import ROOT
from tools.bench_related import Row, bench_related, quality, shortened
from tools.bench_related_speed import (
    KINDS,
    Cost,
    as_json,
    measured,
    passed,
    read_article,
    summary,
    told,
    write_documents,
)
from tools.related_run import ADDED, edited, read_documents


def clustered(folder: Path) -> Path:
    """The five captures as a file: paragraphs by turns in two articles of one cluster, and one without a cluster."""
    rows = [{"id": "x", "title": "Một bài khác", "text": "Không nói về việc gì trong các bài kia."}]
    for path in sorted((ROOT / "tests" / "corpus").glob("*.txt")):
        lines = [line for line in path.read_text("utf-8").splitlines() if line.strip()]
        for half in (0, 1):
            rows.append({"id": f"{path.stem}-{half}", "text": "\n".join(lines[half::2]), "cluster": path.stem})
    found = folder / "bai.jsonl"
    found.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return found


def test_quality_of_the_captures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, to = clustered(tmp_path), tmp_path / "figures.json"
    code = bench_related(str(path), str(to))
    out = capsys.readouterr().out
    assert out.startswith("11 articles, 5 clusters")
    assert len([line for line in out.splitlines() if line.startswith(("full text", "title + 60 syllables"))]) == 2
    figures = json.loads(to.read_text("utf-8"))
    assert [row["queries"] for row in figures["rows"]] == [10, 10]
    assert code == int(not all(row["passed"] for row in figures["rows"]))
    assert quality(read_lines(path, Report())).hit_5 > 0.5


def test_a_file_that_cannot_be_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench_related(str(tmp_path / "none.jsonl")) == 1
    assert "không đọc được tệp" in capsys.readouterr().err
    path = tmp_path / "bai.jsonl"
    path.write_text('{"id": 1, "text": "a", "cluster": "x"}\n{"id": 2, "text": "b"}\n', "utf-8")
    assert bench_related(str(path)) == 1
    assert "there is nothing to measure" in capsys.readouterr().out


def test_shortened_keeps_the_title_and_sixty_syllables(tmp_path: Path) -> None:
    lines = [shortened(line) for line in read_lines(clustered(tmp_path), Report())]
    assert lines[0].document.title == "Một bài khác"
    assert {len(line.document.body.split()) for line in lines[1:]} == {60}


def test_a_row_says_whether_it_reaches_what_is_asked() -> None:
    good = Row("a", Quality(5, 1, 1, 0.996, 0.995), 0.996, 0.995)
    assert good.passed
    assert str(good).split()[:6] == ["a", "5", "1.0000", "1.0000", "0.9960", "0.9950"]
    bad = Row("a", Quality(5, 1, 1, 0.996, 0.994), 0.996, 0.995)
    assert not bad.passed
    assert "FAIL" in str(bad)


def article(folder: Path, number: int) -> None:
    """One file as the generator writes it."""
    path = folder / "an-ninh" / f"bai-{number}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    header = (
        f"Title: Bài: số {number}\nDate: 2021-01-{30 - number:02d} 07:05\nCategory: An ninh\nTags: ma túy, Ba Đồn\n"
    )
    path.write_text(f"{header}Slug: bai-{number}\nSummary: Tóm tắt\n\nĐoạn một số {number} ma túy.\n\nHai.\n", "utf-8")


def test_generated_articles_become_documents(tmp_path: Path) -> None:
    for number in range(3):
        article(tmp_path / "md", number)
    assert read_article(tmp_path / "md" / "an-ninh" / "bai-1.md")["title"] == "Bài: số 1"
    to = tmp_path / "documents.jsonl"
    assert write_documents(tmp_path / "md", to) == 3
    documents = read_documents(to)
    assert [document.id for document in documents] == ["bai-2", "bai-1", "bai-0"]
    assert (documents[0].date, documents[0].tags) == ("2021-01-28T07:05", ("ma túy", "Ba Đồn"))
    assert documents[0].body == "Đoạn một số 2 ma túy.\n\nHai.\n"
    assert edited(documents[0], documents[1]).body.endswith("Hai.\n\nĐoạn một số 1 ma túy.")


def test_each_kind_runs_in_a_process_of_its_own(tmp_path: Path) -> None:
    for number in range(ADDED + 6):
        article(tmp_path / "md", number)
    write_documents(tmp_path / "md", tmp_path / "documents.jsonl")
    for kind in KINDS:
        cost = measured(kind.name, 0, tmp_path)
        assert 0 <= cost.seconds < 30
        assert 0 < cost.texts <= cost.megabytes


def test_medians_and_what_is_promised() -> None:
    costs = [Cost(3, 10, 1), Cost(1, 30, 2), Cost(2, 20, 3)]
    assert summary(costs) == Cost(2, 20, 2)
    cold = KINDS[0]
    assert passed(cold, Cost(8, 500, 1))
    assert not passed(cold, Cost(8.1, 500, 1))
    assert not passed(cold, Cost(8, 501, 1))
    assert told(cold, Cost(8.1, 400, 90)).split() == [
        "cold",
        "8.100",
        "400",
        "90",
        "FAIL",
        "<=",
        "8",
        "s,",
        "<=",
        "500",
        "MB",
    ]
    found = as_json(100, {kind.name: Cost(1, 2, 1) for kind in KINDS})
    assert found["articles"] == 100
    assert [row["name"] for row in found["rows"]] == [kind.name for kind in KINDS]
