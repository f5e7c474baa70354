"""Event threads in a newsroom, each step a real build."""

from __future__ import annotations

import json
from pathlib import Path

from bs4 import BeautifulSoup

from tests.conftest import Builder
from tests.sites.newsroom import article, at, everything, ok

EVENT = "Ngày hội toàn dân 2022"
PAGE = Path("su-kien", "ngay-hoi-toan-dan-2022", "index.html")


def soup(path: Path) -> BeautifulSoup:
    """A page, parsed."""
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def links(path: Path, selector: str) -> list[str]:
    """Where the links below a selector lead, in their order, each once."""
    return list(dict.fromkeys(str(link["href"]) for link in soup(path).select(f"{selector} a")))


def block(path: Path) -> list[str]:
    """Where the links of an article's block lead."""
    return links(path, "section[aria-labelledby=dong-su-kien]")


def of(content: Path, name: str, date: str, more: str = "", event: str = EVENT) -> Path:
    """Write an article of the event."""
    return article(content / "tin", name, f"title: Bài {name}\ndate: {date}\nDòng sự kiện: {event}{more}")


def test_page_block_list_and_sitemap(build: Builder, content: Path) -> None:
    for name, date in (("mot", "2022-05-01"), ("hai", "2022-05-03"), ("ba", "2022-05")):
        of(content, name, date)
    of(content, "bon", "2022-06-01", event="NGÀY HỘI TOÀN DÂN 2022")
    of(content, "rieng", "2022-07-01", event="Bão số 3")
    done = build(content)
    output = ok(done)
    assert "dòng sự kiện" not in done.stderr
    thread = links(output / PAGE, ".rows")
    assert thread == ["/2022/bon/", "/2022/hai/", "/2022/ba/", "/2022/mot/"]
    assert [head.get_text() for head in soup(output / PAGE).select("h1")] == ["Ngày\u00a0hội toàn\u00a0dân 2022"]
    assert block(output / "2022" / "hai" / "index.html") == [f"/{PAGE.parent}/", *(h for h in thread if "hai" not in h)]
    assert block(output / "2022" / "rieng" / "index.html") == []
    assert block(output / "2021" / "bai-cu" / "index.html") == []
    assert links(output / "su-kien" / "index.html", ".long") == ["/su-kien/bao-so-3/", f"/{PAGE.parent}/"]
    assert "/su-kien/" in links(output / "index.html", "footer")
    pages = (output / "sitemap-pages.xml").read_text("utf-8")
    assert f"/{PAGE.parent}/</loc>" in pages
    assert {"/su-kien/", "/su-kien/bao-so-3/"} < set(json.loads(done.manifest.read_text("utf-8"))["paths"])
    data = soup(output / "2022" / "hai" / "index.html").select_one("script[type='application/ld+json']")
    assert data is not None
    assert EVENT in data.get_text()


def test_what_is_not_out_is_in_no_thread(build: Builder, content: Path) -> None:
    of(content, "ra", "2022-05-01")
    of(content, "cung-ra", "2022-05-02")
    of(content, "an", "2022-05-02", "\nstatus: ẩn")
    of(content, "nhap", "2022-05-02", "\nstatus: nháp")
    of(content, "hen-gio", "2026-12-01 08:00", "\nembargo: 2026-12-01 08:00")
    of(content, "het-han", "2022-05-02", "\nkind: thong-bao\nexpires: 2022-06-01")
    of(content, "mat", "2026-12-01 08:00", "\nembargo: 2026-12-01 08:00", "Chuyện bí mật")
    output = ok(build(content, args=at("2026-11-22 10:00")))
    assert "bí mật" not in everything(output)
    assert links(output / PAGE, ".rows") == ["/2022/cung-ra/", "/2022/het-han/", "/2022/ra/"]
    assert block(output / "2022" / "ra" / "index.html")[1:] == ["/2022/cung-ra/"]
    for name in ("an", "het-han"):
        assert block(output / "2022" / name / "index.html")[1:] == ["/2022/cung-ra/", "/2022/ra/"]
    later = ok(build(content, args=at("2026-12-01 08:00")))
    assert links(later / PAGE, ".rows")[0] == "/2026/hen-gio/"
    assert (later / "su-kien" / "chuyen-bi-mat" / "index.html").is_file()


def test_a_long_thread_has_pages(build: Builder, content: Path) -> None:
    for number in range(45):
        of(content, f"so-{number}", f"2022-{number // 28 + 5:02}-{number % 28 + 1:02}")
    output = ok(build(content))
    oldest = output / PAGE.parent / "trang" / "1" / "index.html"
    assert [*links(output / PAGE, ".rows"), *links(oldest, ".rows")] == [f"/2022/so-{n}/" for n in range(44, -1, -1)]
    assert len(links(oldest, ".rows")) == 20
    assert block(output / "2022" / "so-10" / "index.html")[1:] == [f"/2022/so-{n}/" for n in (13, 12, 11, 9, 8)]


def test_a_slip_is_told_and_the_site_is_built(build: Builder, content: Path) -> None:
    for name in ("mot", "hai"):
        of(content, name, "2022-05-01", event="Ngày hội toàn dân bảo vệ an ninh Tổ quốc")
    slip = of(content, "nham", "2022-05-02", event="Ngày hội toàn dân bảo vê an ninh Tổ quôc gia")
    done = build(content)
    ok(done)
    told = "cảnh báo: chỉ một bài có dòng sự kiện này, mà tên gần giống một dòng đã có"
    assert f"{slip}:4: {told}: “Ngày hội toàn dân bảo vê an ninh Tổ quôc gia”. Cách sửa: nếu là cùng" in done.stderr


def test_a_site_without_events(build: Builder, content: Path) -> None:
    output = ok(build(content))
    assert "Chưa có dòng sự kiện nào." in (output / "su-kien" / "index.html").read_text("utf-8")
    assert "/su-kien/" not in links(output / "index.html", "footer")
