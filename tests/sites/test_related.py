"""Related news on real sites: who stands in the rail, why, and who never does."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from tests.browser.looking import visit
from tests.browser.test_axe import violations
from tests.conftest import Builder
from tests.sites.newsroom import article, at, ok, picture
from tools.serve import running

NOW = "2026-11-22 10:00"
DRUGS = (
    "Công an phường Ba Đồn bắt một nhóm người mang ma túy đá qua cầu Gianh trong đêm mưa.\n\n"
    "Nhóm này thuê xe khách chở ma túy từ biên giới về Ba Đồn, giấu trong bao gạo dưới gầm ghế."
)
TRIAL = (
    "Tòa án xét xử nhóm người mang ma túy đá qua cầu Gianh; các bị cáo nhận tội.\n\n"
    "Trước tòa, người cầm đầu khai đã thuê xe khách chở ma túy về Ba Đồn ba lần."
)
MORE = (
    "Sau vụ ma túy đá ở cầu Gianh, phường Ba Đồn họp dân bàn cách giữ bình yên.\n\n"
    "Người dân đề nghị soi đèn quanh cầu Gianh, kiểm soát xe khách chạy đêm qua Ba Đồn."
)
SECRET = "KHONG-AI-DUOC-THAY"
WAITING = "Hẹn giờ: 2026-12-01 06:00\n"


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom in which a press release was put up twice, and much is not out."""
    folder = tmp_path_factory.mktemp("related") / "content"
    for name, title in (("tin", "Tin hoạt động"), ("khac", "Mục khác")):
        article(folder / name, "_index", f"title: {title}")
    tin = folder / "tin"
    picture(folder, "bat.png")
    article(tin, "bat", "title: Bắt nhóm mang ma túy\ndate: 2026-03-01\nimage: /images/bat.png", DRUGS)
    article(tin, "bat-lai", "title: Ba Đồn chặn một chuyến xe\ndate: 2026-03-02", f"{DRUGS} Tin từ cơ sở.")
    article(
        tin, "xu", "title: Xử vụ ma túy cầu Gianh\ndate: 2026-06-01\nimage: /images/bat.png\nrelated: [chon]", TRIAL
    )
    article(tin, "hop", "title: Họp dân sau vụ cầu Gianh\ndate: 2026-03-05\nimage: /images/bat.png", MORE)
    article(folder / "khac", "chon", "title: Bài được chọn\ndate: 2024-01-01\naliases: [/2020/ten-cu/]", "Chuyện cũ.")
    for number in range(6):
        words = " ".join(f"việc{number}{letter}" for letter in "abcdefgh")
        article(tin, f"le-{number}", f"title: Lẻ{number}\ndate: 2026-02-0{number + 1}", words)
    hidden = (
        ("nhap", "status: draft\ndate: 2026-03-01"),
        ("an", "status: hidden\ndate: 2026-03-01"),
        ("hen", f"date: 2026-03-01\n{WAITING}"),
        ("het-han", "date: 2026-03-01\nLoại: thong-bao\nHết hạn: 31/3/2026"),
    )
    for name, header in hidden:
        article(
            tin, name, f"title: {SECRET} {name}\n{header}", f"{MORE}\n\nThêm một đoạn riêng của bài {name}: {TRIAL}"
        )
    return folder


@pytest.fixture(scope="module")
def built(build: Builder, content: Path) -> Path:
    """The site as it is published."""
    return ok(build(content, args=at(NOW)))


def rail(output: Path, address: str) -> list[tuple[str, str]]:
    """Address and reason of each entry beside an article."""
    soup = BeautifulSoup((output / address.strip("/") / "index.html").read_text("utf-8"), "html.parser")
    found = []
    for entry in soup.select(".related li"):
        reason = entry.select_one(".why")
        found.append((str(entry.select("a")[0]["href"]), reason.get_text() if reason else ""))
    return found


def test_the_same_matter_first_copies_once_then_the_section(built: Path) -> None:
    beside = rail(built, "/2026/hop/")
    matter = {address for address, _ in beside[:2]}
    assert matter in ({"/2026/bat/", "/2026/xu/"}, {"/2026/bat-lai/", "/2026/xu/"})
    assert len(beside) == 4
    for _, reason in beside[:2]:
        assert reason.startswith("Cùng nói về: ")
        assert "cầu Gianh" in reason or "Ba Đồn" in reason
    assert beside[2:] == [("/2026/le-5/", "Cùng chuyên mục"), ("/2026/le-4/", "Cùng chuyên mục")]


