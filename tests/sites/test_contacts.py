"""What the contact registry does to a site, each step a real build: numbers, ages, holes, telephones in articles."""

from __future__ import annotations

import re
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from pelicanconf import TOPICS
from plugins.common.dates import parse_date
from plugins.tip_off.channels import NATIONAL_NUMBERS, EmergencyNumber
from tests.conftest import Builder
from tests.sites.newsroom import article, at, ok
from tests.support import NOW, ROOT

TIP_OFF = Path("to-giac-toi-pham", "index.html")
ENGLISH = Path("to-giac-toi-pham", "en", "index.html")
OLD, NEW = "0232 3822 771", "0232 3822 882"
DESK = """
- kind: phone
  name: Trực ban Công an tỉnh
  value: {number}
  unit: Công an tỉnh
  topics: [ma-tuy]
  doors: [to-giac, gop-y]
  source: Trang của đơn vị
  verified_on: {verified}
  name_en: Duty desk
"""


@pytest.fixture
def registry(content: Path) -> Path:
    """The portal's own registry, articles and pages, one article more among them."""
    shutil.copytree(ROOT / "content", content, dirs_exist_ok=True)
    return content / "_data" / "contacts.yml"


def add(registry: Path, number: str, verified: str = "2026-11-22") -> None:
    """Add the duty desk to the portal's own registry."""
    own = (ROOT / "content" / "_data" / "contacts.yml").read_text("utf-8")
    registry.write_text(own + DESK.format(number=number, verified=verified), "utf-8")


