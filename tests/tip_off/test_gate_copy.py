"""The gate on the offline copy: the worker itself, and what it must find in the pages to keep them fresh."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.tip_off.gate.needed import COPY_SHEET, COPY_WORDS
from plugins.tip_off.script import SCRIPTS
from plugins.tip_off.worker import worker_script
from tests.tip_off.sound_page import (
    COPY,
    CSS,
    ENGLISH,
    EXPECTED,
    HERE,
    PAGE,
    SHEET,
    STYLESHEET,
    WORKER,
    sheet_of,
    sound,
    told,
    write_site,
)

WITHOUT = replace(EXPECTED, worker=worker_script(""), offline=False)


def test_the_gate_looks_for_what_the_worker_looks_for() -> None:
    text = (SCRIPTS / "worker.js").read_text("utf-8")
    sheet = re.search(r"^const SHEET = /(.*)/g;$", text, re.MULTILINE)
    assert sheet
    assert sheet[1].replace(r"\/", "/") == COPY_SHEET.pattern
    words = re.search(r'^const HIDDEN = "(.*)",\n  TIME = "(.*)";$', text, re.MULTILINE)
    assert words
    assert list(words.groups()) == list(COPY_WORDS)


CHANGED = {
    "no words": (COPY, "", "không tìm thấy chỗ ghi ngày của nó (data-copy)"),
    "words twice": (HERE, COPY, "không tìm thấy chỗ ghi ngày của nó (data-copy)"),
    "attributes in another order": (COPY, COPY.replace("hidden data-copy", "data-copy hidden"), "(data-copy)"),
    "a value": (COPY, COPY.replace("data-copy>", 'data-copy="">'), "(data-copy)"),
    "one attribute more": (COPY, COPY.replace("data-copy-time>", 'data-copy-time class="a">'), "(data-copy-time)"),
    "no place for the date": (COPY, COPY.replace("<time data-copy-time></time>", ""), "(data-copy-time)"),
    "in words only": (COPY, "<p>a hidden data-copy></p><p>a data-copy-time></p>", "(data-copy-time)"),
    "single quotes": (SHEET, SHEET.replace('"', "'"), "không nhận ra tệp trình bày"),
    "a slash at the end": (SHEET, SHEET.replace(">", "/>"), "không nhận ra tệp trình bày"),
    "href first": (SHEET, f'<link href="{STYLESHEET}" rel="stylesheet">', "không nhận ra tệp trình bày"),
    "another name": (SHEET, SHEET.replace("/site.", "/trang."), "không nhận ra tệp trình bày"),
}


@pytest.mark.parametrize(("before", "after", "named"), CHANGED.values(), ids=CHANGED)
def test_a_page_of_which_no_fresh_copy_would_be_kept(tmp_path: Path, before: str, after: str, named: str) -> None:
    assert PAGE.count(before) == 1
    site = write_site(tmp_path, vietnamese=PAGE.replace(before, after), worker=WORKER)
    assert [line for line in told(site) if named in line and line.startswith("to-giac-toi-pham/index.html")]


def test_without_a_copy_nothing_of_it_is_needed(tmp_path: Path) -> None:
    page = PAGE.replace(COPY, "").replace(SHEET, SHEET.replace('"', "'"))
    assert told(write_site(tmp_path, vietnamese=page, worker=worker_script("")), WITHOUT) == []


def test_a_stylesheet_that_is_not_what_its_name_says(tmp_path: Path) -> None:
    sheet = write_site(tmp_path) / STYLESHEET.lstrip("/")
    sheet.write_text("body{color:#222}", "utf-8")
    (line,) = told(tmp_path)
    assert line.startswith(f"{STYLESHEET.lstrip('/')}: lỗi: tên tệp trình bày")
    (tmp_path / "sw.js").write_text(worker_script(""), "utf-8")
    assert told(tmp_path, WITHOUT) == []


def test_two_stylesheets(tmp_path: Path) -> None:
    other = sheet_of("b{}")
    site = write_site(tmp_path, english=sound(ENGLISH).replace(SHEET, SHEET.replace(STYLESHEET, other)))
    (site / other.lstrip("/")).write_text("b{}", "utf-8")
    (line,) = told(site)
    assert "hai tệp trình bày" in line
    assert STYLESHEET in line
    assert other in line


def test_a_stylesheet_with_the_mark_of_its_encoding(tmp_path: Path) -> None:
    """A browser reads it without, and so the worker does."""
    sheet = write_site(tmp_path) / STYLESHEET.lstrip("/")
    sheet.write_text(CSS, "utf-8-sig")
    assert told(tmp_path) == []


WORKERS = {
    "another": "addEventListener('fetch', event => event.respondWith(fetch('/a')))\n",
    "more": f"{WORKER}fetch('/dem');\n",
    "the one that takes itself away": worker_script(""),
    "empty": "",
}


@pytest.mark.parametrize("worker", WORKERS.values(), ids=WORKERS)
def test_refused_worker(tmp_path: Path, worker: str) -> None:
    (line,) = told(write_site(tmp_path, worker=worker))
    assert line.startswith("sw.js: lỗi: mã giữ bản đọc khi mất mạng không phải mã của cổng")


def test_a_worker_where_there_shall_be_no_copy(tmp_path: Path) -> None:
    (line,) = told(write_site(tmp_path), WITHOUT)
    assert line.startswith("sw.js: lỗi: mã giữ bản đọc khi mất mạng không phải mã của cổng")


def test_missing_worker(tmp_path: Path) -> None:
    (write_site(tmp_path) / "sw.js").unlink()
    (line,) = told(tmp_path)
    assert line.startswith("sw.js: lỗi: mã giữ bản đọc khi mất mạng không có trong bản dựng")
