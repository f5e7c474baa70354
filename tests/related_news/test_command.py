"""``python -m plugins.related_news`` as a process of its own, on texts of this repository."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from plugins.related_news.command import make_parser
from tests.support import ROOT

#: What only a build needs.
SITE_ONLY = ["pelican", "markdown", "bs4", "yaml", "nh3", "PIL", "typogrify", "jinja2", "lightningcss", "rjsmin",
             "invoke", "watchfiles", "blinker"]  # fmt: skip
WITHOUT_SITE = f"""
import runpy, sys
sys.modules.update(dict.fromkeys({SITE_ONLY}))
runpy.run_module("plugins.related_news", run_name="__main__", alter_sys=True)
"""
ENGLISH = re.compile(r"usage:|options:|positional|show this|error:|required|invalid|argument|expected|choose|choice")
TONES = "\u0300\u0301\u0303\u0309\u0323"
Rows = list[dict[str, Any]]


def command(*words: object, given: str = "", seed: str = "random") -> subprocess.CompletedProcess[str]:
    """The command, with a text on its standard input."""
    return subprocess.run(
        [sys.executable, "-m", "plugins.related_news", *map(str, words)], cwd=ROOT, input=given, capture_output=True,
        encoding="utf-8", check=False, env={**os.environ, "PYTHONHASHSEED": seed},
    )  # fmt: skip


def outcome(rows: Rows, *words: object, seed: str = "random") -> Rows:
    """What the command prints for articles that are as they should be."""
    done = command("-", *words, given=as_text(rows), seed=seed)
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def as_text(rows: Sequence[dict[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def texts() -> Rows:
    """Some fifty articles: those of content/ (their headers with them), and three paragraphs each of the captures."""
    found: Rows = [
        {"id": path.stem, "title": path.stem, "text": path.read_text("utf-8"), "section": path.parts[-3]}
        for path in sorted((ROOT / "content").rglob("*.md"))
    ]
    found = [row for row in found if row["id"] != "_index"]
    for path in sorted((ROOT / "tests" / "corpus").glob("*.txt")):
        paragraphs = [line for line in path.read_text("utf-8").splitlines() if line.strip()]
        for start in range(0, len(paragraphs), 3):
            title, *rest = paragraphs[start : start + 3]
            date = f"2021-{start % 12 + 1:02d}-{start % 28 + 1:02d}T08:00"
            found.append(
                {"id": len(found), "title": title, "text": "\n".join(rest), "date": date, "section": path.stem}
            )
    return found


def in_old_style(text: str) -> str:
    """``hoà``, ``uỷ`` written ``hòa``, ``ủy``."""
    found = re.sub(rf"(?<!q)(o)([ae])([{TONES}])(?!\w)|(?<!q)(u)(y)([{TONES}])(?!\w)", _first_vowel, parted(text))
    return unicodedata.normalize("NFC", found)


def in_new_style(text: str) -> str:
    """``hòa``, ``ủy`` written ``hoà``, ``uỷ``."""
    found = re.sub(rf"(o)([{TONES}])([ae])(?!\w)|(u)([{TONES}])(y)(?!\w)", _second_vowel, parted(text))
    return unicodedata.normalize("NFC", found)


def _first_vowel(found: re.Match[str]) -> str:
    first, second, tone = filter(None, found.groups())
    return f"{first}{tone}{second}"


def _second_vowel(found: re.Match[str]) -> str:
    first, tone, second = filter(None, found.groups())
    return f"{first}{second}{tone}"


def parted(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def respelled(rows: Rows, spell: Callable[[str], str]) -> Rows:
    return [{**row, "title": spell(row["title"]), "text": spell(row["text"])} for row in rows]


def test_one_line_for_each_in_their_order() -> None:
    rows = texts()
    found = outcome(rows)
    assert [row["id"] for row in found] == [row["id"] for row in rows]
    names = {row["id"] for row in rows}
    for row in found:
        beside = [entry["id"] for entry in row["related"]]
        scores = [entry["score"] for entry in row["related"]]
        assert list(row) == ["id", "related"]
        assert row["id"] not in beside
        assert len(beside) == len(set(beside)) <= 5
        assert set(beside) <= names
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 1 and score == round(score, 6) for score in scores)
        assert all(list(entry) == ["id", "score"] for entry in row["related"])
    assert sum(len(row["related"]) for row in found) > 2 * len(rows)


def test_as_many_as_asked_for() -> None:
    rows = texts()
    five, two, all_ = outcome(rows), outcome(rows, "--top", 2), outcome(rows, "--top", 40)
    assert [row["related"][:2] for row in five] == [row["related"] for row in two]
    assert 20 < max(len(row["related"]) for row in all_) <= 40


def test_nothing_related_is_an_empty_list(tmp_path: Path) -> None:
    rows: Rows = [{"id": 1, "title": "Một"}, {"id": "hai", "text": ""}]
    assert outcome(rows) == [{"id": 1, "related": []}, {"id": "hai", "related": []}]
    assert outcome(rows[:1]) == [{"id": 1, "related": []}]
    assert outcome([]) == []
    path = tmp_path / "bài viết.jsonl"
    path.write_text(as_text(rows), "utf-8")
    assert command(path).stdout == '{"id": 1, "related": []}\n{"id": "hai", "related": []}\n'


def test_ids_stay_what_they_are() -> None:
    same = "Công an huyện bắt đối tượng mua bán trái phép chất ma túy trên địa bàn thị xã Ba Đồn"
    given = [10**18, -1, "Đồn", "e\u0301", "\ud800"]
    done = command("-", given="".join(json.dumps({"id": id_, "text": same}) + "\n" for id_ in given))
    assert (done.returncode, done.stderr) == (0, "")
    assert '"Đồn"' in done.stdout
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in found] == given


@pytest.mark.parametrize(
    "spell", [parted, str.upper, in_old_style, in_new_style, lambda t: parted(in_new_style(t.upper()))]
)
def test_spelling_changes_nothing(spell: Callable[[str], str]) -> None:
    rows = texts()
    assert respelled(rows, spell) != rows
    assert outcome(respelled(rows, spell)) == outcome(rows)


def test_neither_hash_seed_nor_order_of_lines_change_anything() -> None:
    rows = texts()
    for words in ([], ["--as-shown"]):
        found = outcome(rows, *words, seed="0")
        assert outcome(rows, *words, seed="1") == found
        by_id = {row["id"]: row["related"] for row in found}
        for order in (rows[::-1], random.Random(5).sample(rows, len(rows))):
            assert {row["id"]: row["related"] for row in outcome(order, *words)} == by_id


def test_as_shown_says_why_and_fills_up_from_the_section() -> None:
    rows = texts()
    original = max(rows, key=lambda row: len(row["text"]))
    copy = {**original, "id": "bản sao", "title": "Tựa khác"}
    found = {row["id"]: row["related"] for row in outcome([*rows, copy], "--as-shown", "--top", 4)}
    assert list(found) == [row["id"] for row in [*rows, copy]]
    entries = [entry for related in found.values() for entry in related]
    assert all(list(entry) == ["id", "score", "why"] and entry["why"] for entry in entries)
    assert {entry["score"] > 0 for entry in entries if entry["why"] == "cùng chuyên mục"} == {False}
    assert {entry["score"] > 0 for entry in entries if entry["why"] != "cùng chuyên mục"} == {True}
    assert "bản sao" not in [entry["id"] for entry in found[original["id"]]]
    assert original["id"] not in [entry["id"] for entry in found["bản sao"]]
    assert not [related for related in found.values() if {"bản sao", original["id"]} <= {e["id"] for e in related}]


def test_mistakes_are_all_told_and_nothing_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "bai.jsonl"
    path.write_text('{"id": "a", "text": "Tin"}\nx\n{"id": "a", "text": 5}\n', "utf-8")
    done = command(path)
    assert (done.returncode, done.stdout) == (1, "")
    told = done.stderr.splitlines()
    assert [line.split(": ")[0] for line in told] == [f"{path}:2", f"{path}:3", f"{path}:3", "Lỗi"]
    assert told[-1] == "Lỗi: có 3 chỗ sai; chưa so sánh bài nào."
    done = command(tmp_path / "không có.jsonl")
    assert (done.returncode, done.stdout) == (1, "")
    assert "không đọc được tệp" in done.stderr


def test_warnings_do_not_stop_it() -> None:
    done = command("-", given='{"id": 1, "text": "Tin", "date": "hôm qua"}\n')
    assert (done.returncode, done.stdout) == (0, '{"id": 1, "related": []}\n')
    assert "đầu vào chuẩn:1: cảnh báo: " in done.stderr


def test_help_is_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        make_parser().parse_args(["--help"])
    told = capsys.readouterr().out
    assert ended.value.code == 0
    assert told.startswith("cách dùng: python -m plugins.related_news ")
    assert not ENGLISH.search(told)


@pytest.mark.parametrize(("words", "told"), [
    ([], "thiếu TỆP"),
    (["x", "--top", "0"], "--top: “0” không phải là số từ 1 đến 1000"),
    (["x", "--top", "-1"], "--top"),
    (["x", "--top", "năm"], "--top: “năm” không phải là số từ 1 đến 1000"),
    (["x", "--top"], "sau --top phải có một giá trị"),
    (["x", "--hết"], "không hiểu “--hết”"),
    (["x", "y"], "không hiểu “y”"),
])  # fmt: skip
def test_wrong_options_are_told_in_vietnamese(words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        make_parser().parse_args(words)
    given = capsys.readouterr()
    assert (ended.value.code, given.out) == (2, "")
    assert told in given.err
    assert not ENGLISH.search(given.err)


@pytest.mark.parametrize("words", [[], ["--as-shown"]])
def test_nothing_of_a_build_is_imported(words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_SITE, "-", *words], cwd=ROOT, input=as_text(texts()), capture_output=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == len(texts())


def test_who_stops_reading_ends_it_quietly(tmp_path: Path) -> None:
    path = tmp_path / "nhieu.jsonl"
    path.write_text(as_text([{"id": f"{number:0>200}", "title": ""} for number in range(2000)]), "utf-8")
    words = [sys.executable, "-m", "plugins.related_news", str(path)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [("TỆP >&-", "đầu ra chuẩn"), ("- >&-", "đầu ra chuẩn"), ("- <&-", "đầu vào chuẩn"), ("- <&- >&-", "đầu ra chuẩn")],
)
def test_a_closed_stream_is_told(words: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "TỆP").write_text('{"id": 1, "title": "Pháo nổ"}\n', "utf-8")
    line = f"cd {tmp_path} && PYTHONPATH={ROOT} {sys.executable} -m plugins.related_news {words}"
    done = subprocess.run(["sh", "-c", line], input="", capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"Lỗi: {told} đã bị đóng")
    assert done.stderr.count("\n") == 1


def test_a_file_needs_no_standard_input(tmp_path: Path) -> None:
    (tmp_path / "a").write_text('{"id": 1, "title": "Pháo nổ"}\n', "utf-8")
    line = f"{sys.executable} -m plugins.related_news {tmp_path}/a <&-"
    done = subprocess.run(["sh", "-c", line], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, '{"id": 1, "related": []}\n', "")


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"id": 1, "title": "Pháo nổ", "text": ""}\n', "utf-8")
    with Path("/dev/full").open("wb") as full:
        words = [sys.executable, "-m", "plugins.related_news", str(file)]
        done = subprocess.run(words, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("Lỗi: không ghi hết được kết quả (")
    assert done.stderr.count("\n") == 1