def read(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def holding(output: Path, words: str) -> list[str]:
    """Every file of a site that holds the words."""
    files = (path for path in output.rglob("*") if path.is_file())
    return sorted(path.relative_to(output).as_posix() for path in files if words.encode() in path.read_bytes())


def test_a_new_number_is_on_every_page_and_the_old_one_nowhere(build: Builder, content: Path, registry: Path) -> None:
    """The emergency strip is on every page: so is a number of the registry's."""
    output = content.parent / "output"
    own = (ROOT / "content" / "_data" / "contacts.yml").read_text("utf-8")
    assert own.count('value: "115"') == 1
    registry.write_text(own.replace('value: "115"', 'value: "1155511"'), "utf-8")
    ok(build(content, output=output, args=at(NOW)))
    pages = sorted(path.relative_to(output).as_posix() for path in output.rglob("*.html"))
    assert holding(output, "tel:1155511") == pages
    registry.write_text(own.replace('value: "115"', 'value: "1166611"'), "utf-8")
    ok(build(content, output=output, args=at(NOW)))
    assert holding(output, "1155511") == []
    assert holding(output, "tel:1166611") == pages
    assert len(pages) > 10


@pytest.mark.parametrize("known", NATIONAL_NUMBERS)
def test_changing_one_entry_changes_every_sentence(
    build: Builder, content: Path, registry: Path, known: EmergencyNumber
) -> None:
    """Advice, facts and the tiles of articles name the number; none of them keeps the one of before."""
    for topic in TOPICS:
        article(content / "tin", f"bai-{topic}", f"title: Bài\ndate: 2022-01-05\ntopic: {topic}")
    own = registry.read_text("utf-8")
    registry.write_text(own.replace(f'value: "{known.number}"', 'value: "116"'), "utf-8")
    output = ok(build(content, args=at(NOW)))
    tiles = [read(output / "2022" / f"bai-{topic}" / "index.html").select_one("main .tip") for topic in TOPICS]
    pages = [read(output / page) for page in (TIP_OFF, ENGLISH)]
    said = [tile.get_text(" ") for tile in tiles if tile] + [page.get_text(" ") for page in pages]
    said += [str(tag["content"]) for page in pages for tag in page.select('meta[name="description"]')]
    assert len(said) == len(TOPICS) + 4
    assert [text for text in said if re.search(rf"\b{known.number}\b", text)] == []
    assert all("116" in page.get_text() for page in pages)
    # One article of the portal's own is about the numbers of today, and keeps them in its text and in the feeds.
    linked = [path for path in holding(output, f"tel:{known.number}") if not path.endswith(".xml")]
    assert [path for path in linked if not path.startswith("2025/112-")] == []


def test_a_sentence_with_a_forgotten_number_is_refused(build: Builder, content: Path, registry: Path) -> None:
    own = registry.read_text("utf-8")
    registry.write_text(own.replace("Cần cấp cứu y tế.", "Gọi 117 nếu cần."), "utf-8")
    facts = registry.parent / "facts.yml"
    facts.write_text(facts.read_text("utf-8").replace("{Công an} gọi miễn phí", "{Cảnh sát} gọi miễn phí"), "utf-8")
    done = build(content, args=[*at(NOW), 'TIP_OFF={"topics": {"a": ["Một", "Gọi 118."]}}'])
    assert done.returncode == 1
    for told in (
        "lỗi: số trong câu này không có trong danh bạ: “117”",
        "lỗi: không có số khẩn cấp nào tên như thế: “{Cảnh sát}”. Cách sửa: dùng một trong: {Công an}, {Chữa cháy}",
        "pelicanconf.py: lỗi: TIP_OFF[“topics”][“a”]: số trong câu này không có trong danh bạ: “118”",
    ):
        assert told in done.stderr


def test_a_new_channel_and_then_another_number(build: Builder, content: Path, registry: Path) -> None:
    output = content.parent / "output"
    add(registry, OLD)
    ok(build(content, output=output, args=at(NOW)))
    shown = holding(output, "tel:02323822771")
    assert {str(TIP_OFF), str(ENGLISH)} <= set(shown)
    add(registry, NEW)
    ok(build(content, output=output, args=at(NOW)))
    assert holding(output, OLD) == holding(output, "02323822771") == []
    assert holding(output, "tel:02323822882") == shown


@pytest.mark.parametrize(
    ("days", "complaint", "published"),
    [
        (89, "", True),
        (90, "", True),
        (91, "cảnh báo", True),
        (179, "cảnh báo", True),
        (180, "cảnh báo", True),
        (181, "lỗi", False),
    ],
)
def test_ages_count_from_the_builds_clock(
    build: Builder, content: Path, days: int, complaint: str, published: bool
) -> None:
    path = content / "_data" / "contacts.yml"
    path.parent.mkdir()
    path.write_text(DESK.lstrip().format(number=OLD, verified="2026-11-22"), "utf-8")
    now = (parse_date(NOW).value + timedelta(days=days)).strftime("%Y-%m-%d %H:%M")
    done = build(content, args=at(now))
    lines = [line for line in done.stderr.splitlines() if "contacts.yml" in line]
    assert [f"contacts.yml:8: {complaint}: đã {days} ngày chưa kiểm tra lại" in line for line in lines] == (
        [True] if complaint else []
    )
    assert (done.returncode == 0) is published
    if not published:
        assert ok(build(content, settings="pelicanconf.py", args=at(now)))


def test_a_hole_is_seen_locally_and_never_published(build: Builder, content: Path, registry: Path) -> None:
    add(registry, "(đơn vị điền)")
    local = build(content, settings="pelicanconf.py", args=at(NOW))
    assert "cảnh báo: mục value mới là chữ giữ chỗ" in local.stderr
    assert "(đơn vị điền)" in read(ok(local) / TIP_OFF).get_text()
    done = build(content, args=at(NOW))
    assert done.returncode == 1
    assert "lỗi: mục value mới là chữ giữ chỗ" in done.stderr
    assert not done.output.exists()


@pytest.mark.parametrize("settings", ["pelicanconf.py", "publishconf.py"])
def test_a_channel_leads_to_a_page_that_there_is(build: Builder, content: Path, registry: Path, settings: str) -> None:
    """Which pages there are is known only when every page has been read."""
    own = (ROOT / "content" / "_data" / "contacts.yml").read_text("utf-8")
    entry = "- kind: web\n  name: Trang\n  value: {}\n  doors: [{}]\n  source: Trang này\n  verified_on: 2026-11-22\n"
    registry.write_text(own + entry.format("/lien-he/", "gop-y") + entry.format("/khong-co/", "to-giac"), "utf-8")
    done = build(content, settings=settings, args=at(NOW))
    assert done.returncode == 1
    line = registry.read_text("utf-8").split("/khong-co/")[0].count("\n") + 1
    assert f"contacts.yml:{line}: lỗi: kênh dẫn tới một trang mà cổng không có: “/khong-co/”" in done.stderr
    assert "/lien-he/" not in done.stderr
    registry.write_text(own + entry.format("/lien-he/", "to-giac"), "utf-8")
    assert read(ok(build(content, settings=settings, args=at(NOW))) / TIP_OFF).select('main a[href="/lien-he/"]')


def test_what_is_to_be_confirmed_is_told_when_publishing_only(build: Builder, content: Path, registry: Path) -> None:
    waiting = sum(path.read_text("utf-8").count("\n  to_confirm:") for path in registry.parent.glob("*.yml"))
    assert waiting > 5
    published = build(content, args=at(NOW))
    assert ok(published)
    assert published.stderr.count("còn điều cơ quan phải xác nhận") == waiting
    local = build(content, settings="pelicanconf.py", args=at(NOW))
    assert ok(local)
    assert "xác nhận" not in local.stderr
    checked = build(content, args=[*at(NOW), "LIST_UNCONFIRMED=false"])
    assert ok(checked)
    lines = [line for line in checked.stderr.splitlines() if "xác nhận" in line]
    assert [" mục còn chờ cơ quan xác nhận" in line for line in lines] == [True, True]


def test_what_is_said_of_traces_has_a_source(build: Builder, content: Path, registry: Path) -> None:
    output = ok(build(content, args=at(NOW)))
    for page, network, calls in ((TIP_OFF, "Nhà mạng", "Cuộc gọi"), (ENGLISH, "Your network", "Calls, messages")):
        items = [item for item in read(output / page).select(".knows li") if item.select(".basis")]
        assert [item.get_text().startswith(name) for item, name in zip(items, (network, calls), strict=True)] == [
            True
        ] * 2
        # Over plain http everybody on the way can read the whole address.
        assert "https" in items[0].get_text().split("RFC")[0]


def test_without_data_the_four_numbers_stand(build: Builder, content: Path) -> None:
    output = ok(build(content, args=at(NOW)))
    for page in (TIP_OFF, ENGLISH):
        links = {str(link["href"]) for link in read(output / page).select('a[href^="tel:"]')}
        assert links == {"tel:113", "tel:114", "tel:115", "tel:112"}
        assert not read(output / page).select(".way")


def test_a_telephone_that_the_registry_does_not_know_is_told(build: Builder, content: Path, registry: Path) -> None:
    add(registry, OLD)
    body = f"Gọi {OLD} hoặc 0912 345 678.\n\n[Gọi](tel:0912345678). Tặng 1.900.123.456 đồng, ngày 05.09.2025."
    article(content / "tin", "so", "title: Số\ndate: 2022-01-05", body)
    article(content / "tin", "nhap", "title: Nháp\nstatus: nháp", "Gọi 0913 456 789.")
    article(content / "pages", "them", "title: Thêm\nslug: them", "Gọi 0914 567 890.")
    done = build(content, args=at(NOW))
    assert ok(done)
    told = [line.split("content/", 1)[1] for line in done.stderr.splitlines() if "không có trong danh bạ" in line]
    warning = "cảnh báo: số điện thoại không có trong danh bạ"
    assert [line.split(". Cách sửa")[0] for line in told] == [
        f"pages/them.md:6: {warning}: “0914 567 890”",
        f"tin/so.md:6: {warning}: “0912 345 678”",
        f"tin/so.md:8: {warning}: “0912345678”",
    ]


def test_the_link_of_an_article_carries_its_topic_and_nothing_else(build: Builder, content: Path) -> None:
    topics = {"dau": "topic: lua-dao\ntags: [ma túy]", "khoa": "tags: [hội nghị, Ma tuý]", "khong": "tags: [hội nghị]"}
    for name, header in topics.items():
        article(content / "tin", f"bai-{name}", f"title: Bài {name}\ndate: 2022-01-05\n{header}")
    output = ok(build(content, args=at(NOW)))
    links = {
        name: {str(a["href"]) for a in read(output / "2022" / f"bai-{name}" / "index.html").select("main .tip a.btn")}
        for name in topics
    }
    page = "/to-giac-toi-pham/"
    assert links == {"dau": {f"{page}#lua-dao"}, "khoa": {f"{page}#ma-tuy"}, "khong": {page}}


def test_the_english_page_is_never_counted_and_in_the_sitemap(build: Builder, content: Path) -> None:
    done = build(content, args=at(NOW))
    output = ok(done)
    assert "to-giac" not in done.manifest.read_text("utf-8")
    assert "https://congan.truonggiang.example/to-giac-toi-pham/en/" in (output / "sitemap-pages.xml").read_text(
        "utf-8"
    )


def test_nobody_stands_where_the_english_page_is(build: Builder, content: Path) -> None:
    article(content / "tin", "moi", "title: Bài\ndate: 2022-01-05\naliases: [/to-giac-toi-pham/en/]")
    done = build(content, args=at(NOW))
    assert done.returncode == 1
    assert "địa chỉ này là của một trang có sẵn của cổng: “/to-giac-toi-pham/en/”" in done.stderr


def test_an_exit_to_the_portal_itself_is_refused(build: Builder, content: Path) -> None:
    done = build(content, args=[*at(NOW), 'TIP_OFF={"exit_url": "https://congan.truonggiang.example/"}'])
    assert done.returncode == 1
    assert "pelicanconf.py: lỗi: TIP_OFF[“exit_url”] phải dẫn tới một trang khác" in done.stderr


def test_the_oldest_day_of_verification_is_shown(build: Builder, content: Path, registry: Path) -> None:
    add(registry, OLD, verified="2026-09-30")
    text = " ".join(read(ok(build(content, args=at(NOW))) / TIP_OFF).get_text().split())
    assert "30/9/2026" in text or "30/09/2026" in text