def test_no_copy_beside_its_original(built: Path) -> None:
    for one, other in (("/2026/bat/", "/2026/bat-lai/"), ("/2026/bat-lai/", "/2026/bat/")):
        beside = [address for address, _ in rail(built, one)]
        assert other not in beside
        assert {"/2026/xu/", "/2026/hop/"} <= set(beside)


def test_the_pick_comes_first(built: Path) -> None:
    assert rail(built, "/2026/xu/")[0] == ("/2024/chon/", "Biên tập chọn")


def test_what_is_far_is_filled_from_the_section_only(built: Path) -> None:
    beside = rail(built, "/2026/le-2/")
    assert [reason for _, reason in beside] == ["Cùng chuyên mục"] * 4
    assert [address for address, _ in beside] == [f"/2026/le-{n}/" for n in (3, 1, 4, 0)]
    assert rail(built, "/2024/chon/") == []


def test_what_is_not_out_is_in_no_rail(built: Path) -> None:
    pages = [path for path in built.rglob("index.html") if 'class="related"' in path.read_text("utf-8")]
    assert len(pages) > 9
    for path in pages:
        section = BeautifulSoup(path.read_text("utf-8"), "html.parser").select_one(".related")
        assert section is not None
        assert SECRET not in str(section), path
    assert rail(built, "/2026/an/")[0][0] in ("/2026/hop/", "/2026/xu/"), "a hidden article has a rail of its own"


def test_a_preview_shows_a_drafts_own_rail(build: Builder, content: Path) -> None:
    output = ok(build(content, settings="pelicanconf.py", args=at(NOW)))
    beside = rail(output, "/ban-nhap/nhap/")
    assert {address for address, _ in beside[:2]} & {"/2026/hop/", "/2026/xu/"}
    assert all(
        "nhap" not in address
        for path in output.rglob("index.html")
        for address, _ in rail(output, str(path.parent.relative_to(output)))
    )


def test_neither_the_order_of_files_nor_the_seed_matters(
    build: Builder, content: Path, built: Path, tmp_path: Path
) -> None:
    turned = tmp_path / "content"
    files = sorted((path for path in content.rglob("*") if path.is_file()), reverse=True)
    for path in files:
        target = turned / path.relative_to(content)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
        os.utime(target, (1, 1))
    cache = ["-e", f'CACHE_PATH="{tmp_path / "cache"}"']
    again = ok(build(turned, env={"PYTHONHASHSEED": "7"}, args=[*at(NOW), *cache]))
    warm = ok(build(turned, env={"PYTHONHASHSEED": "8"}, args=[*at(NOW), *cache]))
    for path in built.rglob("index.html"):
        name = path.relative_to(built)
        assert (again / name).read_bytes() == path.read_bytes() == (warm / name).read_bytes(), name


def test_picks_that_are_not_out_are_warned_of_and_left_out(build: Builder, content: Path, tmp_path: Path) -> None:
    copied = tmp_path / "content"
    shutil.copytree(content, copied)
    picks = "[nhap, an, het-han, /2020/ten-cu/, goc, bat.md]"
    article(copied / "tin", "goc", f"title: Gốc\ndate: 2026-03-01\nrelated: {picks}")
    done = build(copied, args=at(NOW))
    assert [address for address, _ in rail(ok(done), "/2026/goc/")[:2]] == ["/2024/chon/", "/2026/bat/"]
    lines = [line for line in done.stderr.splitlines() if "bài liên quan" in line]
    for value, why in (("nhap", "bản nháp"), ("an", "bài ẩn"), ("het-han", "đã hết hạn"), ("goc", "chính bài này")):
        assert any(f"“{value}”" in line and why in line and "goc.md:4: cảnh báo" in line for line in lines), lines
    assert len(lines) == 4


