"""What a snapshot of the live counter changes, and the list of addresses that builds write for the counter."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from plugins.visit_counter.settings import VisitCounterSettings
from tests.browser.looking import SCHEMES, Scheme, visit
from tests.browser.test_axe import violations
from tests.conftest import Build, Builder
from tests.site.test_determinism import copy_project
from tests.site.test_html import checker_messages, is_about_the_policy
from tests.sites.newsroom import article, at, ok
from tests.sites.visits import snapshot
from tests.support import NOW
from tools.serve import running

PAGES = {"index.html", "thong-ke/index.html"}
FILES = {"thong-ke/luot-truy-cap.csv", "thong-ke/luot-truy-cap.json"}


def put(content: Path, data: Any) -> None:
    """Lay a snapshot into a newsroom."""
    path = content / "_data" / "visits.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(data), "utf-8")


def files(output: Path) -> dict[str, bytes]:
    """Every file of a site and its bytes."""
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def different(one: dict[str, bytes], other: dict[str, bytes]) -> set[str]:
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


def listed(done: Build) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done.manifest.read_text("utf-8"))
    return found


@pytest.fixture
def rich(build: Builder, content: Path) -> Path:
    """The output of a newsroom whose counter has run for two years."""
    put(content, snapshot())
    return ok(build(content, args=at(NOW)))


def test_a_new_snapshot_changes_two_pages_and_the_downloads(build: Builder, content: Path) -> None:
    found = []
    for data in (None, {"total": 5}, snapshot(), snapshot(1300), {**snapshot(), "days": snapshot()["days"][2:]}):
        if data:
            put(content, data)
        found.append(files(ok(build(content, args=at(NOW)))))
    without, figures, rich, later, longer = found
    assert different(without, figures) == PAGES
    assert different(figures, rich) == PAGES | FILES
    assert different(rich, later) == PAGES  # today is not over, so it is in no download
    assert different(rich, longer) == {"thong-ke/index.html"} | FILES


def test_without_a_snapshot_everything_waits(build: Builder, content: Path) -> None:
    output = ok(build(content, args=at(NOW)))
    for name in sorted(PAGES):
        soup = BeautifulSoup((output / name).read_text("utf-8"), "html.parser")
        assert {cell.get_text() for cell in soup.select("dd[data-figure]")} == {"–"}
    assert not list((output / "thong-ke").glob("luot-truy-cap.*"))


def test_the_four_figures(build: Builder, content: Path, tmp_path: Path) -> None:
    put(content, snapshot())
    options = json.dumps({"layout": "four", "manifest": str(tmp_path / "countable.json")})
    output = ok(build(content, args=[*at(NOW), f"VISIT_COUNTER={options}"]))
    front = BeautifulSoup((output / "index.html").read_text("utf-8"), "html.parser")
    assert [term.get_text() for term in front.select(".stats dt")] == [
        *("Đang truy cập", "Hôm nay", "Tháng hiện tại", "Tổng lượt truy cập")
    ]
    waiting = BeautifulSoup((output / "2021" / "bai-cu" / "index.html").read_text("utf-8"), "html.parser")
    assert len(waiting.select(".stats dt")) == 4
    page = BeautifulSoup((output / "thong-ke" / "index.html").read_text("utf-8"), "html.parser")
    assert len(page.select(".eight dt")) == 8


def test_a_sample_is_never_published_as_data(build: Builder, content: Path) -> None:
    put(content, {**snapshot(), "sample": True})
    output = ok(build(content, args=at(NOW)))
    assert not list((output / "thong-ke").glob("luot-truy-cap.*"))
    for name in sorted(PAGES):
        assert "Số liệu mẫu, không phải số thật." in (output / name).read_text("utf-8")


def test_downloads_hold_every_day_that_is_over(rich: Path) -> None:
    data = (rich / "thong-ke" / "luot-truy-cap.csv").read_bytes()
    assert data.isascii()
    rows = list(csv.reader(data.decode().splitlines()))
    assert rows[0] == ["ngay", "luot truy cap", "luot xem"]
    assert (rows[1][0], rows[-1][0], len(rows)) == ("2024-11-20", "2026-11-21", 733)
    assert [row for row in rows if row[0] == "2026-10-12"] == [["2026-10-12", "", ""]]
    days = json.loads((rich / "thong-ke" / "luot-truy-cap.json").read_text("utf-8"))["days"]
    assert [[str(v) if v is not None else "" for v in day.values()] for day in days] == rows[1:]


def test_the_page_is_valid(rich: Path, vnu_jar: Path) -> None:
    messages = [message for message in checker_messages(vnu_jar, rich) if not is_about_the_policy(message)]
    assert messages == []
    html = (rich / "thong-ke" / "index.html").read_text("utf-8")
    assert "style=" not in html
    assert "cổng cũ &lt;ảnh chụp&gt;" in html


@pytest.mark.parametrize("scheme", SCHEMES)
def test_charts_and_tables_are_for_everyone(rich: Path, browser: Browser, axe_script: str, scheme: Scheme) -> None:
    """Opened on the narrowest screen, which then becomes wider; no script asks for the width."""
    with running(rich) as base, visit(browser, base.rstrip("/"), 320, scheme=scheme) as seen:
        page = seen.go("/thong-ke/")
        page.get_by_text("Từng ngày, 60 ngày gần nhất").click()
        for width in (320, 360, 768, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("innerWidth") == width
            assert violations(page, axe_script) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.locator("svg[role=img]").count() == 2
            assert page.locator("svg[role=img]").first.bounding_box()["width"] > width * 0.5  # type: ignore[index]
        assert seen.complaints == []


def test_the_list_of_countable_addresses(build: Builder, content: Path) -> None:
    article(
        content / "tin", "moi", "title: Bài mới\ndate: 2022-01-05\naliases: [/2021/t%C3%AAn-c%C5%A9/, /tin/cu.html]"
    )
    article(content / "tin", "an", "title: Bài ẩn\ndate: 2021-12-27\nstatus: ẩn\naliases: [/2020/an-cu/]")
    article(content / "tin", "nhap", "title: Nháp\nstatus: nháp")
    article(content / "pages", "gioi-thieu", "title: Giới thiệu")
    for number in range(42):
        article(content / "tin", f"bai-{number}", f"title: Bài {number}\ndate: 2021-11-01\ntags: [pháo]")
    done = build(content, settings="pelicanconf.py")
    output = ok(done)
    carrying = {
        "/" + path.relative_to(output).as_posix().removesuffix("index.html")
        for path in output.rglob("*.html")
        if "/theme/figures." in path.read_text("utf-8")
    }
    data = listed(done)
    assert set(data["paths"]) == carrying
    assert data["paths"] == sorted(data["paths"])
    assert {"/", "/tin/", "/tin/trang/1/", "/tu-khoa/phao/trang/1/", "/2021/11/", "/gioi-thieu/"} < carrying
    assert not [path for path in carrying if "/an/" in path or "nhap" in path or "to-giac" in path]
    assert data["aliases"] == {"/2021/tên-cũ/": "/2022/moi/", "/tin/cu.html": "/2022/moi/"}
    assert list(data["aliases"]) == sorted(data["aliases"])
    assert data["origin"] == "https://congan.truonggiang.example"


def test_the_list_stays_when_nothing_changed_and_when_a_build_fails(build: Builder, content: Path) -> None:
    done = build(content)
    ok(done)
    before = done.manifest.read_bytes()
    os.utime(done.manifest, (1, 1))
    ok(build(content, output=done.output))
    assert done.manifest.stat().st_mtime == 1
    article(content / "tin", "moi", "title: Bài mới\ndate: 45/13/2022")
    assert build(content, output=done.output).returncode == 1
    assert (done.manifest.read_bytes(), done.manifest.stat().st_mtime) == (before, 1)
    article(content / "tin", "moi", "title: Bài mới\ndate: 2022-01-05")
    ok(build(content, output=done.output))
    assert "/2022/moi/" in listed(done)["paths"]


def test_a_list_that_cannot_be_written_fails_the_build_and_says_so(
    build: Builder, content: Path, tmp_path: Path
) -> None:
    (tmp_path / "tep").write_text("không phải thư mục")
    done = build(content, env={"SITE_MANIFEST": str(tmp_path / "tep" / "countable.json")})
    assert done.returncode == 1
    assert "không ghi được tệp" in done.stderr
    assert "Trang mới đã thay trang cũ." in done.stderr
    assert (done.output / "index.html").is_file()


def test_the_list_lies_beside_the_settings_wherever_the_build_was_started(build: Builder, tmp_path: Path) -> None:
    project = tmp_path / "du-an"
    copy_project(project)
    place = {"SITE_MANIFEST": VisitCounterSettings().manifest, "PYTHONPATH": str(project)}
    ok(build(project / "content", settings=project / "publishconf.py", args=at(NOW), cwd=tmp_path, env=place))
    assert "/thong-ke/" in (project / ".build" / "countable.json").read_text("utf-8")
    assert not (tmp_path / ".build").exists()