def test_each_story_once_in_a_rail(build: Builder, tmp_path: Path) -> None:
    folder = tmp_path / "content"
    article(folder / "tin", "_index", "title: Tin hoạt động")
    event = "Dòng sự kiện: Vụ cầu Gianh"
    for number in range(9):
        own = " ".join(f"việc{number}{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
        article(
            folder / "tin", f"b{number}", f"title: Cầu Gianh {number}\ndate: 2026-05-0{number + 1}\n{event}",
            f"{TRIAL}\n\n{own} {own[::-1]}",
        )  # fmt: skip
    article(
        folder / "tin", "hoi", f"title: Hỏi chuyện\ndate: 2026-05-05 08:00\n{event}\nrelated: [b4, b0]", f"{TRIAL} Hết."
    )
    for number in range(8):
        article(folder / "tin", f"khac-{number}", f"title: K{number}\ndate: 2026-05-0{number + 1} 09:00", f"kh{number}")
    output = ok(build(folder, args=at(NOW)))

    def blocks(name: str) -> list[list[str]]:
        page = BeautifulSoup((output / "2026" / name / "index.html").read_text("utf-8"), "html.parser")
        names = ("tin-lien-quan", "dong-su-kien", "tin-moi-hon", "tin-cu-hon")
        found = (page.select(f"[aria-labelledby={name}] li a") for name in names)
        return [[str(link["href"]).split("/")[2] for link in links] for links in found]

    related, thread, newer, _ = blocks("hoi")
    assert related[:2] == ["b4", "b0"]
    assert (len(related), thread) == (4, ["b7", "b6", "b5", "b3", "b2"])
    assert newer == [name for name in ("khac-6", "khac-5", "khac-4") if name not in related]
    for page in [*(f"b{number}" for number in range(9)), "hoi", *(f"khac-{number}" for number in range(8))]:
        shown = [name for block in blocks(page) for name in block]
        assert len(shown) == len(set(shown)), page
        assert page not in shown
        assert len(blocks(page)[0]) == 4


def test_settings(build: Builder, content: Path) -> None:
    output = ok(build(content, args=[*at(NOW), "-e", 'RELATED_NEWS={"shown": 1, "reasons": false}']))
    assert [reason for _, reason in rail(output, "/2026/xu/")] == [""]
    done = build(content, args=[*at(NOW), "-e", 'RELATED_NEWS={"shown": 99, "floor": 2, "reasons": "co"}'])
    assert done.returncode == 1
    for name in ("shown", "floor", "reasons"):
        assert f"pelicanconf.py: lỗi: RELATED_NEWS[“{name}”]" in done.stderr


def test_a_cache_that_cannot_be_written_is_told_and_costs_nothing_else(
    build: Builder, content: Path, built: Path, tmp_path: Path
) -> None:
    (tmp_path / "related_news").write_text("no folder")
    done = build(content, args=[*at(NOW), "-e", f'CACHE_PATH="{tmp_path}"'])
    assert "cảnh báo: không giữ lại được phần tính tin liên quan" in done.stderr
    assert rail(ok(done), "/2026/hop/") == rail(built, "/2026/hop/")


WHERE = """() => {
  const box = selector => document.querySelector(selector).getBoundingClientRect();
  const rail = box(".related"), text = box(".art");
  return {beside: rail.left >= text.right, below: rail.top >= text.bottom};
}"""


@pytest.mark.parametrize(("width", "place"), [(360, "below"), (768, "below"), (1024, "beside"), (1280, "beside")])
def test_where_it_stands(browser: Browser, built: Path, width: int, place: str) -> None:
    with running(built) as server, visit(browser, server.rstrip("/"), width) as seen:
        page = seen.go("/2026/bat/")
        assert page.evaluate(WHERE) == {"beside": place == "beside", "below": place == "below"}
        assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_not_on_paper_and_without_script(browser: Browser, built: Path) -> None:
    with running(built) as server, visit(browser, server.rstrip("/"), 1280, script=False) as seen:
        page = seen.go("/2026/bat/")
        assert page.locator(".related li").count() == 4
        assert page.locator(".related").is_visible()
        page.emulate_media(media="print")
        assert not page.locator(".related").is_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_only_the_first_has_a_picture_whose_place_is_kept(
    browser: Browser, built: Path, axe_script: str, width: int
) -> None:
    with running(built) as server, visit(browser, server.rstrip("/"), width) as seen:
        page = seen.go("/2026/xu/")
        assert page.locator(".related img").count() == 0, "the pick has none, and the others' are not shown"
        page = seen.go("/2026/bat/")
        pictures = page.locator(".related img")
        assert pictures.count() == 1
        assert page.locator(".related li").first.locator("img").get_attribute("alt") == ""
        assert page.locator(".related li").first.locator("a").count() == 1
        box = pictures.first.bounding_box()
        assert box is not None
        assert box["width"] / box["height"] == pytest.approx(1.5, abs=0.02)
        assert not violations(page, axe_script)
